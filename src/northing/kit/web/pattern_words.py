"""The words of the pattern page's samples, by language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Sample words of one language."""

    organization: str
    cycle: str
    home: str
    check_in: str
    map: str
    plan: str
    strategy: str
    objective: str
    key_result: str
    all: str
    people: tuple[str, ...]
    titles: tuple[str, ...]
    notes: tuple[str, ...]
    limit: str
    silent: str
    full_at: str
    good_at: str
    change: str
    reason: str
    statuses: dict[str, str]


ENGLISH = Words(
    organization="Lumen Press",
    cycle="2026 Q4 · week 8",
    home="Home",
    check_in="Check-in",
    map="Map",
    plan="Plan",
    strategy="Strategy",
    objective="Objective",
    key_result="Key result",
    all="all",
    people=("Lin Wei", "Ada Kirk", "林晓", "Олег Петров"),
    titles=(
        "Readers recommend us without being asked",
        "Paying subscribers",
        "Readers who recommend us",
        "Refund rate stays under 2%",
        "Newsrooms publish digital first",
        "Вывести мобильное приложение в лидеры категории на рынке до конца года",
    ),
    notes=(
        "Lumen Press · aspirational",
        "4% → 10%",
        "guardrail",
        "Editorial · committed",
        "Мобильная команда",
    ),
    limit="1 of 4 key results off track",
    silent="2 of 3 silent",
    full_at="full at %s",
    good_at="good at %s",
    change="target 90K → 100K",
    reason="two new markets opened",
    statuses={
        "on_track": "on track",
        "behind": "behind",
        "at_risk": "at risk",
        "off_track": "off track",
        "unknown": "unknown",
        "pending": "pending",
        "too_early": "too early",
        "not_started": "not started",
        "no_data": "no data",
    },
)

CHINESE = Words(
    organization="流明出版社",
    cycle="2026 年第四季度 · 第 8 周",
    home="首页",
    check_in="进展更新",
    map="地图",
    plan="规划",
    strategy="战略",
    objective="目标",
    key_result="关键结果",
    all="全部",
    people=("林薇", "欧阳晓", "Ada Kirk", "王伟"),
    titles=(
        "读者自发推荐我们",
        "付费订阅用户",
        "愿意推荐我们的读者比例",
        "退款率保持在 2% 以下",
        "编辑部优先发布数字内容",
        "把客服从成本变成口碑，让每一次沟通都成为读者留下来的理由",
    ),
    notes=("流明出版社 · 挑战型", "4% → 10%", "护栏指标", "编辑部 · 承诺型", "客户成功团队"),
    limit="4 个关键结果中 1 个严重落后",
    silent="3 个中 2 个没有更新",
    full_at="满分 %s",
    good_at="良好 %s",
    change="目标值 9万 → 10万",
    reason="新开了两个市场",
    statuses={
        "on_track": "正常推进",
        "behind": "落后",
        "at_risk": "有风险",
        "off_track": "严重落后",
        "unknown": "状态不明",
        "pending": "待首次更新",
        "too_early": "为时尚早",
        "good": "良好",
        "partly": "部分达成",
        "inside": "在范围内",
        "breached": "已越界",
        "silent": "没有更新",
        "active": "进行中",
        "postponed": "已推迟",
        "not_started": "未开始",
        "no_data": "暂无数据",
        "met": "已达成",
        "missed": "未达成",
        "draft": "草稿",
        "proposed": "待确认",
        "returned": "已退回",
        "agreed": "已确认",
        "dropped": "已取消",
        "closed": "已结束",
    },
)

RUSSIAN = Words(
    organization="Издательство «Люмен»",
    cycle="2026, IV квартал · неделя 8",
    home="Главная",
    check_in="Чек-ин",
    map="Карта",
    plan="Планирование",
    strategy="Стратегия",
    objective="Цель",
    key_result="Ключевой результат",
    all="все",
    people=("Олег Петров", "Анна Смирнова-Вознесенская", "Lin Wei", "林晓"),
    titles=(
        "Читатели рекомендуют нас сами, без напоминаний",
        "Платные подписчики",
        "Доля читателей, готовых рекомендовать нас",
        "Доля возвратов не выше 2 %",
        "Редакции публикуют сначала в цифре",
        "Вывести мобильное приложение в лидеры категории на рынке до конца года",
    ),
    notes=(
        "Издательство «Люмен» · амбициозная",
        "4 % → 10 %",
        "показатель-ограничитель",
        "Редакция · обязательная",
        "Мобильная команда",
    ),
    limit="1 из 4 ключевых результатов сильно отстаёт",
    silent="2 из 3 молчат",
    full_at="полностью: %s",
    good_at="хорошо: %s",
    change="план 90 → 100 тыс.",
    reason="открыты два новых рынка",
    statuses={
        "on_track": "по плану",
        "behind": "отстаёт",
        "at_risk": "под угрозой",
        "off_track": "сильно отстаёт",
        "unknown": "нет свежих данных",
        "pending": "ждёт первого обновления",
        "too_early": "рано судить",
        "good": "хорошо",
        "partly": "частично",
        "inside": "в норме",
        "breached": "нарушен",
        "silent": "молчит",
        "active": "идёт",
        "postponed": "отложена",
        "not_started": "не начат",
        "no_data": "нет данных",
        "met": "достигнут",
        "missed": "не достигнут",
        "draft": "черновик",
        "proposed": "на согласовании",
        "returned": "возвращена",
        "agreed": "согласована",
        "dropped": "снята",
        "closed": "закрыта",
    },
)

WORDS = {"en": ENGLISH, "zh-hans": CHINESE, "zh-hant": CHINESE, "ru": RUSSIAN}
