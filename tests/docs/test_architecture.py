"""What docs/architecture.md claims is true: its paths exist, its list is the order, and it fits one screen."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.architecture.source import DOORS, INSIDE, ROOT, SRC, feature_order, layers_of

PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
RECORDS = sorted((ROOT / "docs" / "adr").glob("*.md"))


def test_it_fits_one_screen() -> None:
    assert len(PAGE.splitlines()) <= 60
    assert max(map(len, PAGE.splitlines())) <= 140


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`((?:tests|kit|config|docs)/[\w/.]+)`", PAGE))))
def test_every_path_exists(named: str) -> None:
    assert (ROOT / named).exists() or (SRC / named).exists()


def test_the_list_of_features_is_the_order_of_the_contract() -> None:
    (line,) = re.findall(r"^`home`.*$", PAGE, flags=re.MULTILINE)
    existing = [name for name in reversed(feature_order()) if (SRC / "features" / name).exists()]
    assert re.findall(r"`(\w+)`", line) == existing


def test_the_drawing_names_the_rings_in_order() -> None:
    drawn = re.findall(r"^ *(config|demo|features|kit|library|coach|domain)\b", PAGE, flags=re.MULTILINE)
    rings = [name.strip(" ()") for line in layers_of("rings") for name in line.split(":")]
    wanted = [ring for ring in rings if ring != "__main__" and (SRC / ring).exists()]
    assert drawn == wanted
    assert all((SRC / ring).is_dir() for ring in drawn)


def test_every_layer_it_names_is_one() -> None:
    section = PAGE.partition("Inside a feature")[2].partition("|")[0]
    named = set(re.findall(r"`(\w+)`", section))
    assert named <= DOORS | INSIDE
    assert {"views", "actions", "queries", "policies", "models"} <= named


def test_every_test_it_promises_has_tests_or_laws() -> None:
    for named in set(re.findall(r"`(tests/[\w/.]+\.py)`", PAGE)):
        source = (ROOT / named).read_text("utf-8")
        assert "def test_" in source or "@law(" in source, named


def test_decision_records_are_numbered_without_gaps_and_short() -> None:
    numbers = [int(record.name[:4]) for record in RECORDS]
    assert numbers[0] == 1
    assert all(after == before + 1 for before, after in pairwise(numbers))
    for record in RECORDS:
        text = record.read_text("utf-8")
        assert len(text.splitlines()) <= 40, record.name
        assert text.startswith(f"# {int(record.name[:4])} · "), record.name


def _linked() -> list[tuple[str, Path]]:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return [
        (f"{page.relative_to(ROOT)} -> {target}", page.parent / target.partition("#")[0])
        for page in pages
        for target in re.findall(r"\]\(([^)#][^)]*)\)", page.read_text("utf-8"))
        if not re.match(r"[a-z]+:", target)
    ]


def test_no_link_between_our_pages_is_broken() -> None:
    assert not [title for title, target in _linked() if not target.exists()]


def test_records_named_in_the_source_exist() -> None:
    named = {
        number
        for path in SRC.rglob("*.py")
        for number in re.findall(r"docs/adr/(\d{4})", path.read_text("utf-8"))
    }
    assert named <= {record.name[:4] for record in RECORDS}
