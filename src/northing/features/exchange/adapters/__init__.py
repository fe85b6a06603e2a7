"""Adapters of the exchange: documents in (`read_document`), the tree of a dry run, corrections, documents out.

Pure functions over bytes and values; no database.
"""

from northing.features.exchange.adapters.corrections import Correction, corrected, node_ids
from northing.features.exchange.adapters.reader import Reading, read_document
from northing.features.exchange.adapters.tree import tree

__all__ = ["Correction", "Reading", "corrected", "node_ids", "read_document", "tree"]
