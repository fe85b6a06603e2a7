"""Rows of health metrics."""

from __future__ import annotations

from django.db import models

from northing.kit.storage.rows import NamedRow, TenantRow


class Direction(models.TextChoices):
    UP = "up"
    DOWN = "down"
    INSIDE = "inside"


class Kpi(NamedRow):
    """A number watched every period, with the band in which it is healthy."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    definition = models.TextField(blank=True, default="")
    source = models.CharField(max_length=200, blank=True, default="")
    team = models.ForeignKey("org.Team", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    owner = models.ForeignKey(
        "org.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    updater = models.ForeignKey(
        "org.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    unit = models.CharField(max_length=40, default="count")
    decimals = models.PositiveSmallIntegerField(default=0)
    direction = models.CharField(max_length=8, choices=Direction.choices, default=Direction.UP)
    lower = models.DecimalField(max_digits=21, decimal_places=6, null=True, blank=True)
    upper = models.DecimalField(max_digits=21, decimal_places=6, null=True, blank=True)
    cadence_days = models.PositiveSmallIntegerField(default=7)
    is_active = models.BooleanField(default=True)
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "ref"], name="kpi_ref")]

    def __str__(self) -> str:
        return self.title


class Reading(TenantRow):
    """One dated value of a KPI; append-only, a later row for the same day counts."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    kpi = models.ForeignKey(Kpi, on_delete=models.CASCADE, related_name="readings")
    on = models.DateField()
    value = models.DecimalField(max_digits=21, decimal_places=6)
    note = models.TextField(blank=True, default="")
    source = models.CharField(max_length=16, default="person")
    author = models.ForeignKey("org.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organization", "kpi", "-on", "-id"], name="kpi_reading_latest")]
