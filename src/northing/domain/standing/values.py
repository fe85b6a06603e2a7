"""What decides where key results and objectives stand, and what is then known of them: frozen values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from northing.domain.codes import (
    Ambition,
    Driver,
    Freshness,
    Guardrail,
    KeyResultState,
    ObjectiveState,
    Status,
)
from northing.domain.rollup import Contribution
from northing.domain.status import Note
from northing.domain.terms import Judgement, Reading, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResultFacts:
    """All that decides where a key result stands.

    `readings` are the valid ones, earliest first, latest (greatest effective_on, then id) last; only the
    last is needed unless `needs_every_reading(terms)`. `override` is the human's word while no check-in came
    after it. `children` matter only for a key result driven by its children.
    """

    terms: Terms
    state: KeyResultState = KeyResultState.ACTIVE
    readings: Sequence[Reading] = ()
    judgement: Judgement | None = None
    override: Status | None = None
    children: Sequence[Contribution] = ()
    has_counter_metric_breach: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A human's word on an objective; lapses after the policy's days (a check-in removes it at the door)."""

    status: Status
    set_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualProgress:
    """A dated value of an objective that is driven by hand."""

    progress: Decimal
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveFacts:
    """All that decides where an objective stands; `contributions` are those of every part, in id order.

    `outcome` is the word a closed objective carries (`met`, `missed`, …), if any.
    """

    starts_on: date
    due_on: date
    contributions: Sequence[Contribution] = ()
    state: ObjectiveState = ObjectiveState.AGREED
    outcome: Status | None = None
    driver: Driver = Driver.BOTH
    ambition: Ambition = Ambition.ASPIRATIONAL
    override: Override | None = None
    manual: ManualProgress | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResultStanding:
    """Numbers have nine places; `None` means "there is none". `status` is the word shown, `computed_status`
    the one without a human's override, `judging_confidence` what the parent may judge by where there is no
    pace. `changes_on`: first day it differs though nothing was read."""

    progress: Decimal | None
    expected: Decimal | None
    bar: Decimal
    gap: Decimal | None
    pace: Status | None
    status: Status
    computed_status: Status
    notes: tuple[Note, ...]
    number_freshness: Freshness | None
    judgement_freshness: Freshness | None
    is_silent: bool
    is_due: bool
    is_counted: bool
    guardrail: Guardrail | None
    confidence: int | None
    judging_confidence: int | None
    reading: Reading | None
    last_reading_on: date | None
    last_judgement_on: date | None
    changes_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveStanding:
    """Like a key result's; `gap` None means judged by confidence, or nothing. `worst` is the subject of the
    worst counted key result. `is_overridden`: a
    human's word is in force. `changes_on` looks at the objective's own days: its parts carry theirs."""

    progress: Decimal | None
    expected: Decimal | None
    gap: Decimal | None
    confidence: Decimal | None
    silent_share: Decimal
    counted_weight: Decimal
    pace: Status | None
    status: Status
    computed_status: Status
    notes: tuple[Note, ...]
    guardrail: Guardrail | None
    worst: str | None
    counted: int
    off_track: int
    is_overridden: bool
    changes_on: date | None
