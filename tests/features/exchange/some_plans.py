"""Plans to write and read again: Hypothesis strategies for everything a plan may say."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from hypothesis import strategies as st

from northing.domain.codes import Ambition, HolderKind, Indicator, Kind, Visibility
from northing.domain.plan import (
    ParentHint,
    Plan,
    PlanCycle,
    PlanInitiative,
    PlanItem,
    PlanKeyResult,
    PlanObjective,
    PlanStage,
)
from northing.domain.units import Unit, UnitKind, parse_unit

Part = TypeVar("Part", PlanObjective, PlanKeyResult, PlanInitiative)
_NASTY = [
    "Readers recommend us without being asked",
    "Raise NPS: 40 -> 50",
    "O: not a marker",
    "KR1: also a title",
    "[P0] Ship it [GROWTH]",
    "目标：让客户更快乐",
    "关键结果 1 – 复购率：30 → 40",
    "Цель. Удвоить выручку",
    "=SUM(A1:A9)",
    "'=quoted",
    "-5 is a title too",
    "+ plus",
    "@mention",
    "# heading",
    "- [x] box",
    "a | b",
    "owner: Ada",
    "**bold** and _soft_ `code` [link](https://example.org)",
    "C:\\path\\*",
    'says "no"',
    "null",
    "2026 Q4",
    "Grow – Q1",
    "Discussion:",
    "🚀 to the moon",
    "> quoted",
    "1. first",
    "100 % • ",
    "trailing #",
    "x: |",
    "~",
    "👩‍👩‍👧 naïve Straße ﬁ",
]
_LETTERS = st.characters(exclude_categories=("C", "Z"), include_characters=" ")


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


titles = (
    st.one_of(st.sampled_from(_NASTY), st.text(_LETTERS, min_size=1, max_size=60)).map(_tidy).filter(bool)
)
names = st.one_of(
    st.just(""), st.sampled_from(["Ada", "ada@example.org", "李雷", "Анна О’Нил", "Growth & Co"])
)
texts = st.one_of(
    st.just(""),
    titles,
    st.lists(titles, min_size=2, max_size=3).map("\n".join),
    st.just('"quoted"\nand more'),
)
words = st.lists(
    st.sampled_from(["PRODUCT", "P?", "销售", "инфра", "two words"]), max_size=2, unique=True
).map(tuple)
links = st.lists(
    st.sampled_from(["https://example.org/a?b=1#c", "mailto:ada@example.org"]), max_size=2, unique=True
)
numbers = st.one_of(
    st.integers(-(10**14), 10**14).map(Decimal),
    st.decimals(-9999, 9999, places=3).map(lambda value: Decimal(format(value.normalize(), "f"))),
    st.sampled_from([Decimal("0.000001"), Decimal("85"), Decimal("85000"), Decimal("1.125")]),
)
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
shares = st.sampled_from([Decimal("0.25"), Decimal("0.125"), Decimal("0.9"), Decimal(1)])
refs = st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=12, max_size=12)
units = st.one_of(
    st.sampled_from(["count", "percent", "score", "ratio", "currency:EUR", "duration:hours", "req/s"]).map(
        parse_unit
    ),
    st.just(Unit(UnitKind.CURRENCY, "USD", 0)),
)
cycles = st.sampled_from(
    [
        PlanCycle("2026 Q4", date(2026, 10, 1), date(2026, 12, 31)),
        PlanCycle("2027", date(2027, 1, 1), date(2027, 12, 31)),
        PlanCycle("Winter push", date(2026, 11, 15), date(2027, 2, 28)),
        PlanCycle("Sprint: one"),
    ]
)


def codes(choices: type) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *(member.value for member in choices)])


items = st.recursive(
    st.builds(PlanItem, titles, st.booleans()),
    lambda inner: st.builds(PlanItem, titles, st.booleans(), st.lists(inner, max_size=2).map(tuple)),
    max_leaves=4,
)
item_lists = st.lists(items, max_size=2).map(tuple)
stage_titles = titles.filter(lambda title: " | " not in title)
initiatives = st.builds(
    PlanInitiative,
    title=titles,
    owner=names,
    due_on=st.none() | days,
    priority=st.sampled_from(["", "P1"]),
    description=texts,
    done=st.booleans(),
    items=item_lists,
    team=names,
    tags=words,
    links=links.map(tuple),
    ref=st.just("") | refs,
)


@st.composite
def key_results(draw: st.DrawFn) -> PlanKeyResult:
    part = draw(
        st.builds(
            PlanKeyResult,
            title=titles,
            unit=st.none() | units,
            start_due_on=st.none() | days,
            commit=st.none() | numbers,
            stretch=st.none() | numbers,
            required_share=st.none() | shares,
            weight=st.none() | numbers.map(abs),
            pinned=st.booleans(),
            ambition=codes(Ambition),
            owner=names,
            updater=names,
            team=names,
            due_on=st.none() | days,
            starts_on=st.none() | days,
            cadence_days=st.none() | st.integers(1, 90),
            indicator=codes(Indicator),
            definition=texts,
            done=st.booleans(),
            items=item_lists,
            priority=st.sampled_from(["", "P0"]),
            tags=words,
            links=links.map(tuple),
            ref=st.just("") | refs,
        )
    )
    return replace(part, **draw(_terms()))


@st.composite
def _terms(draw: st.DrawFn) -> dict[str, object]:
    kind = draw(st.sampled_from([None, *Kind]))
    low, high = sorted(draw(st.lists(numbers, min_size=2, max_size=2, unique=True)))
    guardrail = draw(st.booleans())
    match kind:
        case Kind.METRIC:
            return {"kind": kind, "start": low, "target": high}
        case Kind.AT_LEAST:
            return {"kind": kind, "lower": low, "guardrail": guardrail}
        case Kind.AT_MOST:
            return {"kind": kind, "upper": high, "guardrail": guardrail}
        case Kind.BETWEEN:
            return {"kind": kind, "lower": low, "upper": high, "guardrail": guardrail}
        case Kind.MILESTONE:
            stage = st.builds(PlanStage, stage_titles, st.none(), st.none() | days, st.booleans())
            stages = draw(st.lists(stage, min_size=1, max_size=3))
            return {"kind": kind, "stages": (*stages, PlanStage("last", Decimal(1)))}
    return {"kind": kind}


objectives = st.builds(
    PlanObjective,
    title=titles,
    team=names,
    owner=names,
    level=st.none() | st.sampled_from(HolderKind),
    cycle=st.none() | cycles,
    ambition=codes(Ambition),
    visibility=codes(Visibility),
    why_now=texts,
    description=texts,
    pillar=names,
    weight=st.none() | numbers.map(abs),
    priority=st.sampled_from(["", "P2"]),
    tags=words,
    links=links.map(tuple),
    key_results=st.lists(key_results(), max_size=3).map(tuple),
    initiatives=st.lists(initiatives, max_size=2).map(tuple),
    ref=st.just("") | refs,
)


def _numbered(found: list[PlanObjective]) -> list[PlanObjective]:
    """The same objectives with refs that name one thing each; parents are told again."""
    count = iter(range(10**6))

    def own(part: Part) -> Part:
        return replace(part, ref=f"{next(count):012d}" if part.ref else "")

    told: list[PlanObjective] = []
    for objective in found:
        parts = tuple(own(part) for part in objective.key_results)
        work = tuple(own(part) for part in objective.initiatives)
        parent = objective.parent
        if parent and parent.position is not None:
            parent = replace(parent, ref=told[parent.position].ref)
        told.append(replace(own(objective), key_results=parts, initiatives=work, parent=parent))
    return told


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan as readers give it: titles told apart, parents before children, a common cycle told once."""
    drawn = draw(st.lists(objectives, min_size=1, max_size=4))
    found: list[PlanObjective] = []
    for place, objective in enumerate(drawn):
        parent = None
        above = draw(st.none() | st.integers(0, place - 1)) if place else None
        if above is not None:
            parent = ParentHint(found[above].title, found[above].ref, above)
        elif draw(st.booleans()):
            parent = ParentHint("Elsewhere entirely")
        found.append(replace(objective, title=f"{objective.title} n{place}", parent=parent))
    found = _numbered(found)
    cycle = draw(st.none() | cycles)
    effective = {objective.cycle or cycle for objective in found}
    if len(effective) == 1:
        cycle = effective.pop()
    found = [replace(part, cycle=None) if part.cycle == cycle else part for part in found]
    return Plan(cycle, tuple(found))
