"""The lines of a whole's parts: a name, or "private objective", with weight and number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from northing.domain.codes import Part
from northing.domain.numbers import ZERO, add, divide, multiply
from northing.domain.trace import TraceNode
from northing.domain.weights import displayed
from northing.features.okrs.wording import values, words
from northing.features.okrs.wording.trace.lines import Line, Told, given, percent


def part_lines(node: TraceNode, told: Told) -> tuple[Line, ...]:
    """One line a part, in the order they are added up; what they add is rounded so that it adds up as printed."""
    shares = weight_shares(node.children)
    counted = [_counted(child) for child in node.children]
    adds = _rounded_together([share * number for share, number in zip(shares, counted, strict=True)])
    weights = _rounded_together(shares)
    return tuple(
        part_line(child, told, weight, add)
        for child, weight, add in zip(node.children, weights, adds, strict=True)
    )


def _counted(node: TraceNode) -> Decimal:
    return node.result if node.rule == "part.progress" and isinstance(node.result, Decimal) else ZERO


def _rounded_together(shares: Sequence[Decimal]) -> list[Decimal]:
    """To a tenth of a percent, by largest remainder."""
    return displayed([Fraction(share) for share in shares])


def part_line(
    node: TraceNode, told: Told, share: Decimal | None = None, added: Decimal | None = None
) -> Line:
    """One part: "Paying subscribers · weight 40% · adds 18.0%"; a hidden one keeps its numbers and loses its name."""
    inputs = given(node)
    subject, is_private = inputs["subject"], inputs["line"] == "private"
    weight = "" if share is None else _("weight %(share)s") % {"share": percent(share)}
    return Line(
        _name(inputs, told),
        _result(node),
        " · ".join(part for part in (weight, _time(node), _effect(node, added)) if part),
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


def _effect(node: TraceNode, adds: Decimal | None) -> str:
    if node.rule != "part.progress" or adds is None or not isinstance(node.result, Decimal):
        return ""
    added = _("adds %(number)s") % {"number": percent(adds)}
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
