"""Rows as text, JSON, YAML and CSV."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest
import typer
from ruamel.yaml import YAML

from northing.kit.cli.formats import Format, show_data, show_rows
from tests.kit.cli.example import COLUMNS, ROWS


class Screen(io.StringIO):
    """Standard output that is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(form: Format, out: io.StringIO | None = None) -> str:
    stream = out or io.StringIO()
    show_rows(ROWS, COLUMNS, form=form, out=stream)
    return stream.getvalue()


def test_json_and_yaml_hold_every_key_in_order() -> None:
    assert json.loads(shown(Format.JSON)) == ROWS
    assert YAML(typ="safe").load(shown(Format.YAML)) == ROWS
    assert "提升 NPS" in shown(Format.JSON)
    assert shown(Format.YAML).splitlines()[0] == "- ref: a1"


def test_csv_holds_the_columns_and_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(shown(Format.CSV))))
    assert rows == [
        ["ref", "title", "progress", "parts", "is_agreed"],
        ["a1", "提升 NPS", "0.70", "x, y", "yes"],
        ["b2", "'=HYPERLINK(1)", "", "", "no"],
    ]


def test_piped_text_is_plain_aligned_and_never_cut() -> None:
    long = [{**ROWS[0], "title": "x" * 500}]
    out = io.StringIO()
    show_rows(long, COLUMNS, form=Format.TEXT, out=out)
    assert "x" * 500 in out.getvalue()
    assert "\x1b" not in out.getvalue()
    assert shown(Format.TEXT).splitlines() == [
        "Ref  Title          Progress  Parts  Agreed",
        "a1   提升 NPS           0.70  x, y   yes",
        "b2   =HYPERLINK(1)                   no",
    ]


def test_a_screen_may_have_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[1m" in shown(Format.TEXT, Screen())
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in shown(Format.TEXT, Screen())


def test_brackets_are_no_markup() -> None:
    out = Screen()
    show_rows([{"ref": "[red]x[/red]"}], COLUMNS[:1], form=Format.TEXT, out=out)
    assert "[red]x[/red]" in out.getvalue()


def test_nested_data() -> None:
    out = io.StringIO()
    data = {"ref": "a1", "value": Decimal("0.70"), "parts": ["x"], "none": None}
    show_data(data, form=Format.TEXT, out=out)
    assert out.getvalue() == "ref: a1\nvalue: 0.70\nparts: x\nnone: \n"
    out = io.StringIO()
    show_data(data, form=Format.JSON, out=out)
    assert json.loads(out.getvalue())["value"] == "0.70"
    with pytest.raises(typer.BadParameter):
        show_data(data, form=Format.CSV, out=io.StringIO())
