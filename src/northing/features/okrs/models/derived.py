"""Derived numbers. They live only here, and ``northing okrs recompute --verify`` proves them."""

from __future__ import annotations

from django.db import models

from northing.features.okrs.models.fields import derived, measured
from northing.features.okrs.models.key_results import CheckIn, KeyResult
from northing.features.okrs.models.objectives import Objective
from northing.kit.storage.rows import TenantRow


class Standing(TenantRow):
    """What both standings share. ``gap`` null: judged by confidence, or by nothing."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    progress = derived()
    expected = derived()  # of the same share of progress; null when there is no pace
    bar = derived()
    gap = derived()
    status = models.CharField(max_length=16)
    computed_status = models.CharField(max_length=16)  # what it would be without the override
    limits = models.JSONField(default=list)  # reason codes written beside the word
    changes_on = models.DateField(null=True)

    class Meta:
        abstract = True


class KeyResultStanding(Standing):
    """Where one key result stands today."""

    key_result = models.OneToOneField(KeyResult, on_delete=models.CASCADE, related_name="standing")
    is_counted = models.BooleanField(default=True)
    is_silent = models.BooleanField(default=False)
    number_freshness = models.CharField(max_length=8)
    judgement_freshness = models.CharField(max_length=8)
    guardrail = models.CharField(max_length=8, blank=True, default="")  # inside | breached | silent
    value = measured()
    last_reading = models.ForeignKey(CheckIn, null=True, on_delete=models.SET_NULL, related_name="+")
    last_reading_on = models.DateField(null=True)
    last_judgement_on = models.DateField(null=True)
    confidence = models.PositiveSmallIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organization", "changes_on"], name="kr_standing_due")]


class ObjectiveStanding(Standing):
    """Where one objective stands today."""

    objective = models.OneToOneField(Objective, on_delete=models.CASCADE, related_name="standing")
    counted_weight = derived()
    silent_share = derived()
    worst_status = models.CharField(max_length=16, blank=True, default="")
    off_track_count = models.PositiveIntegerField(default=0)
    counted_count = models.PositiveIntegerField(default=0)
    guardrail = models.CharField(max_length=8, blank=True, default="")
    freshness = models.CharField(max_length=8, blank=True, default="")
    confidence = derived()  # mean of its key results' last confidences
    last_reading_on = models.DateField(null=True)
    last_judgement_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organization", "changes_on"], name="objective_standing_due")]


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
    never waits for a shared counter.
    """

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    cycle = models.ForeignKey("cycles.Cycle", null=True, on_delete=models.CASCADE, related_name="+")
    team_id = models.BigIntegerField(null=True)
    pillar_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=12)  # objective | key_result
    status = models.CharField(max_length=16)
    freshness = models.CharField(max_length=8, blank=True, default="")
    count = models.IntegerField()
    weight = derived()
    progress = derived()

    class Meta:
        indexes = [models.Index(fields=["organization", "cycle", "kind", "status"], name="tally_cell")]
