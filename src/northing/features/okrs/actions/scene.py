"""What every act of the ledger needs: who, when, by which rules; and the last step, settling the path."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from northing.domain.calendar import Calendar
from northing.features.cycles import queries as cycle_queries
from northing.features.okrs import storage
from northing.features.okrs.models import KeyResult, Stage
from northing.features.okrs.queries.access import SeenObjective
from northing.features.okrs.storage import Path, Rules, Settled
from northing.features.org import queries as org_queries
from northing.features.org.queries import OrganizationRow, Reach
from northing.kit.actors import Actor


@dataclass(frozen=True, slots=True)
class Scene:
    """One act: ``at`` is the moment, ``on`` the organization's calendar day."""

    actor: Actor
    at: datetime
    on: date

    @property
    def organization_id(self) -> int:
        """The organization acted in."""
        return self.actor.organization_id

    @property
    def organization(self) -> OrganizationRow:
        """Its row, remembered for a request."""
        return org_queries.organization_of(organization_id=self.organization_id)

    @property
    def reach(self) -> Reach:
        """How far the actor reaches today."""
        return org_queries.reach_of(actor=self.actor, on=self.on)

    @property
    def rules(self) -> Rules:
        """What standings are judged by on this day."""
        return rules_of(self.organization_id, self.on)


def rules_of(organization_id: int, on: date) -> Rules:
    """Policy and quiet days of an organization, on a day."""
    return Rules(
        policy=org_queries.policy_of(organization_id=organization_id),
        quiet=org_queries.calendar_of(organization_id=organization_id),
        on=on,
    )


def calendars_for(organization_id: int, rows: Collection[KeyResult] | None) -> storage.CalendarOf:
    """The days that do not age a key result: quiet days, and the absences of whoever updates it.

    ``None``: of everybody, for work on the whole organization.
    """
    people = None if rows is None else frozenset(pk for pk in map(responsible, rows) if pk is not None)
    known = org_queries.calendars_of(organization_id=organization_id, person_ids=people)

    def of(row: KeyResult) -> Calendar:
        return known.of(responsible(row))

    return of


def responsible(row: KeyResult) -> int | None:
    """Who is expected to update a key result."""
    return row.updater_id or row.owner_id


def settle_path(
    scene: Scene,
    path: Path,
    *,
    changed: Collection[int] = (),
    stages: Mapping[int, list[Stage]] | None = None,
) -> Settled:
    """Work out and store the standings of ``path``; ``changed`` key results from their check-ins."""
    wanted = {*changed, *path.driven}
    rows = [row for pk, row in path.key_results.items() if pk in wanted]
    calendar_of = calendars_for(scene.organization_id, rows)  # first: a request then knows the quiet days too
    return storage.settle(
        scene.organization_id,
        path,
        changed=changed,
        rules=scene.rules,
        calendar_of=calendar_of,
        stages=stages,
    )


def hold_objectives(scene: Scene, objective_ids: Collection[int]) -> Path:
    """Hold these objectives with all their key results and everything above, in the one lock order.

    Acts hold first and change afterwards: whoever changes an objective before holding its key results could
    wait for a check-in that waits for the objective.
    """
    ids = sorted(set(objective_ids))
    key_results = KeyResult.within(scene.organization_id).filter(objective_id__in=ids).order_by("pk")
    own = list(key_results.values_list("pk", flat=True))
    return storage.hold_path(scene.organization_id, key_result_ids=own, objective_ids=ids)


def hold_objective(scene: Scene, seen: SeenObjective, *others: int) -> SeenObjective:
    """The same for one objective somebody was found to see (and ``others``); its row is the newest."""
    path = hold_objectives(scene, {seen.row.pk, *others})
    return replace(seen, row=path.objectives[seen.row.pk])


def settle_objectives(scene: Scene, objective_ids: Collection[int]) -> Settled:
    """Hold these objectives, and settle them with all their key results and everything above."""
    path = hold_objectives(scene, objective_ids)
    return settle_path(scene, path, changed=path.key_results.keys())


def require_open(cycle: cycle_queries.Cycle | None) -> None:
    """:raises Conflict: ``cycle_closed``"""
    cycle_queries.require_open(cycle=cycle)


def require_terms_open(cycle: cycle_queries.Cycle | None) -> None:
    """:raises Conflict: ``cycle_closed``, or ``cycle_closing``: terms are frozen"""
    cycle_queries.require_terms_open(cycle=cycle)
