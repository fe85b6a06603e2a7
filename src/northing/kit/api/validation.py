"""Pydantic's findings become our codes, so that a wrong type reads like any other wrong input."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from northing.kit.errors import Invalid, Problems

_CODES = {
    "missing": "required",
    "extra_forbidden": "unknown_field",
    "string_too_long": "too_long",
    "string_too_short": "too_short",
    "too_long": "too_many_items",
    "too_short": "too_few_items",
    "enum": "unknown_choice",
    "literal_error": "unknown_choice",
    "greater_than": "at_least",
    "greater_than_equal": "at_least",
    "less_than": "at_most",
    "less_than_equal": "at_most",
}
# The beginning of pydantic's type decides for whole families, e.g. ``decimal_parsing``, ``decimal_type``.
_FAMILIES = (
    ("decimal_", "number_expected"),
    ("float_", "number_expected"),
    ("finite_number", "number_expected"),
    ("int_", "whole_number_expected"),
    ("bool_", "yes_or_no_expected"),
    ("date_", "not_a_date"),
    ("datetime_", "not_a_date"),
    ("string_", "text_expected"),
    ("list_", "list_expected"),
    ("tuple_", "list_expected"),
    ("dict_", "object_expected"),
    ("model_", "object_expected"),
)
_LIMITS = ("max_length", "min_length", "ge", "gt", "le", "lt")


def problems_of(errors: Sequence[Mapping[str, Any]]) -> Invalid:
    """One :class:`Invalid` per finding, each with the path of its field as the client wrote it."""
    return Problems([_invalid(error) for error in errors])


def _invalid(error: Mapping[str, Any]) -> Invalid:
    context = error.get("ctx") or {}
    limit = next((context[name] for name in _LIMITS if name in context), None)
    shown = str(error.get("input", ""))[:80]
    return Invalid(code_of(error["type"]), field=field_path(error["loc"]), limit=limit, value=shown)


def code_of(kind: str) -> str:
    """Our code for one of pydantic's error types."""
    if kind in _CODES:
        return _CODES[kind]
    return next((code for beginning, code in _FAMILIES if kind.startswith(beginning)), "wrong_form")


def field_path(location: Sequence[str | int]) -> str | None:
    """``("body", "payload", "key_results", 0, "title")`` → ``key_results.0.title``.

    The first part names the source; a body's second part is the name of a Python argument, which no client knows.
    """
    source, *path = location
    if source == "body" and path:
        path = path[1:]
    return ".".join(str(part) for part in path) or None
