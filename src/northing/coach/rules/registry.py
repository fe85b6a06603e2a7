"""Every rule by its code: stable for ever, since waivers, exports and scripts name it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["error", "warning", "hint"]
Profile = Literal["balanced", "strict"]
Kind = Literal["objective", "key_result", "initiative", "set", "alignment", "tracking"]
Span = tuple[int, int]

STRENGTH: dict[str, int] = {"error": 0, "warning": 1, "hint": 2}
PROFILES: tuple[Profile, ...] = ("balanced", "strict")
_LETTERS: dict[str, Severity | None] = {"E": "error", "W": "warning", "H": "hint", "–": None}


@dataclass(frozen=True, slots=True)
class Fix:
    """Something an editor can do in one click.

    `kind` is `replace` (put `text` where `span` is), `split` (the texts in `parts` become items of their own),
    `move_to_initiatives`, `propose_key_result` (`text` becomes a key result, and the objective may become
    `parts[0]`) or `fill` (`values` go into fields of the item).
    """

    kind: Literal["replace", "split", "move_to_initiatives", "propose_key_result", "fill"]
    span: Span = (0, 0)
    text: str = ""
    parts: tuple[str, ...] = ()
    values: tuple[tuple[str, Any], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain values; what is empty is left out."""
        told: dict[str, Any] = {"kind": self.kind, "span": list(self.span)}
        if self.text:
            told["text"] = self.text
        if self.parts:
            told["parts"] = list(self.parts)
        if self.values:
            told["values"] = dict(self.values)
        return told


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule saw, before it is put into words.

    `variant` picks other words of the same rule, `severity` overrules the profile's, `values` fill the
    placeholders of its sentences; a value that is a tuple is a message of its own (`("rewrite", "from", …)`).
    """

    span: Span
    variant: str = ""
    severity: Severity | None = None
    values: dict[str, str] = field(default_factory=dict)
    fixes: tuple[Fix, ...] = ()


# Rules of sets take the case of a set, all others that of an item: the kind a rule is registered for decides.
Check = Callable[[Any], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: when it looks (`kind`), how strong it is in each profile (None = silent)."""

    code: str
    slug: str
    kind: Kind
    balanced: Severity | None
    strict: Severity | None
    check: Check | None = None

    def severity(self, profile: str) -> Severity | None:
        """Its strength in a profile."""
        return self.strict if profile == "strict" else self.balanced


RULES: dict[str, Rule] = {}


def rule(code: str, slug: str, severities: str, kind: Kind) -> Callable[[Check], Check]:
    """Register the decorated check; `severities` is `balanced/strict` in letters, as the design writes them."""
    balanced, _, strict = severities.partition("/")

    def register(check: Check) -> Check:
        RULES[code] = Rule(code, slug, kind, _LETTERS[balanced], _LETTERS[strict or balanced], check)
        return check

    return register


def declare(code: str, slug: str, severities: str, kind: Kind) -> None:
    """Register a rule that looks at live data instead of a text."""
    balanced, _, strict = severities.partition("/")
    RULES[code] = Rule(code, slug, kind, _LETTERS[balanced], _LETTERS[strict or balanced])
