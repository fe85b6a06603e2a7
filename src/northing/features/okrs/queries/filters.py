"""What a list of objectives is narrowed to, and in which order it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    DecimalField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from northing.domain.codes import Ambition, Freshness, HolderKind, ObjectiveState, Status
from northing.features.okrs import policies
from northing.features.okrs.models import Alignment, KeyResult, Objective
from northing.features.org.queries import Reach
from northing.kit.actors import Actor
from northing.kit.errors import Invalid
from northing.kit.storage import search
from northing.kit.subjects import Subject

MOST_FOUND = 500  # of a text search; whoever types so little sees the best of it

# What asks for attention first.
_STATUS_ORDER = (
    *(Status.OFF_TRACK, Status.AT_RISK, Status.BEHIND, Status.UNKNOWN, Status.NO_DATA, Status.PENDING),
    *(Status.TOO_EARLY, Status.NOT_STARTED, Status.ON_TRACK, Status.MISSED, Status.PARTLY, Status.GOOD),
    *(Status.MET, Status.POSTPONED, Status.DROPPED, Status.CLOSED),
)
_FRESHNESS_ORDER = (*(Freshness.STALE, Freshness.OVERDUE, Freshness.DUE, Freshness.PENDING, Freshness.FRESH),)
_UNDECIDED = (ObjectiveState.DRAFT, ObjectiveState.PROPOSED, ObjectiveState.RETURNED)
_NO_PROGRESS = Decimal(-1_000_000)


@dataclass(frozen=True, slots=True)
class ObjectiveFilters:
    """Everything a list of objectives can be narrowed to; the defaults narrow nothing.

    ``cycle_id`` None means every cycle, ``is_backlog`` those without one. ``person_id``: held or owned by this
    person, or with a key result of theirs; ``owner_id``: owned. ``text``: words of the objective or of one of its
    key results. ``roots_only``: without a visible parent in the same cycle. ``is_unaligned``: without any parent.
    ``is_draft``: nobody agreed to it yet.
    """

    cycle_id: int | None = None
    is_backlog: bool = False
    team_id: int | None = None
    with_subteams: bool = False
    holder: HolderKind | None = None
    person_id: int | None = None
    owner_id: int | None = None
    pillar_id: int | None = None
    status: Status | None = None
    freshness: Freshness | None = None
    ambition: Ambition | None = None
    state: ObjectiveState | None = None
    text: str = ""
    roots_only: bool = False
    is_unaligned: bool = False
    is_draft: bool = False

    def told(self) -> dict[str, object]:
        """The filters by name, for the hash in a cursor."""
        return asdict(self)


def narrowed(
    rows: QuerySet[Objective], filters: ObjectiveFilters, *, actor: Actor, reach: Reach
) -> QuerySet[Objective]:
    """``rows`` that pass every filter; one statement more for ``text``."""
    wanted = _plain(filters)
    if filters.team_id is not None:
        wanted &= _of_team(filters)
    if filters.person_id is not None:
        wanted &= _of_person(filters.person_id, actor)
    if filters.text.strip():
        wanted &= _with_words(filters.text, actor)
    if filters.roots_only:
        rows = rows.filter(~Exists(_parents_in_cycle(actor, reach)))
    if filters.is_unaligned:
        rows = rows.filter(~Exists(Alignment.within(actor.organization_id).filter(child=OuterRef("pk"))))
    return rows.filter(wanted)


def _plain(filters: ObjectiveFilters) -> Q:
    named: dict[str, object] = {
        "cycle_id": filters.cycle_id,
        "holder_kind": filters.holder,
        "owner_id": filters.owner_id,
        "pillar_id": filters.pillar_id,
        "standing__status": filters.status,
        "standing__freshness": filters.freshness,
        "ambition": filters.ambition,
        "state": filters.state,
    }
    wanted = Q(**{name: value for name, value in named.items() if value is not None})
    if filters.is_draft:
        wanted &= Q(agreed_at__isnull=True, state__in=_UNDECIDED)
    return wanted & Q(cycle__isnull=True) if filters.is_backlog else wanted


def _of_team(filters: ObjectiveFilters) -> Q:
    if not filters.with_subteams:
        return Q(team_id=filters.team_id)
    return Q(team__path__contains=f"/{filters.team_id}/")  # a path names every team above its own


def _of_person(person_id: int, actor: Actor) -> Q:
    own = KeyResult.within(actor.organization_id).filter(Q(owner_id=person_id) | Q(updater_id=person_id))
    return Q(person_id=person_id) | Q(owner_id=person_id) | Q(pk__in=own.values("objective_id"))


def _with_words(text: str, actor: Actor) -> Q:
    found: list[Subject] = search.find(
        organization_id=actor.organization_id,
        query=text,
        kinds=("objective", "key_result"),
        limit=MOST_FOUND,
    )
    objectives = [one.id for one in found if one.kind == "objective"]
    key_results = [one.id for one in found if one.kind == "key_result"]
    own = KeyResult.within(actor.organization_id).filter(pk__in=key_results).values("objective_id")
    return Q(pk__in=objectives) | Q(pk__in=own)


def _parents_in_cycle(actor: Actor, reach: Reach) -> QuerySet[Alignment]:
    links = Alignment.within(actor.organization_id).filter(
        policies.visible_to(actor, reach, prefix="parent_objective__"), child=OuterRef("pk")
    )
    same = Q(parent_objective__cycle=OuterRef("cycle"))
    neither = Q(parent_objective__cycle__isnull=True) & Q(child__cycle__isnull=True)
    return links.filter(same | neither)


def _rank(column: str, order: tuple[Any, ...]) -> Case:
    whens = [When(**{column: code.value}, then=Value(place)) for place, code in enumerate(order)]
    return Case(*whens, default=Value(len(order)), output_field=IntegerField())


_SORTS: dict[str, Callable[[], Combinable]] = {
    "position": lambda: F("position"),
    "title": lambda: F("title"),
    "progress": lambda: Coalesce(
        "standing__progress", Value(_NO_PROGRESS), output_field=DecimalField(max_digits=15, decimal_places=9)
    ),
    "status": lambda: _rank("standing__status", _STATUS_ORDER),
    "freshness": lambda: _rank("standing__freshness", _FRESHNESS_ORDER),
    "owner": lambda: Coalesce("owner__name", Value(""), output_field=CharField()),
    "changed": lambda: Coalesce("standing__last_check_in_at", "created_at", output_field=DateTimeField()),
}
SORTS = tuple(_SORTS)


def sorted_by(rows: QuerySet[Objective], sort: str) -> tuple[QuerySet[Objective], tuple[str, str]]:
    """``rows`` with the column ``sort_key``, and the order to give to :func:`northing.kit.api.paging.after`.

    :raises Invalid: ``unknown_sort``
    """
    name = sort.removeprefix("-")
    if name not in _SORTS:
        raise Invalid("unknown_sort", field="sort")
    sign = "-" if sort.startswith("-") else ""
    return rows.annotate(sort_key=_SORTS[name]()), (f"{sign}sort_key", f"{sign}pk")
