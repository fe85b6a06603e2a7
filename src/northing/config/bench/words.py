"""Words of made-up objectives, key results and people, in four languages mixed as in a company that works in all."""

from __future__ import annotations

from random import Random
from typing import Final

OBJECTIVES: Final = (
    (
        "{} {}",
        ("Make customers trust", "Win the market with", "Rebuild", "Make everyone proud of", "Simplify"),
        ("our delivery promise", "the first week", "the partner programme", "our support", "the mobile app"),
    ),
    (
        "{}{}",
        ("让客户信赖", "全面升级", "重新打造", "大幅简化", "持续改善"),
        ("交付承诺", "新人上手体验", "合作伙伴计划", "售后服务", "移动端产品"),
    ),
    (
        "{}{}",
        ("讓客戶信賴", "全面升級", "重新打造", "大幅簡化", "持續改善"),
        ("交付承諾", "新人上手體驗", "合作夥伴計畫", "售後服務", "行動產品"),
    ),
    (
        "{} {}",
        ("Укрепить доверие к", "Заново построить работу по", "Вывести вперёд команду по", "Упростить путь к"),
        ("срокам поставки", "партнёрской программе", "поддержке клиентов", "мобильному приложению"),
    ),
)
KEY_RESULTS: Final = (
    (
        "Weekly active teams",
        "Orders delivered on time",
        "Median time to answer",
        "Net promoter score",
        "Renewals",
    ),
    ("每周活跃团队数", "准时交付订单", "首次响应时间中位数", "客户推荐指数", "续约客户"),
    ("每週活躍團隊數", "準時交付訂單", "首次回應時間中位數", "客戶推薦指數", "續約客戶"),
    (
        "Активные команды в неделю",
        "Заказы в срок",
        "Медиана времени ответа",
        "Индекс рекомендаций",
        "Продления",
    ),
)
PLACES: Final = (
    ("in Europe", "for new accounts", "on mobile", "in the north", "for the long tail", "at night"),
    ("（华东）", "（新客户）", "（移动端）", "（华北）", "（中小客户）", "（夜间）"),
    ("（北區）", "（新客戶）", "（行動端）", "（南區）", "（中小客戶）", "（夜間）"),
    (" (Урал)", " (новые клиенты)", " (мобильные)", " (Север)", " (малый бизнес)", " (ночь)"),
)
STAGES: Final = ("Design agreed", "第一批用户上线", "Запуск в двух регионах", "Open to everyone")
NOTES: Final = (
    "",
    "",
    "",
    "Two deals slipped a week.",
    "本周渠道流量恢复。",
    "本週通路流量恢復。",
    "Ждём данные от партнёра.",
)
FAMILIES: Final = (
    "Novak",
    "Okafor",
    "Lindgren",
    "Ferreira",
    "王",
    "陈",
    "林",
    "黃",
    "Иванова",
    "Петров",
    "Schmidt",
    "Rao",
)
GIVEN: Final = (
    "Mara",
    "Jonas",
    "Ines",
    "Tomas",
    "小雨",
    "建国",
    "怡君",
    "俊傑",
    "Анна",
    "Илья",
    "Lea",
    "Arun",
)
TEAMS: Final = (
    "Growth",
    "Platform",
    "Retail",
    "华东销售",
    "产品体验",
    "客服中心",
    "供應鏈",
    "Поддержка",
    "Логистика",
    "Finance",
)


def objective_title(chance: Random, number: int) -> str:
    """A title; the number keeps two of them apart."""
    form, verbs, things = chance.choice(OBJECTIVES)
    return f"{form.format(chance.choice(verbs), chance.choice(things))} {number}"


def key_result_title(chance: Random, number: int) -> str:
    """A title in one language."""
    language = chance.randrange(len(KEY_RESULTS))
    gap = " " if language == 0 else ""
    return f"{chance.choice(KEY_RESULTS[language])}{gap}{chance.choice(PLACES[language])} {number}"


def person_name(chance: Random, number: int) -> str:
    """A name; the number keeps namesakes apart."""
    return f"{chance.choice(GIVEN)} {chance.choice(FAMILIES)} {number}"


def team_name(chance: Random, number: int) -> str:
    """A team's name, unique by its number."""
    return f"{chance.choice(TEAMS)} {number}"


def note(chance: Random) -> str:
    """What somebody wrote with a check-in; mostly nothing."""
    return chance.choice(NOTES)


_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"


def ref(chance: Random) -> str:
    """A reference that the same seed gives again."""
    return "".join(chance.choices(_ALPHABET, k=12))
