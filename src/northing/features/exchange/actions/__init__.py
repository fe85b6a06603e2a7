"""Verbs of exchange: importing a plan, and keeping a document until its sender has decided."""

from northing.features.exchange.actions.choices import Choices
from northing.features.exchange.actions.importing import import_plan
from northing.features.exchange.actions.report import (
    Change,
    Figures,
    ImportReport,
    ImportRow,
    Thing,
    figures_of,
    with_problems,
)
from northing.features.exchange.actions.staging import (
    MAX_BYTES,
    content_of,
    keep_choices,
    keep_corrections,
    keep_result,
    stage_document,
)

__all__ = [
    "MAX_BYTES",
    "Change",
    "Choices",
    "Figures",
    "ImportReport",
    "ImportRow",
    "Thing",
    "content_of",
    "figures_of",
    "import_plan",
    "keep_choices",
    "keep_corrections",
    "keep_result",
    "stage_document",
    "with_problems",
]
