"""How objectives hang together, and how their terms changed."""

from __future__ import annotations

from django.db import models

from northing.domain.terms import LinkKind
from northing.features.okrs.models.fields import code, derived, weight
from northing.features.okrs.models.key_results import KeyResult
from northing.features.okrs.models.objectives import Objective
from northing.kit.storage.rows import TenantRow


class Alignment(TenantRow):
    """A child objective's link to a parent objective or key result. Several parents; never a loop.

    ``parent_objective`` is always filled: the parent itself, or the objective of ``parent_key_result``, so that
    ancestors are one recursive query over one column.
    """

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="up_links")
    parent_objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="down_links")
    parent_key_result = models.ForeignKey(
        KeyResult, null=True, blank=True, on_delete=models.CASCADE, related_name="down_links"
    )
    kind = code(LinkKind, LinkKind.CONTRIBUTES)
    weight = weight()
    is_pinned = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "child", "parent_objective"],
                condition=models.Q(parent_key_result__isnull=True),
                name="alignment_to_objective_once",
            ),
            models.UniqueConstraint(
                fields=["organization", "child", "parent_key_result"],
                condition=models.Q(parent_key_result__isnull=False),
                name="alignment_to_key_result_once",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "parent_objective", "kind"], name="alignment_down"),
            models.Index(fields=["organization", "child", "kind"], name="alignment_up"),
        ]


class TermsChange(TenantRow):
    """One change of agreed terms: it can be made, with a reason, but never hidden."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="terms_changes")
    key_result = models.ForeignKey(
        KeyResult, null=True, blank=True, on_delete=models.CASCADE, related_name="terms_changes"
    )
    at = models.DateTimeField()
    on = models.DateField()  # the organization's calendar day, for the chart
    by = models.ForeignKey("org.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    field = models.CharField(max_length=40)  # a term, or "added" / "dropped"
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    reason = models.TextField()
    progress_before = derived()
    progress_after = derived()

    class Meta:
        indexes = [models.Index(fields=["organization", "objective", "id"], name="terms_change_by_objective")]
