"""Keeping a document between its preview and its import."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from northing.features.exchange import policies
from northing.features.exchange.models import StagedDocument
from northing.kit.actors import Actor
from northing.kit.errors import Conflict, Invalid, NotAllowed
from northing.kit.storage.writing import writing

MAX_BYTES = 10 * 1024 * 1024
KEPT_FOR = timedelta(days=1)
MOST_KEPT = 3
"""Documents a person may have waiting; older ones are forgotten."""
MOST_CORRECTIONS = 500
"""More are made in the document itself."""
_LONGEST_NAME = 200


def stage_document(
    *, actor: Actor, name: str, content: bytes, is_pasted: bool, at: datetime
) -> StagedDocument:
    """Keep a document for a day, for its sender only; the oldest beyond three and all expired ones are forgotten.

    :raises NotAllowed: ``import_needs_a_member``; or the actor is no person
    :raises Invalid: ``document_too_big``
    """
    policies.require_may_import(actor)
    if actor.person_id is None:
        raise NotAllowed()
    if len(content) > MAX_BYTES:
        raise Invalid("document_too_big", field="file", limit_mb=MAX_BYTES // 2**20)
    packed = zlib.compress(content, 6)
    with writing():
        StagedDocument.within(actor.organization_id).filter(expires_at__lte=at).delete()
        own = StagedDocument.within(actor.organization_id).filter(person_id=actor.person_id).order_by("-id")
        surplus = list(own.values_list("pk", flat=True)[MOST_KEPT - 1 :])
        StagedDocument.within(actor.organization_id).filter(pk__in=surplus).delete()
        return StagedDocument.within(actor.organization_id).create(
            organization_id=actor.organization_id,
            person_id=actor.person_id,
            name=" ".join(name.split())[-_LONGEST_NAME:],
            is_pasted=is_pasted,
            content=packed,
            created_at=at,
            expires_at=at + KEPT_FOR,
        )


def content_of(*, document: StagedDocument) -> bytes:
    """The bytes as they were sent; empty once they were imported."""
    return zlib.decompress(bytes(document.content)) if document.content else b""


def keep_choices(*, document: StagedDocument, choices: Mapping[str, Any]) -> None:
    """Remember what was chosen in the preview."""
    with writing():
        document.choices = dict(choices)
        document.save(update_fields=["choices"])


def keep_corrections(
    *, document: StagedDocument, corrections: Sequence[Mapping[str, Any]], known: int
) -> None:
    """Remember what was put right in the preview.

    :param known: how many corrections whoever made this one had seen
    :raises Conflict: ``preview_changed``: there are others by now
    :raises Invalid: ``too_many_corrections``
    """
    if len(corrections) > MOST_CORRECTIONS:
        raise Invalid("too_many_corrections", limit=MOST_CORRECTIONS)
    with writing():
        row = StagedDocument.within(document.organization_id).filter(pk=document.pk).first()
        if row is None or len(row.corrections) != known:
            raise Conflict("preview_changed")
        row.corrections = [dict(one) for one in corrections]
        row.save(update_fields=["corrections"])


def keep_result(*, document: StagedDocument, result: Mapping[str, Any]) -> None:
    """Remember the figures of the import, and forget the document."""
    with writing():
        document.result = dict(result)
        document.content = b""
        document.save(update_fields=["result", "content"])
