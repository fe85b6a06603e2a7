"""Templates an organization made of its own objectives."""

from __future__ import annotations

from django.db import models

from northing.features.writing.models.content import Content, from_json
from northing.kit.storage.rows import NamedRow


class SavedTemplate(NamedRow):
    """An own objective to begin from again. Sharing with another organization copies it: no row crosses over."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=300)
    department = models.CharField(max_length=40, blank=True, default="")  # a code of the library, or none
    content = models.JSONField()
    saved_by = models.ForeignKey(
        "org.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "ref"], name="saved_template_ref")]
        indexes = [models.Index(fields=["organization", "-id"], name="saved_template_newest")]

    def __str__(self) -> str:
        return self.title

    @property
    def read(self) -> Content:
        """What it holds, as values."""
        return from_json(self.content)
