"""What the start page and the search page show, gathered from the features below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from northing.features.checkins import queries as checkin_queries
from northing.features.checkins.queries import Week
from northing.features.cycles import queries as cycle_queries
from northing.features.cycles.queries import CycleRow
from northing.features.okrs import queries as okr_queries
from northing.features.okrs.queries import MyObjectives, ObjectiveFilters
from northing.kit.actors import Actor, Role
from northing.kit.storage import search
from northing.kit.subjects import Card, cards

MOST_FOUND = 200  # asked of the index, before visibility
MOST_SHOWN = 20  # of one kind
MOST_DUE = 8  # rows to check in; the page of the week has them all


class NextStep(StrEnum):
    """What an organization or a person without anything to look at should do first."""

    CREATE_CYCLE = "create_cycle"
    IMPORT_OR_WRITE = "import_or_write"
    WRITE_OWN = "write_own"
    WAIT_FOR_CYCLE = "wait_for_cycle"
    READ = "read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The start page: what waits, what is mine, what worries; ``step`` only where nothing of it exists."""

    week: Week
    objectives: MyObjectives
    cycle: CycleRow | None
    step: NextStep | None

    @property
    def owes_nothing(self) -> bool:
        """Whether nothing waits for this person."""
        mine = self.objectives
        return not (self.week.open_rows or mine.proposals or mine.returned or mine.drafts)


@dataclass(frozen=True, slots=True)
class Found:
    """Search results of one kind; ``has_more`` when there were more than are shown."""

    kind: str
    cards: tuple[Card, ...]
    has_more: bool


def home(*, actor: Actor, on: date, since: datetime, cycle_ref: str | None) -> Home:
    """What ``actor`` owes and holds on the day ``on``, in the chosen cycle. At most eleven statements."""
    cycle = cycle_queries.chosen_cycle(actor=actor, ref=cycle_ref, on=on)
    week = checkin_queries.my_week(actor=actor, on=on, since=since, detailed=MOST_DUE)
    objectives = okr_queries.my_objectives(actor=actor, on=on, cycle_id=cycle.pk if cycle else None)
    shown = cycle_queries.cycle_row(cycle=cycle, on=on) if cycle else None
    has_own = bool(objectives.mine or objectives.drafts or objectives.returned or week.held)
    step = None if has_own else _next_step(actor, on, cycle_id=cycle.pk if cycle else None)
    return Home(week=week, objectives=objectives, cycle=shown, step=step)


def _next_step(actor: Actor, on: date, *, cycle_id: int | None) -> NextStep:
    if actor.role is Role.OBSERVER:
        return NextStep.READ
    if cycle_id is None:
        return NextStep.CREATE_CYCLE if actor.is_guide else NextStep.WAIT_FOR_CYCLE
    listed = okr_queries.objectives_list(
        actor=actor, on=on, filters=ObjectiveFilters(cycle_id=cycle_id), limit=1
    )
    return NextStep.IMPORT_OR_WRITE if actor.is_guide and not listed.rows else NextStep.WRITE_OWN


def found(*, actor: Actor, text: str) -> list[Found]:
    """What of the organization has all words of ``text`` and may be seen, by kind; one statement a kind, and one."""
    subjects = search.find(organization_id=actor.organization_id, query=text, limit=MOST_FOUND)
    seen = cards(subjects, seen_by=actor)
    by_kind: dict[str, list[Card]] = {}
    for subject in subjects:
        if subject in seen:
            by_kind.setdefault(subject.kind, []).append(seen[subject])
    return [
        Found(kind, tuple(several[:MOST_SHOWN]), len(several) > MOST_SHOWN)
        for kind, several in by_kind.items()
    ]
