"""Making, changing, opening, closing and reopening cycles."""

from northing.features.cycles.actions.changes import CycleDatesChanged, change_cycle, create_cycle
from northing.features.cycles.actions.checks import CycleChanges
from northing.features.cycles.actions.phases import (
    CycleCloses,
    CyclePhaseChanged,
    CycleReopens,
    reopen_cycle,
    set_phase,
)

__all__ = [
    "CycleChanges",
    "CycleCloses",
    "CycleDatesChanged",
    "CyclePhaseChanged",
    "CycleReopens",
    "change_cycle",
    "create_cycle",
    "reopen_cycle",
    "set_phase",
]
