"""Rows of initiatives and tasks."""

from __future__ import annotations

from django.db import models

from northing.kit.storage.rows import NamedRow, TenantRow


class InitiativeState(models.TextChoices):
    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


class TaskState(models.TextChoices):
    TO_DO = "to_do"
    DOING = "doing"
    DONE = "done"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class Initiative(NamedRow):
    """What we do to move a key result. ``due_on`` may lie outside the cycle: it is linked again, not copied."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    objective = models.ForeignKey(
        "okrs.Objective", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(max_length=300)
    why = models.TextField(blank=True, default="")
    owner = models.ForeignKey(
        "org.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sponsor = models.ForeignKey(
        "org.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    budget = models.CharField(max_length=120, blank=True, default="")
    priority = models.PositiveSmallIntegerField(default=1)  # 0, 1, 2
    state = models.CharField(max_length=8, choices=InitiativeState.choices, default=InitiativeState.PLANNED)
    due_on = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "ref"], name="initiative_ref")]
        indexes = [models.Index(fields=["organization", "objective"], name="initiative_by_objective")]

    def __str__(self) -> str:
        return self.title


class Hypothesis(TenantRow):
    """Which key result an initiative should move, from what to what, by when; checked later."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="hypotheses")
    key_result = models.ForeignKey("okrs.KeyResult", on_delete=models.CASCADE, related_name="+")
    moves_from = models.DecimalField(max_digits=21, decimal_places=6, null=True, blank=True)
    moves_to = models.DecimalField(max_digits=21, decimal_places=6, null=True, blank=True)
    by_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "initiative", "key_result"], name="hypothesis_once"
            )
        ]


class Task(NamedRow):
    """One piece of work with its completion standard."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    initiative = models.ForeignKey(
        Initiative, null=True, blank=True, on_delete=models.CASCADE, related_name="tasks"
    )
    key_result = models.ForeignKey(
        "okrs.KeyResult", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(max_length=300)
    completion_standard = models.TextField(blank=True, default="")
    owner = models.ForeignKey(
        "org.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_by = models.ForeignKey(
        "org.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted_by = models.ForeignKey(
        "org.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    weight = models.DecimalField(max_digits=12, decimal_places=6, default=1)
    state = models.CharField(max_length=8, choices=TaskState.choices, default=TaskState.TO_DO)
    due_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "ref"], name="task_ref")]
        indexes = [
            models.Index(fields=["organization", "key_result"], name="task_by_key_result"),
            models.Index(fields=["organization", "owner", "state"], name="task_by_owner"),
        ]
