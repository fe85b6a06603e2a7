"""Codes of exchange as sentences: why a document, a line or a row could not be used, and what to do."""

from northing.features.exchange.wording.lines import excerpt, problem_text, skip_text
from northing.features.exchange.wording.outcomes import (
    change_word,
    encoding_word,
    field_words,
    format_word,
    kind_choices,
    kind_words,
    objective_above,
    read_as,
    row_note,
    summary_lines,
    thing_word,
    to_mend,
    unused_lines,
)
from northing.features.exchange.wording.refusals import SENTENCES, register

__all__ = [
    "SENTENCES",
    "change_word",
    "encoding_word",
    "excerpt",
    "field_words",
    "format_word",
    "kind_choices",
    "kind_words",
    "objective_above",
    "problem_text",
    "read_as",
    "register",
    "row_note",
    "skip_text",
    "summary_lines",
    "thing_word",
    "to_mend",
    "unused_lines",
]
