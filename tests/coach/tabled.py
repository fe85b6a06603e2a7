"""Tables of sentences with what a careful reader would take from them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "sentences"


class Row(NamedTuple):
    direction: str
    baseline: str
    target: str
    unit: str
    relative: str
    text: str


def rows(name: str) -> list[Row]:
    """The rows of one table; a dash is "nothing"."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    cells = [line.split(" | ", 5) for line in lines if line and not line.startswith("#")]
    return [Row(*(cell.strip() for cell in row)) for row in cells]
