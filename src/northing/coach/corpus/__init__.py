"""The project's own labelled sentences and sets, written for it in four languages (see README.md here).

The half called "tune" may be read while rules are written; of the half called "measure" only figures are shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Literal

__all__ = ["PARTS", "Part", "Sentence", "SetOfResults", "part_of", "sentences", "sets"]

Part = Literal["tune", "measure"]
PARTS: tuple[Part, ...] = ("tune", "measure")
FILES = ("en", "zh_hans", "zh_hant", "ru")


@dataclass(frozen=True)
class Sentence:
    """One labelled sentence.

    `lang_open`: either Chinese script is a right answer. `parse` is None where no number may be read;
    `judges_parse` is false where the design leaves the reading open. `findings` must fire, `either` may,
    everything else must stay silent.
    """

    id: str
    kind: str
    lang: str
    lang_open: bool
    text: str
    objective: str | None
    fields: Mapping[str, Any]
    parse: Mapping[str, Any] | None
    judges_parse: bool
    findings: frozenset[str]
    either: frozenset[str]


@dataclass(frozen=True)
class SetOfResults:
    """One labelled set: an objective with its key results, or the objectives of one holder."""

    id: str
    lang: str
    content: Mapping[str, Any]
    findings: frozenset[str]
    either: frozenset[str]


def part_of(key: str) -> Part:
    """The half an item belongs to, by the hash of its id: the same on every machine, whatever is added."""
    return PARTS[sha256(key.encode()).digest()[0] % len(PARTS)]


@cache
def sentences(part: Part | None = None) -> tuple[Sentence, ...]:
    """All labelled sentences, or those of one half, in the order of the files."""
    return tuple(_sentence(row) for row in _rows("{}.jsonl") if part in (None, part_of(row["id"])))


@cache
def sets(part: Part | None = None) -> tuple[SetOfResults, ...]:
    """All labelled sets, or those of one half, in the order of the files."""
    return tuple(_set(row) for row in _rows("sets_{}.jsonl") if part in (None, part_of(row["id"])))


def _sentence(row: dict[str, Any]) -> Sentence:
    return Sentence(
        id=row["id"],
        kind=row["kind"],
        lang=row["lang"],
        lang_open=row.get("lang_open", False),
        text=row["text"],
        objective=row.get("objective"),
        fields=row.get("fields", {}),
        parse=row.get("parse"),
        judges_parse="parse" in row,
        findings=frozenset(row["findings"]),
        either=frozenset(row.get("either", ())),
    )


def _set(row: dict[str, Any]) -> SetOfResults:
    return SetOfResults(
        id=row["id"],
        lang=row["lang"],
        content=row["set"],
        findings=frozenset(row["findings"]),
        either=frozenset(row.get("either", ())),
    )


def _rows(pattern: str) -> Iterator[dict[str, Any]]:
    for name in FILES:
        text = files(__name__).joinpath(pattern.format(name)).read_text(encoding="utf-8")
        yield from (json.loads(line) for line in text.splitlines() if line.strip())
