"""The library and the coach in words."""

from northing.features.writing.wording import findings  # noqa: F401 - registers its sentences
from northing.features.writing.wording.library import (
    Choices,
    ExampleCard,
    InitiativeLine,
    KeyResultLine,
    card_of,
    choices_of,
    department_label,
    holders,
    initiative_lines,
    key_result_lines,
    language,
    language_names,
    register,
    unit_suffix,
)

__all__ = [
    "Choices",
    "ExampleCard",
    "InitiativeLine",
    "KeyResultLine",
    "card_of",
    "choices_of",
    "department_label",
    "holders",
    "initiative_lines",
    "key_result_lines",
    "language",
    "language_names",
    "register",
    "unit_suffix",
]
