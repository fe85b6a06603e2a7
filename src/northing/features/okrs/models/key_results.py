"""Key results, their stages and their check-ins."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Coalesce

from northing.domain.terms import Ambition, Curve, Indicator, KeyResultDriver, KeyResultState, Kind, Source
from northing.features.okrs.models.arriving import ArrivingRow, arrival_index
from northing.features.okrs.models.fields import code, measured, weight
from northing.features.okrs.models.objectives import Objective
from northing.kit.storage.rows import TenantRow

# Who updates a key result: its updater, else its owner.
RESPONSIBLE = Coalesce("updater_id", "owner_id")


class KeyResult(ArrivingRow):
    """Measurable proof of its objective. ``kind`` empty: imported without numbers, and asks for them."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="key_results")
    owner = models.ForeignKey("org.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    updater = models.ForeignKey(
        "org.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(max_length=300)
    definition = models.TextField(blank=True, default="")  # what counts, source, who measures
    first_available_on = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=16, blank=True, choices=[(k.value, k.value) for k in Kind], default="")
    unit = models.CharField(max_length=40, default="count")  # code of domain.units
    decimals = models.PositiveSmallIntegerField(default=0)
    starts_on = models.DateField(null=True, blank=True)  # null: later of cycle start and agreement
    due_on = models.DateField(null=True, blank=True)  # null: last day of the cycle
    start = measured()
    start_unknown_until = models.DateField(null=True, blank=True)
    target = measured()
    commit = measured()
    stretch = measured()
    lower = measured()
    upper = measured()
    required_share = measured()
    ambition = models.CharField(
        max_length=16, blank=True, choices=[(a.value, a.value) for a in Ambition], default=""
    )  # empty: the objective's
    weight = weight()
    is_pinned = models.BooleanField(default=False)
    indicator = models.CharField(
        max_length=16, blank=True, choices=[(i.value, i.value) for i in Indicator], default=""
    )
    expected_effect = models.JSONField(null=True, blank=True)  # {metric, from, to, by}
    is_guardrail = models.BooleanField(default=False)
    counter_metric = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    counter_kpi = models.ForeignKey(
        "kpis.Kpi", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    kpi = models.ForeignKey("kpis.Kpi", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    cadence_days = models.PositiveSmallIntegerField(default=7)
    measured_every = models.PositiveSmallIntegerField(null=True, blank=True)  # days; null: the cadence
    curve = code(Curve, Curve.LINEAR)
    plan_points = models.JSONField(default=list, blank=True)  # [["0.25", "0.1"], …] share of span, progress
    driver = code(KeyResultDriver, KeyResultDriver.OWN)
    state = code(KeyResultState, KeyResultState.ACTIVE)
    override_status = models.CharField(max_length=16, blank=True, default="")
    override_reason = models.TextField(blank=True, default="")
    override_on = models.DateField(null=True, blank=True)
    override_at = models.DateTimeField(null=True, blank=True)  # a later check-in ends it
    position = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField()
    agreed_on = models.DateField(null=True, blank=True)  # with its objective, or when added to an agreed one
    dropped_at = models.DateTimeField(null=True, blank=True)
    was_agreed = models.BooleanField(default=False)  # dropped after agreement: stays as a struck-through row

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "ref"], name="key_result_ref")]
        indexes = [
            models.Index(
                fields=["organization", "objective", "position", "id"], name="key_result_by_objective"
            ),
            models.Index(fields=["organization", "owner"], name="key_result_by_owner"),
            models.Index(fields=["organization", "updater"], name="key_result_by_updater"),
            models.Index("organization", RESPONSIBLE, name="key_result_by_responsible"),
            arrival_index("key_result_arriving"),
        ]

    def __str__(self) -> str:
        return self.title


class Stage(TenantRow):
    """One stage of a milestone key result; ``progress_after`` is cumulative, strictly increasing, last = 1."""

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="stages")
    number = models.PositiveSmallIntegerField()  # 1-based
    title = models.CharField(max_length=200)
    progress_after = models.DecimalField(max_digits=10, decimal_places=9)
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "key_result", "number"], name="stage_once")
        ]


class CheckIn(TenantRow):
    """A dated reading, or a judgement without a new number. Append-only; a correction supersedes.

    "Latest" = greatest ``effective_on``, then greatest id. A superseded row never counts. An undo is a
    superseding row with ``is_withdrawal``: it counts for nothing itself.
    """

    organization = models.ForeignKey("org.Organization", on_delete=models.CASCADE, related_name="+")
    ref = models.CharField(max_length=12)
    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="check_ins")
    effective_on = models.DateField()
    is_reading = models.BooleanField()
    value = measured()
    stages_reached = models.JSONField(null=True, blank=True)  # list of stage numbers
    is_done = models.BooleanField(null=True)
    done_weight = measured()
    total_weight = measured()
    confidence = models.PositiveSmallIntegerField(null=True)  # 0-10; null: a machine's reading judges nothing
    is_confidence_kept = models.BooleanField(default=False)  # "still 6" by Enter on the empty field
    note = models.TextField(blank=True, default="")
    source = code(Source, Source.PERSON)
    author = models.ForeignKey("org.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.RESTRICT, related_name="superseded_by"
    )
    is_superseded = models.BooleanField(default=False)
    is_withdrawal = models.BooleanField(default=False)
    idempotency_key = models.CharField(max_length=80, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "ref"], name="check_in_ref"),
            models.UniqueConstraint(
                fields=["organization", "author", "idempotency_key"],
                condition=models.Q(idempotency_key__isnull=False),
                name="check_in_idempotent",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organization", "key_result", "-effective_on", "-id"], name="check_in_latest"
            ),
            models.Index(fields=["organization", "author", "created_at"], name="check_in_by_author"),
        ]
