"""A number with its unit as it stands in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Form(Enum):
    """How the number is written, where that says what it is."""

    PLAIN = "plain"
    RATING = "rating"  # 4.2/5
    RANK = "rank"  # top 3, 第一名
    SHARE = "share"  # half, 三成, 2/3
    MULTIPLE = "multiple"  # 2x, 2.5 倍, doubled
    PART = "part"  # 4 of 7 days
    POINTS = "points"  # percentage points
    POINT = "point"  # points of a score, or percentage points


@dataclass(frozen=True, slots=True)
class Quantity:
    """`unit` is a code of the units, '' where none is written. Whether a percentage is a change or a level is
    for the sentence to say; percentage points and multiples are told by their form.

    `tokens` are the first and last token it covers; `up_to` is the upper end of a range (5–10);
    `power` is the power of ten of a scale word (млн, 万); `bound` is what is written after it (`60+`, `5 以内`);
    `attributive` marks "30-day", "5-star".
    """

    value: Decimal
    unit: str
    span: tuple[int, int]
    tokens: tuple[int, int]
    form: Form = Form.PLAIN
    up_to: Decimal | None = None
    bound: str = ""
    attributive: bool = False
    power: int = 0
