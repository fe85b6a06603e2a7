"""``northing okrs``: list, show, tree, explain, recompute."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
import time_machine

from northing.config.cli import TABLE
from northing.features.okrs.models import ObjectiveStanding
from northing.kit.cli import setup, table
from tests.builders import aligned, an_objective
from tests.cast import Cast
from tests.features.okrs.rest import NOW, Ledger, a_ledger

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _a_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(setup, "pending_migrations", list)
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def start(*words: str) -> tuple[int, str, str]:
        chosen = {"okrs": TABLE["okrs"]}
        code = table.run(chosen, version=lambda: "0", arguments=["okrs", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return start


@pytest.fixture
def ledger(cast: Cast) -> Ledger:
    return a_ledger(cast)


def test_the_list_in_every_format(cast: Cast, run: Run, ledger: Ledger) -> None:
    rows = json.loads(run("list", "--format", "json")[1])
    assert [row["title"] for row in rows] == ["The town talks about us", "Readers come back"]
    code, text, _errors = run("list", "--person", "mika@acme.example")
    assert (code, "Readers come back" in text, "22%" in text, "The town" in text) == (0, True, True, False)
    csv = run("list", "--format", "csv")[1].splitlines()
    assert csv[0] == "ref,title,holder,owner,progress,status,confidence,last_reading_on"
    assert csv[2].startswith(f"{ledger.mine.ref},Readers come back,Mika,Mika,0.223076923,on_track")
    assert "title: Readers come back" in run("list", "--format", "yaml", "--text", "subscribers")[1]
    assert json.loads(run("list", "--team", "Growth", "--format", "json")[1]) == []
    assert json.loads(run("list", "--backlog", "--format", "json")[1]) == []
    assert run("list", "--limit", "1")[2] == "There are more: raise --limit or narrow the list.\n"


def test_one_of_them(cast: Cast, run: Run, ledger: Ledger) -> None:
    code, text, _errors = run("show", ledger.mine.ref)
    assert code == 0
    assert text.splitlines()[0] == "Readers come back"
    assert "61,000 → 100,000" in text
    told = json.loads(run("show", ledger.mine.ref, "--format", "json")[1])
    assert [one["ref"] for one in told["key_results"]] == [ledger.metric.ref, ledger.stages.ref]
    assert json.loads(run("show", ledger.metric.ref, "--format", "json")[1])["start"] == "61000"


def test_the_tree_draws_who_works_towards_what(cast: Cast, run: Run, ledger: Ledger) -> None:
    other = an_objective(cast.ada.actor, cycle=ledger.cycle, title="Also a goal", agreed=True)
    aligned(cast.ada.actor, ledger.mine, other)
    leaf = an_objective(cast.ada.actor, cycle=ledger.cycle, title="Leaf")
    aligned(cast.ada.actor, leaf, ledger.mine)
    assert (
        run("tree")[1].splitlines()
        == [
            "The town talks about us · 22% · on track",
            "└─ Readers come back · 22% · on track · Mika",
            "   └─ Leaf · – · draft",
            "Also a goal · 22% · on track",
            "└─ Readers come back · 22% · on track · Mika",
            "   └─ (shown above)",
        ]
        or run("tree")[1]
    )
    code, text, _errors = run("tree", "--depth", "1", "--key-results")
    assert (code, len(text.splitlines())) == (0, 2)
    assert "▪ Subscribers · 45% · on track" in run("tree", "--key-results")[1]
    told = json.loads(run("tree", "--format", "json")[1])
    assert told[0]["children"][0]["children"][0]["title"] == "Leaf"
    assert told[0]["children"][0]["link"]["kind"] == "contributes"
    assert run("tree", "--format", "csv")[0] == 2


@pytest.mark.parametrize("subject", ["goal", "mine", "metric", "stages"])
def test_why(cast: Cast, run: Run, ledger: Ledger, subject: str) -> None:
    ref = getattr(ledger, subject).ref
    code, text, _errors = run("explain", ref)
    assert code == 0
    assert text.splitlines()[-1] == "Recomputed just now: it adds up."
    assert json.loads(run("explain", ref, "--format", "json")[1])["adds_up"] is True


def test_recompute_finds_and_mends(cast: Cast, run: Run, ledger: Ledger) -> None:
    assert run("recompute")[0] == 0
    code, text, _errors = run("recompute", "--verify")
    assert (code, text) == (0, "2 objectives and 2 key results agree with their check-ins.\n")
    wrong = ObjectiveStanding.within(cast.acme.id).filter(objective_id=ledger.goal.pk)
    wrong.update(progress=Decimal("0.99"))
    code, text, errors = run("recompute", "--verify", "--format", "csv")
    assert code == 1
    assert f"objective,{ledger.goal.ref},progress,0.990000000,0.223076923" in text
    assert "`northing okrs recompute` puts them right." in errors
    told = json.loads(run("recompute", "--verify", "--format", "json")[1])
    assert (told["is_clean"], told["found"]) == (False, 1)
    mended = run("recompute")[1]
    assert "1 had changed" in mended
    assert run("recompute", "--verify")[0] == 0


def test_everybody_sees_their_own(cast: Cast, run: Run, ledger: Ledger) -> None:
    an_objective(cast.ada.actor, cycle=ledger.cycle, title="Secret", visibility="named")
    assert "Secret" in run("list", "--as", "ada@acme.example")[1]
    assert "Secret" not in run("list", "--as", "olga@acme.example")[1]
    zenith = ["--organization", "zenith", "--as", "zoe@zenith.example"]
    assert json.loads(run("list", "--cycle", "all", "--format", "json", *zenith)[1]) == []


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["show", "aaaaaaaaaaaa"], 4, "does not exist"),
        (["explain", "aaaaaaaaaaaa"], 4, "does not exist"),
        (["explain", "{mine}", "--organization", "zenith"], 4, "does not exist"),
        (["list", "--cycle", "Nothing"], 4, "There is no such cycle here."),
        (["list", "--team", "Nothing"], 4, ""),
        (["list", "--status", "lovely"], 2, "Choose one of: on_track"),
        (["list", "--sort", "colour"], 2, "There is no such order."),
        (["list", "--limit", "0"], 2, "--limit"),
        (["tree", "--organization", "nowhere"], 4, ""),
    ],
)
def test_refusals_have_codes_and_sentences(
    cast: Cast, run: Run, ledger: Ledger, words: list[str], code: int, sentence: str
) -> None:
    found, _out, errors = run(*[word.format(mine=ledger.mine.ref) for word in words])
    assert found == code, errors
    assert sentence in errors
