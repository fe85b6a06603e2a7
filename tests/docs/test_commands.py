"""Every `northing …` and `make …` that a page tells people to type exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from northing.config.cli import TABLE
from tests.architecture.source import ROOT

PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
_BLOCK = re.compile(r"```(?:sh|shell|console|bash|text)?\n(.*?)```", re.DOTALL)
_INLINE = re.compile(r"`([^`\n]+)`")
_NORTHING = re.compile(r"(?:^|[\s$/])northing ([a-z][\w-]*)((?: [a-z][\w-]*)?)")
_MAKE = re.compile(r"(?:^|\s)make ([a-z0-9-]+)", re.MULTILINE)


def typed(text: str) -> list[str]:
    """What stands in code marks: lines of blocks and inline pieces."""
    blocks = [line for block in _BLOCK.findall(text) for line in block.splitlines()]
    return [line.partition(" #")[0] for line in blocks] + _INLINE.findall(_BLOCK.sub("", text))


def commands(text: str) -> set[tuple[str, str]]:
    """``("okrs", "recompute")`` for every command line in ``text``; the second word may be an argument."""
    return {(name, second.strip()) for line in typed(text) for name, second in _NORTHING.findall(line)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_exists(page: Path) -> None:
    from typer import Context
    from typer.core import TyperGroup

    from northing.kit.cli.table import load

    for name, second in commands(page.read_text("utf-8")):
        assert name in TABLE, f"northing {name}"
        if second:
            command = load(TABLE[name])
            is_group = isinstance(command, TyperGroup)
            assert not is_group or second in command.list_commands(Context(command)), (
                f"northing {name} {second}"
            )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_make_target_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE))
    told = {name for line in typed(page.read_text("utf-8")) for name in _MAKE.findall(line)}
    assert told <= targets


def test_commands_are_found_in_blocks_and_in_sentences() -> None:
    text = (
        "Run `northing okrs recompute --verify` or\n```sh\n$ northing import plan.md  # northing never\n```\n"
    )
    assert commands(text) == {("okrs", "recompute"), ("import", "plan")}
