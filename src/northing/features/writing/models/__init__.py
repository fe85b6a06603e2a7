"""Rows of writing."""

from northing.features.writing.models.content import Content
from northing.features.writing.models.templates import SavedTemplate
from northing.features.writing.models.waivers import Waiver

__all__ = ["Content", "SavedTemplate", "Waiver"]
