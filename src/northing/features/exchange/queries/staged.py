"""Documents that wait for their importer's word."""

from __future__ import annotations

from datetime import datetime

from northing.features.exchange.models import StagedDocument
from northing.kit.actors import Actor
from northing.kit.errors import NotFound
from northing.kit.storage.refs import is_ref

__all__ = ["StagedDocument", "staged_document"]


def staged_document(*, actor: Actor, ref: str, at: datetime) -> StagedDocument:
    """A document the actor sent and that has not expired; nobody else's.

    :raises NotFound: ``staged_document_gone``
    """
    row = None
    if is_ref(ref) and actor.person_id is not None:
        rows = StagedDocument.within(actor.organization_id).filter(ref=ref, person_id=actor.person_id)
        row = rows.filter(expires_at__gt=at).first()
    if row is None:
        raise NotFound("staged_document_gone")
    return row
