"""Rows of the REST door: tokens and kept answers."""

from __future__ import annotations

from django.db import models

from northing.kit.storage.rows import NamedRow, TenantRow


class ApiToken(NamedRow):
    """A key to the API for one person. Only the SHA-256 of the secret is kept; ``prefix`` is shown in lists."""

    organization_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    name = models.CharField(max_length=80)
    token_hash = models.CharField(max_length=64)
    prefix = models.CharField(max_length=20)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization_id", "ref"], name="api_token_ref"),
            models.UniqueConstraint(fields=["organization_id", "token_hash"], name="api_token_hash"),
        ]
        indexes = [models.Index(fields=["organization_id", "person_id"], name="api_token_person")]

    def __str__(self) -> str:
        return f"{self.prefix}…"


class KeptAnswer(TenantRow):
    """The answer to one write with an Idempotency-Key, saved in that write's transaction, kept 7 days."""

    organization_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    key = models.CharField(max_length=200)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization_id", "person_id", "key"], name="kept_answer_once"),
        ]

    @classmethod
    def everywhere(cls) -> models.QuerySet[KeptAnswer]:
        """Answers of every organization: only the sweeping job reads across."""
        return cls._default_manager.all()
