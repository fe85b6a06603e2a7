"""Names say the job."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.laws import law
from tests.architecture.source import Module

_EMPTY_WORDS = re.compile(r"^(utils?|helpers?|managers?|services?|misc|common)$")
_EMPTY_CLASS = re.compile(r"(Utils?|Helpers?|Manager|Service)$")
_NEGATIVE = re.compile(r"^(is_|has_|are_|can_)?(not|no|non|without|dont|disable|disabled)_")
_NUMBERED = re.compile(r"^([a-z_]*[a-z])_?([12])$")


@law(
    broken_by=[
        ("northing.features.okrs.utils", ""),
        ("northing.kit.helpers.text", ""),
        ("northing.features.org.models", "class PersonManager: ..."),
        ("northing.features.org.actions", "class InviteService: ..."),
    ],
    kept_by=[("northing.features.org.models", "class UserRows(BaseUserManager): ...")],
)
def names_say_something(module: Module) -> Iterator[str]:
    """Nothing of ours is called utils, helpers, Manager or Service: such a room has no door that keeps things out."""
    for part in module.name.split("."):
        if _EMPTY_WORDS.match(part):
            yield f"{module.path}:1 is called {part}"
    for node in module.nodes:
        if isinstance(node, ast.ClassDef) and _EMPTY_CLASS.search(node.name):
            yield module.at(node, f"defines {node.name}")


@law(
    broken_by=[
        ("northing.features.org.models", "not_active = models.BooleanField()"),
        ("northing.features.org.actions", "def f(*, no_mail: bool = False) -> None: ..."),
        ("northing.domain.pace", "is_not_due: bool = True"),
    ],
    kept_by=[
        ("northing.features.org.models", "is_active = models.BooleanField()"),
        ("northing.features.org.actions", "def f(*, note: bool, normal: bool) -> None: ..."),
    ],
)
def booleans_are_positive(module: Module) -> Iterator[str]:
    """``if not not_active`` is read wrongly by everybody."""
    for node, name in _booleans(module):
        if _NEGATIVE.match(name):
            yield module.at(node, f"names a boolean {name}")


def _booleans(module: Module) -> Iterator[tuple[ast.AST, str]]:
    for node in module.nodes:
        if (
            isinstance(node, ast.arg | ast.AnnAssign)
            and node.annotation
            and ast.unparse(node.annotation) == "bool"
        ):
            yield node, node.arg if isinstance(node, ast.arg) else ast.unparse(node.target)
        if isinstance(node, ast.Assign) and "BooleanField(" in ast.unparse(node.value)[:30]:
            yield node, ast.unparse(node.targets[0])


@law(
    broken_by=[("northing.domain.pace", "def f():\n    row1 = 1\n    row2 = 2")],
    kept_by=[("northing.domain.pace", "def f():\n    sha1 = 1\n    base32 = 2")],
)
def no_numbered_variables(module: Module) -> Iterator[str]:
    """``row1, row2`` have a difference; their names should tell it."""
    for node in module.nodes:
        if isinstance(node, ast.FunctionDef):
            stored = {
                n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
            }
            matches = [match for name in stored if (match := _NUMBERED.match(name))]
            stems = [match[1] for match in matches]
            for stem in sorted({stem for stem in stems if stems.count(stem) > 1}):
                yield module.at(node, f"{node.name}() numbers its variables: {stem}1, {stem}2")
