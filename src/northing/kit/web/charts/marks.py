"""Where the words of changed terms stand: above the plot, in as many lines as it takes for none to cover another."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from northing.kit.web.charts.inputs import Change
from northing.kit.web.charts.scales import Plot

LINE = 14.0  # from one line of words to the next
FIRST = 12.0  # where the first one stands
CLEAR = 24.0  # below the last one: the words at the end of a line reach up to here
APART = 5.0
NARROW, WIDE = 6.4, 12.2  # of letters at the size of the chart's words, generously


@dataclass(frozen=True, slots=True)
class Mark:
    """One change in its place; ``text`` is what fits, ``x`` where it begins."""

    change: Change
    text: str
    x: float
    lane: int

    @property
    def y(self) -> float:
        """The line its words stand on."""
        return FIRST + LINE * self.lane


def marks_of(changes: Sequence[Change], plot: Plot) -> list[Mark]:
    """Every change beside its rule, where it fits; each in the first line in which it covers nothing."""
    marks: list[Mark] = []
    for change in changes:
        text = _fitting(change.text, plot.right - plot.left)
        x = _beginning(plot.x(change.on), width(text), plot)
        marks.append(Mark(change, text, x, _lane(marks, x, width(text))))
    return marks


def room_for(marks: Sequence[Mark]) -> float:
    """How much the words take above a plot."""
    return FIRST + LINE * max(mark.lane for mark in marks) + CLEAR


def width(text: str) -> float:
    """About how wide words are."""
    return sum(WIDE if unicodedata.east_asian_width(letter) in "WF" else NARROW for letter in text)


def _fitting(text: str, room: float) -> str:
    if width(text) <= room:
        return text
    kept = text
    while kept and width(kept) + NARROW > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _beginning(rule: float, wanted: float, plot: Plot) -> float:
    """Right of its rule, else left of it, else where it ends with the plot."""
    if rule + APART + wanted <= plot.right:
        return rule + APART
    if rule - APART - wanted >= plot.left:
        return rule - APART - wanted
    return max(plot.left, plot.right - wanted)


def _lane(marks: Sequence[Mark], x: float, wanted: float) -> int:
    lane = 0
    while any(
        mark.lane == lane and x < mark.x + width(mark.text) + APART and mark.x < x + wanted + APART
        for mark in marks
    ):
        lane += 1
    return lane
