"""Which objective of an import hangs below which: links that may contribute do, the others support."""

from __future__ import annotations

from collections.abc import Mapping

from northing.domain.codes import LinkKind
from northing.features.cycles.queries import Cycle
from northing.features.okrs.actions.importing.rows import NewRows
from northing.features.okrs.actions.scene import Scene
from northing.features.okrs.actions.widening import widens
from northing.features.okrs.models import Alignment, KeyResult, Objective
from northing.features.okrs.queries.access import objective_rows
from northing.features.okrs.queries.audiences import AudienceOf, audience_of, audiences_of

Parent = tuple[Objective, KeyResult | None]


def new_links(scene: Scene, rows: Mapping[str, NewRows]) -> list[Alignment]:
    """The links of the new objectives to their parents, new or known; unknown parents are left out."""
    wanted = [one for one in rows.values() if one.new.parent]
    parents = _own_parents(rows, {one.new.parent for one in wanted})
    known = _known_parents(scene, {one.new.parent for one in wanted} - parents.keys())
    seen_by = audiences_of(scene.organization_id, {row.pk for row, _part in known.values()}) if known else {}
    parents |= known
    return [
        _link(scene, one.row, *parents[one.new.parent], seen_by)
        for one in wanted
        if one.new.parent in parents
    ]


def _own_parents(rows: Mapping[str, NewRows], refs: set[str]) -> dict[str, Parent]:
    found: dict[str, Parent] = {ref: (rows[ref].row, None) for ref in refs & rows.keys()}
    for one in rows.values():
        found |= {part.row.ref: (one.row, part.row) for part in one.key_results if part.row.ref in refs}
    return found


def _known_parents(scene: Scene, refs: set[str]) -> dict[str, Parent]:
    if not refs:
        return {}
    rows = objective_rows(scene.actor, scene.reach)
    found: dict[str, Parent] = {row.ref: (row, None) for row in rows.filter(ref__in=refs)}
    parts = KeyResult.within(scene.organization_id).filter(ref__in=refs, objective__in=rows.values("pk"))
    return found | {part.ref: (part.objective, part) for part in parts.select_related("objective__cycle")}


def _link(
    scene: Scene,
    child: Objective,
    parent: Objective,
    part: KeyResult | None,
    seen_by: Mapping[int, AudienceOf],
) -> Alignment:
    readers = seen_by[parent.pk] if parent.pk in seen_by else audience_of(parent, (), ())
    supports = _is_longer(parent.cycle, child.cycle) or widens(audience_of(child, (), ()), readers)
    return Alignment(
        organization_id=scene.organization_id,
        child=child,
        parent_objective=parent,
        parent_key_result=part,
        kind=(LinkKind.SUPPORTS if supports else LinkKind.CONTRIBUTES).value,
        created_at=scene.at,
    )


def _is_longer(above: Cycle | None, below: Cycle | None) -> bool:
    if above is None or below is None:
        return False
    return (above.ends_on - above.starts_on) > (below.ends_on - below.starts_on)
