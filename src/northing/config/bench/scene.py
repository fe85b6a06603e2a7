"""What is measured on: the seeded organization, its deepest key result, its busiest objective and team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from northing.config.bench.seeding import SLUG
from northing.domain.codes import HolderKind, Kind, ObjectiveState
from northing.features.cycles import queries as cycle_queries
from northing.features.okrs import queries as okr_queries
from northing.features.okrs.queries import KeyResultRow, ObjectiveFilters
from northing.features.org import queries as org_queries
from northing.features.org.queries import OrganizationRow
from northing.kit.actors import Actor, system_actor
from northing.kit.cli.exits import Exit, stop
from northing.kit.cli.language import gettext as _

DEPTH = 6  # objectives a number travels through, its own included


@dataclass(frozen=True, slots=True)
class Scene:
    """``lead`` reads the pages: the lead of the first team, with the busiest ``objective``; refs and days."""

    organization: OrganizationRow
    actor: Actor
    at: datetime
    on: date
    people: int
    lead: str
    team: str
    objective: str
    key_result: KeyResultRow
    depth: int


def found_scene(at: datetime) -> Scene:
    """The scene of this database; ends the command when nothing was seeded."""
    known = [one for one in org_queries.organizations() if one.slug.partition("-")[0] == SLUG]
    if not known:
        stop(_("Nothing is seeded here. Run `northing bench seed` first."), Exit.NOT_FOUND)
    organization = known[-1]
    actor, on = system_actor(organization.id), org_queries.today_in(organization=organization, at=at)
    team = org_queries.teams(organization_id=organization.id)[0]
    deepest, depth = _deepest(actor, on)
    return Scene(
        organization=organization,
        actor=actor,
        at=at,
        on=on,
        people=org_queries.people_count(organization_id=organization.id),
        lead=str(team.lead_ref),
        team=team.ref,
        objective=_busiest(actor, on),
        key_result=deepest,
        depth=depth,
    )


def _filters(organization_id: int, on: date, holder: HolderKind) -> ObjectiveFilters:
    cycle = cycle_queries.current_cycle(organization_id=organization_id, on=on)
    return ObjectiveFilters(cycle_id=cycle.pk if cycle else None, holder=holder, state=ObjectiveState.AGREED)


def _deepest(actor: Actor, on: date) -> tuple[KeyResultRow, int]:
    """A metric key result as deep as the tree goes (at most six), and how deep that is."""
    found: tuple[int, KeyResultRow] | None = None
    for holder in (HolderKind.PERSON, HolderKind.TEAM, HolderKind.ORGANIZATION):
        filters = _filters(actor.organization_id, on, holder)
        rows = okr_queries.objectives_list(actor=actor, on=on, filters=filters, limit=100).rows
        trails = okr_queries.trails(actor=actor, on=on, objective_ids=[row.id for row in rows])
        parts = okr_queries.key_results_of(actor=actor, objective_refs=[row.ref for row in rows], on=on)
        fitting = [
            (len(trails.get(row.id, ())) + 1, part)
            for row in rows
            for part in parts.get(row.ref, ())
            if part.kind == Kind.METRIC and part.owner_ref
        ]
        found = found or max(fitting, key=lambda one: (min(one[0], DEPTH), one[1].ref), default=None)
    if found is None:
        stop(_("Nothing is seeded here. Run `northing bench seed` first."), Exit.NOT_FOUND)
    return found[1], found[0]


def _busiest(actor: Actor, on: date) -> str:
    """The objective with the most children among the first."""
    filters = _filters(actor.organization_id, on, HolderKind.TEAM)
    rows = okr_queries.objectives_list(actor=actor, on=on, filters=filters, limit=100).rows
    children = okr_queries.child_rows_of(actor=actor, refs=[row.ref for row in rows], on=on)
    return max((row.ref for row in rows), key=lambda ref: (len(children.get(ref, ())), ref))
