"""The lines of a whole's parts: a name, or "private objective", with weight and number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from northing.domain.codes import Part
from northing.domain.numbers import ZERO, add, divide, multiply
from northing.domain.trace import TraceNode
from northing.features.okrs.wording import values, words
from northing.features.okrs.wording.trace.lines import Line, Told, given, percent


def part_lines(node: TraceNode, told: Told) -> tuple[Line, ...]:
    """One line a part, in the order they are added up."""
    shares = weight_shares(node.children)
    return tuple(part_line(child, told, share) for child, share in zip(node.children, shares, strict=True))


def part_line(node: TraceNode, told: Told, share: Decimal | None = None) -> Line:
    """One part: "Paying subscribers · weight 40% · adds 18.0%"; a hidden one keeps its numbers and loses its name."""
    inputs = given(node)
    subject, is_private = inputs["subject"], inputs["line"] == "private"
    weight = "" if share is None else _("weight %(share)s") % {"share": percent(share)}
    return Line(
        _name(inputs, told),
        _result(node),
        " · ".join(part for part in (weight, _time(node), _effect(node, share)) if part),
        status=str(node.result or "") if node.rule == "part.pace" else "",
        href="" if is_private or not subject else told.links.get(subject, ""),
        is_private=is_private,
    )


def weight_shares(nodes: Sequence[TraceNode]) -> list[Decimal]:
    """Each part's share of the whole. Children of shorter cycles weigh together and share the time out."""
    whole, block = ZERO, ZERO
    slots: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for node in nodes:
        weight = given(node)["weight"]
        whole = add(whole, weight)
        if slot := given(node).get("slot"):
            slots[slot] = add(slots[slot], weight)
            block = add(block, weight)
    return [_share(given(node), whole, block, slots) for node in nodes]


def _share(inputs: Mapping[str, Any], whole: Decimal, block: Decimal, slots: dict[str, Decimal]) -> Decimal:
    slot, weight = inputs.get("slot"), inputs["weight"]
    if not whole:
        return ZERO
    if not slot:
        return divide(weight, whole)
    within = divide(weight, slots[slot]) if slots[slot] else ZERO
    time = divide(Decimal(inputs["days"]), Decimal(inputs["parent_days"]))
    return multiply(multiply(divide(block, whole), time), within)


def _name(inputs: Mapping[str, Any], told: Told) -> str:
    if inputs.get("line") == "private":
        return _("private objective")
    title = told.titles.get(inputs.get("subject") or "")
    if title:
        return title
    return _("key result") if inputs.get("line") == Part.KEY_RESULT else _("objective")


def _result(node: TraceNode) -> str:
    if node.rule == "part.pace":
        known = node.result
        return words.word(words.KEY_RESULT_STATUSES, str(known)) if known else _("no pace")
    if node.rule == "part.confidence":
        return values.number(node.result if isinstance(node.result, Decimal) else None, decimals=1)
    if node.rule == "part.silent":
        return _("silent") if node.result == 1 else percent(node.result) if node.result else _("heard from")
    return percent(node.result)


def _time(node: TraceNode) -> str:
    if not given(node).get("slot"):
        return ""
    return _("%(days)s of %(parent_days)s days") % given(node)


def _effect(node: TraceNode, share: Decimal | None) -> str:
    if node.rule != "part.progress" or share is None or not isinstance(node.result, Decimal):
        return ""
    added = _("adds %(number)s") % {"number": percent(multiply(share, node.result))}
    raw = given(node)["progress"]
    if raw == node.result:
        return added
    return (
        _("stands at %(raw)s, counts as %(counted)s")
        % {
            "raw": percent(raw),
            "counted": percent(node.result),
        }
        + f" · {added}"
    )
