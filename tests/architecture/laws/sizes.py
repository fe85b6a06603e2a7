"""Cap the tail: the pain of a code base lives in its longest files and functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.laws import law
from tests.architecture.source import Module

LONGEST_FILE = 400
LONGEST_FUNCTION = 50


@law(
    broken_by=[("northing.kit.long", "x = 1\n" * (LONGEST_FILE + 1))],
    kept_by=[
        ("northing.kit.long", "x = 1\n" * LONGEST_FILE),
        ("northing.features.okrs.migrations.0001_initial", "x = 1\n" * 900),
    ],
)
def files_are_short(module: Module) -> Iterator[str]:
    """A module that outgrows about 300 lines becomes a package of the same name that re-exports."""
    lines = len(module.text.splitlines())
    if lines > LONGEST_FILE and not module.is_migration:
        yield f"{module.path}:1 has {lines} lines"


@law(
    broken_by=[("northing.kit.long", "def f():\n" + "    x = 1\n" * LONGEST_FUNCTION)],
    kept_by=[("northing.kit.long", "def f():\n" + "    x = 1\n" * (LONGEST_FUNCTION - 1))],
)
def functions_are_short(module: Module) -> Iterator[str]:
    """At most 50 lines from ``def`` to the end; most should have fewer than 15."""
    for node in module.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not module.is_migration:
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield module.at(node, f"{node.name}() has {lines} lines")
