"""Rows of talk. What is talked about is a kind and an id, never a foreign key up (kit's subjects)."""

from __future__ import annotations

from django.db import models

from northing.kit.storage.rows import NamedRow, TenantRow


class Feeling(models.TextChoices):
    """What a reaction says; the picture belongs to the page."""

    AGREED = "agreed"
    THANKS = "thanks"
    CHEERS = "cheers"
    SEEN = "seen"


class Digest(models.TextChoices):
    """How often unread news is mailed."""

    NEVER = "never"
    DAILY = "daily"
    WEEKLY = "weekly"


class Comment(NamedRow):
    """What somebody said about a thing. A deleted one keeps its place and loses its words."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    author = models.ForeignKey("org.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    answers = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="answered_by"
    )
    text = models.TextField()
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "ref"], name="comment_ref")]
        indexes = [
            models.Index(
                fields=["organization", "subject_kind", "subject_id", "-id"], name="comment_on_subject"
            ),
        ]


class Mention(TenantRow):
    """A person named in a comment; ``spelled`` is how the text names them, without the sign."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey("org.Person", on_delete=models.CASCADE, related_name="+")
    spelled = models.CharField(max_length=254)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "comment", "person"], name="mention_once")
        ]
        indexes = [models.Index(fields=["organization", "person", "-id"], name="mention_of_person")]


class Follow(TenantRow):
    """A person wants to hear of a thing (or, muted, expressly does not)."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("org.Person", on_delete=models.CASCADE, related_name="+")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    is_muted = models.BooleanField(default=False)
    since_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "person", "subject_kind", "subject_id"], name="follow_once"
            )
        ]


class Reaction(TenantRow):
    """One feeling of one person about one comment."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reactions")
    person = models.ForeignKey("org.Person", on_delete=models.CASCADE, related_name="+")
    feeling = models.CharField(max_length=8, choices=Feeling.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "comment", "person", "feeling"], name="reaction_once"
            )
        ]


class NoticeChoice(TenantRow):
    """What one person wants to be told of, and until when they have read; no row means the defaults."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("org.Person", on_delete=models.CASCADE, related_name="+")
    silenced = models.JSONField(default=list)  # notice codes
    mails_mentions = models.BooleanField(default=True)
    digest = models.CharField(max_length=6, choices=Digest.choices, default=Digest.WEEKLY)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "person"], name="notice_choice_once")]
