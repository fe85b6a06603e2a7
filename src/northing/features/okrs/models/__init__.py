"""Rows of the ledger."""

from northing.features.okrs.models.aligned import Alignment, TermsChange
from northing.features.okrs.models.derived import (
    KeyResultStanding,
    ObjectiveStanding,
    StandingDay,
    Tally,
)
from northing.features.okrs.models.key_results import RESPONSIBLE, CheckIn, KeyResult, Stage
from northing.features.okrs.models.objectives import Audience, ManualValue, Objective, ObjectiveShare

__all__ = [
    "RESPONSIBLE",
    "Alignment",
    "Audience",
    "CheckIn",
    "KeyResult",
    "KeyResultStanding",
    "ManualValue",
    "Objective",
    "ObjectiveShare",
    "ObjectiveStanding",
    "Stage",
    "StandingDay",
    "Tally",
    "TermsChange",
]
