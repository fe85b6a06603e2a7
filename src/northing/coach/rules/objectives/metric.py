"""O101: a number in the objective is a key result in disguise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from northing.coach.quantities.quantity import Form, Quantity
from northing.coach.rules.cases import Case
from northing.coach.rules.grammar import Grammar
from northing.coach.rules.registry import Fix, Found, rule
from northing.coach.rules.rewrites import with_base, with_start, without

_SMALL = 3


@rule("O101", "metric-in-objective", "W/E", "objective")
def metric_in_objective(case: Case) -> Iterator[Found]:
    """A value to reach stands in the objective; ranks and records only deserve a hint."""
    grammar = case.grammar
    for quantity in grammar.quantities:
        if _is_value(grammar, quantity):
            yield _moved(case, quantity)
            return
    multiple = _multiple(grammar)
    if multiple is not None:
        yield Found(
            multiple,
            values={"number": case.text[multiple[0] : multiple[1]], "rewrite": case.text.strip()},
            fixes=(Fix("propose_key_result", multiple, case.text.strip()),),
        )
        return
    rank = _rank(grammar)
    if rank is not None:
        yield Found(rank, "rank", "hint", {"number": case.text[rank[0] : rank[1]]})


def _multiple(grammar: Grammar) -> tuple[int, int] | None:
    """ "Double revenue", 翻倍, удвоить: a number without digits."""
    parse = grammar.parse
    if parse is None or not parse.relative or parse.unit not in ("ratio", "percent") or parse.target is None:
        return None
    whole = (0, len(grammar.reading.rstrip()))
    span = parse.spans.get("target", parse.spans.get("verb", whole))
    inside = span and not any(
        quantity.span[0] <= span[0] < quantity.span[1] for quantity in grammar.quantities
    )
    return span if inside else None


def _is_value(grammar: Grammar, quantity: Quantity) -> bool:
    if quantity.form is Form.RANK:
        return False
    if _is_name(grammar, quantity):
        return False
    before = [word for word in grammar.words if word.end <= quantity.span[0]]
    if before and before[-1].text in (
        "#",
        "no.",
        "no",
        "№",
        "n°",
        "top",
        "топ",
        "前",
        "第",
        "v",
        "version",
        "phase",
        "stage",
        "level",
    ):
        return False
    if quantity.unit.startswith("duration") and not grammar.head.group:
        return False
    is_spelt = not any(char.isdigit() for char in grammar.reading[quantity.span[0] : quantity.span[1]])
    return not (is_spelt and quantity.unit != "percent" and quantity.value <= _SMALL)


_VERSION = re.compile(r"\d+(?:\.\d+)+")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")


def _is_name(grammar: Grammar, quantity: Quantity) -> bool:
    """ "Windows 11 users", "our 2026 customers", the first month, 7×24: no values."""
    start, end = quantity.span
    text = grammar.sentence.text
    if (
        text[start:end].startswith("第")
        or text[max(0, start - 1) : start] in ("第", "×", "*")
        or text[end : end + 1] == "×"
    ):
        return True
    if quantity.unit in ("", "count") and _YEAR.match(text[start:end]):
        return True
    if "×" in text[max(0, start - 1) : end + 1]:
        return True
    if _VERSION.fullmatch(text[start:end].strip()) and grammar.any("word.version") is not None:
        return True
    before = next((word for word in reversed(grammar.words) if word.end <= start), None)
    is_capitalised = (
        before is not None
        and before.start > 0
        and text[before.start].isascii()
        and text[before.start].isupper()
    )
    return (
        is_capitalised
        and before is not None
        and not before.has("noun.metric")
        and quantity.unit in ("", "count")
    )


def _moved(case: Case, quantity: Quantity) -> Found:
    """The number goes into a key result of its own, and the objective keeps the direction."""
    grammar = case.grammar
    span = quantity.span
    proposed = case.text.strip()
    parse = grammar.parse
    if parse is not None and parse.baseline is None and parse.spans.get("target") == span:
        proposed = with_base(grammar, span) if parse.relative else with_start(grammar, span)
    parts = (without(grammar, span),)
    fix = Fix("propose_key_result", span, proposed, parts)
    return Found(
        span,
        values={"number": case.text[span[0] : span[1]], "rewrite": proposed, "objective": parts[0]},
        fixes=(fix,),
    )


def _rank(grammar: Grammar) -> tuple[int, int] | None:
    ranked = next((quantity for quantity in grammar.quantities if quantity.form is Form.RANK), None)
    if ranked is not None:
        return ranked.span
    if grammar.reading.rstrip(" .。!").endswith("第一"):
        end = len(grammar.reading.rstrip(" .。!"))
        return (end - 2, end)
    word = grammar.any("word.record")
    return (word.start, word.end) if word is not None else None
