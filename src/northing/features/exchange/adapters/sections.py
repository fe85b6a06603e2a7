"""Headings that say whose OKRs follow, and words that say how an example is meant."""

# ruff: noqa: E501  (a line is a list of synonyms)

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from northing.domain.codes import HolderKind
from northing.domain.plan import PlanCycle
from northing.features.exchange.adapters.cycles import find_cycle
from northing.features.exchange.adapters.grammar import is_prose
from northing.features.exchange.adapters.markers import read_level, read_team
from northing.features.exchange.adapters.titles import clean

_AREAS_EN = "sales|marketing|product(?: management| design| marketing)?|engineering|development|r&d|research(?: and development)?|design|ux|customer (?:success|support|service|experience|care)|support|success|hr|human resources|people(?: ops| operations| & culture| and culture)?|talent(?: acquisition)?|recruiting|recruitment|finance|accounting|legal|compliance|it|information technology|security|operations|ops|devops|sre|infrastructure|platform|data(?: science| analytics| engineering)?|analytics|qa|quality(?: assurance)?|growth|content|seo|brand|pr|communications|social media|business development|partnerships?|procurement|purchasing|logistics|supply chain|production|manufacturing|editorial|publishing|events|community|developer relations|devrel|account management|sdr|administration|backend|frontend|mobile|web|machine learning|ml|ai"
_ROLES_EN = "ceo|cto|cfo|coo|cmo|cpo|chro|vp(?: of)? [a-z]+|head of [a-z ]{2,30}|director of [a-z ]{2,30}|(?:product|project|account|sales|marketing|hr|engineering) managers?|developers?|designers?|executives?|leadership|founders?"
_TEAM_EN = "team|department|dept\\.?|division|group|unit|function|squad|chapter"
_AREAS_ZH = "销售|銷售|市场|市場|营销|營銷|行銷|市场营销|品牌|产品|產品|研发|研發|技术|技術|开发|開發|工程|设计|設計|运营|營運|運營|客服|客户服务|客戶服務|客户成功|客戶成功|客户支持|人力资源|人力資源|人事|行政|财务|財務|会计|會計|法务|法務|采购|採購|供应链|供應鏈|物流|生产|生產|制造|製造|质量|品質|品管|测试|測試|数据|數據|資料|信息技术|資訊|资讯|安全|运维|維運|内容|內容|编辑|編輯|公关|公關|商务|商務|增长|成長|用户增长|电商|電商|渠道|通路|培训|培訓|战略|招聘|HR|IT|PR|QA"
_TEAM_ZH = "部门|部門|团队|團隊|部|组|組|中心|小组|小組|事业部|事業部|处|處|科|岗位|岗|人员|人員"
_ROLES_ZH = "CEO|CTO|CFO|COO|产品经理|產品經理|总经理|總經理|销售经理|市场经理|项目经理|程序员|工程师|設計師|设计师|总监|總監"
_TEAM_RU = "отдел\\w*|команд\\w*|департамент\\w*|служб\\w*|подразделени\\w*|групп\\w*|направлени\\w*|управлени\\w*|дирекци\\w*|бюро|редакци\\w*"
_AREAS_RU = "продаж\\w*|маркетинг\\w*|продукт\\w*|разработк\\w*|поддержк\\w*|техподдержк\\w*|hr|эйчар\\w*|персонал\\w*|кадр\\w*|рекрутинг\\w*|подбор\\w*|финанс\\w*|бухгалтери\\w*|юрист\\w*|юридическ\\w*|закуп\\w*|логистик\\w*|производств\\w*|качеств\\w*|аналитик\\w*|дизайн\\w*|контент\\w*|безопасност\\w*|инфраструктур\\w*|ит|it|smm|pr|seo|клиентск\\w* (?:сервис\\w*|успех\\w*)|склад\\w*|обучени\\w*"
_ROLES_RU = "генеральн\\w+ директор\\w*|директор\\w*(?: по [а-яё]+)?|руководител\\w*(?: [а-яё]+){0,3}|маркетолог\\w*|разработчик\\w*|продакт-менеджер\\w*|менеджер\\w*(?: по [а-яё]+)?|дизайнер\\w*|рекрутер\\w*|hr-\\w+"

