"""Words that begin the parts of an OKR in four languages: what `markers` recognises at the head of a line."""

# ruff: noqa: E501  (a line is a list of synonyms)

from __future__ import annotations

_OF_EN = (
    "company|corporate|team|department|group|personal|individual|annual|yearly|quarterly|main|key|our|strategic|overall"
    "|primary|secondary|top-level|top|first|second|third|fourth|fifth|sample|example|smart"
)
_OF_ZH = (
    "公司|企业|企業|部门|部門|团队|團隊|个人|個人|小组|小組|年度|季度|本季度|核心|关键|關鍵|战略|戰略|总体|總體|业务|業務|产品|產品|销售"
    "|銷售|市场|市場|行銷|营销|運營|运营|研发|研發|第[一二三四五六七八九十]个?個?"
)
_OF_RU = (
    "главная|основная|общая|ключевая|командная|первая|вторая|третья|четвёртая|четвертая|пятая|квартальная|годовая"
    "|стратегическая|личная|корпоративная|амбициозная"
)

MARKERS: dict[str, tuple[str, str]] = {
    "objective": (
        "O|О",
        rf"(?:(?:{_OF_EN})\s)?(?:objectives?|goals?)"
        rf"|(?:(?:{_OF_ZH})(?:级别?|層級|层级|級)?的?)?(?:目标|目標)"
        rf"|(?:(?:{_OF_RU})\s)?цел[ьи](?:\s(?:компании|команды|отдела|квартала|на\sквартал|на\sгод))?",
    ),
    "key_result": (
        r"(?:O\s?\d{1,2}\s?[-.·/]?\s?|[A-Z]{2,5}\s)?KRs? ?|КР ?",
        "krs|(?:main |measurable )?key results?|key outcomes?|(?:as )?measured by|success (?:metrics|criteria|measures)"
        "|关键结果|关键成果|主要结果|主要成果|核心结果|關鍵結果|關鍵成果|主要結果|核心結果|关键性结果|衡量标准|衡量标準|衡量標準|衡量指标|衡量指標"
        "|(?:ключев(?:ой|ые)|основн(?:ой|ые)) результаты?|измеримые результаты|критерии успеха",
    ),
    "initiative": (
        "I|И",
        "(?:(?:key|main|strategic|planned|supporting|suggested|possible) )?(?:initiatives?|actions?|action items|action plan|projects?|tasks?|activities)"
        "|待办事项|待辦事項|行动方案|行動方案|行动计划|行動計畫|行動計劃|执行计划|執行計畫|(?:关键|具体|重点|主要)?(?:行动|举措|任务|措施|项目)"
        "|(?:關鍵|具體|重點|主要)?(?:行動|舉措|任務|措施|專案)|倡議|倡议|重点工作|重點工作|落地动作"
        "|(?:(?:ключев(?:ая|ые)|основные|возможные) )?(?:инициатив[аы]|действия|мероприятия|шаги|проекты|задачи)|план действий",
    ),
    "why_now": (
        "",
        "why now|why it matters|why this matters|why|rationale|problems?/opportunit(?:y|ies)|优先问题/机会|优先问题|优先机会|優先問題/機會|優先問題|優先機會"
        "|为何现在|為何現在|为什么(?:重要|现在)|為什麼(?:重要|現在)|почему сейчас|почему это важно|зачем|проблема/возможность",
    ),
    "metric": ("", "metrics?|kpis?|指标|指標|метрик[аи]|показател[ьи]"),
    "discussion": (
        "",
        "discussions?|notes?|comments?|commentary|explanation|why (?:it|this) works|tips?|remarks?|讨论内容|讨论|討論內容|討論|备注|備註|说明|說明|点评|點評|解析|分析|解读|解讀"
        "|комментари[йи]|примечани[ея]|обсуждение|пояснени[ея]|разбор|почему (?:это|так) (?:работает|хорошо)|совет",
    ),
}
"""Section markers: short forms that need a number or a colon, and whole words."""

ALIAS = "objectives?|key results?|krs?|o|goal|цель|目标|目標|关键结果|關鍵結果|关键成果|關鍵成果|кр|initiatives?|okr"
"""What may stand in brackets behind a marker: `目标（O）`, `Key results (KRs)`."""

NEEDS_COLON = frozenset(
    [
        "why",
        "tasks",
        "task",
        "projects",
        "project",
        "activities",
        "actions",
        "action",
        "действия",
        "задачи",
        "шаги",
        "проекты",
        "мероприятия",
        "зачем",
        "任务",
        "任務",
        "项目",
        "專案",
        "措施",
        "tip",
        "tips",
        "совет",
        "分析",
        "说明",
        "說明",
        "goals",
        "цели",
        "notes",
        "note",
        "comments",
        "comment",
        "measured by",
        "why it matters",
        "why this matters",
        "行动",
        "行動",
    ]
)
"""Words of everyday speech: a mark only with a colon, a number, or alone in a heading."""
