"""New objectives and key results written at once, in few statements."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from northing.domain.codes import Source
from northing.features.okrs.actions.importing.checking import CheckedNew
from northing.features.okrs.actions.importing.links import new_links
from northing.features.okrs.actions.scene import Scene, require_terms_open, settle_objectives
from northing.features.okrs.models import (
    Alignment,
    CheckIn,
    KeyResultStanding,
    Objective,
    ObjectiveStanding,
    Stage,
)
from northing.kit.activity.record import record_many
from northing.kit.actors import Actor
from northing.kit.storage import search, versions
from northing.kit.storage.writing import writing


def write_new(*, actor: Actor, checked: CheckedNew, at: datetime, on: date) -> None:
    """Write what was checked, with versions, search entries, activity, links and standings.

    The number of statements grows with the rows only by batches. Call it within ``writing()`` together with
    whatever must stand or fall with it.

    :raises NotAllowed, Invalid: the first of what :func:`check_new` found
    :raises Conflict: ``cycle_closed``, ``cycle_closing`` by now
    """
    for _ref, problem in checked.problems:
        raise problem
    with writing():
        for one in checked.rows:
            one.row.cycle, one.row.team_id = one.new.cycle, one.new.team_id
            require_terms_open(one.row.cycle)
        _Written(Scene(actor, at, on), checked).write()


class _Written:
    """The rows of one import on their way into the tables."""

    def __init__(self, scene: Scene, checked: CheckedNew) -> None:
        self.scene = scene
        self.rows = {one.row.ref: one for one in checked.rows}
        self.objectives = [one.row for one in checked.rows]
        parts = [part for one in checked.rows for part in one.key_results]
        self.key_results = [part.row for part in parts]
        self.stages = [stage for part in parts for stage in part.stages]
        self.check_ins = [part.check_in for part in parts if part.check_in is not None]

    def write(self) -> None:
        scene, organization_id = self.scene, self.scene.organization_id
        versions.create_many(self.objectives, actor=scene.actor, at=scene.at)
        _rebind(self.key_results, "objective")
        versions.create_many(self.key_results, actor=scene.actor, at=scene.at)
        _rebind(self.stages, "key_result")
        _rebind(self.check_ins, "key_result")
        Stage.within(organization_id).bulk_create(self.stages)
        CheckIn.within(organization_id).bulk_create(self.check_ins)
        self._standings()
        Alignment.within(organization_id).bulk_create(new_links(scene, self.rows))
        settle_objectives(scene, [row.pk for row in self.objectives])
        self._tell()

    def _standings(self) -> None:
        organization_id = self.scene.organization_id
        ObjectiveStanding.within(organization_id).bulk_create(
            ObjectiveStanding(organization_id=organization_id, objective=row) for row in self.objectives
        )
        KeyResultStanding.within(organization_id).bulk_create(
            KeyResultStanding(organization_id=organization_id, key_result=row) for row in self.key_results
        )

    def _tell(self) -> None:
        scene = self.scene
        texts = {versions.subject_of(row): _words_of(row) for row in self.objectives}
        texts |= {versions.subject_of(row): f"{row.title}\n{row.definition}" for row in self.key_results}
        search.index_new(texts, organization_id=scene.organization_id)
        record_many(scene.actor, "objective.created", on=self.objectives, at=scene.at)
        record_many(scene.actor, "key_result.added", on=self.key_results, at=scene.at)
        read = [row.key_result for row in self.check_ins]
        record_many(scene.actor, "checkin.recorded", on=read, at=scene.at, source=Source.IMPORT.value)


def _words_of(row: Objective) -> str:
    return f"{row.title}\n{row.why_now}\n{row.description}"


def _rebind(rows: Iterable[Any], name: str) -> None:
    """Give rows the key that what they point at got when it was inserted."""
    for row in rows:
        setattr(row, name, getattr(row, name))