_NUMBERING = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*[.)、．]?\s+|\d{1,2}[.)、．]\s*|[一二三四五六七八九十]{1,3}[、.．]\s*|[（(][一二三四五六七八九十\d]{1,3}[)）]\s*|[IVX]{1,4}[.)]\s+|[A-Z][.)]\s+"
    r"|(?:示例|范例|範例|案例|例子?|example|sample|case|пример)\s?(?:№|#)?[\d一二三四五六七八九十]{0,2}\s?[:：.、–—-]\s*)",
    re.IGNORECASE,
)
_ORNAMENT = re.compile(r"[\s\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]+")
_SPACED_WORD = (
    r"(?:(?:objectives?|key results?|goals?|examples?|samples?|templates?|quarterly|annual|for|of|the|and|our|цел[ьи]|ключевые результаты"
    r"|примеры?|образ(?:ец|цы)|шаблоны?|для|на|и)\b)"
)
_JOINED_WORD = r"(?:okrs?(?![a-z])|目标与关键结果|目標與關鍵(?:結果|成果)|示例|范例|範例|案例|样例|例子|模板|季度|年度|的|[&()（）:：|·,，–—-])"
_BEFORE = re.compile(rf"(?:(?:{_SPACED_WORD}|{_JOINED_WORD})\s*)+", re.IGNORECASE)
_AFTER = re.compile(rf"(?:\s*(?:(?<![^\W\d_]){_SPACED_WORD}|{_JOINED_WORD}))+$", re.IGNORECASE)
_EXAMPLE_HEAD = re.compile(r"okr|examples?|示例|范例|範例|案例|пример|образ", re.IGNORECASE)
_DEPARTMENT = re.compile(
    rf"(?:(?:{_AREAS_EN})(?:\s(?:and|&|/)\s(?:{_AREAS_EN}))?(?:\s(?:{_TEAM_EN})s?)?|(?:{_TEAM_EN})\s(?:of\s)?[a-z0-9&-]+|(?:{_ROLES_EN})"
    rf"|(?:{_AREAS_ZH}){{1,3}}(?:{_TEAM_ZH})?|(?:{_ROLES_ZH})|[㐀-鿿]{{2,8}}(?:部门|部門|团队|團隊|部|组|組|中心|事业部|事業部)"
    rf"|(?:[а-яё-]+(?:ой|ая|ого|ый|ий|ых|ые)\s)?(?:{_TEAM_RU})(?:\s(?:по\s)?[а-яё-]+){{0,4}}|(?:{_AREAS_RU})|(?:{_ROLES_RU}))",
    re.IGNORECASE,
)
_NAMED_TEAM = re.compile(
    rf"[A-Z][\w&.+ -]{{1,40}}\s(?:{_TEAM_EN})|(?:Команда|Отдел|Департамент|Служба)\s.{{2,50}}", re.IGNORECASE
)
_COMPANY = re.compile(
    r"company(?:[- ]wide| level)?|corporate|organi[sz]ation(?:al)?|公司(?:级|層級|层级|级别|層面|层面)?|企业|企業|集团|集團|全公司|компани[яи]|корпоративн\w+|вс(?:ей|я) компани[яи]",
    re.IGNORECASE,
)
_NOUN = (
    r"[\s:.]*(?:[a-zа-яё-]+\s){0,2}(?:examples?|okrs?|objectives?|goals?|key results?|krs?|versions?|wording|ones?|формулировк\w*|пример\w*|цел[ьие]\w*|результат\w*|вариант\w*"
    r"|的?(?:目标|目標|关键结果|關鍵結果|關鍵成果|okr|kr)?(?:示例|范例|範例|案例|例子|写法|寫法|版本)?)?[\s\d]*(?:okrs?)?\s*[:：.]?(?:\s*okrs?)?"
)
_BAD = re.compile(
    rf"(?:[❌🚫👎✗✘]\s*)?(?:an? |the )?(?:пример (?=плох|неудачн|неправ))?(?:bad|poor|weak|wrong|incorrect|poorly written|ineffective|badly written|not good|before|плох\w+|плохо|неправильн\w+|неудачн\w+|неверн\w+|слаб\w+|ошибочн\w+|было|как не надо|как не нужно"
    rf"|антипример|错误|錯誤|不好|反例|糟糕|不良|较差|較差|不佳|不合格|差|反面|不正确|不正確|修改前|优化前|改进前|坏|壞){_NOUN}|[❌🚫👎✗✘]{_NOUN}",
    re.IGNORECASE,
)
_GOOD = re.compile(
    rf"(?:[✅👍✔]\s*)?(?:an? |the )?(?:пример (?=хорош|удачн|прав))?(?:good|great|better|strong|correct|right|effective|well[- ]written|improved|best|after|хорош\w+|хорошо|правильн\w+|удачн\w+|верн\w+|сильн\w+|лучше|стало|как надо"
    rf"|正确|正確|良好|好|较好|較好|更好|优秀|優秀|正例|改进|改進|改进后|修改后|优化后){_NOUN}|[✅👍✔]{_NOUN}",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"提升|提高|优化|優化|打造|建设|建設|加强|加強|改善|完善|扩大|擴大|推动|推動|成为|成為|降低|实现|實現|增加|增强|增強|建立|构建|構建|发展|發展|培养|培養",
    re.IGNORECASE,
)
_LONGEST = 120
_LONGEST_LABEL = 60
_GROUP = re.compile(
    r"\bokrs?(?: examples?)?$|^(?:примеры|образцы) okr|okr\s?(?:示例|范例|範例|案例)$", re.IGNORECASE
)
_LONGEST_NAME = 30
_MOST_WORDS = 4
_MOST_SPACES = 14
_SENTENCE_ENDS = ("。", ".", "！", "!", "？", "?", "；", ";")


