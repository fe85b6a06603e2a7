"""The unit of a result: the written one, else what its metric is usually counted in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from northing.coach.parse.clauses import Clause
from northing.coach.quantities.quantity import Form, Quantity
from northing.coach.text import Sentence, Token

_HINTS = (
    ("count", "count"),
    ("score", "score"),
    ("scores", "score"),
    ("rate", "percent"),
    ("ratio", "ratio"),
)
_LARGEST_HINTED = Decimal(1000)


def unit_of(sentence: Sentence, clause: Clause, quantity: Quantity, unit: str) -> str:
    """The code of the unit; "points" of a rate are percent, of anything else a score.

    A bare number of NPS is a score, of a rate percent, of anything else a count.
    """
    if quantity.form is Form.POINT:
        return "percent" if hinted(sentence, clause, quantity.tokens) == "percent" else "score"
    if unit:
        return unit
    if quantity.value > _LARGEST_HINTED:
        return "count"
    return hinted(sentence, clause, quantity.tokens) or "count"


def hinted(sentence: Sentence, clause: Clause, place: tuple[int, int]) -> str:
    """What the metric's own words say: before the number in its clause, after it, then anywhere before."""
    tokens = sentence.tokens
    head_last = sentence.language.script == "han"
    before = _hint(tokens[clause.first : place[0]], head_last=head_last)
    if before:
        return before
    after = tokens[place[1] + 1 : clause.after]
    return _hint_after(after) or _hint(tokens[: clause.first], head_last=head_last)


def _hint(tokens: Sequence[Token], *, head_last: bool) -> str:
    """The last hint before the number; "number of …" before it makes all of it a count."""
    found = [hint for hint in map(_of, tokens) if hint]
    if not found:
        return ""
    return "count" if not head_last and "count" in found else found[-1]


def _hint_after(tokens: Iterable[Token]) -> str:
    return next((hint for token in tokens if (hint := _of(token)) and "scores" not in token.word.roles), "")


def _of(token: Token) -> str:
    roles = token.word.roles
    return next((code for role, code in _HINTS if role in roles), "") if roles else ""
