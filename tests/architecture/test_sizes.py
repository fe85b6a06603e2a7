"""Style sheets and scripts are as short as modules; the median is reported in the closing lines of a run."""

from __future__ import annotations

from statistics import median

from tests.architecture.laws.sizes import LONGEST_FILE, files_are_short, functions_are_short
from tests.architecture.source import ROOT, Module, files, modules


def test_style_sheets_and_scripts_are_short() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in files(".css", ".js")
        if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE
    }
    assert not long


def test_tests_are_short_too() -> None:
    tests = [Module(path.stem, path.read_text("utf-8"), str(path)) for path in (ROOT / "tests").rglob("*.py")]
    assert not [
        fault for test in tests for law in (files_are_short, functions_are_short) for fault in law(test)
    ]


def test_report_the_median(record_testsuite_property) -> None:  # type: ignore[no-untyped-def]
    lengths = [len(module.text.splitlines()) for module in modules() if not module.is_migration]
    record_testsuite_property("median lines of a module", median(lengths))
    print(f"median lines of a module: {median(lengths):.0f} of {len(lengths)} (aim: 80 or fewer)")
