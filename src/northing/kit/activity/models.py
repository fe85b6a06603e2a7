"""Rows of what happened."""

from __future__ import annotations

from django.db import models

from northing.kit.storage.rows import TenantRow


class Activity(TenantRow):
    """One act. ``verb`` is a stable code (``checkin.submitted``); ``details`` holds ids and codes, no titles."""

    organization_id = models.BigIntegerField()
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    via = models.CharField(max_length=12)
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(
                fields=["organization_id", "subject_kind", "subject_id", "-id"], name="activity_subject"
            ),
            models.Index(fields=["organization_id", "-id"], name="activity_feed"),
        ]
