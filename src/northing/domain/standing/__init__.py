"""Where key results and objectives stand on a day: all that is stored, shown and passed on."""

from northing.domain.standing.contributions import key_result_contribution, objective_contribution
from northing.domain.standing.key_results import key_result_standing, needs_every_reading
from northing.domain.standing.objectives import objective_standing
from northing.domain.standing.values import (
    KeyResultFacts,
    KeyResultStanding,
    ManualProgress,
    ObjectiveFacts,
    ObjectiveStanding,
    Override,
)
from northing.domain.status import Note

__all__ = [
    "KeyResultFacts",
    "KeyResultStanding",
    "ManualProgress",
    "Note",
    "ObjectiveFacts",
    "ObjectiveStanding",
    "Override",
    "key_result_contribution",
    "key_result_standing",
    "needs_every_reading",
    "objective_contribution",
    "objective_standing",
]
