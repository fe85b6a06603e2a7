"""What the parts of an objective say together, and the pace that follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from northing.domain.codes import Guardrail, Part, Status
from northing.domain.numbers import ONE, ZERO, add, multiply, stored
from northing.domain.pace import pace_by_confidence, pace_of
from northing.domain.policy import ObjectiveRule, Policy
from northing.domain.rollup import (
    Contribution,
    Entry,
    clamped,
    clamped_gap,
    is_counted,
    mean_of,
    rolled_up,
    weighted_mean,
)
from northing.domain.status import OFF_TRACK

_PACE_ORDER = (Status.ON_TRACK, Status.BEHIND, Status.AT_RISK, Status.OFF_TRACK)
_RANK = {
    Status.BEHIND: 1,
    Status.PARTLY: 1,
    Status.AT_RISK: 2,
    Status.OFF_TRACK: 3,
    Status.MISSED: 3,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """Stored numbers (nine places) of all counted parts; `paced_progress` and `gap` are of those with a pace,
    `confidence` of those judged by it. `paces` are the paces of the counted parts, in their order."""

    progress: Decimal | None = None
    gap: Decimal | None = None
    paced_progress: Decimal | None = None
    confidence: Decimal | None = None
    counted_weight: Decimal = ZERO
    silent_weight: Decimal = ZERO
    silent_share: Decimal = ZERO
    paced: tuple[Status | None, ...] = ()
    paces: tuple[Status | None, ...] = ()
    key_results: int = 0
    off_track: int = 0
    guardrail: Guardrail | None = None
    worst: str | None = None

    @property
    def expected(self) -> Decimal | None:
        """What was expected of the parts that have a pace, against their bars."""
        if self.gap is None or self.paced_progress is None:
            return None
        return add(self.gap, self.paced_progress)


def whole_of(parts: Sequence[Contribution], policy: Policy) -> Whole:
    """All that the parts (already chosen by driver, in id order) say together."""
    counted = [part for part in parts if is_counted(part)]
    paced = [part for part in counted if part.gap is not None]
    cap = policy.rollup_cap
    key_results = [part for part in counted if part.part is Part.KEY_RESULT]
    worst = max(key_results, key=_badness, default=None)
    return Whole(
        progress=_stored(rolled_up(counted, cap)),
        gap=_stored(mean_of([Entry(p.weight, clamped_gap(p, cap), p.time_share) for p in paced])),
        paced_progress=_stored(
            mean_of([Entry(p.weight, clamped(p.progress, cap), p.time_share) for p in paced])
        ),
        confidence=_stored(
            weighted_mean([(p.weight, p.confidence) for p in counted if p.confidence is not None])
        ),
        counted_weight=_sum([part.weight for part in counted]),
        silent_weight=_sum([multiply(part.weight, part.silent_share) for part in counted]),
        silent_share=_stored(weighted_mean([(p.weight, p.silent_share) for p in counted])) or ZERO,
        paced=tuple(part.pace for part in paced),
        paces=tuple(part.pace for part in counted),
        key_results=len(key_results),
        off_track=sum(part.status in OFF_TRACK for part in key_results),
        guardrail=guardrail_of([part.guardrail for part in parts if part.is_guardrail]),
        worst=worst.subject if worst else None,
    )


def guardrail_of(states: Sequence[Guardrail | None]) -> Guardrail | None:
    """The worst of several guardrails; None when there is none, or none was read yet."""
    for state in (Guardrail.BREACHED, Guardrail.SILENT, Guardrail.INSIDE):
        if state in states:
            return state
    return None


def pace_of_whole(whole: Whole, policy: Policy) -> Status | None:
    """The pace of the roll-up, or of its worst part by policy. Without a gap the mean confidence judges; too
    early while every part that has a pace is; None when nothing can be judged yet."""
    if judged_by_worst(whole, policy):
        return worst_pace([pace for pace in whole.paces if pace is not None])
    if whole.gap is not None and whole.paced_progress is not None:
        if all(pace is Status.TOO_EARLY for pace in whole.paced):
            return Status.TOO_EARLY
        return pace_of(whole.paced_progress, add(whole.gap, whole.paced_progress), ONE, policy)
    if whole.confidence is not None:
        return pace_by_confidence(whole.confidence, policy)
    return Status.TOO_EARLY if Status.TOO_EARLY in whole.paces else None


def judged_by_worst(whole: Whole, policy: Policy) -> bool:
    """Whether the worst part decides: by policy, once any part can be judged."""
    is_worst = policy.objective_pace is ObjectiveRule.WORST_KR
    return is_worst and any(_is_judged(pace) for pace in whole.paces)


def worst_pace(paces: Sequence[Status]) -> Status:
    """The worst of several paces, as a word for the whole."""
    return _PACE_ORDER[max((_RANK.get(pace, 0) for pace in paces), default=0)]


def _is_judged(pace: Status | None) -> bool:
    return pace is not None and pace is not Status.TOO_EARLY


def _badness(part: Contribution) -> tuple[int, Decimal]:
    rank = _RANK.get(part.status, 0) if part.status is not None else 0
    return rank, part.gap if part.gap is not None else Decimal(-10)


def _stored(number: Decimal | None) -> Decimal | None:
    return None if number is None else stored(number)


def _sum(numbers: Sequence[Decimal]) -> Decimal:
    total = ZERO
    for number in numbers:
        total = add(total, number)
    return total
