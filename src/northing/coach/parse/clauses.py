"""A sentence in clauses: what stands for the result, what for means, purpose or an aside."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from northing.coach.text import Token

CHANGE = frozenset({"up", "down", "better"})
VERBS = CHANGE | {"keep", "reach", "limit", "exceed", "do"}
_STOPS = frozenset({";", ".", "!", "?", ",", "(", ")", ":", "|", "-"})


class Kind(Enum):
    MAIN = "main"
    MEANS = "means"
    PURPOSE = "purpose"
    ASIDE = "aside"


class Clause(NamedTuple):
    """Tokens `first` up to, not including, `after`."""

    kind: Kind
    first: int
    after: int


def clauses_of(tokens: Sequence[Token]) -> list[Clause]:
    """The clauses in order; every token is in exactly one."""
    found: list[Clause] = []
    first, kind = 0, Kind.MAIN
    for place in range(len(tokens)):
        opens = _opens(tokens, place)
        if opens is None:
            continue
        if place > first:
            found.append(Clause(kind, first, place))
            first = place
        kind = opens
    if first < len(tokens):
        found.append(Clause(kind, first, len(tokens)))
    return found


def _opens(tokens: Sequence[Token], place: int) -> Kind | None:
    """The kind of clause that starts at this token; None if it goes on."""
    token = tokens[place]
    if token.kind == "mark":
        return _after_mark(tokens, place)
    if token.kind != "word":
        return None
    roles = token.word.roles
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if "means" in roles:
        return Kind.MEANS
    if (
        "by" in roles
        and following is not None
        and following.kind == "word"
        and following.text.endswith("ing")
    ):
        return None if following.word.roles & {"about", "at_least"} else Kind.MEANS
    if "purpose" in roles and place and not _is_measured(following):
        return Kind.PURPOSE
    if "and" in roles and following is not None and following.word.roles & VERBS and place:
        return Kind.MAIN
    return None


def _after_mark(tokens: Sequence[Token], place: int) -> Kind | None:
    text = tokens[place].text
    if text not in _STOPS:
        return None
    if text == "(":
        return Kind.ASIDE
    if text == "." and place and _abbreviates(tokens, place):
        return None
    if text == "-" and not (place and tokens[place - 1].end < tokens[place].start):
        return None
    return Kind.MAIN


def _abbreviates(tokens: Sequence[Token], place: int) -> bool:
    """A full stop after a unit or a bound, with more to come (`90 min. to`, `min. 5`)."""
    before = tokens[place - 1]
    short = bool(
        before.word.units or before.word.power or before.word.roles & {"at_least", "at_most", "about"}
    )
    return short and before.end == tokens[place].start and place + 1 < len(tokens)


def _is_measured(token: Token | None) -> bool:
    return token is not None and (token.kind in ("number", "han") or token.word.number is not None)
