"""Which objective of an import hangs below which: links that may contribute do, the others support."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from northing.domain.codes import LinkKind, Visibility
from northing.features.cycles.queries import Cycle
from northing.features.okrs.actions.importing.arrival import Arrival
from northing.features.okrs.actions.importing.rows import NewRows
from northing.features.okrs.actions.importing.shapes import NewObjective
from northing.features.okrs.actions.scene import Scene
from northing.features.okrs.actions.widening import widens
from northing.features.okrs.models import Alignment, KeyResult, Objective
from northing.features.okrs.queries.access import objective_rows
from northing.features.okrs.queries.audiences import AudienceOf, audience_of, audiences_of

Parent = tuple[Objective, int | None]
"""An objective, and the key of its key result where the link goes to that."""


def own_links(arrival: Arrival, batch: Iterable[NewRows]) -> list[Alignment]:
    """The links among what is staged by now, of which at least one end is in this batch."""
    here = {one.row.ref for one in batch}
    return [
        _link(arrival.scene, child, parent, part, {}, is_hidden=_is_hidden(new))
        for new, child, parent, part in _within(arrival)
        if parent.ref in here or child.ref in here
    ]


def _within(arrival: Arrival) -> Iterator[tuple[NewObjective, Objective, Objective, int | None]]:
    for new, child in arrival.staged.values():
        part, ref = arrival.key_results.get(new.parent, (None, new.parent))
        if ref in arrival.staged:
            yield new, child, arrival.staged[ref][1], part


def _is_hidden(new: NewObjective) -> bool:
    """Shown to a team that is still to be made: nobody can say yet whether its parent's readers are in it."""
    return bool(new.team_name) and new.visibility is not Visibility.ORGANIZATION


def known_links(arrival: Arrival) -> list[Alignment]:
    """The links to parents that were there before; unknown parents are left out."""
    scene, own = arrival.scene, arrival.staged.keys() | arrival.key_results.keys()
    wanted = [pair for pair in arrival.staged.values() if pair[0].parent and pair[0].parent not in own]
    parents = _known_parents(scene, {new.parent for new, _row in wanted})
    ids = {row.pk for row, _part in parents.values()}
    seen_by = audiences_of(scene.organization_id, ids) if ids else {}
    return [
        _link(scene, row, *parents[new.parent], seen_by, is_hidden=_is_hidden(new))
        for new, row in wanted
        if new.parent in parents
    ]


def _known_parents(scene: Scene, refs: set[str]) -> dict[str, Parent]:
    if not refs:
        return {}
    rows = objective_rows(scene.actor, scene.reach)
    found: dict[str, Parent] = {row.ref: (row, None) for row in rows.filter(ref__in=refs)}
    parts = KeyResult.within(scene.organization_id).filter(ref__in=refs, objective__in=rows.values("pk"))
    return found | {part.ref: (part.objective, part.pk) for part in parts.select_related("objective__cycle")}


def _link(
    scene: Scene,
    child: Objective,
    parent: Objective,
    part: int | None,
    seen_by: Mapping[int, AudienceOf],
    *,
    is_hidden: bool,
) -> Alignment:
    readers = seen_by[parent.pk] if parent.pk in seen_by else audience_of(parent, (), ())
    is_wider = is_hidden or widens(audience_of(child, (), ()), readers)
    supports = _is_longer(parent.cycle, child.cycle) or is_wider
    return Alignment(
        organization_id=scene.organization_id,
        child=child,
        parent_objective=parent,
        parent_key_result_id=part,
        kind=(LinkKind.SUPPORTS if supports else LinkKind.CONTRIBUTES).value,
        created_at=scene.at,
    )


def _is_longer(above: Cycle | None, below: Cycle | None) -> bool:
    if above is None or below is None:
        return False
    return (above.ends_on - above.starts_on) > (below.ends_on - below.starts_on)
