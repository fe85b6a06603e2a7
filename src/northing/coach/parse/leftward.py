"""Reading to the left of a number: the words before it say what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from northing.coach.languages.lexicon import Word
from northing.coach.parse.clauses import CHANGE, VERBS
from northing.coach.quantities.quantity import Quantity
from northing.coach.text import Token

_REACH = 7
_LEAST = frozenset({">", ">=", "≥", "⩾"})
_MOST = frozenset({"<", "<=", "≤", "⩽"})
_ARROWS = frozenset({"→", "->", "=>"})
_SKIPPED = frozenset({":", "~", "≈", "=", '"', "*", "("})
_BOUNDS = frozenset({"at_least", "at_most"})


class Role(Enum):
    FROM = "from"
    TO = "to"
    BY = "by"
    PLAIN = "plain"


@dataclass(slots=True)
class Left:
    """What the words before a number say about it."""

    role: Role = Role.PLAIN
    bound: str = ""
    sign: str = ""
    weak: bool = False
    rank: Word | None = None
    is_arrow: bool = False
    is_within: bool = False
    is_now: bool = False


def look_left(tokens: Sequence[Token], quantity: Quantity, floor: int, *, head_last: bool) -> Left:
    """Word by word to the left, not before `floor`, until something that has nothing to do with the number.

    In a language whose verbs stand right before their numbers (`head_last`) a verb itself means "by", and a
    bound may stand before one more verb (至少拜访 20 家).
    """
    found = Left()
    reader = _Reader(found, quantity, head_last=head_last)
    place = quantity.tokens[0] - 1
    lowest = max(floor, place - _REACH)
    while place >= lowest:
        if "upto" in tokens[place].word.roles:
            _take_up_to(found, tokens[place - 1].word.roles if place else frozenset({"do"}))
            break
        abbreviates = tokens[place].text == "." and place and tokens[place - 1].word.roles & _BOUNDS
        if not abbreviates and not reader.step(tokens[place]):
            break
        place -= 1
    return found


def _take_up_to(found: Left, before: frozenset[str]) -> None:
    """`bring conversion up to 10 %` aims at it, `allow up to 10` is a bound."""
    if before & (VERBS - {"up"}):
        found.bound = "at_most"
    else:
        found.role = Role.TO


class _Reader:
    def __init__(self, found: Left, quantity: Quantity, *, head_last: bool) -> None:
        self.found = found
        self.unit = quantity.unit
        self.start = quantity.span[0]
        self.bound_after = quantity.bound
        self.is_duration = quantity.unit.startswith("duration")
        self.head_last = head_last
        self.is_far = False
        self.is_beside = True

    def step(self, token: Token) -> bool:
        """Take in one word; whether to go on to the left."""
        goes_on = self._read(token)
        self.is_beside = False
        return goes_on

    def _read(self, token: Token) -> bool:
        roles = token.word.roles
        if self.is_far:
            return self._far(roles)
        if token.word.period and not token.word.units and "season" not in roles:
            return True
        if "rank" in roles and self.unit in ("", "count") and self.is_beside:
            self.found.rank = token.word
            return False
        if token.kind == "mark" and not roles & {"by", "to", "rises"}:
            return self._mark(token)
        if self.unit == "ratio" and "now" in roles:
            self.found.is_now = True
            return True
        if self.is_beside and "every" in roles and not self.is_duration:
            self.found.weak = True
            return False
        if roles & _BOUNDS and not self._is_frame(roles):
            return self._bound(roles)
        return self._role(token, roles)

    def _bound(self, roles: frozenset[str]) -> bool:
        self.found.bound = self.found.bound or ("at_least" if "at_least" in roles else "at_most")
        if "to" in roles:
            self.found.role = Role.TO
        elif "by" in roles:
            self.found.role = Role.BY
        return not roles & {"to", "by"}

    def _role(self, token: Token, roles: frozenset[str]) -> bool:
        found = self.found
        if self._is_frame(roles):
            found.weak = True
            found.is_within = "within" in roles or self.bound_after == "at_most"
            return False
        if "by" in roles:
            found.role = Role.BY
            self.is_far = True
            return True
        if "to" in roles:
            found.role, found.sign = Role.TO, _sign(roles)
            self.is_far = self.head_last and not found.bound
            return self.is_far
        if roles & {"from", "now"}:
            found.role, found.is_now = Role.FROM, found.is_now or "from" not in roles
            if "floor" in roles and self.unit not in ("", "percent", "count"):
                found.bound = found.bound or "at_least"
        elif "goal" in roles and "about" not in roles:
            found.role = Role.TO
        elif "within" in roles:
            found.bound = found.bound or "at_most"
        else:
            return self._loose(token, roles)
        return False

    def _loose(self, token: Token, roles: frozenset[str]) -> bool:
        if roles & CHANGE and self.head_last and self.found.role is Role.PLAIN:
            self.found.role, self.found.sign = Role.BY, _sign(roles)
            return False
        if (
            roles & {"rises", "falls"}
            and self.found.role is Role.PLAIN
            and (token.text != "+" or self._touches(token))
        ):
            self.found.role = Role.BY
            self.found.sign = "increase" if "rises" in roles else "decrease"
            return False
        if "all" in roles and self.unit != "percent" and "about" not in roles:
            self.found.weak = True
            return False
        if "about" in roles:
            return True
        if (
            self.head_last
            and token.kind == "word"
            and not roles & {"per", "article"}
            and not self.found.bound
        ):
            self.is_far = True
            return True
        return False

    def _touches(self, token: Token) -> bool:
        return token.end == self.start

    def _far(self, roles: frozenset[str]) -> bool:
        """Behind one unknown word only a bound still counts, or that it is today's value (目前为 40)."""
        if "now" in roles and self.found.role is Role.TO and not self.found.sign:
            self.found.role, self.found.is_now = Role.FROM, True
        elif self.found.role is Role.BY:
            self.found.sign = (
                "increase" if "more" in roles else "decrease" if "fewer" in roles else self.found.sign
            )
        elif roles & _BOUNDS and "to" not in roles:
            self.found.bound = "at_least" if "at_least" in roles else "at_most"
        return False

    def _is_frame(self, roles: frozenset[str]) -> bool:
        return self.is_duration and bool(roles & {"frame", "within"})

    def _mark(self, token: Token) -> bool:
        text = token.text
        if text == "-" and self.unit == "percent" and token.end == self.start:
            self.found.role, self.found.sign = Role.BY, "decrease"
            return False
        if text in _LEAST or text in _MOST:
            self.found.bound = "at_least" if text in _LEAST else "at_most"
            return True
        if text in _ARROWS:
            self.found.role, self.found.is_arrow = Role.TO, True
            return False
        return text in _SKIPPED


def _sign(roles: frozenset[str]) -> str:
    if "better" in roles:
        return ""
    return "decrease" if "down" in roles else "increase" if "up" in roles else ""
