"""``northing import`` and ``northing export``."""

from northing.features.exchange.cli.exporting import export
from northing.features.exchange.cli.importing import import_file

__all__ = ["export", "import_file"]
