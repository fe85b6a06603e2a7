"""What is judged: an item or a set as somebody wrote it, and the case the rules look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from northing.coach.rules.grammar import Grammar
from northing.coach.rules.lazily import lazily

PEOPLE = frozenset({"person"})


@dataclass(frozen=True, slots=True)
class ItemSet:
    """An objective with its key results, and what is known about them together.

    `fields` may carry `initiatives`, `team`, `owner_teams` (one a key result), `ambition`, `confidence`
    (numbers 0–10), `objectives` with `holder`, `counter_metrics`.
    """

    objective: str = ""
    key_results: tuple[str, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """One text: an `objective`, a `key_result` or an `initiative`.

    `fields` are the boxes beside it (`start`, `target`, `unit`, `due_on`, `owner`, `indicator`, `why_now`,
    `definition`, `holder`, …). A key that is missing says nothing; one that is empty says the box is empty.
    `waived` names rules nobody wants to hear again here, with the reason.
    """

    kind: str
    text: str
    objective: str | None = None
    lang: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    set: ItemSet | None = None
    waived: Mapping[str, str] = field(default_factory=dict)


class Case:
    """An item in front of the rules: its grammar, its fields, and what stands around it."""

    def __init__(self, item: Item, grammar: Grammar, *, profile: str = "balanced") -> None:
        self.item = item
        self.grammar = grammar
        self.profile = profile
        self.fields = item.fields

    @property
    def text(self) -> str:
        return self.item.text

    @property
    def whole(self) -> tuple[int, int]:
        """The span of the text without the space around it."""
        start = len(self.text) - len(self.text.lstrip())
        return (start, max(start, len(self.text.rstrip())))

    def has(self, name: str) -> bool:
        """Whether a field is filled."""
        return name in self.fields and not is_empty(self.fields[name])

    def lacks(self, name: str) -> bool:
        """Whether a field is known to be empty; a field nobody sent says nothing."""
        return name in self.fields and is_empty(self.fields[name])

    @lazily
    def siblings(self) -> tuple[str, ...]:
        """The other key results of the set."""
        if self.item.set is None:
            return ()
        return tuple(text for text in self.item.set.key_results if text.strip() != self.text.strip())

    @lazily
    def is_in_company(self) -> bool:
        """Whether K202, K208 and K209 are only worth a hint: an outcome stands beside it, it leads to one on
        purpose, or it is a person's own."""
        if self.fields.get("indicator") == "leading" or self.fields.get("holder") in PEOPLE:
            return True
        return any(grammar_of(text).is_outcome for text in self.siblings)


def grammar_of(text: str) -> Grammar:
    """The grammar of a neighbour's text."""
    return Grammar(text)


def is_empty(value: Any) -> bool:
    """No value: None, blank text, an empty list. Zero is a value."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, Sequence | Mapping) and not value)
