"""Rows of exchange: documents that were read and wait for a word."""

from __future__ import annotations

from django.db import models

from northing.kit.storage.refs import LENGTH, new_ref
from northing.kit.storage.rows import TenantRow


class StagedDocument(TenantRow):
    """A document somebody sent, kept for a day so that the preview and the import read the same bytes.

    ``content`` is compressed and emptied once it was imported; ``choices`` are what was chosen in the preview,
    ``corrections`` what was put right there, ``result`` the figures of the import.
    """

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    ref = models.CharField(max_length=LENGTH, default=new_ref, editable=False)
    person = models.ForeignKey("org.Person", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    is_pasted = models.BooleanField(default=False)
    content = models.BinaryField()
    choices = models.JSONField(default=dict)
    corrections = models.JSONField(default=list)
    result = models.JSONField(null=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "ref"], name="staged_document_ref")]
        indexes = [
            models.Index(fields=["organization", "person", "-id"], name="staged_document_by_person"),
            models.Index(fields=["organization", "expires_at"], name="staged_document_by_end"),
        ]
