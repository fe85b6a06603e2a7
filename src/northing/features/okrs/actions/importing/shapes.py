"""What an import hands to the ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from northing.domain.codes import HolderKind, Visibility
from northing.features.cycles.queries import Cycle
from northing.features.okrs.actions.fields import KeyResultFields, ObjectiveFields


@dataclass(slots=True)
class NewKeyResult:
    """A key result to write. ``fields`` without people; ``is_done`` and ``reached`` (stages) become a check-in."""

    ref: str
    fields: KeyResultFields
    owner_id: int | None = None
    updater_id: int | None = None
    is_done: bool = False
    reached: tuple[int, ...] = ()


@dataclass(slots=True)
class NewObjective:
    """An objective to write. Its cycle may be an unsaved row and its team only a name: both are made last.

    ``shares``: parts of the credit by team (its key, or the name of one still to be made).
    ``fields`` hold neither cycle nor holder nor people; ``parent`` is the ref of an objective or key result,
    known or among those written with it.
    """

    ref: str
    fields: ObjectiveFields
    cycle: Cycle | None
    holder: HolderKind
    team_id: int | None = None
    team_name: str = ""
    person_id: int | None = None
    owner_id: int | None = None
    pillar_id: int | None = None
    visibility: Visibility = Visibility.ORGANIZATION
    parent: str = ""
    is_agreed: bool = False
    shares: dict[tuple[int | None, str], int] = field(default_factory=dict)
    key_results: list[NewKeyResult] = field(default_factory=list)


def done_day(*, cycle: Cycle | None, on: date) -> date | None:
    """The day a ticked box of a document counts for: today, at most the cycle's last day; none before its first."""
    if cycle is None:
        return on
    return min(on, cycle.ends_on) if cycle.starts_on <= on else None
