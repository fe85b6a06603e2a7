"""Whole documents as people have them: every key result under its objective, nothing else imported.

Beside each document stands its tree: `O title | team | owner | cycle`, `K` key results, `I` initiatives.
"""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from northing.domain.plan import Plan
from northing.features.exchange.adapters import Reading, read_document

TODAY = date(2026, 11, 23)
TREES = sorted((Path(__file__).parent / "documents").glob("*.tree"))


def read(path: Path) -> Reading:
    return read_document(path.name, path.read_bytes(), today=TODAY)


def told(plan: Plan) -> list[str]:
    found: list[str] = []
    for objective in plan.objectives:
        cycle = objective.cycle or plan.cycle
        parts = (objective.title, objective.team, objective.owner, cycle.name if cycle else "")
        found.append(f"O {' | '.join(parts)}".rstrip())
        found += [f"K {part.title}" for part in objective.key_results]
        found += [f"I {part.title}" for part in objective.initiatives]
    return found


def test_there_are_documents_in_every_language() -> None:
    languages = [path.name.rpartition("-")[0] for path in TREES]
    assert len(languages) >= 24
    assert all(sum(name.startswith(code) for name in languages) >= 5 for code in ("en", "zh-hans", "ru"))
    assert sum(path.name.startswith("zh-hant") for path in TREES) >= 4


@pytest.mark.parametrize("tree", TREES, ids=lambda path: path.stem)
def test_a_document_becomes_its_tree(tree: Path) -> None:
    expected = [line.rstrip() for line in tree.read_text(encoding="utf-8").splitlines() if line.strip()]
    reading = read(tree.with_suffix(""))
    assert told(reading.plan) == expected
    assert [problem.code for problem in reading.problems] == ([] if expected else ["no_objectives"])


@pytest.mark.parametrize("tree", TREES, ids=lambda path: path.stem)
def test_no_line_of_a_document_is_lost(tree: Path) -> None:
    path = tree.with_suffix("")
    if path.suffix in (".html", ".csv"):
        return  # their lines are counted as shown, not as written
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    there = {number for number, line in enumerate(text.split("\n"), 1) if line.strip(" \t\u3000\xa0\ufeff")}
    reading = read(path)
    assert {line.line for line in reading.plan.skipped} | reading.used == there
