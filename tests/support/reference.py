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


API_RULES = """\
All addresses lie below `/api/v1`. Send a token as `Authorization: Bearer nth_…`; `northing token create` makes one.
It acts for one person, so it may never do more than that person, and no more than its scopes: `read`, `checkin`,
`plan`, `people`, `admin`.

- Numbers are exact: they leave as texts (`"0.612820513"`) and may be sent as texts or numbers. Measured values are in
  the unit as stored: durations up to weeks in **seconds** whatever the unit, percent in points (52 is 52 %),
  progress and other shares 0…1.
- Lists take `limit`, `cursor` (the `next` of the page before) and `fields` (comma-separated). There are no totals.
- Every write takes `dry_run=true` (everything is checked and answered, nothing is changed) and the header
  `Idempotency-Key`: the same key with the same request acts once and answers the same for 7 days.
- `ETag` is the version of an item; `If-Match` changes only what you saw, else 412.
- Refusals are problems (RFC 9457): `{type, code, title, status, detail, field, problems}`. `code` is stable, `field`
  is the path of the input, `detail` is a sentence in the language of `Accept-Language`.
- 600 requests a minute and token; the headers `RateLimit-*` tell what is left.

The whole document, with every field: [openapi.json](../../tests/baselines/openapi.json).
"""


def api_page() -> str:
    """The rules of every route, and every operation of the API with its first sentence."""
    from tests.architecture.addresses import METHODS, api_document

    rows = [
        f"| `{method.upper()} {path.removeprefix('/api/v1')}` | {operation.get('summary', '')} | {_first(operation)} |"
        for path, methods in sorted(api_document()["paths"].items())
        for method, operation in methods.items()
        if method in METHODS
    ]
    table = "| operation | what it does | to know |\n|---|---|---|\n" + "\n".join(rows)
    return f"{NOTE}# API\n\n{API_RULES}\n{table}\n"


def _first(operation: dict[str, Any]) -> str:
    return str(operation.get("description", "")).partition("\n\n")[0].replace("\n", " ").replace("|", "\\|")


def rules_page() -> str:
    """Every rule of the coach: its strength in each profile, its sentences, good and bad examples."""
    from northing.coach.catalogue import markdown

    return f"{NOTE}{markdown('en')}"


PAGES: dict[str, Callable[[], str]] = {
    "cli.md": cli_page,
    "settings.md": settings_page,
    "policy.md": policy_page,
    "api.md": api_page,
    "rules.md": rules_page,
}


def main() -> None:
    """Write every page."""
    import os
    import sys

    import django

    sys.path.insert(0, str(ROOT / "src"))  # also where the package is not installed
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "northing.config.settings")
    django.setup()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")
        print(f"docs/reference/{name}")


if __name__ == "__main__":
    main()
