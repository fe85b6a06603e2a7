"""The build hook: catalogues are compiled for wheels, source archives and editable installs alike.

Hatch calls a hook once per target and again when a wheel is built from a source archive; a catalogue that is
already compiled and newer than its source is left alone, so running twice changes nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LOCALE = Path("src") / "northing" / "locale"


def compile_catalogues(root: Path) -> list[Path]:
    """Compile every catalogue under ``root`` whose source is newer; the files that were written."""
    written = []
    for source in sorted((root / LOCALE).glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as text, target.open("wb") as binary:
            write_mo(binary, read_po(text, locale=source.parent.parent.name))
        written.append(target)
    return written


class CatalogueHook(BuildHookInterface[Any]):
    """Hatch finds the one subclass in this file by its base."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Runs before files are collected, also for ``pip install -e .`` (version ``editable``)."""
        compile_catalogues(Path(self.root))
