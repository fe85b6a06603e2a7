"""Which way the result goes: numbers first, then verbs, then bounds."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from northing.coach.parse.clauses import Clause
from northing.coach.parse.roles import Part
from northing.coach.text import Sentence, Token

_STRONG = ("keep", "limit", "exceed", "up", "down", "better")


def verb_of(sentence: Sentence, clauses: Sequence[Clause], part: Part | None) -> Token | None:
    """The word that says what happens to the value: a change before a reach, in its clause before elsewhere."""
    tokens = sentence.tokens
    order = _order(clauses, part)
    for wanted in (_STRONG, ("reach", "do")):
        for clause in order:
            found = [token for token in tokens[clause.first : clause.after] if token.word.roles & set(wanted)]
            if found:
                return _nearest(found, part) if sentence.language.script == "han" else found[0]
        if wanted is _STRONG and part is None:
            continue
    return None


def _order(clauses: Sequence[Clause], part: Part | None) -> list[Clause]:
    if part is None:
        return list(clauses)
    return list(reversed(clauses[: part.clause + 1]))


def _nearest(tokens: Sequence[Token], part: Part | None) -> Token:
    if part is None:
        return tokens[0]
    start = part.quantity.span[0]
    return min(tokens, key=lambda token: abs(start - token.end))


def has_low_metric(sentence: Sentence, clause: Clause) -> bool:
    """Whether the measured thing is better when it is lower (time, cost, errors)."""
    return any("low" in token.word.roles for token in sentence.tokens[clause.first : clause.after])


def direction_of(
    verb: Token | None, part: Part | None, baseline: Decimal | None, target: Decimal | None, *, low: bool
) -> str:
    """One of the seven directions of a key result."""
    if part is None or target is None:
        return _without_target(verb, low=low)
    if baseline is not None and baseline != target and not part.rank:
        return "increase" if target > baseline else "decrease"
    roles = verb.word.roles if verb else frozenset()
    if "keep" in roles:
        return "maintain"
    if part.sign:
        return part.sign
    if "limit" in roles:
        return "at_most"
    if part.rank:
        return "reach"
    if "better" in roles:
        return "decrease" if low else "increase"
    if "down" in roles:
        return "decrease"
    if "up" in roles:
        return "increase"
    if part.bound:
        return part.bound
    if "exceed" in roles:
        return "at_least"
    return "at_most" if part.within else "reach"


def _without_target(verb: Token | None, *, low: bool) -> str:
    roles = verb.word.roles if verb else frozenset()
    if "keep" in roles:
        return "maintain"
    if "better" in roles:
        return "decrease" if low else "increase"
    if "down" in roles:
        return "decrease"
    if "up" in roles:
        return "increase"
    return "complete" if "do" in roles else "reach"
