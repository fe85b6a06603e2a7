"""``northing okrs``: list, show, tree, explain, recompute."""

from northing.features.okrs.cli import explaining, listing, recomputing, tree
from northing.features.okrs.cli.acting import app

__all__ = ["app", "explaining", "listing", "recomputing", "tree"]
