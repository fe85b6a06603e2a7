"""Many new objectives with their key results: checked row by row, written in batches, and there all at once.

An import checks (:func:`check_new`) and writes (:func:`stage_new`) batch after batch, each in a short transaction,
as rows that are there for nobody; :func:`publish_new` shows them in one last transaction. Until then
:func:`withdraw_new` takes everything back, and :func:`sweep_arrivals` does so for an import that broke off.
Rights, terms and standings are those of single acts.
"""

from northing.features.okrs.actions.importing.arrival import Arrival
from northing.features.okrs.actions.importing.checking import CheckedNew, check_added, check_new, check_terms
from northing.features.okrs.actions.importing.publishing import publish_new
from northing.features.okrs.actions.importing.shapes import NewKeyResult, NewObjective, done_day
from northing.features.okrs.actions.importing.staging import begin_arrival, stage_new
from northing.features.okrs.actions.importing.sweeping import sweep_arrivals, withdraw_new

__all__ = [
    "Arrival",
    "CheckedNew",
    "NewKeyResult",
    "NewObjective",
    "begin_arrival",
    "check_added",
    "check_new",
    "check_terms",
    "done_day",
    "publish_new",
    "stage_new",
    "sweep_arrivals",
    "withdraw_new",
]
