"""The words of home."""

from northing.features.home.wording.news import NewsLine, news_lines
from northing.features.home.wording.start import (
    FirstStep,
    FoundGroup,
    ObjectiveLine,
    first_step,
    groups,
    objective_lines,
)

__all__ = [
    "FirstStep",
    "FoundGroup",
    "NewsLine",
    "ObjectiveLine",
    "first_step",
    "groups",
    "news_lines",
    "objective_lines",
]
