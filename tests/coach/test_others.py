"""Sentences as others write them, each with the errors and warnings a careful reader asks for, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from northing.coach.items import check_row

FOLDER = Path(__file__).parent / "others"
KINDS = {"o": "objective", "k": "key_result"}


def _rows() -> list[tuple[str, str, str]]:
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [tuple(line.split(" | ", 2)) for line in lines if not line.startswith("#")]
    return [(KINDS[kind], codes, text) for kind, codes, text in found]


ROWS = _rows()


def test_there_are_sentences_of_every_language() -> None:
    assert len(ROWS) > 250
    assert {path.stem for path in FOLDER.glob("*.txt")} == {"en", "ru", "zh-hans", "zh-hant"}


@pytest.mark.parametrize(("kind", "codes", "text"), ROWS, ids=[text for _, _, text in ROWS])
def test_the_coach_says_what_a_careful_reader_would(kind: str, codes: str, text: str) -> None:
    report = check_row({"kind": kind, "text": text})
    said = {finding.code for finding in report.findings if finding.severity != "hint"}
    assert said == set(codes.replace("-", "").split())
