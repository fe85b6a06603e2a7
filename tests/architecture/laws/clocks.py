"""No clock below the doors: moments and days are arguments."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.laws import law
from tests.architecture.source import PURE, Module

_CLOCK_READS = frozenset({"now", "utcnow", "today", "localdate", "localtime"})
_CLOCK_OWNERS = frozenset({"datetime", "date", "timezone", "dt"})
_CLOCK_IMPORTS = frozenset(
    {
        "django.utils.timezone.now",
        "django.utils.timezone.localdate",
        "django.utils.timezone.localtime",
        "time.time",
    }
    | {"django.db.models.functions.Now", "django.db.models.functions.datetime.Now"}
)
_SQL_CLOCK = re.compile(r"\bCURRENT_(TIMESTAMP|DATE|TIME)\b|\bNOW\(\)|'now'")


@law(
    broken_by=[
        ("northing.domain.pace", "from datetime import date\non = date.today()"),
        ("northing.features.okrs.actions", "import datetime\nat = datetime.datetime.now(datetime.UTC)"),
        ("northing.features.okrs.queries", "from django.utils.timezone import now"),
        ("northing.features.okrs.models", "models.DateTimeField(default=timezone.now)"),
        ("northing.kit.storage.versions", "at = timezone.now()"),
        ("northing.features.okrs.storage", 'SQL = "UPDATE x SET at = CURRENT_TIMESTAMP"'),
        ("northing.coach.rules", "import time\nstarted = time.time()"),
        ("northing.domain.pace", "import time"),
    ],
    kept_by=[
        ("northing.features.okrs.views", "at = timezone.now()"),
        ("northing.kit.jobs.worker", "at = timezone.now()"),
        ("northing.domain.pace", "from datetime import date\non = date.fromisoformat('2026-01-01')"),
        ("northing.features.okrs.actions", '"""Uses the CURRENT_DATE of nobody."""'),
    ],
)
def no_clock_below_the_doors(module: Module) -> Iterator[str]:
    """``at: datetime`` and ``on: date`` are arguments, so every rule can be tested on any day."""
    if module.is_edge or module.is_migration:
        return
    for line, name in module.imports:
        if name in _CLOCK_IMPORTS or (module.ring in PURE and name.partition(".")[0] == "time"):
            yield f"{module.path}:{line} imports a clock: {name}"
    docstrings = _docstrings(module)
    for node in module.nodes:
        if isinstance(node, ast.Attribute) and _reads_clock(node):
            yield module.at(node, f"reads a clock: {ast.unparse(node)}")
        elif _is_text(node) and id(node) not in docstrings and _SQL_CLOCK.search(node.value):  # type: ignore[attr-defined]
            yield module.at(node, "reads the database's clock")


def _reads_clock(node: ast.Attribute) -> bool:
    owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
    return (owner in _CLOCK_OWNERS and node.attr in _CLOCK_READS) or (owner == "time" and node.attr == "time")


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _docstrings(module: Module) -> set[int]:
    return {id(node.value) for node in module.nodes if isinstance(node, ast.Expr)}


@law(
    broken_by=[
        ("northing.features.okrs.models", "at = models.DateTimeField(auto_now_add=True)"),
        ("northing.kit.outbox.models", "at = models.DateTimeField(auto_now=True)"),
    ],
    kept_by=[("northing.features.okrs.models", "at = models.DateTimeField()")],
)
def no_clock_in_fields(module: Module) -> Iterator[str]:
    """``auto_now`` dates imported rows today."""
    for node in module.nodes:
        if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            yield module.at(node, f"sets {node.arg}")


@law(
    broken_by=[
        ("northing.domain.pace", "from django.utils import timezone"),
        ("northing.coach.parse", "import django"),
        ("northing.domain.pace", "import random"),
        ("northing.domain.pace", "import requests"),
    ],
    kept_by=[
        ("northing.domain.pace", "from decimal import Decimal\nimport northing.domain.terms"),
        ("northing.domain.forecast", "import numpy as np"),
        ("northing.coach.parse", "import tomllib\nfrom northing.domain import units"),
    ],
)
def pure_rooms_are_pure(module: Module) -> Iterator[str]:
    """Plain Python: the standard library, numpy in the forecast only, and nothing by chance."""
    import sys

    if module.ring not in PURE:
        return
    allowed = {"northing", *sys.stdlib_module_names} - {"random", "socket", "sqlite3", "urllib", "http"}
    for line, name in module.imports:
        root = name.partition(".")[0]
        is_numpy = root == "numpy" and module.name.startswith("northing.domain.forecast")
        if root not in allowed and not is_numpy:
            yield f"{module.path}:{line} imports {name}"
