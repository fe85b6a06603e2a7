"""What a feature offers is told in full where it is defined."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.laws import law
from tests.architecture.source import Module, modules

Function = ast.FunctionDef | ast.AsyncFunctionDef
_GOOD = 'def agree(*, actor: Actor) -> None:\n    """Agree."""'


@law(
    broken_by=[
        ("northing.features.okrs.actions", 'def agree(actor: Actor) -> None:\n    """Agree."""'),
        ("northing.features.okrs.actions", 'def agree(*, actor) -> None:\n    """Agree."""'),
        ("northing.features.okrs.queries", 'def agree(*, actor: Actor):\n    """Agree."""'),
        ("northing.features.planted.queries.lists", "def agree(*, actor: Actor) -> None: ..."),
        ("northing.features.okrs.actions", 'def agree(*actors: Actor) -> None:\n    """Agree."""'),
    ],
    kept_by=[
        ("northing.features.okrs.actions", _GOOD),
        ("northing.features.okrs.queries", "def _agree(actor): ..."),
        ("northing.features.okrs.policies", "def may_agree(actor, row): ..."),
        ("northing.features.okrs.actions", 'def roll(event: DayBegan) -> None:\n    """Roll."""'),
    ],
)
def actions_and_queries_are_described(module: Module) -> Iterator[str]:
    """Public actions and queries are keyword-only, annotated, and say what the caller gets."""
    if module.ring != "features" or module.layer not in {"actions", "queries"}:
        return
    published = _published(module)
    for node in module.tree.body:
        if (
            isinstance(node, Function)
            and not node.name.startswith("_")
            and (not published or node.name in published)
        ):
            for fault in _faults(node):
                yield module.at(node, f"{node.name}() {fault}")


def _published(module: Module) -> set[str]:
    """What a package of actions or queries hands out; empty when everything without an underscore is public."""
    package = ".".join(module.name.split(".")[:4])
    if module.name == package:
        return set()
    return {
        name.rpartition(".")[2]
        for found in modules()
        if found.name == package
        for _line, name in found.imports
    }


def _faults(node: Function) -> Iterator[str]:
    arguments = node.args
    is_card_maker = node.name.endswith("_cards")  # kit.subjects calls it by its protocol, (ids, actor)
    # kit.events calls a reaction with the event and nothing else, kit.jobs a handler with its run.
    is_called_by_kit = [one.arg for one in arguments.args] in (["event"], ["run"])
    is_keyword_only = not (arguments.posonlyargs or arguments.args or arguments.vararg)
    if not (is_keyword_only or is_card_maker or is_called_by_kit):
        yield "takes positional arguments"
    named = [*arguments.kwonlyargs, *([arguments.kwarg] if arguments.kwarg else [])]
    for argument in named:
        if argument.annotation is None:
            yield f"does not type {argument.arg}"
    if node.returns is None:
        yield "does not type its answer"
    if not ast.get_docstring(node):
        yield "has no docstring"


@law(
    broken_by=[("northing.features.okrs", "x = 1"), ("northing.kit.storage", "")],
    kept_by=[("northing.features.okrs", '"""The ledger."""'), ("northing.features.okrs.migrations", "")],
)
def rooms_introduce_themselves(module: Module) -> Iterator[str]:
    """The ``__init__`` of a feature or a part of kit says in a paragraph what it is and which words it owns."""
    is_room = module.name.count(".") == 2 and module.feature != ""
    if is_room and not module.layer and not ast.get_docstring(module.tree):
        yield f"{module.path}:1 has no docstring"


@law(
    broken_by=[
        ("northing.features.okrs.apps", "from django.db.models.signals import post_save"),
        ("northing.features.okrs.apps", "from django.dispatch import receiver"),
        ("northing.features.okrs.apps", "@receiver(x)\ndef f(): ..."),
        ("northing.features.org.apps", "from allauth.account.signals import user_logged_in"),
    ],
    kept_by=[("northing.kit.jobs.worker", "import signal\nsignal.signal(1, f)")],
)
def no_signals(module: Module) -> Iterator[str]:
    """Reactions are plain functions wired in ``config/reactions.py``; a signal hides who calls whom."""
    for line, name in module.imports:
        if ".signals" in name or name.startswith("django.dispatch"):
            yield f"{module.path}:{line} imports {name}"
    for node in module.nodes:
        if isinstance(node, Function) and "receiver" in "".join(map(ast.unparse, node.decorator_list)):
            yield module.at(node, "is a receiver")
