"""``make docs``: the reference pages that are written from the code, and compared with it by a test."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "reference"
READERS = frozenset({"env.text", "env.switch", "env.number", "env.items"})
NOTE = "<!-- Written by `make docs` from the code; a test compares. Do not edit. -->\n\n"


def cli_page() -> str:
    """Every command's help."""
    from northing.config.cli import TABLE
    from northing.kit.cli.table import help_text

    return f"{NOTE}# Commands\n\n```text\n{help_text(TABLE)}```\n"


def settings_page() -> str:
    """Every environment variable that ``config/settings.py`` reads, with its default."""
    rows = [f"| `{name}` | {default} |" for name, default in _environment()]
    promise = "Northing runs with none of them. A value that cannot be used ends the process with a sentence."
    table = "| variable | default |\n|---|---|\n" + "\n".join(rows)
    return f"{NOTE}# Settings\n\n{promise}\n\n{table}\n"


def _environment() -> Iterator[tuple[str, str]]:
    source = (ROOT / "src/northing/config/settings.py").read_text("utf-8")
    yield "NORTHING_SECRET", "a file `northing.secret` beside the SQLite database"
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and node.args]
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        if ast.unparse(node.func) in READERS and isinstance(node.args[0], ast.Constant):
            default = [*node.args[1:2], *(word.value for word in node.keywords if word.arg == "default")]
            yield str(node.args[0].value), " ".join(f"`{ast.unparse(value)}`" for value in default) or "–"


def policy_page() -> str:
    """Every threshold an organization may change, with its default and meaning."""
    from northing.domain.policy import DEFAULT_POLICY

    rows = [
        f"| `{field.name}` | {_plain(getattr(DEFAULT_POLICY, field.name))} | {_meaning(field.metadata)} |"
        for field in fields(DEFAULT_POLICY)
    ]
    return f"{NOTE}# Policy\n\n| name | default | meaning |\n|---|---|---|\n" + "\n".join(rows) + "\n"


def _plain(value: object) -> str:
    return f"`{getattr(value, 'value', value)}`"


def _meaning(metadata: Any) -> str:
    told = next(iter(metadata.values()), "")
    return str(getattr(told, "meaning", metadata.get("meaning", told)))


def api_page() -> str:
    """Every operation of the API in one line each; the full document is tests/baselines/openapi.json."""
    from tests.architecture.addresses import METHODS, api_document

    rows = [
        f"| `{method.upper()} {path}` | {operation.get('summary', '')} |"
        for path, methods in sorted(api_document()["paths"].items())
        for method, operation in methods.items()
        if method in METHODS
    ]
    return f"{NOTE}# API\n\n| operation | what it does |\n|---|---|\n" + "\n".join(rows) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "cli.md": cli_page,
    "settings.md": settings_page,
    "policy.md": policy_page,
    "api.md": api_page,
}


def main() -> None:
    """Write every page."""
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "northing.config.settings")
    django.setup()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")
        print(f"docs/reference/{name}")


if __name__ == "__main__":
    main()
