"""Adapters of the exchange: documents in (`read_document`), the tree of a dry run, documents out.

Pure functions over bytes and values; no database.
"""

from northing.features.exchange.adapters.reader import Reading, read_document
from northing.features.exchange.adapters.tree import tree

__all__ = ["Reading", "read_document", "tree"]
