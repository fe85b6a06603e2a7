"""Tokens: issue, recognise, list, revoke."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from northing.kit.activity.record import record
from northing.kit.actors import Actor, Scope
from northing.kit.api.models import ApiToken
from northing.kit.errors import Invalid, NotAllowed, NotFound, Problems
from northing.kit.storage.refs import ALPHABET
from northing.kit.storage.writing import writing

BEGINNING: Final = "nth"
SECRET_LENGTH: Final = 40  # of 32 letters: 200 bits
SHOWN: Final = 6
LONGEST_LIFE: Final = timedelta(days=366)
USE_IS_NOTED_EVERY: Final = timedelta(hours=1)


def issue_token(
    *,
    actor: Actor,
    person_id: int,
    name: str,
    scopes: Collection[Scope],
    at: datetime,
    expires_at: datetime | None,
) -> tuple[ApiToken, str]:
    """Make a token for a person; the secret ``nth_…`` is in this answer and nowhere else.

    :param expires_at: at most a year away; ``None`` gives a year
    :raises NotAllowed: the actor is neither this person nor a steward
    :raises Invalid: name, scopes or expiry cannot be accepted; no scope the actor does not hold
    """
    if actor.person_id != person_id and not actor.is_steward:
        raise NotAllowed()
    ends = expires_at or at + LONGEST_LIFE
    _check(actor, name, scopes, at, ends)
    secret = _new_secret(actor.organization_id)
    row = ApiToken(
        organization_id=actor.organization_id,
        person_id=person_id,
        name=name.strip(),
        token_hash=_hash(secret),
        prefix=secret[: -SECRET_LENGTH + SHOWN],
        scopes=sorted(scope.value for scope in scopes),
        created_at=at,
        expires_at=ends,
    )
    with writing():
        row.save(force_insert=True)
        record(actor, "token.issued", on=row, at=at, person=person_id, scopes=row.scopes)
    return row, secret


def _check(actor: Actor, name: str, scopes: Collection[Scope], at: datetime, ends: datetime) -> None:
    problems: list[Invalid] = []
    if not name.strip():
        problems.append(Invalid("token_name_needed", field="name"))
    if len(name.strip()) > 80:
        problems.append(Invalid("too_long", field="name", limit=80))
    if not scopes:
        problems.append(Invalid("token_scopes_needed", field="scopes"))
    problems += [
        Invalid("token_scope_not_yours", field="scopes", scope=scope.value)
        for scope in sorted(scopes)
        if not actor.holds(scope)
    ]
    if not at < ends <= at + LONGEST_LIFE:
        problems.append(Invalid("token_expiry_past", field="expires_at"))
    if problems:
        raise Problems(problems)


@dataclass(frozen=True, slots=True)
class Holder:
    """What a recognised token stands for."""

    token_id: int
    organization_id: int
    person_id: int
    scopes: frozenset[Scope]


def recognise(secret: str, *, at: datetime) -> Holder | None:
    """Who a secret belongs to; ``None`` when it is unknown, expired or revoked. Notes the use once an hour."""
    organization_id = _organization_in(secret)
    if organization_id is None:
        return None
    row = ApiToken.within(organization_id).filter(token_hash=_hash(secret), revoked_at=None).first()
    if row is None or (row.expires_at is not None and row.expires_at <= at):
        return None
    if row.last_used_at is None or row.last_used_at <= at - USE_IS_NOTED_EVERY:
        with writing():
            ApiToken.within(organization_id).filter(pk=row.pk).update(last_used_at=at)
    return Holder(row.pk, row.organization_id, row.person_id, frozenset(Scope(scope) for scope in row.scopes))


def tokens_of(actor: Actor, *, person_id: int | None = None) -> list[ApiToken]:
    """Tokens not revoked, newest first: a person's own; for stewards everybody's, or one person's."""
    rows = ApiToken.within(actor.organization_id).filter(revoked_at=None).order_by("-id")
    wanted = person_id if actor.is_steward else actor.person_id or 0
    return list(rows if wanted is None else rows.filter(person_id=wanted))


def revoke_token(*, actor: Actor, ref: str, at: datetime) -> None:
    """End a token at once; ending it twice is fine.

    :raises NotFound: no such token, or another person's and the actor is no steward
    """
    with writing():
        row = ApiToken.within(actor.organization_id).select_for_update().filter(ref=ref).first()
        if row is None or (row.person_id != actor.person_id and not actor.is_steward):
            raise NotFound()
        if row.revoked_at is None:
            row.revoked_at = at
            row.save(update_fields=["revoked_at"])
            record(actor, "token.revoked", on=row, at=at, person=row.person_id)


def _new_secret(organization_id: int) -> str:
    # The organization is part of the token, so that every look-up starts at one tenant.
    random = "".join(secrets.choice(ALPHABET) for _ in range(SECRET_LENGTH))
    return f"{BEGINNING}_{organization_id}_{random}"


def _organization_in(secret: str) -> int | None:
    beginning, _, rest = secret.partition("_")
    number, _, random = rest.partition("_")
    is_ours = beginning == BEGINNING and number.isascii() and number.isdigit() and len(number) < 19
    return int(number) if is_ours and len(random) == SECRET_LENGTH else None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
