"""The page of one objective: everything it shows, in a number of statements that no row can raise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from northing.domain.codes import (
    Approval,
    Driver,
    KeyResultState,
    Kind,
    LinkKind,
    ObjectiveState,
    Status,
    Visibility,
)
from northing.domain.numbers import divide
from northing.domain.rollup import Contribution, driving, is_counted
from northing.features.okrs import policies
from northing.features.okrs.models import Alignment, KeyResult, Objective
from northing.features.okrs.policies import ObjectiveRights, Tie
from northing.features.okrs.queries.access import (
    SeenObjective,
    find_key_result,
    find_objective,
    is_open,
)
from northing.features.okrs.queries.details import (
    NOBODY,
    KeyResultDetail,
    Named,
    ObjectiveDetail,
    key_result_of,
    named,
    objective_detail,
)
from northing.features.okrs.queries.eligible import has_other_eligible
from northing.features.okrs.queries.standing_rows import Notes, notes_of
from northing.features.okrs.queries.told import (
    CheckInRow,
    TermsChangeRow,
    ToldAct,
    check_in_rows,
    terms_change_rows,
    told_acts,
)
from northing.features.okrs.storage.evidence import evidence_for, stages_for
from northing.features.okrs.storage.parts import contributions_of, parts_of
from northing.features.org import queries as org_queries
from northing.features.org.queries import Reach
from northing.kit.actors import Actor

MOST_KEY_RESULTS = 100
MOST_LINKS = 100
_TOLD = ("agreed_by", "standing")
_LOADED = ("owner", "updater", "counter_metric", "standing", "standing__last_reading")


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignedRow:
    """One objective above or below; a private one that counts keeps its numbers and has no name."""

    ref: str
    title: str
    is_private: bool
    kind: LinkKind
    weight: Decimal
    is_pinned: bool
    weight_share: Decimal | None
    key_result: Named
    status: Status
    notes: Notes
    progress: Decimal | None
    freshness: str
    last_reading_on: date | None
    holder: str
    owner: str
    cycle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectivePage:
    """What the page of an objective shows; ``selected`` is the key result whose chart and history are open."""

    objective: ObjectiveDetail
    key_results: tuple[KeyResultDetail, ...]
    selected: KeyResultDetail | None
    check_ins: tuple[CheckInRow, ...]
    parents: tuple[AlignedRow, ...]
    children: tuple[AlignedRow, ...]
    terms_changes: tuple[TermsChangeRow, ...]
    history: tuple[ToldAct, ...]
    may: ObjectiveRights


def objective_page(*, actor: Actor, ref: str, on: date, selected: str = "") -> ObjectivePage:
    """Everything of one objective; ``selected`` names a key result, else the first that has a number.

    :raises NotFound: ``objective_not_found``
    """
    seen = find_objective(actor=actor, ref=ref, on=on, loads=_TOLD)
    row, organization_id = seen.row, actor.organization_id
    reach = org_queries.reach_of(actor=actor, on=on)
    above, below = _links(organization_id, row)
    contributions = _contributions(organization_id, row)
    shares = shares_of(contributions, Driver(row.driver))
    rights = _rights(actor, seen, above)
    key_results = _key_results(actor, reach, row, seen.ties, shares)
    shown = _selected(key_results, selected)
    visible = _visible(actor, reach, above, below)
    return ObjectivePage(
        objective=objective_detail(row),
        key_results=key_results,
        selected=shown,
        check_ins=tuple(check_in_rows(organization_id, shown.id)) if shown else (),
        parents=tuple(_parent(link) for link in above if link.parent_objective_id in visible),
        children=tuple(_children(below, visible, shares)),
        terms_changes=terms_change_rows(organization_id, row.pk),
        history=told_acts(organization_id, row.pk, [one.id for one in key_results]),
        may=rights,
    )


def key_results_in_full(*, actor: Actor, ref: str, on: date) -> tuple[KeyResultDetail, ...]:
    """The key results of one objective with their terms and shares, dropped ones last; at most ten statements.

    :raises NotFound: ``objective_not_found``
    """
    seen = find_objective(actor=actor, ref=ref, on=on)
    reach = org_queries.reach_of(actor=actor, on=on)
    shares = shares_of(_contributions(actor.organization_id, seen.row), Driver(seen.row.driver))
    return _key_results(actor, reach, seen.row, seen.ties, shares)


@dataclass(frozen=True, slots=True)
class Alignments:
    """What one objective is aligned to, and what is aligned to it."""

    parents: tuple[AlignedRow, ...]
    children: tuple[AlignedRow, ...]


def alignments_of(*, actor: Actor, ref: str, on: date) -> Alignments:
    """The links of one objective, up and down, as its page shows them; at most eight statements.

    :raises NotFound: ``objective_not_found``
    """
    row = find_objective(actor=actor, ref=ref, on=on).row
    reach = org_queries.reach_of(actor=actor, on=on)
    above, below = _links(actor.organization_id, row)
    visible = _visible(actor, reach, above, below)
    shares = shares_of(_contributions(actor.organization_id, row), Driver(row.driver))
    return Alignments(
        parents=tuple(_parent(link) for link in above if link.parent_objective_id in visible),
        children=tuple(_children(below, visible, shares)),
    )


def key_result_detail(*, actor: Actor, ref: str, on: date) -> KeyResultDetail:
    """One key result as its form and its explanation need it; ``weight_share`` is left out.

    :raises NotFound: ``key_result_not_found``
    """
    seen = find_key_result(actor=actor, ref=ref, on=on)
    rows = (
        KeyResult.within(actor.organization_id)
        .filter(pk=seen.row.pk)
        .select_related("objective__cycle", *_LOADED)
    )
    row = rows.get()
    rights = policies.rights_of(
        actor, seen.ties, state=ObjectiveState(row.objective.state), is_open=is_open(row.objective.cycle)
    )
    return _details(actor.organization_id, row.objective, [row], {}, lambda _row: rights)[0]


def objective_for_form(*, actor: Actor, ref: str, on: date) -> tuple[ObjectiveDetail, ObjectiveRights]:
    """One objective with the rights on it, for the pages that change it; three statements.

    :raises NotFound: ``objective_not_found``
    """
    seen = find_objective(actor=actor, ref=ref, on=on, loads=_TOLD)
    links = Alignment.within(actor.organization_id).filter(child_id=seen.row.pk)
    rights = _rights(actor, seen, links.select_related("parent_objective")[:MOST_LINKS])
    return objective_detail(seen.row), rights


def shares_of(contributions: Sequence[Contribution], driver: Driver) -> dict[str, Decimal]:
    """Each counted part's share of the whole by weight, by ref."""
    counted = [part for part in driving(contributions, driver) if is_counted(part)]
    total = sum((part.weight for part in counted), Decimal(0))
    return {part.subject: divide(part.weight, total) for part in counted} if total else {}


