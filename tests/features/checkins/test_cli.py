"""``northing checkin``: options that ask nothing, questions that accept what the page accepts, refusals with codes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from northing.config.cli import TABLE
from northing.features.okrs import queries as okr_queries
from northing.kit.cli import setup, table
from tests.cast import Cast
from tests.features.checkins.scene import NOW, TODAY, Week, a_week, a_weekly_key_result

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _a_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(setup, "pending_migrations", list)
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def start(*words: str, typed: str = "") -> tuple[int, str, str]:
        import io

        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        chosen = {"checkin": TABLE["checkin"]}
        code = table.run(chosen, version=lambda: "0", arguments=["checkin", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return start


@pytest.fixture
def week(cast: Cast) -> Week:
    return a_week(cast)


def last_said(cast: Cast, ref: str) -> tuple[Any, Any, bool]:
    row = okr_queries.check_ins_of(actor=cast.ada.actor, ref=ref, on=TODAY)[0]
    return row.value, row.confidence, row.is_reading


MIKA = ("--as", "mika@acme.example")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--value", "84900", "--confidence", "8"], (Decimal(84900), 8, True)),
        (["--value", "+500"], (Decimal(78900), 7, True)),
        (["--value", "8.5万", "--confidence", "0"], (Decimal(85000), 0, True)),
        (["--value=-400"], (Decimal(78000), 7, True)),
        (["--unchanged", "--confidence", "5"], (Decimal(78400), 5, True)),
        (["--judgement-only", "--confidence", "3"], (None, 3, False)),
        (["--confidence", "9"], (None, 9, False)),
    ],
)
def test_options_ask_nothing(
    cast: Cast, run: Run, week: Week, words: list[str], said: tuple[Any, ...]
) -> None:
    code, out, _errors = run(week.metric.ref, *words, *MIKA, "--format", "json")
    assert code == 0
    assert json.loads(out)["ref"] == week.metric.ref
    assert last_said(cast, week.metric.ref) == said


def test_other_kinds_and_an_earlier_day(cast: Cast, run: Run, week: Week) -> None:
    assert run(week.stages.ref, "--stages", "1,2", *MIKA)[0] == 0
    assert okr_queries.key_result_row(actor=cast.ada.actor, ref=week.stages.ref, on=TODAY).reached == (1, 2)
    assert run(week.yes_no.ref, "--done", *MIKA)[0] == 0
    assert run(week.percent.ref, "--value", "12.5%", "--on", "2026-11-14", *MIKA)[0] == 0
    row = okr_queries.check_ins_of(actor=cast.ada.actor, ref=week.percent.ref, on=TODAY)[0]
    assert (row.value, row.effective_on.isoformat()) == (Decimal("12.5"), "2026-11-14")


def test_durations_are_kept_in_seconds(cast: Cast, run: Run, week: Week) -> None:
    kept = {"kind": "at_most", "unit": "duration:hours", "upper": Decimal(7200)}
    calls = a_weekly_key_result(cast, week.objective, cast.mika, title="Calls are short", **kept)
    assert run(calls.ref, "--value", "1:30", "--confidence", "6", *MIKA)[0] == 0
    assert last_said(cast, calls.ref)[0] == Decimal(5400)
    assert run(calls.ref, "--value", "+0.5", *MIKA)[0] == 0
    assert last_said(cast, calls.ref)[0] == Decimal(7200)


def test_everything_due_is_asked_one_after_the_other(cast: Cast, run: Run, week: Week) -> None:
    # metric, percent, keep, stages, yes/no: a change, a share that needs a second try, the same, one skipped, done.
    typed = "+6500\n8\nlots\n\n12.3%\n=\n\ns\ny\n2\nthe lawyers\n"
    code, out, errors = run(*MIKA, typed=typed)
    assert code == 0, errors
    assert "“lots” cannot be read as a number" in errors
    assert last_said(cast, week.metric.ref) == (Decimal(84900), 8, True)
    assert last_said(cast, week.percent.ref) == (Decimal("12.3"), 4, True)
    assert last_said(cast, week.keep.ref) == (Decimal("63.1"), 8, True)
    row = okr_queries.check_ins_of(actor=cast.ada.actor, ref=week.yes_no.ref, on=TODAY)[0]
    assert (row.is_done, row.confidence, row.note) == (True, 2, "the lawyers")
    assert len(okr_queries.check_ins_of(actor=cast.ada.actor, ref=week.stages.ref, on=TODAY)) == 1
    assert "84,900 · +6,500 since last time" in out


def test_a_number_with_two_meanings_is_asked_about(cast: Cast, run: Run, week: Week) -> None:
    terms = {"title": "Letters", "start": Decimal(0), "target": Decimal(50)}
    letters = a_weekly_key_result(cast, week.objective, cast.mika, **terms)
    code, _out, errors = run(letters.ref, "--value", "1.234", "--confidence", "6", *MIKA)
    assert (code, "1) 1,234" in errors, "2) 1.23" in errors) == (2, True, True)
    code, _out, errors = run(letters.ref, *MIKA, typed="1.234\n6\n2\n")
    assert code == 0, errors
    assert last_said(cast, letters.ref) == (Decimal("1.234"), 6, True)


def test_a_number_far_outside_is_asked_about_once_and_an_option_is_meant(
    cast: Cast, run: Run, week: Week
) -> None:
    code, _out, err = run(week.metric.ref, *MIKA, typed="8490000\n8\n8490000\n")
    assert code == 0
    assert err.count("8,490,000 is far outside everything known of this number.") == 1
    assert last_said(cast, week.metric.ref) == (Decimal(8490000), 8, True)
    code, _out, err = run(week.percent.ref, "--value", "9000", "--confidence", "3", *MIKA)
    assert (code, err) == (0, "")
    assert last_said(cast, week.percent.ref) == (Decimal(9000), 3, True)


def test_a_stop_keeps_what_was_said(cast: Cast, run: Run, week: Week) -> None:
    code, _out, errors = run(*MIKA, typed="80000\n8\n")
    assert (code, "Stopped." in errors) == (1, True)
    assert last_said(cast, week.metric.ref)[0] == Decimal(80000)


def test_nothing_due_says_so(cast: Cast, run: Run) -> None:
    code, out, errors = run(*MIKA)
    assert (code, out) == (0, "")
    assert "Everything is said for now." in errors


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["{metric}", "--value", "NaN", *MIKA], 2, "cannot be read as a number"),
        (["{metric}", "--value", "1e400", *MIKA], 2, "value: "),
        (["{metric}", "--value", "0.1234567", *MIKA], 2, "too precise"),
        (["{metric}", "--value", "1", "--on", "2026-12-01", *MIKA], 2, "a day that has not come"),
        (["{metric}", "--done", *MIKA], 2, "measured differently"),
        (["{stages}", "--value", "3", *MIKA], 2, "measured differently"),
        (["{metric}", "--value", "1", "--unchanged", *MIKA], 2, "Choose one of"),
        (["--value", "1", *MIKA], 2, "Name the key result"),
        (["{metric}", "--confidence", "11", *MIKA], 2, "--confidence"),
        (["{metric}", "--value", "1", "--as", "oleg@acme.example"], 3, "may check in"),
        (["{metric}", "--value", "1", "--as", "olga@acme.example"], 3, "may check in"),
        (
            ["{metric}", "--value", "1", "--as", "zoe@zenith.example", "--organization", "zenith"],
            4,
            "does not exist",
        ),
        (["aaaaaaaaaaaa", "--value", "1", *MIKA], 4, "does not exist"),
        (
            ["{metric}", "--value", "1", "--as", "nobody@acme.example"],
            4,
            "Nobody here has the mail address “nobody@acme.example”",
        ),
        ([], 2, "--as MAIL"),
    ],
)
def test_refusals_have_codes_and_sentences(
    cast: Cast, run: Run, week: Week, words: list[str], code: int, sentence: str
) -> None:
    named = [word.format(metric=week.metric.ref, stages=week.stages.ref) for word in words]
    found, _out, errors = run(*named)
    assert (found, sentence in errors) == (code, True), errors
    assert last_said(cast, week.metric.ref)[0] == Decimal(78400)
