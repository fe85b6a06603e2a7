"""What would be refused of an import, row by row, without writing anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from northing.features.okrs.actions.fields import KeyResultFields
from northing.features.okrs.actions.importing.rights import Rights
from northing.features.okrs.actions.importing.rows import NewRows, key_result_row, objective_row
from northing.features.okrs.actions.importing.shapes import NewKeyResult, NewObjective
from northing.features.okrs.actions.key_result_values import check_key_result, stage_rows, values_of_fields
from northing.features.okrs.actions.scene import Scene, require_terms_open
from northing.features.okrs.models import KeyResult, Objective
from northing.kit.actors import Actor
from northing.kit.errors import NotAllowed, Problems, Refusal

Problem = tuple[str, Refusal]


@dataclass(frozen=True, slots=True)
class CheckedNew:
    """What the ledger says to new objectives, and the rows to write.

    ``problems`` by the ref of the objective or key result; ``proposed``: how many would wait for a second person.
    """

    rows: tuple[NewRows, ...] = ()
    problems: tuple[Problem, ...] = ()
    proposed: int = 0


def check_new(*, actor: Actor, new: Sequence[NewObjective], at: datetime, on: date) -> CheckedNew:
    """Everything that would be refused of ``new``, and the rows to write. Writes nothing.

    A team or cycle that is still to be made is taken as good: :func:`publish_new` is told which it became.
    """
    rights = Rights(Scene(actor, at, on))
    rows: list[NewRows] = []
    problems = [problem for one in new for problem in _problems(rights, one, rows)]
    return CheckedNew(tuple(rows), tuple(problems), sum(rights.proposes(one) for one in new))


def _problems(rights: Rights, one: NewObjective, rows: list[NewRows]) -> Iterator[Problem]:
    scene = rights.scene
    if not rights.may_hold(one):
        yield one.ref, NotAllowed("may_not_create_here")
        return
    try:
        require_terms_open(one.cycle)
        found = NewRows(one, objective_row(rights, one))
    except Refusal as problem:
        yield one.ref, problem
        return
    rows.append(found)
    for position, part in enumerate(one.key_results):
        try:
            found.key_results.append(key_result_row(scene, found.row, part, position))
        except Refusal as problem:
            yield from ((part.ref, each) for each in _several(problem))


def _several(problem: Refusal) -> list[Refusal]:
    return [*problem.problems] if isinstance(problem, Problems) else [problem]


def check_added(
    *, actor: Actor, objective: Objective, part: NewKeyResult, at: datetime, on: date
) -> list[Refusal]:
    """What would be refused of a key result added to a known objective (loaded with its cycle)."""
    try:
        key_result_row(Scene(actor, at, on), objective, part, 0)
    except Refusal as problem:
        return _several(problem)
    return []


def check_terms(
    *, actor: Actor, row: KeyResult, fields: KeyResultFields, at: datetime, on: date
) -> list[Refusal]:
    """What would be refused of a change of a known key result (loaded with its objective and cycle)."""
    scene = Scene(actor, at, on)
    try:
        changed = KeyResult(
            **{one.attname: getattr(row, one.attname) for one in KeyResult._meta.concrete_fields}
        )
        for name, value in values_of_fields(actor, fields, on).items():
            setattr(changed, name, value)
        stages = (
            stage_rows(changed, fields["stages"])
            if "stages" in fields
            else list(row.stages.order_by("number"))
        )
        check_key_result(scene, changed, row.objective, stages)
    except Refusal as problem:
        return _several(problem)
    return []
