"""The list of codes is the list of codes: none is given that is not on it, none is on it that is never given."""

from __future__ import annotations

import ast
from pathlib import Path

import northing.coach.quantities.answers as answers
import northing.domain.units as units
from northing.features.exchange import adapters
from northing.features.exchange.adapters.codes import PROBLEMS, REFUSALS, SKIPS

SOURCES = [
    *(path for path in Path(adapters.__path__[0]).glob("*.py") if path.name != "codes.py"),
    Path(answers.__file__),
    Path(units.__file__),
]


def test_every_code_on_the_list_is_given_somewhere() -> None:
    texts = {
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert ({*PROBLEMS, *REFUSALS} | SKIPS) - texts == set()


def test_every_code_that_is_given_is_on_the_list() -> None:
    given: set[str] = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            given |= _codes(node) if isinstance(node, ast.Call) else set()
    assert given - set(PROBLEMS) - set(REFUSALS) - SKIPS == set()


def _codes(call: ast.Call) -> set[str]:
    """The constant in the place where each of these calls carries its code."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    place = {"DocumentRefused": 0, "problem": 1, "_problem": 2, "PlanProblem": 2, "_skip": 1, "skip": 2}.get(
        name
    )
    if place is None or place >= len(call.args):
        return set()
    parts = ast.walk(call.args[place])
    return {node.value for node in parts if isinstance(node, ast.Constant) and isinstance(node.value, str)}
