"""Record and read acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from northing.kit.activity.models import Activity
from northing.kit.actors import Actor, Via
from northing.kit.storage.bulk import insert_rows, json_text
from northing.kit.storage.versions import subject_of
from northing.kit.subjects import Subject


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that happened, as read back."""

    id: int
    at: datetime
    by_id: int | None
    via: str
    verb: str
    subject: Subject
    details: dict[str, Any]


def record(actor: Actor, verb: str, *, on: models.Model | Subject, at: datetime, **details: Any) -> None:
    """Append one act in the caller's transaction."""
    subject = on if isinstance(on, Subject) else subject_of(on)
    Activity.within(actor.organization_id).create(
        organization_id=actor.organization_id,
        at=at,
        by_id=actor.person_id,
        via=actor.via,
        verb=verb,
        subject_kind=subject.kind,
        subject_id=subject.id,
        details=details,
    )


def record_many(actor: Actor, verb: str, *, on: Iterable[models.Model], at: datetime, **details: Any) -> None:
    """Append the same act on many rows in the caller's transaction, in few statements."""
    told = json_text(details)
    insert_rows(
        Activity,
        ["organization_id", "at", "by_id", "via", "verb", "subject_kind", "subject_id", "details"],
        (
            (actor.organization_id, at, actor.person_id, actor.via, verb, subject.kind, subject.id, told)
            for subject in map(subject_of, on)
        ),
    )


def _act(row: Activity) -> Act:
    subject = Subject(row.subject_kind, row.subject_id)
    return Act(row.id, row.at, row.by_id, row.via, row.verb, subject, row.details)


def has_acted(actor: Actor, verb: str, *, on: models.Model, since: datetime) -> bool:
    """Whether this person did this to that row since a moment."""
    subject = subject_of(on)
    rows = Activity.within(actor.organization_id).filter(
        subject_kind=subject.kind, subject_id=subject.id, verb=verb, by_id=actor.person_id, at__gte=since
    )
    return rows.exists()


def acts_on(
    organization_id: int, subjects: Iterable[Subject], *, limit: int = 30, without: Via | None = None
) -> list[Act]:
    """The latest acts on any of ``subjects``, newest first. Whoever calls has checked that they are visible.

    :param without: acts that came this way are left out before ``limit`` counts
    """
    by_kind: dict[str, list[int]] = {}
    for subject in subjects:
        by_kind.setdefault(subject.kind, []).append(subject.id)
    if not by_kind:
        return []
    # Asked in one breath for two kinds, SQLite walks everything that ever happened to find the newest.
    several = [
        Activity.within(organization_id).filter(subject_kind=kind, subject_id__in=ids).values("pk")
        for kind, ids in by_kind.items()
    ]
    rows = Activity.within(organization_id).filter(pk__in=several[0].union(*several[1:], all=True))
    if without is not None:
        rows = rows.exclude(via=without)
    return [_act(row) for row in rows.order_by("-id")[:limit]]


def latest_acts(organization_id: int, *, limit: int = 100) -> list[Act]:
    """The latest acts of an organization, newest first; whoever calls filters by visibility."""
    return [_act(row) for row in Activity.within(organization_id).order_by("-id")[:limit]]


def acts_found(
    organization_id: int,
    *,
    limit: int,
    before: int | None = None,
    by_id: int | None = None,
    areas: Iterable[str] = (),
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[Act]:
    """Acts of an organization, newest first, for its audit log.

    :param before: the id of the last act of the page before
    :param areas: beginnings of verbs up to the point (``objective``, ``token``); none means all
    :param since: from this moment on; ``until``: before this one
    """
    rows = Activity.within(organization_id).order_by("-id")
    if before is not None:
        rows = rows.filter(id__lt=before)
    if by_id is not None:
        rows = rows.filter(by_id=by_id)
    if since is not None:
        rows = rows.filter(at__gte=since)
    if until is not None:
        rows = rows.filter(at__lt=until)
    wanted = models.Q()
    for area in areas:
        wanted |= models.Q(verb__startswith=f"{area}.")
    return [_act(row) for row in rows.filter(wanted)[:limit]]
