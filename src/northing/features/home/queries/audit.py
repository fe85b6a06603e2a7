"""The audit log: who did what, when and through which door; for those who run the organization."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from northing.features.home.policies import require_may_audit
from northing.features.org import queries as org_queries
from northing.features.org.queries import PersonRow
from northing.kit.activity.record import Act, acts_found
from northing.kit.actors import Actor
from northing.kit.errors import NotFound
from northing.kit.subjects import Card, cards

PAGE = 50
MOST_EXPORTED = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """What is looked for: acts of one person, of one area, between two days (both included)."""

    person: str = ""
    area: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One act with who did it (``None``: the system itself) and what it was done to, if that is still there."""

    act: Act
    by: PersonRow | None
    card: Card | None


@dataclass(frozen=True, slots=True)
class AuditPage:
    """One page of the log, newest first; ``after`` starts the next one, 0 on the last."""

    rows: tuple[AuditRow, ...]
    after: int
    people: tuple[PersonRow, ...]


def audit_log(*, actor: Actor, wanted: AuditFilter, after: int | None = None, limit: int = PAGE) -> AuditPage:
    """The acts that fit ``wanted``; a bounded number of statements.

    :raises NotAllowed: ``audit_needs_a_steward``
    """
    require_may_audit(actor)
    acts = _acts(actor, wanted, after, limit + 1)
    rows = _rows(actor, acts[:limit])
    people = tuple(org_queries.active_people(organization_id=actor.organization_id))
    return AuditPage(rows, acts[limit - 1].id if len(acts) > limit else 0, people)


def _acts(actor: Actor, wanted: AuditFilter, after: int | None, limit: int) -> list[Act]:
    organization = org_queries.organization_of(organization_id=actor.organization_id)
    zone = org_queries.zone_of(organization=organization)

    def begins(day: date | None) -> datetime | None:
        return datetime.combine(day, time.min, zone) if day else None

    return acts_found(
        actor.organization_id,
        limit=limit,
        before=after,
        by_id=_person_id(actor, wanted.person),
        areas=(wanted.area,) if wanted.area else (),
        since=begins(wanted.since),
        until=begins(wanted.until + timedelta(days=1) if wanted.until else None),
    )


def _person_id(actor: Actor, ref: str) -> int | None:
    if not ref:
        return None
    try:
        return org_queries.person_by_ref(ref=ref, seen_by=actor).id
    except NotFound:
        return 0


def _rows(actor: Actor, acts: list[Act]) -> tuple[AuditRow, ...]:
    people = org_queries.people_by_id(
        organization_id=actor.organization_id, ids={act.by_id for act in acts if act.by_id}
    )
    named = cards({act.subject for act in acts}, seen_by=actor)
    return tuple(AuditRow(act, people.get(act.by_id or 0), named.get(act.subject)) for act in acts)
