"""Every code a person may meet has a sentence in the reader's language."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from northing.domain.errors import DomainError
from northing.kit.wording import sentence_for, worded_codes
from tests.architecture.source import Module, modules, planted

REFUSALS = frozenset({"NotFound", "NotAllowed", "Invalid", "Conflict"})
# Mistakes of a programmer, not of a person: they reach the log, never a page.
FAULTS_OF_OURS = frozenset({"unknown_rule", "trace_does_not_add_up"})


def codes_raised(module: Module) -> Iterator[str]:
    """The codes of refusals built with a plain text, and the default codes of their classes."""
    for node in module.nodes:
        if isinstance(node, ast.Call) and _name(node.func) in REFUSALS:
            given = [*node.args[:1], *(word.value for word in node.keywords if word.arg == "code")]
            yield from (value.value for value in given if isinstance(value, ast.Constant) and value.value)
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(_name(target) == "default_code" for target in targets):
                yield str(node.value.value)


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def domain_codes() -> set[str]:
    """The codes of everything the domain refuses."""
    waiting, found = [DomainError], set()
    while waiting:
        kinds = waiting.pop().__subclasses__()
        waiting += kinds
        found |= {kind.code for kind in kinds}
    return found - FAULTS_OF_OURS


def test_every_code_raised_is_worded() -> None:
    raised = {code for module in modules() for code in codes_raised(module)} - {"refused"}
    assert sorted((raised | domain_codes()) - worded_codes()) == []


def test_every_sentence_can_be_said() -> None:
    for code in worded_codes():
        assert sentence_for(code), code


def test_a_planted_code_is_found() -> None:
    source = 'raise Invalid("planted", field="x")\nclass E(Conflict):\n    default_code: str = "also"'
    assert list(codes_raised(planted("northing.features.okrs.actions", source))) == ["planted", "also"]
