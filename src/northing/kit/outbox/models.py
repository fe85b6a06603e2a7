"""Outgoing messages."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from northing.kit.storage.rows import TenantRow


class State(models.TextChoices):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Message(TenantRow):
    """One mail to one address, rendered in its reader's language when it was enqueued.

    ``next_at`` is when it may be taken: first its ``not_before``, then the end of a pause, or of the lease of a
    sender that died.
    """

    organization_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField(blank=True, default="")
    cancel_key = models.CharField(max_length=120, blank=True, default="")
    message_id = models.CharField(max_length=120)
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()
    error = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organization_id", "cancel_key"], name="message_cancel"),
            # Read across organizations by the sending job only.
            models.Index(
                fields=["next_at"], name="message_queue", condition=models.Q(state__in=["waiting", "sending"])
            ),
        ]

    @classmethod
    def everywhere(cls) -> models.QuerySet[Message]:
        """Messages of every organization: only the sending job and the doctor read across."""
        return cls._default_manager.all()

    @classmethod
    def due(cls, at: datetime) -> models.QuerySet[Message]:
        """Messages that may be taken at ``at``, oldest first."""
        takable = cls.everywhere().filter(state__in=[State.WAITING, State.SENDING], next_at__lte=at)
        return takable.order_by("next_at", "id")
