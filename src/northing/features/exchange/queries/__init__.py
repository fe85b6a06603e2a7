"""What exchange reads: the plan of a cycle, and documents that wait for their importer's word."""

from northing.features.exchange.queries.measures import as_stated, as_stored
from northing.features.exchange.queries.plans import plan_of_cycle
from northing.features.exchange.queries.staged import StagedDocument, staged_document

__all__ = ["StagedDocument", "as_stated", "as_stored", "plan_of_cycle", "staged_document"]