class Section(NamedTuple):
    """What a heading says of what follows; at least one part is set."""

    team: str = ""
    level: HolderKind | None = None
    cycle: PlanCycle | None = None
    speaks: bool = False
    """It says itself that OKRs follow."""


def read_section(text: str, *, today: date | None) -> Section | None:
    """ "Sales OKRs – Q3 2026", "Примеры OKR для отдела продаж", "二、市场部": team, level and cycle; else None."""
    if len(text) > _LONGEST or text.count(" ") > _MOST_SPACES or text.endswith(_SENTENCE_ENDS):
        return None
    shown = _ORNAMENT.sub(" ", clean(text)).strip(" :：")
    shown = without_number(shown)
    level, team = read_level(shown), read_team(shown)
    if level or team:
        return Section(team, level)
    cycle, rest = find_cycle(shown, today=today)
    speaks = bool(_EXAMPLE_HEAD.search(shown))
    core = _core(rest)
    if not core:
        return Section(cycle=cycle) if cycle else None
    if cycle and cycle.name.isdecimal() and len(core) > _LONGEST_NAME:
        cycle = None  # a year inside a sentence
    if _COMPANY.fullmatch(core) and (speaks or cycle):
        return Section(level=HolderKind.ORGANIZATION, cycle=cycle)
    if (_DEPARTMENT.fullmatch(core) or _NAMED_TEAM.fullmatch(core)) and not _ACTS.match(core):
        return Section(_nominative(core), cycle=cycle, speaks=speaks)
    if cycle and speaks:
        return Section(cycle=cycle)
    is_group = _GROUP.search(shown) and len(core.split()) <= _MOST_WORDS and not is_prose(shown)
    return Section(speaks=True) if is_group else None


def without_number(text: str) -> str:
    """A heading without the number of its chapter."""
    found = _NUMBERING.match(text)
    return text[found.end() :] if found and text[found.end() :].strip() else text


def _core(text: str) -> str:
    """A heading without the words that only say it is about OKRs."""
    text = " ".join(text.split())
    found = _BEFORE.match(text)
    text = text[found.end() :] if found else text
    return _AFTER.sub("", text[-_LONGEST:]).strip(" .")


def is_bad_label(text: str) -> bool:
    """ "Bad example:", "Неправильно.", "反例": what follows is how not to do it."""
    return len(text) <= _LONGEST_LABEL and bool(_BAD.fullmatch(text.strip(" *_#[]【】(（）)-•").lower()))


def is_good_label(text: str) -> bool:
    """ "Good example:", "Правильно:", "优化后": what follows is meant."""
    return len(text) <= _LONGEST_LABEL and bool(_GOOD.fullmatch(text.strip(" *_#[]【】(（）)-•").lower()))


def is_bad_mark(text: str) -> bool:
    return text.lstrip(" -•*").startswith(("❌", "🚫", "👎", "✗", "✘"))


_TO_NOMINATIVE = (
    (
        re.compile(
            r"^(?:руководител\w+|директор\w+|менеджер\w+)\s+(?=(?:[а-яё-]+\s)?(?:отдел|команд|служб|департамент))",
            re.IGNORECASE,
        ),
        "",
    ),
    (re.compile(r"^(маркетолог|разработчик)ов$", re.IGNORECASE), r"\1и"),
    (re.compile(r"^(\S*менеджер|дизайнер|рекрутер|директор|руководител)(?:ов|ей)$", re.IGNORECASE), r"\1ы"),
    (re.compile(r"^отдел(?:ов|ами|ам|а|у|ом|е)\b", re.IGNORECASE), "Отдел"),
    (re.compile(r"^команд(?:ами|ам|ы|е|у|ой|)\b", re.IGNORECASE), "Команда"),
    (re.compile(r"^служб(?:ы|е|у|ой|)\b", re.IGNORECASE), "Служба"),
    (re.compile(r"^департамент(?:ов|а|у|ом|е)\b", re.IGNORECASE), "Департамент"),
    (re.compile(r"^([а-яё-]+)(?:ой|ых) команд(?:ы|е|у|)\b", re.IGNORECASE), r"\1ая команда"),
    (re.compile(r"^([а-яё-]+)ого отдела\b", re.IGNORECASE), r"\1ый отдел"),
)


def _nominative(name: str) -> str:
    """Russian headings name the team in another case: `для отдела продаж` is the `Отдел продаж`."""
    for pattern, plain in _TO_NOMINATIVE:
        name = pattern.sub(plain, name)
    return name[:1].upper() + name[1:]
