"""The one table of jobs."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from northing.kit.storage.rows import TenantRow

INSTALLATION = 0  # the organization of jobs that serve the whole installation


class State(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(TenantRow):
    """One piece of work. ``organization_id, name, slot`` exist once, so scheduling twice does it once.

    ``next_at`` is when it may be picked: for a waiting job its start, for a running one the end of its lease —
    a worker that died leaves a running job behind, and the next worker picks it up then.
    """

    organization_id = models.BigIntegerField()
    name = models.CharField(max_length=60)
    slot = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()
    error = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization_id", "name", "slot"], name="job_once"),
        ]
        indexes = [
            # The queue is read across organizations, so this is the one index that does not start with one.
            models.Index(
                fields=["next_at"], name="job_queue", condition=models.Q(state__in=["waiting", "running"])
            ),
        ]

    @classmethod
    def queue(cls) -> models.QuerySet[Job]:
        """Jobs of every organization: only workers and the doctor read across."""
        return cls._default_manager.all()

    @classmethod
    def due(cls, at: datetime) -> models.QuerySet[Job]:
        """Jobs that may be picked at ``at``, the longest waiting first."""
        pickable = cls.queue().filter(state__in=[State.WAITING, State.RUNNING], next_at__lte=at)
        return pickable.order_by("next_at", "id")
