"""Drafts of key results, initiatives and sub-items become values."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from northing.coach.quantities import Understood, read_amount
from northing.domain.codes import Ambition, Indicator, Kind
from northing.domain.plan import PlanInitiative, PlanItem, PlanKeyResult, PlanProblem, PlanStage
from northing.domain.units import Unit, parse_unit
from northing.features.exchange.adapters.drafts import Draft
from northing.features.exchange.adapters.fields import Fields

_CLOCK = re.compile(r"\d{1,3}:\d{2}\Z", re.ASCII)
KINDS = {
    "number": "metric",
    "numeric": "metric",
    "increase": "metric",
    "decrease": "metric",
    "no more than": "at_most",
    "no less than": "at_least",
    "yes/no": "binary",
    "boolean": "binary",
    "数值": "metric",
    "數值": "metric",
    "里程碑": "milestone",
    "是/否": "binary",
    "число": "metric",
    "да/нет": "binary",
    "веха": "milestone",
}
AMBITIONS = {
    "承诺型": "committed",
    "承諾型": "committed",
    "挑战型": "aspirational",
    "挑戰型": "aspirational",
    "探索型": "learning",
    "обязательная": "committed",
    "амбициозная": "aspirational",
    "исследовательская": "learning",
}
_MOST_DEPTH = 12
_BOX = re.compile(r"(?P<indent> *)\[(?P<box>[ xX]?)\] (?P<title>\S.*)")


def split_stage(text: str) -> tuple[str, str, str]:
    """`Title | 40% | 2026-11-01`; `-` and a missing part say nothing."""
    parts = [part.strip() for part in text.rsplit(" | ", 2)]
    title, share, day = parts if len(parts) == len(("title", "share", "day")) else (text, "", "")
    return title, share.strip("-"), day if day != "-" else ""


class Numbers(NamedTuple):
    start: Decimal | None
    target: Decimal | None
    commit: Decimal | None
    stretch: Decimal | None
    lower: Decimal | None
    upper: Decimal | None


def key_result(draft: Draft, problems: list[PlanProblem], locale: str) -> PlanKeyResult:
    """A typed key result; `kind` stays None where the document states no numbers."""
    cells = Fields(draft, problems, locale=locale)
    unit = cells.unit() or _seen_unit(draft, locale)
    numbers = Numbers(*(cells.number(name, unit) for name in Numbers._fields))
    stages = _stages(draft, problems, locale)
    kind = cells.choice("kind", Kind, KINDS) or _kind(numbers, has_stages=bool(stages))
    guardrail = cells.flag("guardrail")
    _check(cells, kind, numbers, is_guardrail=guardrail)
    ambition = cells.choice("ambition", Ambition, AMBITIONS)
    indicator = cells.choice("indicator", Indicator, {})
    weight = cells.number("weight", None)
    if weight is not None and weight < 0:
        cells.problem("weight", "negative_weight")
    return PlanKeyResult(
        title=cells.title(),
        kind=kind,
        unit=unit,
        **numbers._asdict(),
        start_due_on=cells.day("start_due_on"),
        required_share=cells.share("required_share"),
        weight=weight,
        pinned=cells.flag("pinned"),
        ambition=ambition.value if ambition else "",
        owner=cells.short("owner"),
        updater=cells.short("updater"),
        team=cells.short("team"),
        due_on=cells.day("due_on"),
        starts_on=cells.day("starts_on"),
        cadence_days=cells.whole("cadence_days"),
        stages=stages,
        guardrail=guardrail,
        indicator=indicator.value if indicator else "",
        definition=cells.text("definition"),
        done=draft.done or cells.flag("done"),
        has_box=draft.has_box or draft.done or cells.flag("done"),
        items=_items(draft),
        priority=cells.short("priority"),
        tags=cells.names("tags", draft.tags),
        links=cells.links(),
        ref=cells.ref(),
        line=draft.line,
    )


def can_take(name: str, value: str) -> bool:
    """Whether a value can be typed; `Baseline: to be measured` is a remark, not a number."""
    draft, problems = Draft(0), list[PlanProblem]()
    draft.put("title", "x", 0)
    draft.put(name, value, 0)
    key_result(draft, problems, "en")
    return name == "title" or all(problem.code == "missing_bound" for problem in problems)


def initiative(draft: Draft, problems: list[PlanProblem], locale: str) -> PlanInitiative:
    cells = Fields(draft, problems, locale=locale)
    return PlanInitiative(
        title=cells.title(),
        owner=cells.short("owner"),
        due_on=cells.day("due_on"),
        priority=cells.short("priority"),
        description=cells.text("description"),
        done=draft.done or cells.flag("done"),
        items=_items(draft),
        team=cells.short("team"),
        tags=cells.names("tags", draft.tags),
        links=cells.links(),
        ref=cells.ref(),
        line=draft.line,
    )


def _seen_unit(draft: Draft, locale: str) -> Unit | None:
    """The unit the numbers themselves carry (`48 % -> 60 %`), where the document names none."""
    for name in ("target", "upper", "lower", "start"):
        answer = read_amount(draft.text(name), unit=None, locale=locale)
        if _CLOCK.match(draft.text(name).strip()):
            return parse_unit("duration:seconds")  # "2:37" of nothing else said: minutes and seconds
        if isinstance(answer, Understood) and answer.unit_seen:
            return parse_unit(answer.unit_seen)
    return None


def _kind(numbers: Numbers, *, has_stages: bool) -> Kind | None:
    if has_stages:
        return Kind.MILESTONE
    if numbers.lower is not None and numbers.upper is not None:
        return Kind.BETWEEN
    if numbers.lower is not None:
        return Kind.AT_LEAST
    if numbers.upper is not None:
        return Kind.AT_MOST
    return Kind.METRIC if numbers.target is not None or numbers.start is not None else None


def _check(cells: Fields, kind: Kind | None, numbers: Numbers, *, is_guardrail: bool) -> None:
    """What no key result of this kind may say."""
    if kind is Kind.METRIC and numbers.start is not None and numbers.start == numbers.target:
        cells.problem("target", "flat_span")
    bounds = {Kind.AT_LEAST: ("lower",), Kind.AT_MOST: ("upper",), Kind.BETWEEN: ("lower", "upper")}
    for name in bounds.get(kind, ()) if kind else ():
        if getattr(numbers, name) is None and not cells.draft.text(name):
            cells.problem(name, "missing_bound")
    if numbers.lower is not None and numbers.upper is not None and numbers.lower > numbers.upper:
        cells.problem("upper", "bounds_crossed")
    if is_guardrail and not (kind and kind.is_threshold):
        cells.problem("guardrail", "guardrail_needs_bounds")


def _stages(draft: Draft, problems: list[PlanProblem], locale: str) -> tuple[PlanStage, ...]:
    drafts = [*draft.stages, *_typed_stages(draft)]
    found: list[PlanStage] = []
    for stage in drafts:
        cells = Fields(stage, problems, locale=locale)
        done = stage.done or cells.flag("done")
        found.append(
            PlanStage(cells.title(), cells.share("progress_after"), cells.day("due_on"), done, stage.line)
        )
    shares = [stage.progress_after for stage in found if stage.progress_after is not None]
    if any(later <= sooner for sooner, later in pairwise(shares)):
        Fields(draft, problems).problem("stages", "shares_not_rising")
    return tuple(found)


def _typed_stages(draft: Draft) -> list[Draft]:
    """Stages in one cell, a line each: `[x] Title | 40% | 2026-11-01`; box, share and day may be missing."""
    cell = draft.cells.get("stages")
    found: list[Draft] = []
    for text in cell.text.splitlines() if cell else []:
        if not text.strip() or cell is None:
            continue
        box = _BOX.fullmatch(text.strip())
        title, share, day = split_stage(box["title"] if box else text.strip())
        stage = Draft(cell.line, done=bool(box and box["box"].strip()))
        for name, value in (("title", title), ("progress_after", share), ("due_on", day)):
            stage.put(name, value, cell.line)
        found.append(stage)
    return found


def _items(draft: Draft) -> tuple[PlanItem, ...]:
    typed = _typed_items(draft)
    return tuple(_item(item, 1) for item in [*draft.items, *typed])


def _item(draft: Draft, depth: int) -> PlanItem:
    deeper = draft.items if depth < _MOST_DEPTH else []
    title = " ".join(draft.text("title").split())
    return PlanItem(title, draft.done, tuple(_item(item, depth + 1) for item in deeper), draft.line)


def _typed_items(draft: Draft) -> list[Draft]:
    """Sub-items in one cell, a line each, nested by two spaces."""
    cell = draft.cells.get("items")
    found: list[Draft] = []
    open_items: list[tuple[int, Draft]] = []
    for text in cell.text.splitlines() if cell else []:
        if not text.strip() or cell is None:
            continue
        box = _BOX.fullmatch(text.rstrip())
        indent = len(text) - len(text.lstrip(" "))
        item = Draft(cell.line, done=bool(box and box["box"].strip()))
        item.put("title", (box["title"] if box else text).strip(), cell.line)
        while open_items and open_items[-1][0] >= indent:
            open_items.pop()
        (open_items[-1][1].items if open_items else found).append(item)
        open_items.append((indent, item))
    return found
