"""What each quantity is in its sentence: start, target, change, bound, or only a detail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from northing.coach.parse.clauses import VERBS, Clause, Kind
from northing.coach.parse.leftward import Left, Role, look_left
from northing.coach.quantities.quantity import Form, Quantity
from northing.coach.text import Sentence, Token

__all__ = ["Part", "Role", "Sign", "parts_of"]


_BRACKET = 6
_GROWTH_WITHIN = 5
_MOST = 24
"""The first measurable result is among the first numbers, however many follow."""
_AWAITING = frozenset({"at_least", "at_most", "to", "from", "by"})


class Sign(Enum):
    """The direction that the words beside a number give it."""

    NONE = ""
    UP = "increase"
    DOWN = "decrease"


@dataclass(frozen=True, slots=True)
class Part:
    """A quantity in its place. A `weak` one is a detail (a population, a period, a means): taken only if
    nothing else is there.

    `is_times` is a factor in place of a verb ("2x our data"), `is_now` a start named as today's value,
    `is_within` a period to keep.
    """

    quantity: Quantity
    role: Role
    bound: str
    weak: bool
    sign: str
    clause: int
    is_arrow: bool = False
    is_rank: bool = False
    is_within: bool = False
    is_now: bool = False
    is_times: bool = False


def parts_of(sentence: Sentence, quantities: Sequence[Quantity], clauses: Sequence[Clause]) -> list[Part]:
    """One part for each quantity, in order; numbers that turn out to name something are dropped."""
    tokens = sentence.tokens
    found: list[Part] = []
    head_last = sentence.language.script == "han"
    floor = at = 0
    for quantity in quantities[:_MOST]:
        while clauses[at].after <= quantity.tokens[0]:
            at += 1
        left = look_left(tokens, quantity, floor, head_last=head_last)
        rank = _rank(tokens, quantity, left, clauses[at])
        if rank is not None and not _is_article(tokens, quantity, clauses[at], head_last=head_last):
            found.append(_part(tokens, quantity, left, at, clauses[at], is_rank=rank, head_last=head_last))
        floor = quantity.tokens[1] + 1
    return [_seen_beside(tokens, part, found[at + 1 :]) for at, part in enumerate(found)]


def _seen_beside(tokens: Sequence[Token], part: Part, later: Sequence[Part]) -> Part:
    """`六家客户中有四家`: what another number is taken from is a detail."""
    last = part.quantity.tokens[1]
    other = next((other for other in later if other.clause == part.clause), None)
    if other is None or part.role is not Role.PLAIN:
        return part
    gap = tokens[last + 1 : other.quantity.tokens[0]]
    same = part.quantity.unit == other.quantity.unit and other.quantity.value < part.quantity.value
    taken = any("inner" in token.word.roles or (same and "having" in token.word.roles) for token in gap)
    return replace(part, weak=True) if taken else part


def _part(
    tokens: Sequence[Token],
    quantity: Quantity,
    left: Left,
    at: int,
    clause: Clause,
    *,
    is_rank: bool,
    head_last: bool,
) -> Part:
    role, sign, is_now = _role(tokens, quantity, left, is_rank=is_rank)
    bound = _bound(tokens, quantity, left)
    window = quantity.bound == "at_most" and role is Role.PLAIN and not left.bound and _is_time(quantity)
    weak = (
        window
        or left.weak
        or quantity.attributive
        or clause.kind is Kind.MEANS
        or (head_last and "article" in tokens[quantity.tokens[0]].word.roles)
        or _is_whole(tokens, quantity)
        or (not bound and _is_window(tokens, quantity))
    )
    return Part(
        quantity,
        role,
        bound,
        weak,
        sign,
        at,
        is_arrow=left.is_arrow,
        is_rank=is_rank,
        is_within=left.is_within or window,
        is_now=is_now,
        is_times=_is_times(tokens, quantity),
    )


def _role(
    tokens: Sequence[Token], quantity: Quantity, left: Left, *, is_rank: bool
) -> tuple[Role, str, bool]:
    """The role by the words before the number, corrected by those behind it: `20 % more`, `9 % now`."""
    after = _after(tokens, quantity)
    turn = (
        after.word.roles & {"more", "fewer"}
        if after is not None and _can_change(quantity)
        else frozenset[str]()
    )
    turn = turn or _noun_turn(tokens, quantity)
    if turn and left.role in (Role.PLAIN, Role.BY) and not left.bound:
        return Role.BY, Sign.UP.value if turn & {"more", "grown"} else Sign.DOWN.value, left.is_now
    if is_rank and left.role is Role.BY:
        return Role.TO, left.sign, left.is_now
    if left.role is Role.PLAIN and (_is_today(tokens, quantity) or _is_of_year(tokens, quantity)):
        return Role.FROM, left.sign, True
    return left.role, left.sign, left.is_now


def _noun_turn(tokens: Sequence[Token], quantity: Quantity) -> frozenset[str]:
    """`12 % revenue growth`: the noun of the change a few plain words behind a percentage."""
    if quantity.unit != "percent":
        return frozenset()
    for token in tokens[quantity.tokens[1] + 1 : quantity.tokens[1] + _GROWTH_WITHIN]:
        turn = token.word.roles & {"grown", "shrunk"}
        if turn or token.kind == "mark" or token.word.roles - {"plain", "low", "count"}:
            return turn
    return frozenset()


def _bound(tokens: Sequence[Token], quantity: Quantity, left: Left) -> str:
    if left.bound == "at_least" and _is_denied(tokens, quantity.tokens[0]):
        return "at_most"
    own = "at_least" if "at_least" in tokens[quantity.tokens[0]].word.roles else ""
    return left.bound or quantity.bound or own


def _is_times(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """`2x the number of …`: a factor that stands for its verb."""
    after = _after(tokens, quantity)
    starts = quantity.form is Form.MULTIPLE and not quantity.tokens[0]
    return starts and after is not None and "handle" in after.word.roles


def _is_time(quantity: Quantity) -> bool:
    return quantity.unit.startswith("duration")


def _is_whole(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """`7 天中`: the days out of which others are counted."""
    after = _after(tokens, quantity)
    return _is_time(quantity) and after is not None and "inner" in after.word.roles


def _is_article(tokens: Sequence[Token], quantity: Quantity, clause: Clause, *, head_last: bool) -> bool:
    """`one`, 一个: a number only as the object of a verb ("make one hire"), after a bound, or at the start;
    in Chinese only beside a period (每周组织一次)."""
    place = quantity.tokens[0]
    before = tokens[place - 1].word.roles if place else frozenset[str]()
    if quantity.form is Form.SHARE and quantity.attributive:
        return not before & (_AWAITING | {"by", "within"})
    if (
        "article" not in tokens[place].word.roles
        or quantity.unit.startswith("duration")
        or before & _AWAITING
    ):
        return False
    if head_last:
        return not any(token.word.period for token in tokens[clause.first : place])
    return place > clause.first + 1 and not before & VERBS


def _is_today(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """`9 % now, 5 % by June`: the number is named as today's behind it."""
    place = quantity.tokens[1] + 1
    if place >= len(tokens) or "now" not in tokens[place].word.roles or "about" in tokens[place].word.roles:
        return False
    return place + 1 == len(tokens) or tokens[place + 1].kind == "mark"


