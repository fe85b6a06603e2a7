"""Teams, who is in them, and links that open the door once."""

from __future__ import annotations

from django.db import models

from northing.features.org.models.people import Organization, Person, User
from northing.kit.storage.rows import NamedRow, TenantRow


class Team(NamedRow):
    """A node of the organization's one tree of teams; a department is a team.

    ``path`` is the materialised way from the root, ``/12/45/``: a prefix selects a subtree in one index range
    (a recursive query was 4-5 times slower at 2 000 teams).
    """

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    lead = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="leads")
    path = models.CharField(max_length=255, blank=True, default="")
    position = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "ref"], name="team_ref")]
        indexes = [
            models.Index(fields=["organization", "path"], name="team_by_path"),
            models.Index(fields=["organization", "lead"], name="team_by_lead"),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(TenantRow):
    """A person in a team; people may be in several."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "person", "team"], name="membership_once"),
        ]
        indexes = [models.Index(fields=["organization", "team"], name="membership_by_team")]


class OneTimeLink(models.Model):
    """A link that works once: sets up an empty installation, or signs one user in (demo, operator).

    Only the SHA-256 of the token is kept. Not a tenant row: a set-up link exists before any organization.
    """

    class Purpose(models.TextChoices):
        SETUP = "setup"
        LOGIN = "login"

    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=200, blank=True, default="/")  # where to go after signing in
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = models.Manager()

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"

    @classmethod
    def every(cls) -> models.QuerySet[OneTimeLink]:
        """All links; whoever looks for one knows its token."""
        return cls._default_manager.all()
