"""Writes that may be sent twice but happen once, and rehearsals that never happen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from northing.kit.api.alone import alone, claim_in_transaction
from northing.kit.api.auth import authenticated
from northing.kit.api.models import KeptAnswer
from northing.kit.errors import Invalid
from northing.kit.storage.writing import writing

KEPT: Final = timedelta(days=7)
_TOLD_AGAIN: Final = ("Content-Type", "ETag", "Location")

Run = Callable[[], HttpResponse]


@dataclass(frozen=True, slots=True)
class Claim:
    """One person's use of one key, and a fingerprint of what was asked with it."""

    organization_id: int
    person_id: int
    key: str
    fingerprint: str

    @property
    def digest(self) -> bytes:
        """What the locks know the key by."""
        return hashlib.sha256(f"{self.organization_id}:{self.person_id}:{self.key}".encode()).digest()


def write_once(request: HttpRequest, run: Run) -> HttpResponse:
    """Run a write, honouring ``dry_run=true`` and ``Idempotency-Key``.

    The answer is stored in the transaction of the write, so either both exist or neither. An answer that
    refuses (4xx, 5xx) changes nothing and is not stored: sending it again asks again.

    :raises Invalid: ``bad_idempotency_key``, or ``idempotency_key_reused`` for another request
    :raises Conflict: ``still_running``
    """
    if request.GET.get("dry_run", "").lower() in {"true", "1"}:
        return _rehearse(run)
    key = request.headers.get("Idempotency-Key")
    actor = authenticated(request)
    if key is None or actor is None or actor.person_id is None:
        return run()
    if not 0 < len(key) <= 200 or not key.isprintable():
        raise Invalid("bad_idempotency_key", field="Idempotency-Key")
    return _once(
        Claim(actor.organization_id, actor.person_id, key, _fingerprint(request)), run, at=timezone.now()
    )


def _rehearse(run: Run) -> HttpResponse:
    with writing():
        response = run()
        transaction.set_rollback(True)
    response["Northing-Dry-Run"] = "true"
    return response


def _once(claim: Claim, run: Run, *, at: datetime) -> HttpResponse:
    kept = _kept(claim, at)
    if kept is not None:
        return kept
    with alone(claim.digest), writing():
        claim_in_transaction(claim.digest)
        # Another request may have finished between the first look and the claim.
        kept = _kept(claim, at)
        if kept is not None:
            return kept
        response = run()
        if response.status_code >= 400:
            transaction.set_rollback(True)
        else:
            _keep(claim, response, at)
    return response


def _kept(claim: Claim, at: datetime) -> HttpResponse | None:
    answers = KeptAnswer.within(claim.organization_id).filter(person_id=claim.person_id, key=claim.key)
    row = answers.filter(created_at__gt=at - KEPT).first()
    if row is None:
        return None
    if row.request_hash != claim.fingerprint:
        raise Invalid("idempotency_key_reused", field="Idempotency-Key")
    response = HttpResponse(row.body, status=row.status, headers=row.headers)
    response["Idempotent-Replayed"] = "true"
    return response


def _keep(claim: Claim, response: HttpResponse, at: datetime) -> None:
    KeptAnswer.within(claim.organization_id).update_or_create(
        organization_id=claim.organization_id,
        person_id=claim.person_id,
        key=claim.key,
        defaults={
            "request_hash": claim.fingerprint,
            "status": response.status_code,
            "headers": {name: response[name] for name in _TOLD_AGAIN if name in response},
            "body": response.content.decode(),
            "created_at": at,
        },
    )


def _fingerprint(request: HttpRequest) -> str:
    told = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    told.update(request.headers.get("If-Match", "").encode() + b"\n")
    told.update(request.body)
    return told.hexdigest()


def sweep(*, at: datetime) -> int:
    """Delete answers older than 7 days; the number of them."""
    with writing():
        return KeptAnswer.everywhere().filter(created_at__lte=at - KEPT).delete()[0]
