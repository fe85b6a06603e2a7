"""Many new objectives with their key results at once: checked row by row beforehand, then written in few statements.

An import checks everything outside the write transaction (:func:`check_new`), fills in what it creates itself
(cycles, teams), and writes (:func:`write_new`). Rights, terms and standings are those of single acts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from northing.domain.codes import HolderKind, Kind, LinkKind, ObjectiveState, Source, Visibility
from northing.features.cycles.queries import Cycle
from northing.features.okrs import policies
from northing.features.okrs.actions.agreeing import has_other_eligible
from northing.features.okrs.actions.fields import KeyResultFields, ObjectiveFields
from northing.features.okrs.actions.key_result_values import (
    check_key_result,
    stage_rows,
    usual_decimals,
    values_of_fields,
)
from northing.features.okrs.actions.objectives import may_hold, values_of_objective
from northing.features.okrs.actions.scene import Scene, require_terms_open, settle_objectives
from northing.features.okrs.actions.terms import is_small
from northing.features.okrs.actions.widening import widens
from northing.features.okrs.models import (
    Alignment,
    CheckIn,
    KeyResult,
    KeyResultStanding,
    Objective,
    ObjectiveStanding,
    Stage,
)
from northing.features.okrs.policies import Agreement, Tie
from northing.features.okrs.queries.access import objective_rows
from northing.features.okrs.queries.audiences import audience_of, audiences_of
from northing.features.org import queries as org_queries
from northing.kit.activity.record import record_many
from northing.kit.actors import Actor
from northing.kit.errors import Invalid, NotAllowed, Problems, Refusal
from northing.kit.storage import search, versions
from northing.kit.storage.refs import new_ref
from northing.kit.storage.writing import writing


@dataclass(slots=True)
class NewKeyResult:
    """A key result to write. ``fields`` without people; ``is_done`` and ``reached`` (stages) become a check-in."""

    ref: str
    fields: KeyResultFields
    owner_id: int | None = None
    updater_id: int | None = None
    is_done: bool = False
    reached: tuple[int, ...] = ()


@dataclass(slots=True)
class NewObjective:
    """An objective to write. ``cycle`` and ``team_id`` may be filled in until it is written.

    ``fields`` hold neither cycle nor holder nor people; ``parent`` is the ref of an objective or key result,
    known or among those written with it.
    """

    ref: str
    fields: ObjectiveFields
    cycle: Cycle | None
    holder: HolderKind
    team_id: int | None = None
    person_id: int | None = None
    owner_id: int | None = None
    pillar_id: int | None = None
    visibility: Visibility = Visibility.ORGANIZATION
    parent: str = ""
    is_agreed: bool = False
    key_results: list[NewKeyResult] = field(default_factory=list)


Problem = tuple[str, Refusal]


@dataclass(frozen=True, slots=True)
class CheckedNew:
    """What the ledger says to new objectives: ``problems`` by the ref of the objective or key result.

    ``proposed``: how many would wait for a second person to agree.
    """

    problems: tuple[Problem, ...] = ()
    proposed: int = 0


def check_new(*, actor: Actor, new: Sequence[NewObjective], at: datetime, on: date) -> CheckedNew:
    """Everything that would be refused of ``new``. Writes nothing.

    A team or cycle that is still to be made is taken as good.
    """
    rights = _Rights(Scene(actor, at, on))
    problems = tuple(problem for one in new for problem in _problems(rights, one))
    return CheckedNew(problems, sum(rights.proposes(one) for one in new))


def check_added(
    *, actor: Actor, objective: Objective, part: NewKeyResult, at: datetime, on: date
) -> list[Refusal]:
    """What would be refused of a key result added to a known objective (loaded with its cycle)."""
    return _refusals(Scene(actor, at, on), objective, part)


class _Rights:
    """Who may hold and whose word suffices; the same question is asked once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._holds: dict[tuple[Any, ...], bool] = {}
        self._words: dict[tuple[Any, ...], Agreement] = {}

    def may_hold(self, one: NewObjective) -> bool:
        key = (one.holder, one.team_id, one.person_id)
        if key not in self._holds:
            self._holds[key] = may_hold(self.scene, _holder(one))
        return self._holds[key]

    def word(self, row: Objective) -> Agreement:
        key = (row.team_id, row.person_id, row.owner_id)
        if key not in self._words:
            self._words[key] = self._word(row)
        return self._words[key]

    def proposes(self, one: NewObjective) -> bool:
        """Whether it would only be proposed although it is taken as agreed."""
        ids = {"team_id": one.team_id, "person_id": one.person_id, "owner_id": one.owner_id}
        row = Objective(organization_id=self.scene.organization_id, **ids)
        return one.is_agreed and self.word(row) is Agreement.REFUSED

    def _word(self, row: Objective) -> Agreement:
        scene = self.scene
        ties = policies.objective_ties(row, scene.actor, scene.reach, is_led=self._is_led(row))
        return policies.agreement(
            scene.actor,
            ties,
            approval=scene.organization.policy.approval,
            is_small=is_small(scene),
            has_other_eligible=Tie.OWNER in ties and has_other_eligible(scene, row),
        )

    def _is_led(self, row: Objective) -> bool:
        if row.team_id is None or not self.scene.reach.led_paths:
            return False
        found = org_queries.teams_by_id(organization_id=row.organization_id, ids=[row.team_id])
        return any(self.scene.reach.leads(team.path) for team in found.values())