def _is_of_year(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """`(2024: 5 %)`: what was reached in the year of the bracket."""
    before = tokens[max(quantity.tokens[0] - _BRACKET, 0) : quantity.tokens[0]]
    texts = [token.text for token in before]
    return "(" in texts and any(len(text) == 4 and text.isdigit() for text in texts[texts.index("(") :])


def _is_denied(tokens: Sequence[Token], place: int) -> bool:
    """`No ticket waits more than 2 days`: a denied "more than" is an upper bound."""
    return any("no" in token.word.roles for token in tokens[:place])


def _is_window(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """`7日留存率`: Chinese time that runs straight on into a noun belongs to the noun."""
    last, after = tokens[quantity.tokens[1]], _after(tokens, quantity)
    if not quantity.unit.startswith("duration") or after is None or quantity.bound or last.text.isascii():
        return False
    return after.start == last.end and after.kind == "word" and not after.word.roles


def _can_change(quantity: Quantity) -> bool:
    return not quantity.unit.startswith("currency") and not quantity.attributive


def _after(tokens: Sequence[Token], quantity: Quantity) -> Token | None:
    place = quantity.tokens[1] + 1
    return tokens[place] if place < len(tokens) else None


def _rank(tokens: Sequence[Token], quantity: Quantity, left: Left, clause: Clause) -> bool | None:
    """Whether the number is a rank; None if it only picks some ("our top 10 customers", 前10大客户)."""
    after = _after(tokens, quantity)
    if "ranked" in tokens[quantity.tokens[0]].word.roles:
        return True
    last = tokens[quantity.tokens[1]]
    placed = after is not None and "place" in after.word.roles
    ranks = any("ranks" in token.word.roles for token in tokens[clause.first : quantity.tokens[0]])
    if quantity.form is Form.RANK:
        return True if placed or ranks else None
    if quantity.unit not in ("", "count"):
        return False
    if left.rank is None:
        return placed and not quantity.unit and after is not None and not after.word.units
    if "picks" not in left.rank.roles or ranks:
        return True
    if "place" in last.word.roles or placed:
        following = after if not placed else _next(tokens, quantity.tokens[1] + 2)
        return True if following is None or following.kind == "mark" or following.word.roles else None
    ends = (
        after is None
        or after.kind == "mark"
        or bool(after.word.roles & {"due", "of", "place", "and", "within"})
    )
    return True if ends and not quantity.unit else None


def _next(tokens: Sequence[Token], place: int) -> Token | None:
    return tokens[place] if place < len(tokens) else None
