"""The bench does what it says, on a tiny organization. What it measures is never asserted: machines differ."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

PATIENCE_SECONDS = 120
KEYS = {"job", "figure", "measured", "unit", "floor", "ratio", "bar", "holds"}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("bench")
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("NORTHING", "LC_", "LANG"))
    }
    return {**kept, "PYTHONPATH": "src", "DATABASE_URL": f"sqlite:///{folder}/northing.db"}


def bench(environment: dict[str, str], *words: str, code: int = 0) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "northing", "bench", *words, "--format", "json"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    assert done.returncode == code, done.stderr
    return json.loads(done.stdout) if code == 0 else done.stderr


@pytest.fixture(scope="module")
def seeded(environment: dict[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = bench(environment, "seed", "--people", "40")
    return told


def test_what_is_seeded_is_as_large_as_asked_and_every_number_is_confirmed(seeded: dict[str, Any]) -> None:
    assert (seeded["people"], seeded["objectives"], seeded["key_results"]) == (40, 100, 340)
    assert seeded["check_ins"] > 2_000
    assert seeded["is_clean"]


def test_made_up_people_never_join_real_ones(environment: dict[str, str], seeded: dict[str, Any]) -> None:
    assert "--into-existing" in bench(environment, "seed", "--people", "20", code=5)


def test_a_check_in_is_held_against_its_own_statements(
    environment: dict[str, str], seeded: dict[str, Any]
) -> None:
    report = bench(environment, "checkin", "--samples", "3")
    told = {figure["figure"]: figure for figure in report["figures"]}
    assert all(figure.keys() == KEYS for figure in report["figures"])
    assert told["depth"]["measured"] == 6
    assert told["statements"]["holds"]
    assert told["action / SQL floor"]["ratio"] > 0
    assert told["request / SQL floor"]["bar"] == "≤ 5"
    assert told["action / SQL floor, processor"]["ratio"] > 0


def test_pages_are_held_against_the_frame(environment: dict[str, str], seeded: dict[str, Any]) -> None:
    report = bench(environment, "http", "--samples", "1", "--rounds", "1")
    jobs = {figure["job"] for figure in report["figures"]}
    assert jobs == {"calibration", "home", "explorer", "objective", "check-in page", "team"}
    counted = [figure for figure in report["figures"] if figure["figure"] == "statements"]
    assert all(figure["measured"] > 0 for figure in counted)


def test_the_ledger_is_as_right_after_the_bench_as_before(
    environment: dict[str, str], seeded: dict[str, Any]
) -> None:
    report = bench(environment, "recompute", "--rounds", "1")
    told = {figure["figure"]: figure for figure in report["figures"]}
    assert told["numbers that differ"]["measured"] == 0
    assert told["key results"]["measured"] == 340