def _problems(rights: _Rights, one: NewObjective) -> Iterator[Problem]:
    scene = rights.scene
    if not rights.may_hold(one):
        yield one.ref, NotAllowed("may_not_create_here")
        return
    try:
        require_terms_open(one.cycle)
        row = _objective(rights, one)
    except Refusal as problem:
        yield one.ref, problem
        return
    for part in one.key_results:
        yield from ((part.ref, problem) for problem in _refusals(scene, row, part))


def _refusals(scene: Scene, objective: Objective, part: NewKeyResult) -> list[Refusal]:
    try:
        _key_result(scene, objective, part, 0)
    except Problems as several:
        return list(several.problems)
    except Refusal as problem:
        return [problem]
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
    except Problems as several:
        return list(several.problems)
    except Refusal as problem:
        return [problem]
    return []


def write_new(*, actor: Actor, new: Sequence[NewObjective], at: datetime, on: date) -> None:
    """Write them all, with versions, search entries, activity, links and standings; refuses like single acts.

    The number of statements grows with the rows only by batches. Call it within ``writing()`` together with
    whatever must stand or fall with it.

    :raises NotAllowed, Invalid, Conflict: as :func:`check_new` tells
    """
    scene = Scene(actor, at, on)
    with writing():
        rights = _Rights(scene)
        for one in new:
            policies.require(rights.may_hold(one), "may_not_create_here")
            require_terms_open(one.cycle)
        written = _Written(scene, list(new))
        written.write()


def _holder(one: NewObjective) -> dict[str, Any]:
    return {"holder_kind": one.holder.value, "team_id": one.team_id, "person_id": one.person_id}


def _objective(rights: _Rights, one: NewObjective) -> Objective:
    scene = rights.scene
    if not one.fields.get("title"):
        raise Invalid("required", field="title")
    row = Objective(
        organization_id=scene.organization_id,
        ref=one.ref,
        cycle=one.cycle,
        owner_id=one.owner_id,
        pillar_id=one.pillar_id,
        visibility=one.visibility.value,
        created_by_id=scene.actor.person_id,
        created_at=scene.at,
        **_holder(one),
        **values_of_objective(scene.actor, one.fields),
    )
    if one.is_agreed:
        _agree(rights, row)
    return row


def _agree(rights: _Rights, row: Objective) -> None:
    """As far as the actor's word reaches: agreed, or proposed to whoever may agree."""
    scene, word = rights.scene, rights.word(row)
    if word is Agreement.REFUSED:
        row.state = ObjectiveState.PROPOSED.value
        return
    row.state = ObjectiveState.AGREED.value
    row.agreed_at, row.agreed_on, row.agreed_by_id = scene.at, scene.on, scene.actor.person_id
    row.agreed_alone = word is Agreement.ALONE


def _key_result(
    scene: Scene, objective: Objective, part: NewKeyResult, position: int
) -> tuple[KeyResult, list[Stage]]:
    values = values_of_fields(scene.actor, part.fields, scene.on)
    if "title" not in values:
        raise Invalid("required", field="title")
    values.setdefault("cadence_days", scene.organization.policy.cadence_days)
    if "unit" in values:
        values.setdefault("decimals", usual_decimals(values["unit"]))
    is_agreed = objective.agreed_at is not None
    row = KeyResult(
        organization_id=scene.organization_id,
        ref=part.ref,
        objective=objective,
        owner_id=part.owner_id or objective.owner_id,
        updater_id=part.updater_id,
        position=position,
        added_at=scene.at,
        agreed_on=scene.on if is_agreed else None,
        was_agreed=is_agreed,
        **values,
    )
    stages = stage_rows(row, part.fields.get("stages", ()))
    check_key_result(scene, row, objective, stages)
    return row, stages


