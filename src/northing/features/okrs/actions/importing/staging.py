"""Staging: one batch of new objectives written in one short transaction, there for nobody yet."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError

from northing.domain.codes import KeyResultDriver, LinkKind, Source
from northing.features.okrs import storage
from northing.features.okrs.actions.importing.arrival import Arrival, Place, place_of
from northing.features.okrs.actions.importing.checking import CheckedNew
from northing.features.okrs.actions.importing.links import own_links
from northing.features.okrs.actions.importing.rows import NewRows
from northing.features.okrs.actions.scene import Scene, calendars_for, require_terms_open
from northing.features.okrs.models import (
    Alignment,
    KeyResult,
    KeyResultStanding,
    Objective,
    ObjectiveStanding,
    Stage,
)
from northing.features.okrs.storage import Edge, Moved, Path, Settled
from northing.kit.activity.record import record_many
from northing.kit.actors import Actor
from northing.kit.errors import Conflict
from northing.kit.storage import search, versions
from northing.kit.storage.bulk import insert_instances
from northing.kit.storage.writing import writing

_NUMBER_BITS = 62


def begin_arrival(*, actor: Actor, at: datetime, on: date) -> Arrival:
    """A new import on its way; nothing is written."""
    return Arrival(Scene(actor, at, on), secrets.randbits(_NUMBER_BITS))


def stage_new(*, arrival: Arrival, checked: CheckedNew) -> None:
    """Write one batch with versions, search entries, activity, links and standings, there for nobody yet.

    Children come before (or with) their parents: a parent's number is worked out of theirs. A few hundred rows
    a batch keep the transaction well under a second.

    :raises NotAllowed, Invalid: the first of what :func:`check_new` found
    :raises Conflict: ``cycle_closed``, ``cycle_closing``; ``import_under_way``: somebody else imports the same refs
    """
    for _ref, problem in checked.problems:
        raise problem
    for one in checked.rows:
        require_terms_open(one.row.cycle)
    try:
        with writing():
            _Batch(arrival, checked.rows).write()
    except IntegrityError:
        raise Conflict("import_under_way") from None


class _Batch:
    """The rows of one batch on their way into the tables."""

    def __init__(self, arrival: Arrival, rows: Iterable[NewRows]) -> None:
        self.arrival, self.scene = arrival, arrival.scene
        self.rows = list(rows)
        self.objectives = [one.row for one in self.rows]
        parts = [part for one in self.rows for part in one.key_results]
        self.key_results = [part.row for part in parts]
        self.stages = [stage for part in parts for stage in part.stages]
        self.check_ins = [part.check_in for part in parts if part.check_in is not None]

    def write(self) -> None:
        scene = self.scene
        for row in (*self.objectives, *self.key_results):
            row.arrival = self.arrival.number
        insert_instances(self.objectives)
        _rebind(self.key_results, "objective")
        insert_instances(self.key_results)
        _rebind(self.stages, "key_result")
        _rebind(self.check_ins, "key_result")
        insert_instances(self.stages)
        insert_instances(self.check_ins)
        placed = [one.row for one in self.rows if not any(place_of(one.new))]
        versions.first_versions([*placed, *self.key_results], actor=scene.actor, at=scene.at)
        self._remember()
        links = own_links(self.arrival, self.rows)
        insert_instances(links)
        self._settle(links)
        self._tell()

    def _remember(self) -> None:
        for one in self.rows:
            one.new.key_results = []  # written; a large document is held once
            self.arrival.staged[one.row.ref] = one.new, one.row
            for part in one.key_results:
                self.arrival.key_results[part.row.ref] = part.row.pk, one.row.ref

    def _settle(self, links: list[Alignment]) -> None:
        """The standings from what is at hand; only children and check-ins are read."""
        scene, parts = self.scene, {row.pk: row for row in self.key_results}
        for row in self.key_results:
            KeyResultStanding(organization_id=scene.organization_id, key_result=row)
        for one in self.objectives:
            ObjectiveStanding(organization_id=scene.organization_id, objective=one)
        path = Path(
            {row.pk: row for row in self.objectives}, parts, _edges(links, self.objectives, parts), True
        )
        settled = storage.work_out(
            scene.organization_id,
            path,
            changed=parts.keys(),
            rules=scene.rules,
            calendar_of=calendars_for(scene.organization_id, self.key_results),
            stages=_stages(self.stages),
        )
        storage.insert_standings(scene.organization_id, settled, on=scene.on)
        self._count(settled)

    def _count(self, settled: Settled) -> None:
        places = {one.row.pk: place_of(one.new) for one in self.rows}
        moved: dict[Place, dict[str, list[Moved]]] = {}
        for one in settled.objectives:
            moved.setdefault(places[one.subject_id], {}).setdefault("objective", []).append(one)
        owners = {row.pk: row.objective_id for row in self.key_results}
        for one in settled.key_results:
            place = places[owners[one.subject_id]]
            moved.setdefault(place, {}).setdefault("key_result", []).append(one)
        for place, several in moved.items():
            fresh = {
                kind: [Moved(one.subject_id, {}, one.after) for one in all_] for kind, all_ in several.items()
            }
            self.arrival.count(place, storage.deltas_of(fresh))

    def _tell(self) -> None:
        scene = self.scene
        texts = {versions.subject_of(row): _words_of(row) for row in self.objectives}
        texts |= {versions.subject_of(row): f"{row.title}\n{row.definition}" for row in self.key_results}
        search.index_new(texts, organization_id=scene.organization_id)
        record_many(scene.actor, "objective.created", on=self.objectives, at=scene.at)
        record_many(scene.actor, "key_result.added", on=self.key_results, at=scene.at)
        for alone in (False, True):
            agreed = [row for row in self.objectives if row.agreed_at and row.agreed_alone is alone]
            record_many(scene.actor, "objective.agreed", on=agreed, at=scene.at, alone=alone)
        read = [row.key_result for row in self.check_ins]
        record_many(scene.actor, "checkin.recorded", on=read, at=scene.at, source=Source.IMPORT.value)


def _words_of(row: Objective) -> str:
    return f"{row.title}\n{row.why_now}\n{row.description}"


def _stages(rows: Iterable[Stage]) -> dict[int, list[Stage]]:
    found: dict[int, list[Stage]] = {}
    for row in rows:
        found.setdefault(row.key_result_id, []).append(row)
    return found


def _edges(
    links: Iterable[Alignment], objectives: Iterable[Objective], parts: dict[int, KeyResult]
) -> tuple[Edge, ...]:
    """The links of this batch that carry a number; those to children of earlier batches are read."""
    here = {row.pk for row in objectives}
    return tuple(
        Edge(link.child_id, link.parent_objective_id, link.parent_key_result_id)
        for link in links
        if link.child_id in here
        and link.parent_objective_id in here
        and link.kind == LinkKind.CONTRIBUTES
        and (link.parent_key_result_id is None or _is_driven(parts.get(link.parent_key_result_id)))
    )


def _is_driven(row: KeyResult | None) -> bool:
    return row is not None and row.driver == KeyResultDriver.CHILDREN


def _rebind(rows: Iterable[Any], name: str) -> None:
    """Give rows the key that what they point at got when it was inserted."""
    for row in rows:
        setattr(row, name, getattr(row, name))
