"""Which quantities are the start and the target of the first measurable result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from northing.coach.parse.clauses import VERBS, Clause, Kind
from northing.coach.parse.roles import Part, Role
from northing.coach.quantities.sentences import convert
from northing.coach.text import Token


class Chosen(NamedTuple):
    baseline: Part | None
    target: Part | None


def choose(parts: Sequence[Part], clauses: Sequence[Clause], tokens: Sequence[Token]) -> Chosen:
    """The first pair or the first single value, details aside."""
    pair = _pair(parts, tokens)
    single = _single(parts, clauses, tokens)
    if pair is None:
        return single
    if single.target is None or pair.target is None:
        return pair
    if single.target.clause >= min(pair.target.clause, pair.baseline.clause if pair.baseline else 99):
        return pair
    return pair if _continues(single.target, pair, clauses, tokens) else single


def _continues(single: Part, pair: Chosen, clauses: Sequence[Clause], tokens: Sequence[Token]) -> bool:
    """A pair in a later clause belongs to the same result if it is an aside, a purpose, or has no verb."""
    clause = clauses[(pair.target or single).clause]
    if clause.kind in (Kind.PURPOSE, Kind.ASIDE):
        return True
    has_verb = any(token.word.roles & VERBS for token in tokens[clause.first : clause.after])
    return single.role is Role.BY and not has_verb


def _pair(parts: Sequence[Part], tokens: Sequence[Token]) -> Chosen | None:
    for at, part in enumerate(parts):
        for other in parts[at + 1 : at + 3]:
            first, second = (part, other) if part.role is not Role.TO or other.role is not Role.FROM else (other, part)
            if _is_pair(first, second, tokens):
                return Chosen(first, second)
    return None


def _is_pair(start: Part, end: Part, tokens: Sequence[Token]) -> bool:
    if not _fit(start.quantity.unit, end.quantity.unit) or start.rank != end.rank and not (start.rank or end.rank):
        return False
    if start.role is Role.FROM and end.role is Role.TO:
        return True
    if start.role is Role.FROM and start.quantity.tokens[1] + 1 == end.quantity.tokens[0]:
        return bool(end.bound)
    between = tokens[start.quantity.tokens[1] + 1 : end.quantity.tokens[0]]
    if start.role is Role.PLAIN and end.role is Role.TO and len(between) == 1 and not start.weak:
        return end.arrow or bool(end.sign)
    return False


def _fit(one: str, other: str) -> bool:
    if not one or not other or one == other:
        return True
    return one.startswith("duration") and other.startswith("duration")


def _single(parts: Sequence[Part], clauses: Sequence[Clause], tokens: Sequence[Token]) -> Chosen:
    strong = [part for part in parts if not part.weak]
    for pool in (strong, list(parts)):
        found = _of_pool(pool, clauses, tokens)
        if found.target is not None or found.baseline is not None:
            return found
    return Chosen(None, None)


def _of_pool(pool: Sequence[Part], clauses: Sequence[Clause], tokens: Sequence[Token]) -> Chosen:
    targets = [part for part in pool if part.role is not Role.FROM]
    starts = [part for part in pool if part.role is Role.FROM]
    if not targets:
        return Chosen(starts[0], None) if starts else Chosen(None, None)
    first = targets[0].clause
    near = [part for part in targets if part.clause == first]
    changes = any(token.word.roles & VERBS - {"do"} for token in tokens[clauses[first].first : clauses[first].after])
    best = near[0]
    for role in (Role.TO, Role.BY):
        of_role = [part for part in near if part.role is role]
        if of_role and changes:
            best = of_role[0]
            break
    start = next((part for part in starts if _fit(part.quantity.unit, best.quantity.unit) and abs(part.clause - first) < 3), None)
    return Chosen(start, best)


def harmonise(baseline: Part, target: Part) -> tuple[Decimal, Decimal, str]:
    """Both values in the unit of the target; a unit written once counts for both."""
    one, other = baseline.quantity, target.quantity
    unit = other.unit or one.unit
    value = one.value
    if one.unit != other.unit and one.unit.startswith("duration") and other.unit.startswith("duration"):
        value = convert(value, one.unit.removeprefix("duration:"), other.unit.removeprefix("duration:"))
    return value, other.value, unit


__all__ = ["Chosen", "choose", "harmonise", "replace"]
