"""Publishing: what was staged in batches is there for everybody, all at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from northing.features.cycles import queries as cycle_queries
from northing.features.cycles.queries import Cycle
from northing.features.okrs import storage
from northing.features.okrs.actions.importing.arrival import Arrival, place_of
from northing.features.okrs.actions.importing.links import known_links
from northing.features.okrs.actions.scene import require_terms_open, settle_objectives
from northing.features.okrs.models import Objective, ObjectiveShare
from northing.features.okrs.storage import Amount, Cell
from northing.kit.storage import versions
from northing.kit.storage.bulk import insert_instances

_CHUNK = 500


def publish_new(*, arrival: Arrival, cycles: Mapping[str, Cycle], teams: Mapping[str, int]) -> None:
    """Show everything that was staged, together with whatever the caller's ``writing()`` holds.

    What was worked out stays as it is: besides placing the rows in what was just made, linking them to parents
    that were there before, and counting, this is one statement a table.

    :param cycles: the cycles that were still to be made, by name
    :param teams: the keys of the teams that were still to be made, by name
    :raises Conflict: ``cycle_closed``, ``cycle_closing`` by now
    """
    scene = arrival.scene
    for pk in sorted({row.cycle_id for _new, row in arrival.staged.values() if row.cycle_id is not None}):
        held = cycle_queries.cycle_for_update(organization_id=scene.organization_id, cycle_id=pk)
        require_terms_open(held)
    _take_places(arrival, cycles, teams)
    insert_instances(_shares(arrival, teams))
    links = known_links(arrival)
    insert_instances(links)
    storage.append_deltas(scene.organization_id, _placed_cells(arrival, cycles, teams))
    storage.show_arrived(scene.organization_id, arrival.number)
    if links:
        settle_objectives(scene, {link.parent_objective_id for link in links})


def _take_places(arrival: Arrival, cycles: Mapping[str, Cycle], teams: Mapping[str, int]) -> None:
    """Objectives whose cycle or team was only just made; their first version tells where they are."""
    scene = arrival.scene
    placed: dict[tuple[int | None, int | None], list[Objective]] = {}
    for new, row in arrival.staged.values():
        cycle, team = place_of(new)
        if cycle:
            row.cycle = cycles[cycle]
        if team:
            row.team_id = teams[team]
        if cycle or team:
            placed.setdefault((row.cycle_id, row.team_id), []).append(row)
    for (cycle_id, team_id), rows in placed.items():
        for chunk in _chunks([row.pk for row in rows]):
            found = Objective.arriving(scene.organization_id).filter(pk__in=chunk)
            found.update(cycle_id=cycle_id, team_id=team_id)
    everything = [row for rows in placed.values() for row in rows]
    for chunk in _chunks([row.pk for row in everything]):
        storage.repeat_places(scene.organization_id, chunk)
    versions.first_versions(everything, actor=scene.actor, at=scene.at)


def _shares(arrival: Arrival, teams: Mapping[str, int]) -> list[ObjectiveShare]:
    return [
        ObjectiveShare(
            organization_id=arrival.scene.organization_id,
            objective=row,
            team_id=teams[name] if team_id is None else team_id,
            weight=Decimal(parts),
        )
        for new, row in arrival.staged.values()
        for (team_id, name), parts in new.shares.items()
    ]


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]


def _placed_cells(
    arrival: Arrival, cycles: Mapping[str, Cycle], teams: Mapping[str, int]
) -> dict[Cell, Amount]:
    found: dict[Cell, Amount] = {}
    for ((cycle, team), cell), amount in arrival.cells.items():
        placed = (cycles[cycle].pk if cycle else cell[0], teams[team] if team else cell[1], *cell[2:])
        known = found.get(placed, (0, 0, 0))
        found[placed] = (known[0] + amount[0], known[1] + amount[1], known[2] + amount[2])
    return found
