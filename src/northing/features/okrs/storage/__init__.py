"""Set-based SQL of the ledger: ancestors, contributions, standings, tally. Tested on both databases."""

from northing.features.okrs.storage.evaluate import MOST_PROGRESS, Rules
from northing.features.okrs.storage.paths import (
    Edge,
    Path,
    edges_above,
    hold_organization,
    hold_path,
    reaches,
    topological,
)
from northing.features.okrs.storage.settle import CalendarOf, Settled, settle, stored_values, work_out
from northing.features.okrs.storage.standings import Moved, append_deltas, deltas_of, differing

__all__ = [
    "MOST_PROGRESS",
    "CalendarOf",
    "Edge",
    "Moved",
    "Path",
    "Rules",
    "Settled",
    "append_deltas",
    "deltas_of",
    "differing",
    "edges_above",
    "hold_organization",
    "hold_path",
    "reaches",
    "settle",
    "stored_values",
    "topological",
    "work_out",
]
