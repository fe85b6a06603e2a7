"""Many new objectives with their key results at once: checked row by row beforehand, then written in few statements.

An import checks everything outside the write transaction (:func:`check_new`), fills in what it creates itself
(cycles, teams), and writes (:func:`write_new`). Rights, terms and standings are those of single acts.
"""

from northing.features.okrs.actions.importing.checking import CheckedNew, check_added, check_new, check_terms
from northing.features.okrs.actions.importing.shapes import NewKeyResult, NewObjective, done_day
from northing.features.okrs.actions.importing.writing import write_new

__all__ = [
    "CheckedNew",
    "NewKeyResult",
    "NewObjective",
    "check_added",
    "check_new",
    "check_terms",
    "done_day",
    "write_new",
]
