"""The table of commands: help without loading anything, refusals as sentences and exit codes."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from northing.config.cli import TABLE
from northing.kit.cli import language
from northing.kit.cli.table import Entry, help_text, load, run

EXAMPLES = {
    "things": Entry("tests.kit.cli.example:app", "Look at things."),
    "refuse": Entry("tests.kit.cli.example:refuse", "Refuse."),
    "database": Entry("tests.kit.cli.example:broken_database", "Break."),
    "never": Entry("tests.kit.cli.nowhere:app", "Never imported."),
}


def northing(*words: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "northing", *words],
        env={**os.environ, "PYTHONPATH": "src", "COLUMNS": "100", **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = run(EXAMPLES, version=lambda: "1.2.3", arguments=words)
    output = capsys.readouterr()
    return code, output.out, output.err


def test_help_loads_no_command_no_django_and_no_rich() -> None:
    probe = (
        "import sys; from northing.__main__ import main; sys.argv = ['northing', '--help']\n"
        "try: main()\n"
        "except SystemExit as end: assert end.code == 0, end.code\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "assert not loaded & {'django', 'rich', 'orjson', 'granian', 'ninja'}, loaded\n"
        "assert not [name for name in sys.modules if name.startswith('northing.features')]\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe],
        env={**os.environ, "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name, entry in TABLE.items():
        assert f"  {name} " in done.stdout
        assert entry.help.split()[0] in done.stdout


def test_help_of_the_table_names_every_command_without_importing_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _err = told(capsys, "--help")
    assert code == 0
    assert "never     Never imported." in out


def test_a_group_and_a_function_are_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert "list" in told(capsys, "things", "--help")[1]
    assert "Refuse in one of the ways there are." in told(capsys, "refuse", "--help")[1]
    assert told(capsys, "things", "list", "--empty") == (0, "Nothing found.\n", "")
    assert told(capsys, "--version") == (0, "1.2.3\n", "")


@pytest.mark.parametrize(
    ("kind", "code", "sentence"),
    [
        ("missing", 4, "This page or item does not exist, or is not visible to you.\n"),
        ("forbidden", 3, "You may not do this here. Ask the owner or an admin of the organization.\n"),
        (
            "conflict",
            5,
            "Somebody changed this meanwhile. Reload to see the newest state, then try again.\n",
        ),
        ("invalid", 2, "title: Please fill in this field.\n"),
        (
            "problems",
            2,
            "title: Please fill in this field.\nnote: That is too long: at most 3 characters fit here.\n",
        ),
        ("abort", 1, "Stopped. Nothing more was changed.\n"),
        ("exit", 7, ""),
    ],
)
def test_refusals_end_with_a_sentence_and_a_code(
    capsys: pytest.CaptureFixture[str], kind: str, code: int, sentence: str
) -> None:
    assert told(capsys, "refuse", kind) == (code, "", sentence)


def test_findings_end_with_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "things", "findings") == (1, "", "Found something.\n")


def test_a_bug_is_not_hidden(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ZeroDivisionError):
        told(capsys, "refuse", "bug")


def test_a_database_in_trouble_points_to_the_doctor(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capsys, "database")
    assert (code, out) == (5, "")
    assert err.startswith("The database refused: no such table: okrs_objective\n")
    assert "northing doctor" in err


@pytest.mark.parametrize(
    "words", [("nope",), ("things", "nope"), ("refuse",), ("things", "list", "--format", "xml"), ("--nope",)]
)
def test_wrong_usage_ends_with_two(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    code, out, err = told(capsys, *words)
    assert (code, out) == (2, "")
    assert err.startswith("Usage: northing")


def test_no_command_prints_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capsys)
    assert code == 2
    assert "Commands:" in out + err


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "zh_CN.UTF-8"}, "zh-hans"),
        ({"LANG": "zh_SG"}, "zh-hans"),
        ({"LANG": "zh_TW.UTF-8"}, "zh-hant"),
        ({"LANG": "zh_HK"}, "zh-hant"),
        ({"LANG": "ru_RU", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US", "LC_MESSAGES": "zh_TW"}, "zh-hant"),
    ],
)
def test_the_language_of_the_environment(environment: dict[str, str], code: str) -> None:
    assert language.language_of(environment) == code


@pytest.mark.parametrize("words", [("--language", "ru"), ("--language=ru",)])
def test_the_language_of_the_command_line(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    told(capsys, *words, "things", "list", "--empty")
    assert language.chosen_language() == "ru"
    told(capsys, "things", "list", "--empty")
    assert language.chosen_language() == "en"


def test_a_language_that_is_none_of_ours(capsys: pytest.CaptureFixture[str]) -> None:
    code, _out, err = told(capsys, "--language", "xx", "things", "list")
    assert code == 2
    assert "en, zh-hans, zh-hant, ru" in err


def test_the_help_baseline_walks_every_command() -> None:
    text = help_text({name: EXAMPLES[name] for name in ("things", "refuse")})
    pages = [line for line in text.splitlines() if line.startswith("$ ")]
    assert pages == [
        "$ northing --help",
        "$ northing things --help",
        "$ northing things list --help",
        "$ northing things findings --help",
        "$ northing refuse --help",
    ]
    assert text == help_text({name: EXAMPLES[name] for name in ("things", "refuse")})


def test_a_closed_pipe_is_no_error() -> None:
    done = subprocess.run(
        f"{sys.executable} -m northing doctor --no-mail --format json | head -c 1",
        shell=True,
        env={**os.environ, "PYTHONPATH": "src", "DATABASE_URL": "sqlite://:memory:"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("[", "")


@pytest.mark.parametrize("name", ["serve", "worker", "migrate", "doctor"])
def test_the_commands_of_config_load(name: str) -> None:
    assert load(TABLE[name]).params is not None
    assert northing(name, "--help").stdout.startswith(f"Usage: northing {name} ")


def test_a_setting_that_cannot_be_used_is_said_plainly() -> None:
    done = northing("doctor", environment={"NORTHING_MAIL_PORT": "many"})
    assert done.returncode == 2
    assert done.stderr == (
        "northing: NORTHING_MAIL_PORT='many' cannot be used: write a whole number from 1 to 65535\n"
    )
