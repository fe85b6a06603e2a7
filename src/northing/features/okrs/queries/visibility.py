"""What a change of visibility would do, before anything is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from northing.domain.codes import LinkKind, Visibility
from northing.features.okrs import policies
from northing.features.okrs.models import Alignment, Objective
from northing.features.okrs.queries.access import find_objective
from northing.features.okrs.queries.audiences import audience_of, audiences_of, is_narrower
from northing.features.org import queries as org_queries
from northing.kit.actors import Actor


@dataclass(frozen=True, slots=True)
class DemotedLink:
    """A contribution that would only support from then on; titles the reader may not see are empty."""

    child_ref: str
    child_title: str
    parent_ref: str
    parent_title: str


@dataclass(frozen=True, slots=True)
class VisibilityPreview:
    """The links that would turn from *contributes* into *supports*."""

    demoted: tuple[DemotedLink, ...]

    @property
    def changes_numbers(self) -> bool:
        """Whether a parent's number would change."""
        return bool(self.demoted)


def visibility_preview(
    *,
    actor: Actor,
    ref: str,
    visibility: Visibility | str,
    on: date,
    teams: Sequence[str] = (),
    people: Sequence[str] = (),
) -> VisibilityPreview:
    """Which contributions ``actions.set_visibility`` with the same arguments would turn into support.

    :raises NotFound: the objective, a team or a person is not visible
    """
    row = find_objective(actor=actor, ref=ref, on=on).row
    row.visibility = Visibility(visibility).value
    team_ids = [org_queries.team_by_ref(ref=team, seen_by=actor).id for team in teams]
    people_ids = [org_queries.person_by_ref(ref=person, seen_by=actor).id for person in people]
    links = Alignment.within(actor.organization_id).filter(kind=LinkKind.CONTRIBUTES.value)
    links = links.select_related("child", "parent_objective").order_by("pk")
    around = [*links.filter(child_id=row.pk), *links.filter(parent_objective_id=row.pk)]
    others = {pk for link in around for pk in (link.child_id, link.parent_objective_id)}
    seen_by = audiences_of(actor.organization_id, others | {row.pk})
    seen_by[row.pk] = audience_of(row, team_ids, people_ids)
    demoted = [
        link
        for link in around
        if not seen_by[link.child_id].publishes_number
        and is_narrower(seen_by[link.child_id], seen_by[link.parent_objective_id])
    ]
    return VisibilityPreview(tuple(_told(actor, on, demoted)))


def _told(actor: Actor, on: date, links: Sequence[Alignment]) -> list[DemotedLink]:
    reach = org_queries.reach_of(actor=actor, on=on)
    ids = {pk for link in links for pk in (link.child_id, link.parent_objective_id)}
    seen = Objective.within(actor.organization_id).filter(policies.visible_to(actor, reach), pk__in=ids)
    visible = set(seen.values_list("pk", flat=True))
    told = [
        DemotedLink(link.child.ref, link.child.title, link.parent_objective.ref, link.parent_objective.title)
        for link in links
    ]
    return [
        replace(
            one,
            child_title=one.child_title if link.child_id in visible else "",
            parent_title=one.parent_title if link.parent_objective_id in visible else "",
        )
        for one, link in zip(told, links, strict=True)
    ]
