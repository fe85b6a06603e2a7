"""The thing that is talked about, as the reader may see it."""

from __future__ import annotations

from datetime import date

from northing.kit.actors import Actor
from northing.kit.errors import NotFound
from northing.kit.storage.refs import is_ref
from northing.kit.subjects import Subject, subject_named


def subject_seen(*, actor: Actor, kind: str, ref: str, on: date) -> Subject:
    """The thing called ``ref`` that ``actor`` may see.

    :raises NotFound: nothing of that kind and name for this actor
    """
    found = subject_named(kind, ref, seen_by=actor, on=on) if is_ref(ref) else None
    if found is None:
        raise NotFound()
    return found
