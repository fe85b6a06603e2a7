"""Rows of writing."""

from northing.features.writing.models.content import Content
from northing.features.writing.models.templates import SavedTemplate

__all__ = ["Content", "SavedTemplate"]
