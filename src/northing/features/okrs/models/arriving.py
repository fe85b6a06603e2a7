"""Rows that arrive in batches and are there for nobody until the last statement of their import (docs/adr)."""

from __future__ import annotations

from typing import Self

from django.db import models

from northing.kit.storage.rows import NamedRow


class ArrivingRow(NamedRow):
    """A row that may be on its way in: ``arrival`` names the import that writes it, null once it is there.

    :meth:`within` knows only what is there, so no page, count, roll-up or export can meet half an import.
    """

    arrival = models.BigIntegerField(null=True, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def within(cls, organization_id: int) -> models.QuerySet[Self]:
        """All rows of one organization that are there."""
        return super().within(organization_id).filter(arrival__isnull=True)

    @classmethod
    def arriving(cls, organization_id: int) -> models.QuerySet[Self]:
        """The rows of one organization that are on their way, of every import."""
        return super().within(organization_id).filter(arrival__isnull=False)


def arrival_index(name: str) -> models.Index:
    """Only what is on its way is in this index: it is empty nearly always."""
    return models.Index(
        fields=["organization", "arrival"], condition=models.Q(arrival__isnull=False), name=name
    )
