"""What each quantity is in its sentence: start, target, change, bound, or only a detail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from northing.coach.parse.clauses import CHANGE, Clause, Kind
from northing.coach.quantities.quantity import Form, Quantity
from northing.coach.text import Sentence, Token

_REACH = 6
_LEAST = frozenset({">", ">=", "≥", "⩾"})
_MOST = frozenset({"<", "<=", "≤", "⩽"})
_ARROWS = frozenset({"→", "->", "=>"})


class Role(Enum):
    FROM = "from"
    TO = "to"
    BY = "by"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Part:
    """A quantity in its place. A `weak` one is a detail (a population, a period, a name): taken only if
    nothing else is there. `sign` is the direction that the words beside the number give it."""

    quantity: Quantity
    role: Role = Role.PLAIN
    bound: str = ""
    weak: bool = False
    sign: str = ""
    clause: int = 0
    arrow: bool = False
    rank: bool = False
    within: bool = False
    article: bool = False


def parts_of(sentence: Sentence, quantities: Sequence[Quantity], clauses: Sequence[Clause]) -> list[Part]:
    """One part for each quantity, in order."""
    found = []
    floor = 0
    for quantity in quantities:
        clause = next(at for at, known in enumerate(clauses) if known.after > quantity.tokens[0])
        found.append(_part(sentence.tokens, quantity, floor, clause, clauses[clause].kind))
        floor = quantity.tokens[1] + 1
    return found


def _part(tokens: Sequence[Token], quantity: Quantity, floor: int, clause: int, kind: Kind) -> Part:
    state = _Left(tokens, quantity, floor)
    state.look()
    weak = state.weak or quantity.attributive or kind is Kind.MEANS
    sign, role = state.sign, state.role
    after = _after(tokens, quantity)
    if quantity.unit in ("percent", "ratio", "count", "") and role is Role.PLAIN and after is not None:
        if "more" in after.word.roles:
            sign, role = "increase", Role.BY
        elif "fewer" in after.word.roles:
            sign, role = "decrease", Role.BY
    if _is_period_after(tokens, quantity):
        weak = True
    return Part(
        quantity, role, state.bound or quantity.bound, weak, sign, clause,
        state.arrow, state.rank or quantity.form is Form.RANK, state.within, state.article,
    )


def _after(tokens: Sequence[Token], quantity: Quantity) -> Token | None:
    place = quantity.tokens[1] + 1
    return tokens[place] if place < len(tokens) else None


def _is_period_after(tokens: Sequence[Token], quantity: Quantity) -> bool:
    after = _after(tokens, quantity)
    return quantity.unit.startswith("duration") and after is not None and after.text in ("中", "里")


class _Left:
    """Reads to the left of a quantity, word by word, until something that has nothing to do with it."""

    def __init__(self, tokens: Sequence[Token], quantity: Quantity, floor: int) -> None:
        self.tokens, self.quantity, self.floor = tokens, quantity, floor
        self.role = Role.PLAIN
        self.bound = self.sign = ""
        self.weak = self.arrow = self.rank = self.within = False
        self.article = False
        self.is_duration = quantity.unit.startswith("duration")

    def look(self) -> None:
        token = self.tokens[self.quantity.tokens[0]]
        self.article = "article" in token.word.roles and token.kind == "word"
        if self.article:
            self.weak = True
        place = self.quantity.tokens[0] - 1
        lowest = max(self.floor, place - _REACH)
        while place >= lowest and self._step(self.tokens[place], place):
            place -= 1

    def _step(self, token: Token, place: int) -> bool:
        """Take in one word; whether to go on to the left."""
        roles = token.word.roles
        if token.kind == "mark":
            return self._mark(token.text)
        if "rank" in roles and not self.quantity.unit.startswith(("currency", "percent")):
            return self._rank(token)
        if not self.bound and roles & {"at_least", "at_most"} and not self._is_frame(roles):
            self.bound = "at_least" if "at_least" in roles else "at_most"
            if "to" in roles:
                self.role = Role.TO
            return "to" not in roles
        if self._is_frame(roles):
            self.weak = True
            self.within = bool(roles & {"within"}) or self.quantity.bound == "at_most"
            return False
        if "by" in roles and (not self.is_duration or not "frame" in roles or True):
            self.role = Role.BY
            return False
        if "to" in roles:
            self.role = Role.TO
            self._take_sign(roles)
            return False
        if "from" in roles or "now" in roles:
            self.role = Role.FROM
            return False
        if "goal" in roles and "about" not in roles:
            self.role = Role.TO
            return False
        if "within" in roles:
            self.bound = self.bound or "at_most"
            return False
        return self._other(token, roles)

    def _other(self, token: Token, roles: frozenset[str]) -> bool:
        if roles & CHANGE and token.kind == "word" and not token.text.isascii():
            self.role = Role.BY
            self._take_sign(roles)
            return False
        if "all" in roles and self.role is Role.PLAIN and not self.quantity.unit.startswith("percent"):
            self.weak = True
            return False
        return "about" in roles

    def _is_frame(self, roles: frozenset[str]) -> bool:
        return self.is_duration and bool(roles & {"frame", "within"})

    def _take_sign(self, roles: frozenset[str]) -> None:
        if "down" in roles:
            self.sign = "decrease"
        elif "up" in roles and "better" not in roles:
            self.sign = "increase"

    def _rank(self, token: Token) -> bool:
        self.rank = True
        return False

    def _mark(self, text: str) -> bool:
        if text in _LEAST or text in _MOST:
            self.bound = "at_least" if text in _LEAST else "at_most"
            return True
        if text in _ARROWS:
            self.role, self.arrow = Role.TO, True
            return False
        return text in (":", "~", "≈", "=", '"', "*")
