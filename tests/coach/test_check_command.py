"""`northing coach check` and `rules`: formats, exit codes, bad input, and no Django."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ITEMS = [
    {"id": "a", "kind": "key_result", "text": "Raise NPS from 40 to 50"},
    {"id": "b", "kind": "key_result", "text": "提高品牌知名度"},
    {"id": 7, "set": {"objective": "Be loved", "key_results": ["Launch a new website", "Publish 12 guides"]}},
]
MARKDOWN = "# OKRs\n\n## Be loved by customers\n\n- Raise NPS from 40 to 50\n- Launch a new website\n"


def coach(*words: str, given: bytes = b"", language: str = "en") -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "northing", "--language", language, "coach", *words],
        env={**os.environ, "PYTHONPATH": "src"},
        input=given,
        capture_output=True,
        check=False,
        timeout=120,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def lines(items: list[object]) -> bytes:
    return "\n".join(json.dumps(item, ensure_ascii=False) for item in items).encode()


def test_json_lines_keep_order_and_ids_and_errors_end_with_one() -> None:
    done = coach("check", "-", "--format", "jsonl", given=lines(ITEMS))
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in told] == ["a", "b", 7]
    assert [list(row)[:5] for row in told] == [["id", "lang", "kind", "parse", "findings"]] * 3
    assert [[finding["code"] for finding in row["findings"]] for row in told] == [[], ["K201"], ["S403"]]
    assert told[0]["parse"]["target"] == 50
    assert done.returncode == 1


def test_nothing_wrong_ends_with_zero_and_strict_may_not() -> None:
    given = lines([{"kind": "key_result", "text": "Launch a new website"}])
    assert coach("check", "-", "--format", "jsonl", given=given).returncode == 0
    assert coach("check", "-", "--format", "jsonl", "--profile", "strict", given=given).returncode == 1


def test_a_line_that_is_no_item_is_named_and_the_rest_is_judged() -> None:
    given = lines(ITEMS[:1]) + b'\nnonsense\n{"kind": "wish", "text": "x"}\n\xff\xfe{}\n' + lines(ITEMS[1:2])
    done = coach("check", "-", "--format", "jsonl", given=given)
    assert done.returncode == 2
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "b"]
    assert [line.split(":")[1] for line in done.stderr.splitlines()] == ["2", "3", "4"]


def test_a_document_is_reported_like_a_compiler_does(tmp_path: Path) -> None:
    path = tmp_path / "okrs.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    done = coach("check", str(path))
    assert f"{path}:6:3: hint K202 activity (key result)" in done.stdout
    assert "    Launch a new website\n    ^^^^^^\n" in done.stdout
    assert done.stdout.endswith("Items: 3 · errors: 0 · warnings: 0 · hints: 2\n")
    assert "\x1b[" not in done.stdout
    assert done.returncode == 0


def test_carets_stand_under_wide_characters() -> None:
    done = coach("check", "-", given="大幅提高转化率".encode(), language="zh-hant")
    shown = done.stdout.splitlines()
    place = next(number for number, line in enumerate(shown) if "K206" in line)
    assert "警告" in shown[place]
    assert shown[place + 2] == "    ^^^^"


def test_json_holds_the_fixes(tmp_path: Path) -> None:
    path = tmp_path / "okrs.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    told = json.loads(coach("check", str(path), "--format", "json").stdout)
    assert told["counts"] == {"items": 3, "error": 0, "warning": 0, "hint": 2}
    found = [finding for item in told["items"] for finding in item["findings"] if finding["code"] == "K202"]
    assert [fix["kind"] for fix in found[0]["fixes"]] == ["move_to_initiatives"]


def test_okr_yaml_brings_its_fields(tmp_path: Path) -> None:
    path = tmp_path / "okrs.yaml"
    path.write_text(
        "northing: 1\nobjectives:\n- title: Be loved\n  key_results:\n  - title: Increase NPS\n    kind: metric\n"
        "    start: 40\n    target: 50\n  - title: Increase conversion\n",
        encoding="utf-8",
    )
    told = [json.loads(line) for line in coach("check", str(path), "--format", "jsonl").stdout.splitlines()]
    errors = [
        finding["code"] for row in told for finding in row["findings"] if finding["severity"] == "error"
    ]
    assert errors == ["K203"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"  \n\n ", "empty"),
        (b"\x7fELF\x00\x01\x02\x00\x00", "another kind"),
        (b"%PDF-1.7 x", "another kind"),
        (b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
    ],
)
def test_input_that_cannot_be_read_is_told_with_the_next_step(content: bytes, said: str) -> None:
    done = coach("check", "-", given=content)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_file_is_bad_input() -> None:
    done = coach("check", "nowhere.md")
    assert done.returncode == 2
    assert "nowhere.md" in done.stderr


def test_other_encodings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "okrs.txt"
    path.write_bytes(
        "Повысить узнаваемость бренда\nСнизить отток с 5% до 3%\nЗапустить новый сайт\n".encode("cp1251")
    )
    told = [json.loads(line) for line in coach("check", str(path), "--format", "jsonl").stdout.splitlines()]
    assert [row["lang"] for row in told] == ["ru"] * 3


def test_a_long_line_is_judged_up_to_its_first_ten_thousand_characters() -> None:
    given = lines([{"id": 1, "kind": "key_result", "text": "提高" * 2_000_000}])
    done = coach("check", "-", "--format", "jsonl", given=given)
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr


def test_rules_are_listed_in_three_formats() -> None:
    told = json.loads(coach("rules", "--format", "json").stdout)
    assert {"code", "slug", "kind", "severity", "title", "examples"} == set(told[0])
    assert "### K201 no-metric" in coach("rules", "--format", "md").stdout
    assert coach("rules").stdout.splitlines()[0].startswith("O101  metric-in-objective")


def test_no_command_of_the_coach_loads_django(tmp_path: Path) -> None:
    path = tmp_path / "okrs.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    for words in (["check", str(path)], ["check", str(path), "--format", "jsonl"], ["rules"]):
        probe = (
            f"import sys; from northing.__main__ import main; sys.argv = ['northing', 'coach', *{words!r}]\n"
            "try: main()\n"
            "except SystemExit: pass\n"
            "assert 'django' not in sys.modules and 'northing.features.exchange.models' not in sys.modules\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", probe],
            env={**os.environ, "PYTHONPATH": "src"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
