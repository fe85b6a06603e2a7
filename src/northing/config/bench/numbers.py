"""Made-up key results: terms of every kind, and what was said of them week by week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from northing.config.bench import words
from northing.domain.codes import Kind
from northing.features.okrs.actions.seeding import SeedCheckIn, SeedKeyResult

_KINDS = (
    *(Kind.METRIC for _ in range(70)),
    *(Kind.MILESTONE for _ in range(8)),
    *(Kind.BINARY for _ in range(7)),
    *(Kind.AT_LEAST for _ in range(6)),
    *(Kind.AT_MOST for _ in range(5)),
    *(Kind.BETWEEN for _ in range(2)),
    *(Kind.BASELINE for _ in range(2)),
)
_UNITS = (("count", 0), ("percent", 1), ("score", 1), ("currency:EUR", 2), ("duration:hours", 0))
_STEPS = (Decimal("0.25"), Decimal("0.5"), Decimal("0.8"), Decimal(1))


@dataclass(frozen=True, slots=True)
class Weeks:
    """The weeks in which people check in: the first day, how many, of how many planned."""

    starts_on: date
    passed: int
    planned: int
    last_day: date


def key_result(
    chance: Random, *, owner_id: int, number: int, weeks: Weeks | None, is_closed: bool
) -> SeedKeyResult:
    """One key result with its history; ``weeks`` None: nobody has checked in yet."""
    kind = chance.choice(_KINDS)
    terms = _terms(chance, kind)
    reach = Decimal(chance.choice((15, 40, 60, 75, 90, 100, 110))) / 100
    state = "active" if not is_closed else "met" if reach >= 1 else "closed"
    said = _said(chance, kind, terms, reach, weeks, owner_id) if weeks else ()
    return SeedKeyResult(
        ref=words.ref(chance),
        title=words.key_result_title(chance, number),
        kind=kind,
        owner_id=owner_id,
        weight=Decimal(chance.choice((1, 1, 1, 2, 3))),
        state=state,
        check_ins=said,
        **terms,
    )


def _terms(chance: Random, kind: Kind) -> dict[str, Any]:
    if kind is Kind.MILESTONE:
        return {"stages": tuple(zip(words.STAGES, _STEPS, strict=True))}
    if kind is Kind.BINARY:
        return {}
    unit, decimals = chance.choice(_UNITS)
    told: dict[str, Any] = {"unit": unit, "decimals": decimals}
    base, goal = Decimal(chance.randint(10, 400)), Decimal(chance.randint(500, 5_000))
    match kind:
        case Kind.METRIC:
            told |= (
                {"start": base, "target": goal} if chance.random() < 0.8 else {"start": goal, "target": base}
            )
        case Kind.AT_LEAST:
            told |= {"lower": goal}
        case Kind.AT_MOST:
            told |= {"upper": goal, "is_guardrail": True}
        case Kind.BETWEEN:
            told |= {"lower": base, "upper": goal}
    return told


def _said(
    chance: Random, kind: Kind, terms: dict[str, Any], reach: Decimal, weeks: Weeks, owner_id: int
) -> tuple[SeedCheckIn, ...]:
    found = []
    confidence = chance.randint(3, 8)
    silent_from = weeks.passed - chance.choice((0, 0, 0, 0, 0, 0, 0, 1, 2, 4))
    for week in range(silent_from):
        day = weeks.starts_on + timedelta(days=7 * week + owner_id % 5)
        if day >= weeks.last_day or chance.random() < 0.01:
            continue
        confidence = min(10, max(1, confidence + chance.choice((-1, 0, 0, 0, 1))))
        done = reach * Decimal(week + 1) / weeks.planned
        moment = datetime.combine(day, time(9, chance.randrange(60)), UTC)
        found.append(
            SeedCheckIn(
                ref=words.ref(chance),
                at=moment,
                confidence=confidence,
                note=words.note(chance),
                **_reading(chance, kind, terms, done),
            )
        )
    return tuple(found)


def _reading(chance: Random, kind: Kind, terms: dict[str, Any], done: Decimal) -> dict[str, Any]:
    noise = Decimal(chance.randint(-30, 30)) / 1_000
    match kind:
        case Kind.MILESTONE:
            return {"reached": tuple(n for n, after in enumerate(_STEPS, 1) if after <= done)}
        case Kind.BINARY:
            return {"is_done": done >= 1}
        case Kind.METRIC:
            span = terms["target"] - terms["start"]
            return {"value": _rounded(terms["start"] + span * (done + noise), terms["decimals"])}
        case Kind.BASELINE:
            return {"value": _rounded(Decimal(100) * (1 + noise), terms["decimals"])}
    edge: Decimal = terms["upper" if "upper" in terms else "lower"]
    return {"value": _rounded(edge * (1 + noise * 4), terms["decimals"])}


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals))
