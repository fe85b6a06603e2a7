"""How objectives are looked after, T6xx: hints for lists only, never mailed. Pure functions over plain values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from northing.coach.rules.registry import declare

for _code, _slug in (
    ("T601", "stale"),
    ("T602", "goalpost-moved"),
    ("T603", "end-loaded"),
    ("T604", "at-full-for-3-cycles"),
    ("T606", "overloaded-person"),
):
    declare(_code, _slug, "H", "tracking")

_END = Decimal("0.25")
_MOST_AT_THE_END = Decimal("0.75")
_FULL = Decimal(1)
_CYCLES = 3
_MOST_KEY_RESULTS = 7
_LATE = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Point:
    """A reading: the share of the span that was over (0…1) and the progress then (0…1)."""

    share: Decimal
    progress: Decimal


@dataclass(frozen=True, slots=True)
class TrackedKeyResult:
    """A key result as tracking sees it: whether it is stale, how often its target was lowered after agreement,
    its readings in order, and the final progress of the same key result in the cycles before, latest last."""

    ref: str
    owner: str = ""
    is_stale: bool = False
    targets_eased: int = 0
    points: tuple[Point, ...] = ()
    past: tuple[Decimal, ...] = ()
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Neglect:
    """One finding: the rule, the key result (or person) it is about, and values for its sentences."""

    code: str
    ref: str
    values: tuple[tuple[str, str], ...] = ()


def check_tracking(
    key_results: Sequence[TrackedKeyResult], *, most: int = _MOST_KEY_RESULTS
) -> tuple[Neglect, ...]:
    """Everything worth a line in a list; `most` is how many open key results one person may own."""
    found = [neglect for one in key_results for neglect in _of_one(one)]
    return (*found, *_overloaded(key_results, most))


def _of_one(one: TrackedKeyResult) -> Iterator[Neglect]:
    if one.is_open and one.is_stale:
        yield Neglect("T601", one.ref)
    if one.targets_eased:
        yield Neglect("T602", one.ref, (("count", str(one.targets_eased)),))
    if _is_end_loaded(one.points):
        yield Neglect("T603", one.ref)
    if len(one.past) >= _CYCLES and all(progress >= _FULL for progress in one.past[-_CYCLES:]):
        yield Neglect("T604", one.ref, (("count", str(_CYCLES)),))


def _is_end_loaded(points: Sequence[Point]) -> bool:
    """Three quarters of the progress came in the last quarter of the span."""
    if not points or points[-1].share <= 1 - _END:
        return False
    total = points[-1].progress
    before = max((point.progress for point in points if point.share <= 1 - _END), default=Decimal(0))
    return total >= _LATE and (total - before) / total >= _MOST_AT_THE_END


def _overloaded(key_results: Sequence[TrackedKeyResult], most: int) -> Iterator[Neglect]:
    counts: dict[str, int] = {}
    for one in key_results:
        if one.is_open and one.owner:
            counts[one.owner] = counts.get(one.owner, 0) + 1
    for owner, count in counts.items():
        if count > most:
            yield Neglect("T606", owner, (("count", str(count)),))
