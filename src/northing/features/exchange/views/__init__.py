"""Pages of exchange."""

from northing.features.exchange.views.exporting import export
from northing.features.exchange.views.importing import import_document, preview

__all__ = ["export", "import_document", "preview"]
