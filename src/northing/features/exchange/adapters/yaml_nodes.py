"""YAML as plain nodes: every scalar is the text that stands there, with its line. No aliases, no tags."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from northing.features.exchange.adapters.decode import CONTROL
from northing.features.exchange.adapters.refusals import DocumentRefused

_DEEPEST = 30


@dataclass(slots=True)
class Scalar:
    text: str
    line: int


@dataclass(slots=True)
class Sequence:
    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    line: int
    pairs: list[tuple[Scalar, Node]] = field(default_factory=list)


Node = Scalar | Sequence | Mapping


def read_yaml(text: str) -> Node | None:
    """The one document of the text, or None if it is empty.

    :raises DocumentRefused: `yaml_syntax`, `yaml_alias`, `yaml_tag`, `yaml_too_deep`, `yaml_documents`,
        `yaml_key`, each with its line
    """
    try:
        return _document(_events(text))
    except YAMLError as problem:
        mark: Any = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
        raise DocumentRefused("yaml_syntax", line=mark.line + 1 if mark else 0) from None
    except (ValueError, RecursionError, AttributeError, IndexError) as problem:
        raise DocumentRefused("yaml_syntax") from problem


def _events(text: str) -> Iterator[Any]:
    yaml = YAML(typ="safe", pure=True)
    yaml.allow_duplicate_keys = True
    return iter(yaml.parse(text))


def _document(events: Iterator[Any]) -> Node | None:
    """Builds the tree with its own stack: depth in the file is no depth of calls."""
    root: Node | None = None
    open_nodes: list[Sequence | Mapping] = []
    keys: list[Scalar | None] = []
    documents = 0
    for event in events:
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise DocumentRefused("yaml_documents", line=_line(event))
        elif isinstance(event, (SequenceEndEvent, MappingEndEvent)):
            open_nodes.pop()
            keys.pop()
        elif isinstance(event, (ScalarEvent, SequenceStartEvent, MappingStartEvent, AliasEvent)):
            node = _node(event)
            if open_nodes:
                _attach(node, open_nodes[-1], keys)
            else:
                root = node
            if not isinstance(node, Scalar):
                open_nodes.append(node)
                keys.append(None)
                if len(open_nodes) > _DEEPEST:
                    raise DocumentRefused("yaml_too_deep", line=_line(event))
        elif isinstance(event, DocumentEndEvent):
            continue
    return root


def _node(event: Any) -> Node:
    if isinstance(event, AliasEvent) or event.anchor is not None:
        raise DocumentRefused("yaml_alias", line=_line(event))
    if event.tag is not None:
        raise DocumentRefused("yaml_tag", line=_line(event))
    if isinstance(event, ScalarEvent):
        if CONTROL.search(event.value):
            raise DocumentRefused("control_characters", line=_line(event))
        is_null = event.style is None and event.value in ("", "~", "null")
        return Scalar("" if is_null else event.value, _line(event))
    return Sequence(_line(event)) if isinstance(event, SequenceStartEvent) else Mapping(_line(event))


def _attach(node: Node, parent: Sequence | Mapping, keys: list[Scalar | None]) -> None:
    if isinstance(parent, Sequence):
        parent.items.append(node)
        return
    key = keys[-1]
    if key is not None:
        parent.pairs.append((key, node))
        keys[-1] = None
    elif isinstance(node, Scalar):
        keys[-1] = node
    else:
        raise DocumentRefused("yaml_key", line=node.line)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
