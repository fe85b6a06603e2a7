"""Rows of the storage kit: version history and search entries."""

from __future__ import annotations

from django.db import models

from northing.kit.storage.rows import TenantRow


class Version(TenantRow):
    """One saved change of one row: the history of decisions. Append-only.

    ``changes`` maps a field to ``[old, new]`` (JSON texts; decimals and dates as strings). ``number`` equals the
    row's ``version`` after the change and is the optimistic lock.
    """

    organization_id = models.BigIntegerField()
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    via = models.CharField(max_length=12)
    changes = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization_id", "subject_kind", "subject_id", "number"], name="version_once"
            )
        ]


class SearchEntry(TenantRow):
    """The searchable words of one subject: lower-cased words and CJK bigrams, cut in Python."""

    organization_id = models.BigIntegerField()
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization_id", "subject_kind", "subject_id"], name="search_entry_once"
            )
        ]
