"""Derived numbers. They live only here, and ``northing okrs recompute --verify`` proves them."""

from __future__ import annotations

from django.db import models

from northing.features.okrs.models.fields import derived, measured
from northing.features.okrs.models.key_results import CheckIn, KeyResult
from northing.features.okrs.models.objectives import Objective
from northing.kit.storage.rows import TenantRow


class Standing(TenantRow):
    """What both standings share. ``gap`` null: judged by confidence, or by nothing.

    ``cycle_id … is_tallied`` repeat under which cell of the tally the subject was last counted, so that every
    move of an objective takes itself off where it really stands.
    """

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    progress = derived()
    expected = derived()
    gap = derived()
    pace = models.CharField(max_length=16, blank=True, default="")
    status = models.CharField(max_length=16)
    computed_status = models.CharField(max_length=16)  # what it would be without the override
    notes = models.JSONField(default=list)  # [reason, count, total] written beside the word
    freshness = models.CharField(max_length=8, blank=True, default="")
    guardrail = models.CharField(max_length=8, blank=True, default="")  # inside | breached | silent
    last_reading_on = models.DateField(null=True)
    last_judgement_on = models.DateField(null=True)
    last_check_in_at = models.DateTimeField(null=True)
    changes_on = models.DateField(null=True)
    cycle_id = models.BigIntegerField(null=True)
    team_id = models.BigIntegerField(null=True)
    pillar_id = models.BigIntegerField(null=True)
    is_tallied = models.BooleanField(default=False)

    class Meta:
        abstract = True


class KeyResultStanding(Standing):
    """Where one key result stands today."""

    key_result = models.OneToOneField(KeyResult, on_delete=models.CASCADE, related_name="standing")
    bar = derived()
    is_counted = models.BooleanField(default=False)
    is_silent = models.BooleanField(default=False)
    is_due = models.BooleanField(default=False)
    number_freshness = models.CharField(max_length=8, blank=True, default="")
    judgement_freshness = models.CharField(max_length=8, blank=True, default="")
    value = measured()
    last_reading = models.ForeignKey(CheckIn, null=True, on_delete=models.SET_NULL, related_name="+")
    confidence = models.PositiveSmallIntegerField(null=True)
    judging_confidence = models.PositiveSmallIntegerField(null=True)  # what the objective may judge by

    class Meta:
        indexes = [models.Index(fields=["organization", "changes_on"], name="kr_standing_due")]


class ObjectiveStanding(Standing):
    """Where one objective stands today."""

    objective = models.OneToOneField(Objective, on_delete=models.CASCADE, related_name="standing")
    silent_share = derived()
    confidence = derived()  # of the parts judged by it; travels up
    mean_confidence = derived()  # of all its key results; only shown
    worst = models.CharField(max_length=12, blank=True, default="")  # ref of the worst counted key result
    off_track_count = models.PositiveIntegerField(default=0)
    counted_count = models.PositiveIntegerField(default=0)
    is_overridden = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["organization", "changes_on"], name="objective_standing_due"),
            models.Index(fields=["organization", "cycle_id", "status"], name="objective_standing_status"),
        ]


class StandingDay(TenantRow):
    """What was known of one subject at the end of one day; upserted for the touched path in the same transaction."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    subject_kind = models.CharField(max_length=12)  # objective | key_result
    subject_id = models.BigIntegerField()
    on = models.DateField()
    progress = derived()
    gap = derived()
    status = models.CharField(max_length=16)
    value = measured()
    confidence = derived()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "subject_kind", "subject_id", "on"], name="standing_day_once"
            )
        ]


class Tally(TenantRow):
    """Counts behind tiles and headers, for organization-visible items; kept by appended deltas, folded by a job.

    The count of a cell is the sum over its rows, so a check-in appends two narrow rows (−1 old, +1 new) and
    never waits for a shared counter. ``progress_nanos`` is Σ progress (0…1) in whole billionths of the
    ``measured_count`` items that have one: whole numbers add up exactly in every database.
    """

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    cycle_id = models.BigIntegerField(null=True)
    team_id = models.BigIntegerField(null=True)
    pillar_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=12)  # objective | key_result
    status = models.CharField(max_length=16)
    freshness = models.CharField(max_length=8, blank=True, default="")
    count = models.IntegerField()
    measured_count = models.IntegerField(default=0)
    progress_nanos = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["organization", "cycle_id", "kind", "status"], name="tally_cell")]
