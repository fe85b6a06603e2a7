"""Baselines: what is allowed to change only on purpose. ``NORTHING_UPDATE=1`` rewrites them."""

from __future__ import annotations

import json
import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "baselines"


def is_updating() -> bool:
    """Whether this run rewrites the baselines instead of comparing."""
    return os.environ.get("NORTHING_UPDATE") == "1"


def check_text(path: Path, text: str) -> None:
    """``text`` equals the file at ``path``, or becomes it when updating."""
    if is_updating():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    known = path.read_text(encoding="utf-8") if path.exists() else ""
    assert text == known, (
        f"{path.name} changed; if that is meant, run again with NORTHING_UPDATE=1 and commit the file"
    )


def check_json(name: str, value: object) -> None:
    """The same for a value kept as sorted JSON in tests/baselines."""
    check_text(
        FOLDER / name, json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False, default=str) + "\n"
    )
