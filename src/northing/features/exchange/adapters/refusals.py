"""A document that cannot be read at all."""

from __future__ import annotations


class DocumentRefused(Exception):
    """Nothing of this file can be used; `code` and `params` are worded at the edge, with a next step."""

    def __init__(self, code: str, *, line: int = 0, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.params = params


MAX_BYTES = 10 * 1024 * 1024
MAX_YAML_BYTES = 5 * 1024 * 1024
"""YAML is read in pure Python, some ten times slower than a table."""
MAX_ITEMS = 50_000
"""Objectives and key results of one plan; larger organizations import by parts."""
MAX_LINES = 200_000
MAX_LINE = 30_000
"""Longer lines hold no outline: they are commentary, so no pattern ever runs over them."""
