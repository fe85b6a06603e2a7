"""Objectives and who may see them."""

from __future__ import annotations

from django.db import models

from northing.domain.terms import Ambition, Driver, HolderKind, ObjectiveState, Visibility
from northing.features.okrs.models.arriving import ArrivingRow, arrival_index
from northing.features.okrs.models.fields import code, derived, weight
from northing.kit.storage.rows import TenantRow


class Objective(ArrivingRow):
    """A qualitative, desired state somebody holds in a cycle (no cycle: backlog)."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    cycle = models.ForeignKey(
        "cycles.Cycle", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    holder_kind = code(HolderKind, HolderKind.ORGANIZATION)
    team = models.ForeignKey("org.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "org.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner = models.ForeignKey("org.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True, default="")
    why_now = models.TextField(blank=True, default="")
    pillar = models.ForeignKey(
        "strategy.Pillar", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ambition = code(Ambition, Ambition.ASPIRATIONAL)
    origin = models.CharField(max_length=200, blank=True, default="")
    visibility = code(Visibility, Visibility.ORGANIZATION)
    publishes_number = models.BooleanField(default=False)  # owner's consent: counts although seen by fewer
    state = code(ObjectiveState, ObjectiveState.DRAFT)
    outcome = models.TextField(blank=True, default="")
    closed_status = models.CharField(
        max_length=16, blank=True, default=""
    )  # the word a closed objective carries
    driver = code(Driver, Driver.BOTH)
    lineage = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    weight = weight()  # in the holder's portfolio of the cycle; never in progress
    is_pinned = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)  # its day in the organization's calendar
    agreed_by = models.ForeignKey(
        "org.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    agreed_alone = models.BooleanField(default=False)  # "agreed without a second pair of eyes"
    override_status = models.CharField(max_length=16, blank=True, default="")
    override_reason = models.TextField(blank=True, default="")
    override_on = models.DateField(null=True, blank=True)
    override_at = models.DateTimeField(null=True, blank=True)  # a later check-in of a key result ends it
    created_by = models.ForeignKey(
        "org.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "ref"], name="objective_ref")]
        indexes = [
            models.Index(fields=["organization", "cycle", "team"], name="objective_by_team"),
            models.Index(fields=["organization", "cycle", "position", "id"], name="objective_by_position"),
            models.Index(fields=["organization", "owner", "cycle"], name="objective_by_owner"),
            models.Index(fields=["organization", "person"], name="objective_by_person"),
            arrival_index("objective_arriving"),
        ]

    def __str__(self) -> str:
        return self.title


class Audience(TenantRow):
    """A team or person an objective with visibility *teams* or *named* is shown to."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="audience")
    team = models.ForeignKey("org.Team", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        "org.Person", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["organization", "person"], name="audience_by_person"),
            models.Index(fields=["organization", "team"], name="audience_by_team"),
        ]


class ObjectiveShare(TenantRow):
    """A team's share of the credit for an objective; never of its progress."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="shares")
    team = models.ForeignKey("org.Team", on_delete=models.CASCADE, related_name="+")
    weight = weight()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "objective", "team"], name="objective_share_once")
        ]


class ManualValue(TenantRow):
    """A dated value of an objective driven by hand: always with its reason, always labelled."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="manual_values")
    on = models.DateField()
    progress = derived()
    reason = models.TextField()
    by = models.ForeignKey("org.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organization", "objective", "on", "id"], name="manual_value_latest")]
