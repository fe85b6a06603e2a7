"""``northing coach evaluate``: what it prints, and what its end says to a script."""

from __future__ import annotations

import json
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from northing.coach.corpus import part_of
from northing.coach.evaluate import error_codes, measure_report, unmet
from northing.config.evaluate import evaluate

APP = typer.Typer()
APP.command()(evaluate)


def _run(*arguments: str) -> Any:
    return CliRunner().invoke(APP, list(arguments))


def test_text_has_a_row_for_every_figure() -> None:
    told = _run("--part", "tune")
    figures = measure_report("tune")
    names = [line.split()[0] for line in told.stdout.splitlines() if line and not line.startswith(" ")]
    assert {*figures.shares, *figures.rules} <= set(names)


@pytest.mark.parametrize("part", ["tune", "measure"])
def test_the_exit_code_says_whether_the_bars_are_reached(part: Any) -> None:
    is_below = bool(unmet(measure_report(part), error_codes()))
    assert _run("--part", part).exit_code == int(is_below)


def test_json_holds_the_figures() -> None:
    data = json.loads(_run("--part", "measure", "--format", "json").stdout)
    assert {"rules", "shares", "unmet"} == set(data)
    assert data["rules"] == measure_report("measure").as_json()["rules"]


def test_details_never_show_the_measured_half() -> None:
    data = json.loads(_run("--format", "json", "--details").stdout)
    assert {part_of(miss["id"]) for miss in data["misses"]} <= {"tune"}
    assert not json.loads(_run("--part", "measure", "--format", "json", "--details").stdout)["misses"]


def test_details_show_text_and_both_answers() -> None:
    figures = measure_report("tune")
    told = _run("--part", "tune", "--details").stdout
    for miss in figures.misses[:20]:
        assert miss.id in told
        assert miss.text in told


def test_an_unknown_half_is_refused() -> None:
    assert _run("--part", "all").exit_code == 2
