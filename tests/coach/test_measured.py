"""How well the coach reads may not fall: tests/baselines/coach.json keeps the figures, design 5.4 sets the bars."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from northing.coach.corpus import PARTS, Part
from northing.coach.evaluate import Figures, error_codes, measure_report, unmet
from tests.support.baselines import FOLDER, check_json, is_updating

NAME = "coach.json"
SLACK = 0.0005  # the file keeps three digits


@cache
def _figures(part: Part) -> Figures:
    return measure_report(part)


def _kept(figures: Figures) -> dict[str, dict[str, Any]]:
    """Every figure by a name: `K201 precision`, `parse ru`."""
    plain = figures.as_json()
    kept = {
        f"{code} {name}": values[name]
        for code, values in plain["rules"].items()
        for name in ("precision", "recall")
    }
    shares = {
        f"{name} {lang}": one["rate"] for name, by in plain["shares"].items() for lang, one in by.items()
    }
    return {"rules": kept, "shares": shares}


def test_the_measured_half_reaches_the_bars() -> None:
    assert unmet(_figures("measure"), error_codes()) == []


@pytest.mark.parametrize("part", PARTS)
def test_no_figure_falls(part: Part) -> None:
    if is_updating():
        check_json(NAME, {one: _kept(_figures(one)) for one in PARTS})
    known = json.loads((FOLDER / NAME).read_text(encoding="utf-8"))[part]
    today = _kept(_figures(part))
    fallen = {
        name: (value, today[group].get(name))
        for group in ("rules", "shares")
        for name, value in known[group].items()
        if today[group].get(name, 1.0) < value - SLACK
    }
    assert fallen == {}
    unknown = {name for group in ("rules", "shares") for name in today[group]} - {
        *known["rules"],
        *known["shares"],
    }
    assert not unknown, "run again with NORTHING_UPDATE=1 and commit the file"


def test_the_coach_says_the_same_every_time() -> None:
    assert measure_report("measure").as_json() == _figures("measure").as_json()
