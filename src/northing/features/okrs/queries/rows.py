"""One line of a list: an objective or a key result with where it stands, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from northing.domain.codes import (
    Ambition,
    Driver,
    HolderKind,
    KeyResultDriver,
    KeyResultState,
    LinkKind,
    ObjectiveState,
    Visibility,
)
from northing.features.okrs.queries.standing_rows import KeyResultStandingRow, ObjectiveStandingRow


@dataclass(frozen=True, slots=True)
class LinkOf:
    """How a child hangs under the parent it was listed for; ``share`` (0…1) only where it is counted."""

    kind: LinkKind
    key_result_ref: str = ""
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective as lists show it. Refs and names are empty where there is none; a person who left owns nothing.

    ``has_parts``: there is a key result, or a child this reader may see. ``late_since``: when the oldest of its
    overdue numbers was read, None when none is overdue or it never was. ``link`` only below a parent.
    """

    id: int
    ref: str
    version: int
    title: str
    holder: HolderKind
    state: ObjectiveState
    ambition: Ambition
    driver: Driver
    visibility: Visibility
    position: int
    created_at: datetime
    agreed_on: date | None
    last_check_in_at: datetime | None
    cycle_id: int | None
    cycle_ref: str
    cycle_name: str
    team_ref: str
    team_name: str
    person_ref: str
    person_name: str
    owner_ref: str
    owner_name: str
    pillar_ref: str
    pillar_name: str
    standing: ObjectiveStandingRow
    has_parts: bool
    late_since: date | None
    link: LinkOf | None = None

    @property
    def holder_name(self) -> str:
        """The team or person that holds it; empty for the organization."""
        return self.team_name if self.holder is HolderKind.TEAM else self.person_name

    @property
    def tick(self) -> Decimal | None:
        """What counts as good by now (0…1), for the mark on the progress bar."""
        return self.standing.expected


@dataclass(frozen=True, slots=True)
class KeyResultRow:
    """A key result as lists show it. ``kind`` empty: it asks for its numbers. Values are as typed."""

    id: int
    ref: str
    version: int
    objective_id: int
    objective_ref: str
    title: str
    kind: str
    unit: str
    decimals: int
    start: Decimal | None
    target: Decimal | None
    stretch: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    start_unknown_until: date | None
    due_on: date | None
    is_guardrail: bool
    driver: KeyResultDriver
    state: KeyResultState
    was_agreed: bool
    weight: Decimal
    is_pinned: bool
    owner_ref: str
    owner_name: str
    updater_ref: str
    updater_name: str
    stages: int
    reached: tuple[int, ...]
    is_done: bool | None
    done_weight: Decimal | None
    total_weight: Decimal | None
    standing: KeyResultStandingRow

    @property
    def tick(self) -> Decimal | None:
        """What counts as good by now (0…1), for the mark on the progress bar."""
        expected, bar = self.standing.expected, self.standing.bar
        if expected is None or bar is None or self.driver is KeyResultDriver.CHILDREN:
            return expected
        return expected * bar
