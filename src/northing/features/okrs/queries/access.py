"""The way to a row: only what the actor may see is found; how the actor is tied to it comes along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import connection
from django.db.models import BooleanField, Case, CharField, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from northing.domain.codes import ObjectiveState, Visibility
from northing.features.cycles.queries import Cycle
from northing.features.okrs import policies
from northing.features.okrs.models import KeyResult, Objective
from northing.features.okrs.policies import Tie
from northing.features.org import queries as org_queries
from northing.features.org.queries import Reach
from northing.kit.actors import Actor
from northing.kit.errors import NotFound
from northing.kit.storage.prepared import Prepared
from northing.kit.storage.refs import is_ref

# Closing a cycle takes its row for update; whoever writes into the cycle shares it, so neither overtakes the other.
_SHARED_PHASE = (
    "(SELECT held.phase FROM cycles_cycle held WHERE held.id = okrs_objective.cycle_id FOR SHARE OF held)"
)

Row = TypeVar("Row", Objective, KeyResult)


@dataclass(frozen=True, slots=True)
class SeenObjective:
    """An objective this actor may see, with its cycle, and the ties to it."""

    row: Objective
    ties: frozenset[Tie]

    @property
    def cycle(self) -> Cycle | None:
        """Its cycle; none in the backlog."""
        return self.row.cycle


@dataclass(frozen=True, slots=True)
class SeenKeyResult:
    """A key result this actor may see, with its objective and cycle, and the ties to both."""

    row: KeyResult
    ties: frozenset[Tie]

    @property
    def objective(self) -> Objective:
        """The objective it is proof of."""
        return self.row.objective

    @property
    def cycle(self) -> Cycle | None:
        """Its objective's cycle."""
        return self.row.objective.cycle


def objective_rows(actor: Actor, reach: Reach) -> QuerySet[Objective]:
    """The objectives ``actor`` may see, each with its cycle, its holder and ``is_led``."""
    rows = Objective.within(actor.organization_id).filter(policies.visible_to(actor, reach))
    rows = rows.annotate(is_led=_is_led(actor, reach))
    return rows.select_related("cycle", "team", "person", "owner", "pillar")


def key_result_rows(actor: Actor, reach: Reach) -> QuerySet[KeyResult]:
    """The key results ``actor`` may see, each with its objective, cycle and ``is_led``."""
    rows = KeyResult.within(actor.organization_id)
    rows = rows.filter(policies.visible_to(actor, reach, prefix="objective__"))
    rows = rows.annotate(is_led=_is_led(actor, reach, prefix="objective__"))
    return rows.select_related("objective", "objective__cycle")


def _is_led(actor: Actor, reach: Reach, prefix: str = "") -> Case:
    if not reach.led_paths:
        return Case(default=Value(False), output_field=BooleanField())
    led = policies.led_by(actor, reach, prefix=prefix)
    return Case(When(led, then=Value(True)), default=Value(False), output_field=BooleanField())


def find_objective(
    *, actor: Actor, ref: str, on: date, shares_cycle: bool = False, loads: tuple[str, ...] = ()
) -> SeenObjective:
    """One objective; ``shares_cycle`` keeps its cycle from being closed until the transaction ends.

    ``loads`` names relations to come along in the same statement.

    :raises NotFound: ``objective_not_found``: no such objective for this actor
    """
    reach = org_queries.reach_of(actor=actor, on=on)
    rows = objective_rows(actor, reach)
    if loads:
        rows = rows.select_related(*loads)
    if shares_cycle:
        rows = sharing_cycles(rows)
    row = rows.filter(ref=ref).first() if is_ref(ref) else None
    if row is None:
        raise NotFound("objective_not_found")
    _refresh_phase(row, row.cycle)
    is_led = bool(getattr(row, "is_led", False))
    return SeenObjective(row, policies.objective_ties(row, actor, reach, is_led=is_led))


def find_key_result(*, actor: Actor, ref: str, on: date, shares_cycle: bool = False) -> SeenKeyResult:
    """One key result; see :func:`find_objective`.

    :raises NotFound: ``key_result_not_found``
    """
    reach = org_queries.reach_of(actor=actor, on=on)
    row = _key_result(actor, reach, ref, shares_cycle=shares_cycle) if is_ref(ref) else None
    if row is None:
        raise NotFound("key_result_not_found")
    _refresh_phase(row, row.objective.cycle)
    return SeenKeyResult(row, ties_to_key_result(row, actor, reach))


def _key_result(actor: Actor, reach: Reach, ref: str, *, shares_cycle: bool) -> KeyResult | None:
    """What :func:`key_result_rows` would find. Most are seen by all and held by a team: those are judged here,
    because SQL that only names a ref is compiled once, and SQL that holds somebody's whole reach each time anew."""
    ask = _shared_by_ref if shares_cycle else _by_ref
    found = ask(organization_id=actor.organization_id, ref=ref)
    if not found or (is_seen_by_all(found[0], actor) and knows_lead(found[0], reach)):
        return found[0] if found else None
    rows = key_result_rows(actor, reach)
    return (sharing_cycles(rows) if shares_cycle else rows).filter(ref=ref).first()


def is_seen_by_all(row: KeyResult, actor: Actor) -> bool:
    """Whether ``actor`` sees it without any tie to it."""
    return actor.is_steward or row.objective.visibility == Visibility.ORGANIZATION


def knows_lead(row: KeyResult, reach: Reach) -> bool:
    """Whether ``is_led`` can be told without asking the database; then the row has it. Loads objective and team."""
    objective = row.objective
    if objective.person_id is not None and reach.led_paths:
        return False
    row.is_led = objective.team is not None and reach.leads(objective.team.path)  # type: ignore[attr-defined]
    return True


@Prepared
def _by_ref(organization_id: int, ref: str) -> QuerySet[KeyResult]:
    rows = KeyResult.within(organization_id).filter(ref=ref)
    return rows.select_related("objective", "objective__cycle", "objective__team")


@Prepared
def _shared_by_ref(organization_id: int, ref: str) -> QuerySet[KeyResult]:
    rows = KeyResult.within(organization_id).filter(ref=ref)
    return sharing_cycles(rows).select_related("objective", "objective__cycle", "objective__team")


def ties_to_key_result(row: KeyResult, actor: Actor, reach: Reach) -> frozenset[Tie]:
    """The ties to a key result and its objective; ``row`` comes from :func:`key_result_rows`."""
    is_led = bool(getattr(row, "is_led", False))
    own = policies.objective_ties(row.objective, actor, reach, is_led=is_led)
    return own | policies.key_result_ties(row, actor, reach)


def sharing_cycles(rows: QuerySet[Row]) -> QuerySet[Row]:
    """``rows`` whose cycles cannot be closed until this transaction ends; on SQLite there is one writer anyway."""
    if connection.vendor != "postgresql":
        return rows
    return rows.annotate(held_phase=RawSQL(_SHARED_PHASE, (), output_field=CharField()))  # noqa: S611


def _refresh_phase(row: Objective | KeyResult, cycle: Cycle | None) -> None:
    held = getattr(row, "held_phase", None)
    if cycle is not None and held:
        cycle.phase = held


def is_open(cycle: Cycle | None) -> bool:
    """Whether anything of the cycle may still be written; the backlog always may."""
    return cycle is None or cycle.phase != "closed"


def is_agreed(row: Objective) -> bool:
    """Whether its terms were agreed: changing them needs a reason and is logged."""
    return row.agreed_at is not None and row.state not in (ObjectiveState.DRAFT, ObjectiveState.RETURNED)