def _contributions(organization_id: int, row: Objective) -> list[Contribution]:
    parts = parts_of(organization_id, [row.pk])
    return contributions_of(parts.key_results[row.pk], parts.children[row.pk], Driver(row.driver))


def _links(organization_id: int, row: Objective) -> tuple[list[Alignment], list[Alignment]]:
    links = Alignment.within(organization_id).select_related("parent_key_result").order_by("kind", "id")
    above = links.filter(child_id=row.pk).select_related("parent_key_result", *_of("parent_objective"))
    below = links.filter(parent_objective_id=row.pk).exclude(child__state=ObjectiveState.DROPPED)
    return list(above[:MOST_LINKS]), list(
        below.select_related("parent_key_result", *_of("child"))[:MOST_LINKS]
    )


def _of(end: str) -> list[str]:
    return [f"{end}__{name}" for name in ("standing", "team", "person", "owner", "cycle")]


def _visible(actor: Actor, reach: Reach, above: Iterable[Alignment], below: Iterable[Alignment]) -> set[int]:
    """Which of those around may be seen; the database is asked only about what is not open to all."""
    around = [*(link.parent_objective for link in above), *(link.child for link in below)]
    there = [row for row in around if row.arrival is None]
    seen = {row.pk for row in there if actor.is_steward or row.visibility == Visibility.ORGANIZATION}
    asked = {row.pk for row in there} - seen
    if not asked:
        return seen
    rows = Objective.within(actor.organization_id).filter(policies.visible_to(actor, reach), pk__in=asked)
    return seen | set(rows.values_list("pk", flat=True))


def _rights(actor: Actor, seen: SeenObjective, above: Iterable[Alignment]) -> ObjectiveRights:
    owners = {link.parent_objective.owner_id for link in above}
    ties = seen.ties | ({Tie.PARENT_OWNER} if actor.person_id in owners else frozenset())
    rights = policies.rights_of(
        actor, ties, state=ObjectiveState(seen.row.state), is_open=is_open(seen.cycle)
    )
    return _agreeing(actor, seen.row, ties, rights) if is_open(seen.cycle) else rights


