"""Rows of strategy."""

from __future__ import annotations

from django.db import models

from northing.kit.storage.rows import NamedRow


class Strategy(NamedRow):
    """What the organization is for; one row an organization."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    mission = models.TextField(blank=True, default="")
    vision = models.TextField(blank=True, default="")
    purpose = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization"], name="strategy_once")]


class Pillar(NamedRow):
    """A strategic theme that objectives are grouped by."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True, default="")
    position = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "ref"], name="pillar_ref"),
            models.UniqueConstraint(fields=["organization", "name"], name="pillar_name"),
        ]

    def __str__(self) -> str:
        return self.name
