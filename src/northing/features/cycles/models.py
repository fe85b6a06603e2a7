"""Rows of time boxes."""

from __future__ import annotations

from django.db import models

from northing.domain.terms import CycleKind, Phase
from northing.kit.storage.rows import NamedRow


class Cycle(NamedRow):
    """A time box; both dates inclusive. Closed is read-only, enforced in actions of every feature above."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    kind = models.CharField(
        max_length=8, choices=[(kind.value, kind.value) for kind in CycleKind], default=CycleKind.QUARTER
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    phase = models.CharField(
        max_length=8, choices=[(phase.value, phase.value) for phase in Phase], default=Phase.PLANNING
    )
    submit_by_organization_on = models.DateField(null=True, blank=True)
    submit_by_team_on = models.DateField(null=True, blank=True)
    submit_by_person_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "ref"], name="cycle_ref"),
            models.UniqueConstraint(fields=["organization", "name"], name="cycle_name"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="cycle_dates"
            ),
        ]
        indexes = [models.Index(fields=["organization", "-starts_on"], name="cycle_by_start")]

    def __str__(self) -> str:
        return self.name