def _agreeing(actor: Actor, row: Objective, ties: frozenset[Tie], rights: ObjectiveRights) -> ObjectiveRights:
    """Offer "agree" only where it would be accepted: a second person's word where the policy asks for one and
    somebody else could give it."""
    if row.state not in (ObjectiveState.DRAFT, ObjectiveState.PROPOSED, ObjectiveState.RETURNED):
        return replace(rights, agrees=False)
    policy = org_queries.policy_of(organization_id=actor.organization_id)
    people = org_queries.people_count(organization_id=actor.organization_id)
    word = policies.agreement(
        actor,
        ties,
        approval=Approval(policy.approval),
        is_small=people < policy.approval_from_people,
        has_other_eligible=Tie.OWNER not in ties
        or has_other_eligible(organization_id=actor.organization_id, row=row),
    )
    is_alone = word is policies.Agreement.ALONE
    return replace(rights, agrees=is_alone or word is policies.Agreement.ALLOWED, agrees_alone=is_alone)


def _key_results(
    actor: Actor, reach: Reach, objective: Objective, own: frozenset[Tie], shares: Mapping[str, Decimal]
) -> tuple[KeyResultDetail, ...]:
    rows = KeyResult.within(actor.organization_id).filter(objective_id=objective.pk).select_related(*_LOADED)

    def may(row: KeyResult) -> ObjectiveRights:
        ties = own | policies.key_result_ties(row, actor, reach)
        return policies.rights_of(
            actor, ties, state=ObjectiveState(objective.state), is_open=is_open(objective.cycle)
        )

    ordered = list(rows.order_by("position", "pk")[:MOST_KEY_RESULTS])
    details = _details(actor.organization_id, objective, ordered, shares, may)
    return tuple(sorted(details, key=lambda one: one.state == KeyResultState.DROPPED))


def _details(
    organization_id: int,
    objective: Objective,
    rows: Sequence[KeyResult],
    shares: Mapping[str, Decimal],
    may: Callable[[KeyResult], ObjectiveRights],
) -> list[KeyResultDetail]:
    """Details of several key results in two more statements at most."""
    stages = stages_for(organization_id, rows)
    kept = [row for row in rows if row.kind and Kind(row.kind).is_threshold]
    evidence = evidence_for(organization_id, kept)
    return [
        key_result_of(
            row,
            objective,
            stages=stages.get(row.pk, ()),
            readings=evidence[row.pk].readings if row.pk in evidence else (),
            share=shares.get(row.ref),
            may=may(row),
        )
        for row in rows
    ]


def _selected(rows: Sequence[KeyResultDetail], ref: str) -> KeyResultDetail | None:
    chosen = next((row for row in rows if row.ref == ref), None)
    return (
        chosen or next((row for row in rows if row.reading is not None), None) or (rows[0] if rows else None)
    )


def _parent(link: Alignment) -> AlignedRow:
    return _aligned(link, link.parent_objective, is_private=False, share=None)


def _children(
    links: Sequence[Alignment], visible: set[int], shares: Mapping[str, Decimal]
) -> Iterator[AlignedRow]:
    for link in links:
        share = None if link.parent_key_result_id else shares.get(link.child.ref)
        if link.child_id in visible:
            yield _aligned(link, link.child, is_private=False, share=share)
        elif share is not None:  # it counts, so its line is told to everybody, without its name
            yield _aligned(link, link.child, is_private=True, share=share)


def _aligned(link: Alignment, row: Objective, *, is_private: bool, share: Decimal | None) -> AlignedRow:
    standing = row.standing
    holder = row.team or row.person
    return AlignedRow(
        ref="" if is_private else row.ref,
        title="" if is_private else row.title,
        is_private=is_private,
        kind=LinkKind(link.kind),
        weight=link.weight,
        is_pinned=link.is_pinned,
        weight_share=share,
        key_result=NOBODY if is_private else named(link.parent_key_result),
        status=Status(standing.status),
        notes=notes_of(standing.notes),
        progress=standing.progress,
        freshness=standing.freshness,
        last_reading_on=standing.last_reading_on,
        holder="" if is_private or holder is None else holder.name,
        owner="" if is_private or row.owner is None else row.owner.name,
        cycle="" if is_private or row.cycle is None else row.cycle.name,
    )
