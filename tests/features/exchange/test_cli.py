"""``northing import`` and ``northing export`` as people and scripts use them."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import time_machine

import northing
from northing.config.cli import TABLE
from northing.features.exchange.models import StagedDocument
from northing.kit.cli import setup, table
from tests.cast import Cast
from tests.features.exchange.importing import figures, objective

TEXT = "# OKRs 2026 Q4\n\n## [GROWTH] Readers recommend us\n\n- [x] Ask a hundred\n- Sales: 10 -> 20\n\nA remark.\n"


@pytest.fixture(autouse=True)
def _prepared(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(setup, "pending_migrations", list)
    with time_machine.travel("2026-11-02 10:00:00Z", tick=False):
        yield


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "okrs.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = table.run(TABLE, version=lambda: "0", arguments=[str(word) for word in words])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_dry_run_in_json_is_the_tree(cast: Cast, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _err = run(capsys, "import", file, "--dry-run", "--format", "json")
    tree = json.loads(out)
    assert (code, tree.keys()) == (0, {"objectives", "skipped"})
    one = tree["objectives"][0]
    assert (one["title"], one["team"], one["cycle"]) == ("Readers recommend us", "GROWTH", "2026 Q4")
    assert [part["title"] for part in one["key_results"]] == ["Ask a hundred", "Sales"]
    assert tree["skipped"] == [{"line": 8, "text": "A remark.", "why": "commentary"}]
    assert figures(cast.ada.actor) == (0, 0)


def test_import_once_and_again(cast: Cast, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _err = run(capsys, "import", file, "--yes")
    assert (code, out.splitlines()[-1]) == (0, "Imported.")
    assert "New: 1 objective, 2 key results." in out
    assert objective(cast.ada.actor, "Readers recommend us").owner_id == cast.lin.id
    code, out, _err = run(capsys, "import", file, "--yes", "--format", "json")
    report = json.loads(out)
    assert (code, report["is_written"], report["counts"]["key_result"]["unchanged"]) == (0, False, 2)
    assert not StagedDocument.within(cast.acme.id).exists()


def test_nobody_is_asked_where_nobody_can_answer(
    cast: Cast, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _out, err = run(capsys, "import", file)
    assert (code, "Say --yes" in err) == (2, True)
    assert figures(cast.ada.actor) == (0, 0)


def test_problems_name_their_line(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "okrs.md"
    file.write_text("# OKRs 2026 Q4\n## [ROCKETS] Fly\n- Sales: 10 -> 20\n", encoding="utf-8")
    code, out, err = run(capsys, "import", file, "--yes", "--no-create-teams")
    shown = out.splitlines()
    assert (code, shown[0]) == (2, "Fly [new]")
    assert shown[1].startswith("  ✗ line 2: team: There is no team “ROCKETS”.")
    assert err.splitlines()[-1] == "1 thing must be mended first (marked ✗). Nothing was written."
    file.write_text("# OKRs 2026 Q4\n## Fly\n- Sales: 10 -> 10\n", encoding="utf-8")
    code, out, err = run(capsys, "import", file, "--yes")
    assert [line.partition(" ✗ ")[0].strip() for line in out.splitlines()] == [
        "Fly [new]",
        "Sales [new] · 10 → 10",
        "",
    ]
    assert "✗ line 3: target: Start and target are both 10" in out
    code, _out, err = run(capsys, "import", file, "--yes", "--format", "json")
    assert (code, err.startswith("line 3: target: Start and target are both 10")) == (2, True)
    assert figures(cast.ada.actor) == (0, 0)


def test_the_tree_tells_how_every_number_was_read(
    cast: Cast, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bullets = (
        "- Load: 2:37 -> 1:30\n- Churn: at most 2 %\n- 将 NPS 从 30 提升到 45\n- [ ] Box\n- Broken pages\n"
    )
    file.write_text(f"# OKRs 2026 Q4\n## Win\n{bullets}", encoding="utf-8")
    _code, out, _err = run(capsys, "import", file, "--dry-run")
    assert [line.partition("[new] · ")[2] for line in out.splitlines()[1:6]] == [
        "2:37 → 1:30",
        "≤ 2%",
        "30 → 45",
        "yes or no",
        "asks for its numbers",
    ]


def test_every_row_only_if_asked(cast: Cast, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "# OKRs 2026 Q4\n" + "".join(f"## Star {n} shines\n- [ ] Box\n" for n in range(30))
    file.write_text(text, encoding="utf-8")
    _code, out, _err = run(capsys, "import", file, "--dry-run")
    assert ("Star 24" in out, "Star 25" in out) == (True, False)
    assert "… and 10 more rows; --all shows them" in out
    _code, out, _err = run(capsys, "import", file, "--dry-run", "--all")
    assert ("Star 29" in out, "more rows" in out) == (True, False)
    file.write_text(text + "- Sales: 10 -> 10\n", encoding="utf-8")
    _code, out, _err = run(capsys, "import", file, "--dry-run")
    assert ("  Sales [new]" in out, "Star 29" in out) == (True, False)  # what must be mended is always shown


def test_long_lines_that_are_not_used_end_with_an_ellipsis(
    cast: Cast, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(f"{'some words ' * 30}end\n\n# OKRs 2026 Q4\n## Win\n- [ ] Box\n", encoding="utf-8")
    _code, out, _err = run(capsys, "import", file, "--dry-run")
    assert f"  1: {('some words ' * 9).strip()}… (" in out


def test_lines_that_are_not_used_are_listed(
    cast: Cast, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _code, out, _err = run(capsys, "import", file, "--dry-run")
    assert "1 line is not used:\n  8: A remark. (commentary)\n" in out


def test_exit_codes(cast: Cast, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "import", file.with_name("gone.md"), "--yes")[0] == 2
    assert run(capsys, "import", file, "--yes", "--as", cast.olga.email)[0] == 3
    assert run(capsys, "import", file, "--yes", "--organization", "nowhere")[0] == 4
    assert run(capsys, "import", file, "--yes", "--cycle", "2030")[0] == 4
    assert run(capsys, "export", "--cycle", "2030")[0] == 4
    assert run(capsys, "import", file, "--owner", "nobody@acme.example", "--yes")[0] == 4


def test_options_of_the_import(cast: Cast, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text("# OKRs 2026 Q4\n## Win\n", encoding="utf-8")
    code, _out, _err = run(capsys, "import", file, "--yes", "--drafts", "--owner", cast.mika.email)
    row = objective(cast.ada.actor, "Win")
    assert (code, row.state, row.owner_id) == (0, "draft", cast.mika.id)


def test_export_to_a_file_and_back(
    cast: Cast, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "import", file, "--yes")
    target = tmp_path / "out.xlsx"
    assert run(capsys, "export", "--format", "xlsx", "-o", target)[0] == 0
    code, out, _err = run(capsys, "import", target, "--yes")
    assert (code, out.splitlines()[-1]) == (0, "Everything is there already; nothing changed.")


def test_the_plan_goes_to_standard_output(
    cast: Cast, file: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    for words in (["import", str(file), "--yes"], ["export", "--cycle", "2026 Q4"]):
        assert table.run(TABLE, version=lambda: "0", arguments=words) == 0
    out = capfdbinary.readouterr().out
    assert b"northing: 1\ncycle:\n  name: 2026 Q4\n" in out


def test_standard_input(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert run(capsys, "import", "-", "--yes")[0] == 0
    assert figures(cast.ada.actor) == (1, 2)


def test_init_import_export_as_processes(tmp_path: Path, file: Path) -> None:
    source = str(Path(northing.__file__).parents[1])
    environment = {
        **os.environ,
        "PYTHONPATH": source,
        "DATABASE_URL": f"sqlite:///{tmp_path}/northing.db",
        "LANG": "C.UTF-8",
    }

    def run_northing(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "northing", *words]
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)

    refused = run_northing("import", str(file), "--yes")
    assert (refused.returncode, refused.stdout) == (4, "")
    assert run_northing("init", "Acme", "--yes").returncode == 0
    done = run_northing("import", str(file), "--yes")
    assert (done.returncode, done.stderr.count("line"), done.stdout.splitlines()[-1]) == (0, 0, "Imported.")
    again = run_northing("export", "--format", "markdown")
    assert again.stdout.startswith("# OKRs 2026 Q4\n\n## O: Readers recommend us\n")
