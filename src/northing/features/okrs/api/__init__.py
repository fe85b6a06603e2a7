"""REST of the ledger: routers for ``/objectives`` and ``/key-results``."""

from northing.features.okrs.api.acts import router as acts
from northing.features.okrs.api.key_results import router as key_results
from northing.features.okrs.api.objectives import router as objectives

__all__ = ["acts", "key_results", "objectives"]
