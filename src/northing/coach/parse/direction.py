"""Which way the result goes: numbers first, then verbs, then bounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from northing.coach.parse.clauses import CHANGE, Clause
from northing.coach.parse.roles import Part, Role
from northing.coach.quantities.quantity import Form
from northing.coach.text import Sentence, Token

_STRONG = frozenset({"keep", "limit", "exceed", "up", "down", "better"})
_WEAK = frozenset({"reach", "do"})


def verb_of(sentence: Sentence, clauses: Sequence[Clause], part: Part | None) -> Token | None:
    """The word that says what happens to the value: change before reach, its own clause before earlier ones."""
    head_last = sentence.language.script == "han"
    for wanted in (_STRONG, _WEAK):
        for clause in _nearest_first(clauses, part):
            tokens = sentence.tokens[clause.first : clause.after]
            found = [token for token in tokens if token.word.roles & wanted and not _is_told_of(token, part)]
            if found:
                return _closest(found, part) if head_last else found[0]
    return None


def _is_told_of(token: Token, part: Part | None) -> bool:
    """`Half of the managers grew up here`, `two sessions on improvements`: a change behind a plain number."""
    if part is None or part.role is not Role.PLAIN or part.quantity.form is Form.MULTIPLE:
        return False
    return token.start > part.quantity.span[0] and bool(token.word.roles & CHANGE)


def _nearest_first(clauses: Sequence[Clause], part: Part | None) -> Iterator[Clause]:
    return reversed(clauses[: part.clause + 1]) if part else iter(clauses)


def _closest(tokens: Sequence[Token], part: Part | None) -> Token:
    if part is None:
        return tokens[0]
    start, end = part.quantity.span
    return min(tokens, key=lambda token: start - token.end if token.end <= start else 2 * (token.start - end))


def verb_direction(verb: Token | None) -> str:
    """What the verb alone says: increase, decrease, maintain; '' for "improve", "reach" and no verb."""
    roles = verb.word.roles if verb else frozenset[str]()
    if "better" in roles:
        return ""
    return (
        "decrease"
        if "down" in roles
        else "increase"
        if "up" in roles
        else "maintain"
        if "keep" in roles
        else ""
    )


def has_low_metric(sentence: Sentence, clause: Clause) -> bool:
    """Whether the measured thing is better when it is lower (time, cost, errors); a rate only if it is a rate
    of those ("error rate", not "share of solved complaints")."""
    tokens = sentence.tokens[clause.first : clause.after]
    low = [at for at, token in enumerate(tokens) if "low" in token.word.roles]
    rates = [at for at, token in enumerate(tokens) if "rate" in token.word.roles and token.kind == "word"]
    if not low or not rates:
        return bool(low)
    return any(abs(place - rate) < 2 for place in low for rate in rates)


def direction_of(
    verb: Token | None, part: Part | None, baseline: Decimal | None, target: Decimal | None, *, low: bool
) -> str:
    """One of the seven directions of a key result."""
    if baseline is not None and target is not None and baseline != target:
        return "increase" if target > baseline else "decrease"
    roles = verb.word.roles if verb else frozenset[str]()
    if part is not None and part.is_times and not roles & CHANGE:
        return "increase"
    if (
        "collect" in roles
        and part is not None
        and part.role is Role.PLAIN
        and part.quantity.unit.startswith("currency")
    ):
        return part.bound or "reach"
    said = _said(roles, part, low=low)
    if said:
        return said
    if part is None:
        return "complete" if "do" in roles else "reach"
    if part.bound:
        return part.bound
    if part.role is Role.TO and low and verb is None and not part.is_arrow:
        return "at_most"
    return "at_least" if "exceed" in roles else "at_most" if part.is_within else "reach"


def _is_time(part: Part | None) -> bool:
    """A time that gets better gets shorter."""
    return part is not None and part.quantity.unit.startswith("duration")


def _said(roles: frozenset[str], part: Part | None, *, low: bool) -> str:
    """What the words say about the direction, strongest first."""
    if "keep" in roles:
        return "maintain"
    if part is not None and part.sign:
        return part.sign
    if "limit" in roles:
        return "at_most"
    if part is not None and part.is_rank:
        return "reach"
    if part is not None and part.is_within and "down" not in roles:
        return "at_most"
    if "better" in roles:
        return "decrease" if low or _is_time(part) else "increase"
    return "decrease" if "down" in roles else "increase" if "up" in roles else ""