class _Written:
    """The rows of one import on their way into the tables."""

    def __init__(self, scene: Scene, new: list[NewObjective]) -> None:
        self.scene = scene
        self.new = new
        rights = _Rights(scene)
        self.objectives = {one.ref: _objective(rights, one) for one in new}
        self.key_results: dict[str, KeyResult] = {}
        self.stages: list[Stage] = []
        self.check_ins: list[CheckIn] = []
        for one in new:
            for position, part in enumerate(one.key_results):
                row, stages = _key_result(scene, self.objectives[one.ref], part, position)
                self.key_results[part.ref] = row
                self.stages += stages
                self.check_ins += _done(scene, one, part, row)

    def write(self) -> None:
        scene, organization_id = self.scene, self.scene.organization_id
        objectives, key_results = list(self.objectives.values()), list(self.key_results.values())
        versions.create_many(objectives, actor=scene.actor, at=scene.at)
        _rebind(key_results, "objective")
        versions.create_many(key_results, actor=scene.actor, at=scene.at)
        for rows, name in ((self.stages, "key_result"), (self.check_ins, "key_result")):
            _rebind(rows, name)
        Stage.within(organization_id).bulk_create(self.stages)
        CheckIn.within(organization_id).bulk_create(self.check_ins)
        ObjectiveStanding.within(organization_id).bulk_create(
            ObjectiveStanding(organization_id=organization_id, objective=row) for row in objectives
        )
        KeyResultStanding.within(organization_id).bulk_create(
            KeyResultStanding(organization_id=organization_id, key_result=row) for row in key_results
        )
        Alignment.within(organization_id).bulk_create(self._links())
        settle_objectives(scene, [row.pk for row in objectives])
        self._tell(objectives, key_results)

    def _tell(self, objectives: list[Objective], key_results: list[KeyResult]) -> None:
        scene = self.scene
        texts = {
            versions.subject_of(row): f"{row.title}\n{row.why_now}\n{row.description}" for row in objectives
        }
        texts |= {versions.subject_of(row): f"{row.title}\n{row.definition}" for row in key_results}
        search.index_new(texts, organization_id=scene.organization_id)
        record_many(scene.actor, "objective.created", on=objectives, at=scene.at)
        record_many(scene.actor, "key_result.added", on=key_results, at=scene.at)
        read = [row.key_result for row in self.check_ins]
        record_many(scene.actor, "checkin.recorded", on=read, at=scene.at, source=Source.IMPORT.value)

    def _links(self) -> list[Alignment]:
        wanted = [one for one in self.new if one.parent]
        known = self._known_parents({one.parent for one in wanted})
        seen_by = audiences_of(self.scene.organization_id, {row.pk for row, _part in known.values()})
        links = []
        for one in wanted:
            if one.parent in known:
                parent, part = known[one.parent]
                child = self.objectives[one.ref]
                supports = _is_longer(parent.cycle, child.cycle)
                supports |= widens(audience_of(child, (), ()), seen_by[parent.pk])
                links.append(_link(self.scene, child, parent, part, supports=supports))
        return links

    def _known_parents(self, refs: set[str]) -> dict[str, tuple[Objective, KeyResult | None]]:
        found: dict[str, tuple[Objective, KeyResult | None]] = {}
        for ref in refs & self.objectives.keys():
            found[ref] = (self.objectives[ref], None)
        for ref in refs & self.key_results.keys():
            found[ref] = (self.key_results[ref].objective, self.key_results[ref])
        missing = refs - found.keys()
        if missing:
            rows = objective_rows(self.scene.actor, self.scene.reach)
            found |= {row.ref: (row, None) for row in rows.filter(ref__in=missing)}
            parts = KeyResult.within(self.scene.organization_id).filter(
                ref__in=missing, objective__in=rows.values("pk")
            )
            found |= {part.ref: (part.objective, part) for part in parts.select_related("objective__cycle")}
        return found


def _rebind(rows: Iterable[Any], name: str) -> None:
    """Give rows the key that what they point at got when it was inserted."""
    for row in rows:
        setattr(row, name, getattr(row, name))


def _done(scene: Scene, one: NewObjective, part: NewKeyResult, row: KeyResult) -> list[CheckIn]:
    day = done_day(one.cycle, scene.on)
    is_binary = part.is_done and row.kind == Kind.BINARY
    if day is None or not (is_binary or part.reached):
        return []
    return [
        CheckIn(
            organization_id=scene.organization_id,
            ref=new_ref(),
            key_result=row,
            effective_on=day,
            is_reading=True,
            is_done=True if is_binary else None,
            stages_reached=sorted(part.reached) or None,
            source=Source.IMPORT.value,
            author_id=scene.actor.person_id,
            created_at=scene.at,
        )
    ]


def done_day(cycle: Cycle | None, on: date) -> date | None:
    """The day a ticked box of a document counts for: today, at most the cycle's last day; none before its first."""
    if cycle is None:
        return on
    return min(on, cycle.ends_on) if cycle.starts_on <= on else None


def _is_longer(above: Cycle | None, below: Cycle | None) -> bool:
    if above is None or below is None:
        return False
    return (above.ends_on - above.starts_on) > (below.ends_on - below.starts_on)


def _link(
    scene: Scene, child: Objective, parent: Objective, part: KeyResult | None, *, supports: bool
) -> Alignment:
    return Alignment(
        organization_id=scene.organization_id,
        child=child,
        parent_objective=parent,
        parent_key_result=part,
        kind=(LinkKind.SUPPORTS if supports else LinkKind.CONTRIBUTES).value,
        created_at=scene.at,
    )
