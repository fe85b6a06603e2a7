"""What the package promises to those who install it."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.architecture.source import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def _name(requirement: str) -> str:
    return re.split(r"[\[<>=! ;]", requirement, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")


def _pinned(lock: str) -> set[str]:
    return {_name(line) for line in (ROOT / lock).read_text("utf-8").splitlines() if "==" in line}


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_hold_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text
    for block in re.split(r"\n(?=[a-z])", text.strip()):
        assert "--hash=sha256:" in block, block


def test_locks_hold_what_the_project_asks_for() -> None:
    assert {_name(asked) for asked in PROJECT["dependencies"]} <= _pinned("requirements.lock")
    assert {_name(asked) for asked in PROJECT["optional-dependencies"]["dev"]} <= _pinned(
        "requirements-dev.lock"
    )
    assert _pinned("requirements.lock") <= _pinned("requirements-dev.lock")


def test_both_locks_pin_the_same_versions() -> None:
    pins = [
        set(re.findall(r"^\S+==\S+", (ROOT / lock).read_text("utf-8"), flags=re.MULTILINE)) for lock in LOCKS
    ]
    assert pins[0] <= pins[1]


def test_the_version_is_read_from_the_changelog() -> None:
    assert re.search(r"^## \d+\.\d+\.\d+", (ROOT / "CHANGELOG.md").read_text("utf-8"), flags=re.MULTILINE)


def test_the_licence_named_is_the_licence_given() -> None:
    first = (ROOT / "LICENSE").read_text("utf-8").strip().splitlines()[:2]
    assert PROJECT["license"] == "GPL-3.0-or-later"
    assert [line.strip() for line in first] == ["GNU GENERAL PUBLIC LICENSE", "Version 3, 29 June 2007"]
