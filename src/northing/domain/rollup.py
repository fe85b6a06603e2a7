"""How parts become a whole: contributions, their weighted means, a longer cycle shared by time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from northing.domain.codes import Driver, Guardrail, LinkKind, Part, Status
from northing.domain.numbers import ZERO, add, clamp, divide, multiply, subtract


@dataclass(frozen=True, slots=True)
class TimeShare:
    """The child's cycle (`slot` tells cycles apart) and how many of the parent's days it covers."""

    slot: str
    days: int
    parent_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What travels up: all numbers are stored ones (nine places); `weight` is any exact proportion ≥ 0.

    `gap` and `confidence` are None where the part is left out of its parent's pace. `status` is the shown
    one, `pace` the computed one. `subject` names the part for traces (a ref), never for arithmetic.
    """

    part: Part
    weight: Decimal
    progress: Decimal | None
    gap: Decimal | None = None
    confidence: Decimal | None = None
    silent_share: Decimal = ZERO
    status: Status | None = None
    pace: Status | None = None
    is_guardrail: bool = False
    guardrail: Guardrail | None = None
    link: LinkKind = LinkKind.CONTRIBUTES
    time_share: TimeShare | None = None
    subject: str = ""


Weighted = tuple[Decimal, Decimal]


def time_share(
    slot: str, parent_starts_on: date, parent_ends_on: date, child_starts_on: date, child_ends_on: date
) -> TimeShare:
    """The share of a longer cycle that a shorter one covers; its days outside the longer one do not count."""
    first, last = max(parent_starts_on, child_starts_on), min(parent_ends_on, child_ends_on)
    return TimeShare(slot, max(0, (last - first).days + 1), (parent_ends_on - parent_starts_on).days + 1)


def weighted_mean(parts: Iterable[Weighted]) -> Decimal | None:
    """Σ weight · value / Σ weight; None when nothing weighs."""
    total, weights = ZERO, ZERO
    for weight, value in parts:
        total = add(total, multiply(weight, value))
        weights = add(weights, weight)
    return divide(total, weights) if weights else None


def mean_over_time(slots: Iterable[tuple[int, Sequence[Weighted]]], parent_days: int) -> Decimal:
    """A longer cycle's value from its child cycles (days, their children): time without a child counts 0."""
    total, days = ZERO, 0
    for slot_days, children in slots:
        days += slot_days
        total = add(total, multiply(Decimal(slot_days), weighted_mean(children) or ZERO))
    return divide(total, Decimal(max(parent_days, days)))


@dataclass(frozen=True, slots=True)
class Entry:
    """One number to be averaged."""

    weight: Decimal
    value: Decimal
    time_share: TimeShare | None = None


def mean_of(entries: Sequence[Entry]) -> Decimal | None:
    """Their mean. Children of shorter cycles form one block: together they weigh what their links weigh, and
    the block's value is shared out by time."""
    slots: dict[str, list[Weighted]] = {}
    shares: dict[str, TimeShare] = {}
    plain: list[Weighted] = []
    for entry in entries:
        if entry.time_share is None:
            plain.append((entry.weight, entry.value))
        else:
            shares[entry.time_share.slot] = entry.time_share
            slots.setdefault(entry.time_share.slot, []).append((entry.weight, entry.value))
    if not slots:
        return weighted_mean(plain)
    parent_days = max(share.parent_days for share in shares.values())
    block = mean_over_time(((shares[slot].days, children) for slot, children in slots.items()), parent_days)
    weight = ZERO
    for entry in entries:
        if entry.time_share is not None:
            weight = add(weight, entry.weight)
    return weighted_mean((*plain, (weight, block)))


def is_counted(part: Contribution) -> bool:
    """Whether it enters progress: it contributes, weighs something, is no guardrail and has a number."""
    return (
        part.link is LinkKind.CONTRIBUTES
        and not part.is_guardrail
        and part.progress is not None
        and part.weight > ZERO
    )


def driving(contributions: Iterable[Contribution], driver: Driver) -> list[Contribution]:
    """The contributions an objective with this driver is rolled up from; guardrails always stay."""
    left_out = {Driver.KEY_RESULTS: Part.CHILD, Driver.CHILDREN: Part.KEY_RESULT}.get(driver)
    return [part for part in contributions if part.part is not left_out or part.is_guardrail]


def clamped(progress: Decimal | None, cap: Decimal) -> Decimal:
    """What a part brings to its parent: 0…cap."""
    return ZERO if progress is None else clamp(progress, ZERO, cap)


def clamped_gap(part: Contribution, cap: Decimal) -> Decimal:
    """bar · e − clamped progress, from the stored gap, which was taken with the raw progress."""
    return gap_within(part.gap or ZERO, part.progress or ZERO, cap)


def gap_within(gap: Decimal, progress: Decimal, cap: Decimal) -> Decimal:
    """A gap taken with the raw progress, as if progress had been clamped to 0…cap."""
    return add(gap, subtract(progress, clamped(progress, cap)))


def rolled_up(contributions: Iterable[Contribution], cap: Decimal) -> Decimal | None:
    """Progress of the whole, unrounded; None when nothing counts."""
    counted = [part for part in contributions if is_counted(part)]
    return mean_of([Entry(part.weight, clamped(part.progress, cap), part.time_share) for part in counted])
