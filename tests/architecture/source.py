"""Our own source as values the laws can judge: real files, or a few planted lines that pretend to be one."""

from __future__ import annotations

import ast
import configparser
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "northing"

# Rings and layers that may look at a clock: they stand at the edge of the house.
DOORS = frozenset({"views", "api", "cli", "mcp", "tasks", "panels"})
INSIDE = frozenset({"forms", "schemas", "wording", "actions", "queries", "policies", "storage", "models"})
PURE = frozenset({"domain", "coach", "library"})


@dataclass(frozen=True)
class Module:
    """One Python file: its dotted name (``northing.features.okrs.actions``) and its text."""

    name: str
    text: str
    path: str = "planted.py"

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.tree))

    @property
    def parts(self) -> list[str]:
        return [*self.name.split("."), "", "", ""]

    @property
    def ring(self) -> str:
        """``domain``, ``coach``, ``kit``, ``features``, ``config`` … or ``""`` for the package itself."""
        return self.parts[1]

    @property
    def feature(self) -> str:
        """The feature (or the part of kit) the module belongs to, or ``""``."""
        return self.parts[2] if self.ring in {"features", "kit"} else ""

    @property
    def layer(self) -> str:
        """``models``, ``actions`` … within a feature or a part of kit, or ``""``."""
        return self.parts[3] if self.ring in {"features", "kit"} else ""

    @property
    def is_migration(self) -> bool:
        return "migrations" in self.parts

    @property
    def is_models(self) -> bool:
        return self.layer == "models"

    @property
    def is_edge(self) -> bool:
        """Whether this is a place where requests, commands and jobs arrive, or the framework that serves them."""
        if self.ring == "kit":
            return (
                self.feature in {"web", "api", "cli", "mcp", "jobs", "outbox", "wording"}
                and not self.is_models
            )
        if self.ring == "demo":
            return self.name == "northing.demo.cli"
        return self.ring == "config" or (self.ring == "features" and self.layer not in INSIDE)

    @cached_property
    def imports(self) -> list[tuple[int, str]]:
        """Every imported name, dotted and absolute, with its line: ``(3, "django.db.models")``."""
        found: list[tuple[int, str]] = []
        for node in self.nodes:
            if isinstance(node, ast.Import):
                found += [(node.lineno, alias.name) for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                base = self._absolute(node)
                found += [(node.lineno, f"{base}.{alias.name}") for alias in node.names]
        return found

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        package = self.name.split(".")
        if not self.path.endswith("__init__.py"):
            package = package[:-1]
        kept = package[: len(package) - (node.level - 1)]
        return ".".join([*kept, *([node.module] if node.module else [])])

    def at(self, node: ast.AST, sentence: str) -> str:
        """One finding, as an editor can jump to it."""
        return f"{self.path}:{getattr(node, 'lineno', 1)} {sentence}"


def planted(name: str, text: str) -> Module:
    """Source that is on no disk, for the tests of the laws."""
    return Module(name=name, text=text)


@cache
def modules() -> tuple[Module, ...]:
    """Every Python file of the package."""
    return tuple(_read(path) for path in sorted(SRC.rglob("*.py")))


def _read(path: Path) -> Module:
    dotted = ".".join(path.relative_to(SRC.parent).with_suffix("").parts)
    return Module(
        dotted.removesuffix(".__init__"), path.read_text(encoding="utf-8"), str(path.relative_to(ROOT))
    )


def files(*suffixes: str) -> Iterator[Path]:
    """Our own files with one of these endings in src and tests, built and vendored ones aside."""
    for folder in ("src", "tests"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes and not {"vendor", "built", "collected"} & set(path.parts):
                yield path


@cache
def feature_order() -> tuple[str, ...]:
    """The features from the lowest to the highest, as `.importlinter` orders them."""
    return tuple(reversed([name.strip("()") for name in layers_of("order")]))


def layers_of(contract: str) -> list[str]:
    """The lines of one layers contract, parentheses kept."""
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter")
    lines = config[f"importlinter:contract:{contract}"]["layers"].split("\n")
    return [line.strip() for line in lines if line.strip()]
