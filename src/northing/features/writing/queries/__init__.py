"""Reading the library: examples that come with Northing, and the organization's own templates."""

from northing.features.writing.models import Content, SavedTemplate
from northing.features.writing.queries.examples import (
    Example,
    Gallery,
    ShareChoice,
    example,
    gallery,
    template_preview,
)
from northing.features.writing.queries.ledger import content_of_objective
from northing.features.writing.queries.saved import (
    other_organizations,
    removable_template,
    saved_template_cards,
    template_row,
)

__all__ = [
    "Content",
    "Example",
    "Gallery",
    "SavedTemplate",
    "ShareChoice",
    "content_of_objective",
    "example",
    "gallery",
    "other_organizations",
    "removable_template",
    "saved_template_cards",
    "template_preview",
    "template_row",
]
