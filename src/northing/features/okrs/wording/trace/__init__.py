"""A trace in the reader's language, line by line; the last line is the number or word that is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from northing.domain.errors import TraceDoesNotAddUp, UnknownRule
from northing.domain.policy import Policy
from northing.domain.trace import TraceNode, check
from northing.features.okrs.wording.trace.lines import Line, Told, policies_used
from northing.features.okrs.wording.trace.progress import number_line
from northing.features.okrs.wording.trace.status import status_line
from northing.features.okrs.wording.values import number, share

__all__ = ["Explained", "Line", "PolicyValue", "Told", "adds_up", "explained"]


_CHOICES = {
    "deadband": gettext_lazy("with a dead band"),
    "gap25": gettext_lazy("by the gap"),
    "ratio95": gettext_lazy("95% of what is expected"),
    "ratio90": gettext_lazy("90% of what is expected"),
    "rollup": gettext_lazy("by the roll-up"),
    "worst_kr": gettext_lazy("by the worst key result"),
    "periods": gettext_lazy("period by period"),
    "latest": gettext_lazy("by the last reading"),
}
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
    return Explained(*lines, _values(policies_used(*lines), policy), adds_up(trace))


def adds_up(trace: TraceNode) -> bool:
    """Whether the trace, worked out again from its leaves, gives the same at every step."""
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
    return str(_CHOICES.get(str(value), value))
