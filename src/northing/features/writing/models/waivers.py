"""Findings somebody does not want to hear again, each with the reason."""

from __future__ import annotations

from django.db import models

from northing.kit.storage.rows import TenantRow


class Waiver(TenantRow):
    """One rule that is spared for one objective or key result; kept with the item and told in the audit."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    code = models.CharField(max_length=8)
    reason = models.CharField(max_length=300)
    author = models.ForeignKey("org.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "subject_kind", "subject_id", "code"], name="waiver_once"
            )
        ]
