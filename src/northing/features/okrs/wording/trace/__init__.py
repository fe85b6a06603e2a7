"""A trace in the reader's language, line by line; the last line is the number or word that is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from northing.domain.errors import TraceDoesNotAddUp, UnknownRule
from northing.domain.policy import Policy
from northing.domain.trace import TraceNode, check
from northing.features.okrs.wording.trace.lines import Line, Told, policies_used
from northing.features.okrs.wording.trace.progress import number_line
from northing.features.okrs.wording.trace.status import status_line
from northing.features.okrs.wording.values import number, share

__all__ = ["Explained", "Line", "PolicyValue", "Told", "explained"]


_MOST_SHARE = 2  # values up to this are shares of a whole and read as percentages


@dataclass(frozen=True, slots=True)
class PolicyValue:
    """A value of the organization's policy, as used, and what it means."""

    name: str
    meaning: str
    value: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """A number and a word with everything that leads to them; ``adds_up``: recomputed just now, with no difference."""

    progress: Line
    status: Line
    policies: Mapping[str, PolicyValue]
    adds_up: bool


def explained(trace: TraceNode, told: Told, policy: Policy) -> Explained:
    """The trace of an objective or key result, worded and checked."""
    status, progress = trace.children[0], trace.children[1]
    lines = number_line(progress, told), status_line(status, told)
    return Explained(*lines, _values(policies_used(*lines), policy), _adds_up(trace))


def _adds_up(trace: TraceNode) -> bool:
    try:
        check(trace)
    except (TraceDoesNotAddUp, UnknownRule):
        return False
    return True


def _values(names: Sequence[str], policy: Policy) -> dict[str, PolicyValue]:
    known = {entry.name: entry for entry in Policy.registry()}
    found: dict[str, PolicyValue] = {}
    for name in names:
        entry = known[name]
        value = getattr(policy, name)
        shown = _shown(entry.kind, entry.high, value)
        found[name] = PolicyValue(name, _(entry.meaning), shown, value == entry.default)
    return found


def _shown(kind: str, high: Decimal | None, value: object) -> str:
    if isinstance(value, Decimal) and high is not None and high <= _MOST_SHARE:
        return share(value)
    if isinstance(value, Decimal) or kind == "integer":
        return number(Decimal(str(value)))
    return str(value).replace("_", " ")
