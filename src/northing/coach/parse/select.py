"""Which quantities are the start and the target of the first measurable result."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from northing.coach.parse.clauses import CHANGE, VERBS, Clause, Kind
from northing.coach.parse.roles import Part, Role
from northing.coach.quantities.sentences import convert
from northing.coach.text import Token

_AIMED = VERBS - {"do"}
_MOVES = frozenset({"rises", "falls"})
_THOUSAND = Decimal(1000)
_NEAR = 3


class Chosen(NamedTuple):
    baseline: Part | None
    target: Part | None


def choose(parts: Sequence[Part], clauses: Sequence[Clause], tokens: Sequence[Token]) -> Chosen:
    """The first pair or the first single value, details aside."""
    pair = _pair(parts, tokens)
    single = _single(parts, clauses, tokens)
    if pair is None or pair.baseline is None or pair.target is None:
        return single
    if single.target is None or single.target.weak:
        return pair
    first = min(pair.target.clause, pair.baseline.clause)
    if single.target.clause >= first or _continues(single.target, clauses[first], tokens):
        return pair
    return single


def _continues(single: Part, clause: Clause, tokens: Sequence[Token]) -> bool:
    """A pair in a later clause belongs to the same result if it is an aside, a purpose, or has no verb."""
    if clause.kind in (Kind.PURPOSE, Kind.ASIDE):
        return True
    has_verb = any(token.word.roles & VERBS for token in tokens[clause.first : clause.after])
    return single.role is Role.BY and not has_verb


def _pair(parts: Sequence[Part], tokens: Sequence[Token]) -> Chosen | None:
    for at, part in enumerate(parts):
        for other in parts[at + 1 : at + _NEAR]:
            backwards = other.role is Role.FROM and (part.role is Role.TO or other.is_now)
            start, end = (other, part) if backwards else (part, other)
            if _is_pair(start, end, tokens):
                return Chosen(start, end)
    return None


def _is_pair(start: Part, end: Part, tokens: Sequence[Token]) -> bool:
    if not _fit(start.quantity.unit, end.quantity.unit):
        return False
    if start.role is Role.FROM and (end.role is Role.TO or (start.is_now and end.role is Role.PLAIN)):
        return True
    gap = tokens[start.quantity.tokens[1] + 1 : end.quantity.tokens[0]]
    if start.role is Role.FROM:
        return not gap and bool(end.bound)
    if end.role is Role.BY and start.role is Role.PLAIN and len(gap) == 1 and gap[0].word.roles & _MOVES:
        return (end.quantity.value > start.quantity.value) == (end.sign == "increase")
    if (
        end.role is not Role.TO
        or start.role is not Role.PLAIN
        or len(gap) != 1 + bool(end.is_arrow and end.bound)
    ):
        return False
    before = tokens[start.quantity.tokens[0] - 1] if start.quantity.tokens[0] else None
    if start.weak:
        return False
    listed = _is_named(tokens, start) or (before is not None and before.text in (":", "("))
    return listed or end.is_arrow or bool(end.sign) or any(_changes(token) for token in tokens)


def _is_named(tokens: Sequence[Token], start: Part) -> bool:
    """`Occupancy 68% to 80%`: the metric stands before the first of the two, no verb between."""
    before = tokens[max(start.quantity.tokens[0] - _NEAR, 0) : start.quantity.tokens[0]]
    named = any(token.kind == "word" for token in before) and start.quantity.unit not in ("", "count")
    rated = any("score" in token.word.roles for token in before)
    return (named or rated) and not any(token.word.roles & VERBS for token in before)


def _changes(token: Token) -> bool:
    return bool(token.word.roles & CHANGE) or token.word.multiple is not None


def _fit(one: str, other: str) -> bool:
    if not one or not other or one == other:
        return True
    return one.startswith("duration") and other.startswith("duration")


def _single(parts: Sequence[Part], clauses: Sequence[Clause], tokens: Sequence[Token]) -> Chosen:
    for pool in ([part for part in parts if not part.weak], list(parts)):
        found = _of_pool(pool, clauses, tokens)
        if found != (None, None):
            return found
    return Chosen(None, None)


def _of_pool(pool: Sequence[Part], clauses: Sequence[Clause], tokens: Sequence[Token]) -> Chosen:
    targets = [part for part in pool if part.role is not Role.FROM]
    starts = [part for part in pool if part.role is Role.FROM]
    if not targets:
        return _of_starts(starts, tokens)
    first = targets[0].clause
    best = _best(
        [part for part in targets if part.clause == first],
        tokens[clauses[first].first : clauses[first].after],
    )
    fitting = (
        part
        for part in starts
        if _fit(part.quantity.unit, best.quantity.unit) and abs(part.clause - first) < _NEAR
    )
    return Chosen(next(fitting, None), best)


def _of_starts(starts: Sequence[Part], tokens: Sequence[Token]) -> Chosen:
    """Only starts: today's value, or the source of something ("feedback from 85 % of customers")."""
    if not starts:
        return Chosen(None, None)
    changes = any(token.word.roles & CHANGE for token in tokens)
    return Chosen(starts[0], None) if changes or starts[0].is_now else Chosen(None, starts[0])


def _best(parts: Sequence[Part], clause: Sequence[Token]) -> Part:
    """Where a verb aims at something, "to 50" before "by 20 %" before the first number; else the first."""
    aims = any(token.word.roles & _AIMED for token in clause)
    changes = any(token.word.roles & CHANGE for token in clause)
    wanted = [
        [part for part in parts if part.role is Role.TO and aims],
        [part for part in parts if part.role is Role.BY and (changes or part.sign)],
        [part for part in parts if part.is_rank],
    ]
    return next((found[0] for found in wanted if found), parts[0])


def harmonise(baseline: Part, target: Part, verb_direction: str) -> tuple[Decimal, Decimal, str]:
    """Both values in the unit and scale of the target; what is written once counts for both."""
    one, other = baseline.quantity, target.quantity
    unit = other.unit or one.unit
    value = one.value
    if one.unit != other.unit and one.unit.startswith("duration") and other.unit.startswith("duration"):
        value = convert(value, one.unit.removeprefix("duration:"), other.unit.removeprefix("duration:"))
    elif not one.power and other.power and _shares_scale(value, other.value, other.power, verb_direction):
        value = value.scaleb(other.power)
    return value, other.value, unit


def _shares_scale(value: Decimal, target: Decimal, power: int, verb_direction: str) -> bool:
    """`from 10 to 15 million` starts at ten million; `from 900 to 1.2k` at nine hundred."""
    scaled = value.scaleb(power)
    if not value or value >= _THOUSAND or (verb_direction == "increase" and scaled > target):
        return False
    if verb_direction == "decrease" and scaled < target:
        return False
    return max(scaled, target) / min(scaled, target) < max(value, target) / min(value, target)
