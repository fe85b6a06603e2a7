"""Words that name parts of a plan in four languages: column headers, attribute names, section markers."""

# ruff: noqa: E501  (a line is a list of synonyms)

from __future__ import annotations

import re

_ACROSS = str.maketrans({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})

OBJECTIVE_FIELDS: dict[str, str] = {
    "objective": "objective|objectives|objective title|goal|o|目标|目標|目标名称|目標名稱|цель|цели|название цели",
    "team": "team|teams|department|group|holder|团队|团队名称|團隊|部门|部門|команда|отдел|подразделение",
    "objective_owner": "objective owner|o owner|目标负责人|目標負責人|ответственный за цель|владелец цели",
    "cycle": "cycle|period|quarter|time period|timeframe|周期|週期|季度|цикл|период|квартал",
    "cycle_starts_on": "cycle starts on|cycle start",
    "cycle_ends_on": "cycle ends on|cycle end",
    "level": "level|层级|層級|级别|級別|уровень",
    "objective_ambition": "objective ambition",
    "visibility": "visibility|可见范围|可見範圍|видимость",
    "why_now": "why now|why|reason|为何现在|為何現在|优先问题|优先机会|优先问题/机会|почему сейчас|зачем",
    "description": "description|details|描述|说明|說明|описание",
    "pillar": "pillar|strategic pillar|theme|战略支柱|策略支柱|стратегическое направление",
    "objective_weight": "objective weight|o weight|目标权重|目標權重|вес цели",
    "objective_priority": "objective priority",
    "objective_tags": "objective tags",
    "objective_links": "objective links",
    "parent": "parent|parent objective|aligned to|aligns to|上级目标|上級目標|父目标|родительская цель|вышестоящая цель",
    "parent_ref": "parent ref|parent id",
    "objective_ref": "objective ref|objective id",
}
KEY_RESULT_FIELDS: dict[str, str] = {
    "key_result": "key result|key results|kr|krs|metric name|关键结果|关键成果|主要结果|主要成果|關鍵結果|關鍵成果|主要結果"
    "|кр|ключевой результат|ключевые результаты",
    "kind": "kind|measure|类型|類型|вид",
    "unit": "unit|units|metric unit|单位|單位|единица|ед.|ед. изм.|единица измерения",
    "decimals": "decimals",
    "start": "start|start value|baseline|initial|from|metric start|起始值|基线|基線|初始值|исходное значение|исходное|базовое значение|начальное значение|было",
    "start_due_on": "start due on|baseline due",
    "target": "target|target value|goal value|to|metric target|目标值|目標值|целевое значение|план|станет",
    "commit": "commit|committed value",
    "stretch": "stretch|stretch target|挑战值|挑戰值|верхняя планка",
    "lower": "lower|minimum|min|at least|下限|минимум|не менее",
    "upper": "upper|maximum|max|at most|上限|максимум|не более",
    "required_share": "required share",
    "weight": "weight|权重|權重|вес",
    "pinned": "pinned|weight pinned",
    "ambition": "ambition|okr type|目标类型|амбициозность",
    "owner": "owner|responsible|assignee|dri|负责人|負責人|ответственный|владелец|исполнитель",
    "updater": "updater|updated by|更新人|кто обновляет",
    "key_result_team": "key result team|kr team",
    "due_on": "due on|due|due date|deadline|end date|by|截止日期|截止|到期|截止日|срок|дедлайн",
    "starts_on": "starts on|start date|开始日期|開始日期|дата начала",
    "cadence_days": "cadence days|cadence",
    "guardrail": "guardrail|护栏|護欄|护栏指标|護欄指標|ограничитель|показатель-ограничитель",
    "indicator": "indicator|leading or lagging",
    "definition": "definition|metric|how measured|source|指标|指標|定义|定義|определение|метрика|показатель",
    "done": "done|completed|完成|готово|выполнено",
    "items": "items|sub-items|checklist|子项|子項|подпункты",
    "stages": "stages|milestones|阶段|階段|этапы",
    "priority": "priority|优先级|優先級|приоритет",
    "tags": "tags|labels|标签|標籤|теги|метки",
    "links": "links|link|url|链接|連結|ссылки",
    "ref": "ref|id|key result ref|key result id|编号|編號",
}
INITIATIVE_FIELDS: dict[str, str] = {
    "initiative": "initiative|initiatives|action|actions|举措|舉措|行动方案|行動方案|行动|行動|инициатива|инициативы",
    "initiative_description": "initiative description",
}
OTHER_FIELDS: dict[str, str] = {
    "type": "type|object type|item type|类别|類別|тип",
    "title": "title|name|标题|標題|名称|名稱|название",
    "not_imported": "current|current value|actual|progress|status|score|confidence|grade|created|created by|updated|last update|last check-in"
    "|当前值|當前值|进度|進度|状态|狀態|信心指数|评分|текущее значение|факт|прогресс|статус|уверенность|оценка",
}


def plain_key(text: str) -> str:
    """A header or key without case, width, decoration and doubled spaces."""
    shown = text.translate(_ACROSS).lower().replace("_", " ")
    return " ".join(shown.strip(" *:：?？#\"'").split())


def _by_word(*tables: dict[str, str]) -> dict[str, str]:
    return {word: name for table in tables for name, words in table.items() for word in words.split("|")}


COLUMNS = _by_word(OBJECTIVE_FIELDS, KEY_RESULT_FIELDS, INITIATIVE_FIELDS, OTHER_FIELDS)
"""Field names by column header."""

_OF_OBJECTIVE = (
    *(
        "team",
        "owner",
        "cycle",
        "cycle_starts_on",
        "cycle_ends_on",
        "level",
        "ambition",
        "visibility",
        "why_now",
    ),
    *("description", "pillar", "weight", "priority", "tags", "links", "parent", "parent_ref", "ref"),
)
_OF_INITIATIVE = ("owner", "due_on", "priority", "description", "ref", "done", "team", "tags", "links")
_NOT_ATTRIBUTES = frozenset({"key_result", "key_result_team", "items"})
_OF_KEY_RESULT = (*(name for name in KEY_RESULT_FIELDS if name not in _NOT_ATTRIBUTES), "team")
ATTRIBUTES: dict[str, frozenset[str]] = {
    "objective": frozenset(_OF_OBJECTIVE),
    "key_result": frozenset(_OF_KEY_RESULT),
    "initiative": frozenset(_OF_INITIATIVE),
    "not_imported": frozenset({"not_imported"}),
}
"""Which fields may stand as `name: value` under what."""

_ATTRIBUTE = re.compile(r"([^:：]{1,40})[:：]\s*(\S.*)", re.DOTALL)
_TOO_LOOSE = frozenset(
    {"by", "to", "from", "why", "source", "min", "max", "at least", "at most", "план", "было", "станет"}
)


def read_attribute(text: str, of: str) -> tuple[str, str] | None:
    """`owner: Ada` as a field of an objective, key result or initiative, if it may have it."""
    found = _ATTRIBUTE.fullmatch(text)
    if not found:
        return None
    key = plain_key(found[1].replace("**", ""))
    name = COLUMNS.get(key)
    if name is None or key in _TOO_LOOSE or name not in ATTRIBUTES[of]:
        return None
    value = found[2].removeprefix("**") if "**" in found[1] else found[2]
    return name, value.strip()
