"""Set-based SQL of the ledger: ancestors, contributions, standings, tally. Tested on both databases."""

from northing.features.okrs.storage.arrivals import (
    erase_arriving,
    insert_standings,
    repeat_places,
    show_arrived,
)
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
from northing.features.okrs.storage.standings import Amount, Cell, Moved, append_deltas, deltas_of, differing

__all__ = [
    "MOST_PROGRESS",
    "Amount",
    "CalendarOf",
    "Cell",
    "Edge",
    "Moved",
    "Path",
    "Rules",
    "Settled",
    "append_deltas",
    "deltas_of",
    "differing",
    "edges_above",
    "erase_arriving",
    "hold_organization",
    "hold_path",
    "insert_standings",
    "reaches",
    "repeat_places",
    "settle",
    "show_arrived",
    "stored_values",
    "topological",
    "work_out",
]
