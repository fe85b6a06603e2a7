"""Words that say how many times: double, halve, вдвое, 翻倍, 减半."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from northing.coach.parse.clauses import Clause
from northing.coach.parse.roles import Part, Role
from northing.coach.text import Token

_HALF = Decimal("0.5")
_TWICE = Decimal(2)


class Multiple(NamedTuple):
    """A change by a factor; halving is told in percent."""

    token: Token
    clause: Clause
    direction: str
    value: Decimal
    unit: str


def find_multiple(
    tokens: Sequence[Token], clauses: Sequence[Clause], target: Part | None, *, pair: bool
) -> Multiple | None:
    """The first such word, unless the sentence has a better target than it ("double MRR to $2M")."""
    place = next((at for at, token in enumerate(tokens) if token.word.multiple is not None), None)
    if place is None:
        return None
    clause = next(known for known in clauses if known.after > place)
    if target is not None and pair:
        return None
    if target is not None and not target.weak and not _outranks(tokens, place, clause, target):
        return None
    factor = tokens[place].word.multiple or _TWICE
    roles = frozenset[str]().union(*(token.word.roles for token in tokens[clause.first : clause.after]))
    if factor == _HALF and "up" in roles:
        return Multiple(tokens[place], clause, "increase", Decimal(50), "percent")
    down = factor < 1 or "down" in roles
    if down and factor in (_HALF, _TWICE):
        return Multiple(tokens[place], clause, "decrease", Decimal(50), "percent")
    return Multiple(tokens[place], clause, "decrease" if down else "increase", factor, "ratio")


def _outranks(tokens: Sequence[Token], place: int, clause: Clause, target: Part) -> bool:
    """The word comes first and the number is no "to …" of the same clause."""
    first = target.quantity.tokens[0]
    same = clause.first <= first < clause.after
    return (first > place and not (same and target.role is Role.TO)) or (same and target.role is Role.PLAIN)
