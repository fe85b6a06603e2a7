"""The registry of every threshold: named, with default, range and meaning.

No threshold is written anywhere else. A meaning is documentation for the generated settings and reference
pages, the one place where the domain holds prose; doors translate it through the catalogue.
"""

# ruff: noqa: RUF009 - the calls in the class body are dataclasses.field with a name

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from northing.domain.codes import Approval
from northing.domain.errors import OutOfRange, UnknownPolicy
from northing.domain.policy_fields import PolicyField, choice, count, described, share, switch, typed

__all__ = ["DEFAULT_POLICY", "Control", "ObjectiveRule", "PaceRule", "Policy", "PolicyField", "ReviewMode"]


class PaceRule(StrEnum):
    """How a key result's gap becomes a pace."""

    DEADBAND = "deadband"
    GAP25 = "gap25"
    RATIO95 = "ratio95"
    RATIO90 = "ratio90"


class ObjectiveRule(StrEnum):
    ROLLUP = "rollup"
    WORST_KR = "worst_kr"


class Control(StrEnum):
    """How a threshold's progress is counted."""

    PERIODS = "periods"
    LATEST = "latest"


class ReviewMode(StrEnum):
    DECOUPLED = "decoupled"
    EVIDENCE = "evidence"
    WEIGHTED = "weighted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Every number the rules use. An organization overrides some through `from_overrides`."""

    # Pace
    key_result_pace: PaceRule = choice(PaceRule.DEADBAND, "How a key result's pace is judged")
    objective_pace: ObjectiveRule = choice(ObjectiveRule.ROLLUP, "How an objective's pace is judged")
    deadband_on_track: Decimal = share("0.10", "Dead band: largest gap that is still on track")
    deadband_behind: Decimal = share("0.25", "Dead band: largest gap that is still behind")
    gap25_on_track: Decimal = share("0", "Gap rule: largest gap that is still on track")
    gap25_behind: Decimal = share("0.25", "Gap rule: largest gap that is still behind")
    ratio95_on_track: Decimal = share(
        "0.95", "95 % rule: least share of the expected progress that is on track"
    )
    ratio95_behind: Decimal = share("0.75", "95 % rule: least share of the expected progress that is behind")
    ratio90_on_track: Decimal = share(
        "0.90", "90 % rule: least share of the expected progress that is on track"
    )
    ratio90_behind: Decimal = share("0.70", "90 % rule: least share of the expected progress that is behind")
    too_early_share: Decimal = share("0.10", "First share of the span in which it is too early to judge")
    too_early_days: int = count(14, 0, 90, "Most days in which it is too early to judge")
    threshold_control: Control = choice(Control.PERIODS, "How keeping within bounds is counted")
    rollup_cap: Decimal = share("1", "Most progress one part can bring to its objective", low="1", high="2")
    # Points of an aspirational key result
    commit_at: Decimal = share("0.3", "Grade at the commit value")
    good_at: Decimal = share("0.7", "Grade that counts as good for an aspirational key result")
    required_share: Decimal = share("0.9", "Share of periods that must be inside the bounds", low="0.01")
    # Confidence
    confidence_on_track: int = count(7, 1, 10, "Least confidence that reads on track")
    confidence_at_risk: int = count(4, 0, 10, "Least confidence that reads at risk; below is off track")
    blocker_confidence: int = count(3, 0, 10, "Confidence at or below which a blocker is asked for")
    blocker_confidence_aspirational: int = count(2, 0, 10, "The same for aspirational key results")
    blocker_fall: int = count(3, 1, 10, "Fall of confidence at which a blocker is asked for")
    unchanged_streak: int = count(3, 2, 20, "Unchanged confidences in a row left out of calibration")
    draft_minimum: int = count(4, 1, 50, "Aspirational key results needed for a verdict on a draft")
    draft_very_safe: Decimal = share("9", "Mean confidence above which a draft is very safe", high="10")
    draft_safe: Decimal = share("7.5", "Mean confidence above which a draft is safe", high="10")
    draft_balanced: Decimal = share("4", "Least mean confidence of a balanced draft", high="10")
    draft_bold: Decimal = share("2.5", "Least mean confidence of a bold draft", high="10")
    vote_minimum: int = count(3, 2, 50, "Voters needed before a confidence vote is revealed")
    # Readings
    plausible_spans: int = count(
        3, 1, 1000, "Times the known range beyond which a reading is asked about before it is kept"
    )
    # Freshness
    cadence_days: int = count(7, 1, 366, "Days between check-ins unless a key result says otherwise")
    due_factor: Decimal = share("1.5", "Age in cadences up to which a check-in is due", low="1", high="10")
    due_days: int = count(7, 0, 366, "Most days beyond the cadence in which a check-in is due")
    overdue_factor: Decimal = share(
        "3", "Age in cadences up to which a check-in is overdue", low="1", high="20"
    )
    overdue_days: int = count(14, 0, 366, "Most days beyond the cadence before a key result is stale")
    silent_limit: Decimal = share("0.5", "Share of weight that may be silent before an objective is unknown")
    override_days: int = count(14, 1, 366, "Days after which the override of an objective lapses")
    # Grades and verdicts
    band_exceptional: Decimal = share("0.95", "Least grade called exceptional")
    band_good: Decimal = share("0.7", "Least grade called good")
    band_partial: Decimal = share("0.4", "Least grade called partial")
    learning_step: Decimal = share("0.5", "Grade of a learning key result with some evidence")
    portfolio_minimum: int = count(4, 1, 50, "Aspirational grades needed for a portfolio verdict")
    portfolio_too_safe: Decimal = share("0.85", "Mean grade above which a portfolio was too safe")
    portfolio_healthy: Decimal = share("0.60", "Least mean grade of a healthy portfolio")
    portfolio_partial: Decimal = share("0.40", "Least mean grade of a partly reached portfolio")
    rhythm_share: Decimal = share("0.7", "Share of due check-ins that counts as a steady rhythm")
    shows_objective_grades: bool = switch(True, "Objectives show a grade of their own")
    # Forecast
    forecast_minimum: int = count(3, 3, 50, "Readings needed for a forecast")
    calibration_minimum: int = count(10, 3, 500, "Closed key results needed for calibration")
    # Cycles and agreement
    closing_days: int = count(14, 1, 90, "Days a cycle stays in closing")
    reopen_days: int = count(60, 0, 366, "Days after closing in which a cycle may be reopened")
    approval: Approval = choice(Approval.SECOND_PERSON, "Who agrees to an objective")
    approval_from_people: int = count(10, 1, 1000, "Smaller organizations need no second person")
    # Reviews
    review_mode: ReviewMode = choice(ReviewMode.DECOUPLED, "How OKR results enter reviews")
    review_okr_share_limit: Decimal = share("0.30", "Largest share of the OKR result in a review")
    anonymity_threshold: int = count(4, 3, 20, "Answers needed before any of them is shown")

    @classmethod
    def from_overrides(cls, overrides: Mapping[str, object]) -> "Policy":
        """The default policy with some fields replaced; values may be text as stored or typed.

        :raises UnknownPolicy: no field of this name
        :raises OutOfRange: outside the field's range, not one of its choices, or crossing its neighbour
        """
        known = {entry.name: entry for entry in fields(cls)}
        replaced: dict[str, Any] = {}
        for name, value in overrides.items():
            if name not in known:
                raise UnknownPolicy(name)
            replaced[name] = typed(known[name], value)
        policy = replace(cls(), **replaced)
        _check_order(policy)
        return policy

    @classmethod
    def registry(cls) -> tuple[PolicyField, ...]:
        """Every field in order, for docs and settings."""
        return tuple(described(one) for one in fields(cls))


_ORDERED = (
    ("deadband_on_track", "deadband_behind"),
    ("gap25_on_track", "gap25_behind"),
    ("ratio95_behind", "ratio95_on_track"),
    ("ratio90_behind", "ratio90_on_track"),
    ("commit_at", "good_at"),
    ("confidence_at_risk", "confidence_on_track"),
    ("draft_bold", "draft_balanced"),
    ("draft_balanced", "draft_safe"),
    ("draft_safe", "draft_very_safe"),
    ("due_factor", "overdue_factor"),
    ("due_days", "overdue_days"),
    ("band_partial", "band_good"),
    ("band_good", "band_exceptional"),
    ("portfolio_partial", "portfolio_healthy"),
    ("portfolio_healthy", "portfolio_too_safe"),
)


def _check_order(policy: Policy) -> None:
    for lower, upper in _ORDERED:
        if getattr(policy, lower) > getattr(policy, upper):
            raise OutOfRange(lower)


DEFAULT_POLICY = Policy()
