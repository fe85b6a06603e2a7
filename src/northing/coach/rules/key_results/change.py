"""The numbers of a change: K204, K205, K215, K216."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from northing.coach.quantities.quantity import Form
from northing.coach.rules.cases import Case
from northing.coach.rules.grammar import Grammar
from northing.coach.rules.lexicon import Word
from northing.coach.rules.natures import Nature, nature_of
from northing.coach.rules.registry import Fix, Found, Severity, rule
from northing.coach.rules.rewrites import with_base, with_start

_CHANGE = frozenset({"up", "down", "better"})
_LEVELS = ("percent", "score", "ratio")
_WHOLE = Decimal(100)
_NUMBER = re.compile(r"\d[\d ,.]*\d|\d")


@rule("K204", "no-baseline", "H/E", "key_result")
def no_baseline(case: Case) -> Iterator[Found]:
    """An improvement without the starting point it needs."""
    grammar = case.grammar
    parse = grammar.parse
    if parse is None or parse.relative or parse.target is None or parse.baseline is not None:
        return
    if (
        case.has("start")
        or nature_of(grammar) is not Nature.OUTCOME
        or parse.direction in ("maintain", "complete")
    ):
        return
    found = _needs_start(case, grammar)
    if found is None:
        return
    span = parse.spans.get("target", case.whole)
    rewrite = with_start(grammar, span)
    fixes: list[Fix] = [Fix("replace", (0, len(case.text)), rewrite)]
    values = {"rewrite": rewrite}
    known = _number_in_reasons(case)
    if known:
        values["number"] = known
        fixes.insert(0, Fix("fill", span, values=(("start", known),)))
    variant = "reasons" if known else ("level" if found == "hint" else "")
    yield Found(span, variant, found if found == "hint" else None, values, tuple(fixes))


def _needs_start(case: Case, grammar: Grammar) -> Severity | None:
    parse = grammar.parse
    if parse is None or parse.target is None or grammar.any("word.now") or _has_rival(grammar):
        return None
    group = grammar.head.group
    if group in _CHANGE:
        return None if _is_total(grammar) else "error"
    if group in ("keep", "ongoing", "win") or (parse.unit == "percent" and parse.target == _WHOLE):
        return None
    is_zero = parse.target == 0
    is_average = parse.unit.startswith("currency") and grammar.any("word.average") is not None
    is_level = (parse.unit in _LEVELS or is_average) and not _is_total(grammar)
    return "hint" if is_level and not is_zero else None


def _has_rival(grammar: Grammar) -> bool:
    """Two values of one unit: the other one is a start in words we did not understand."""
    levels = [measure.quantity for measure in grammar.measures if measure.role == "level"]
    if len(levels) < _PAIR:
        return False
    first, second = levels[:_PAIR]
    fits = first.unit == second.unit or not first.unit
    between = (word for word in grammar.words if first.span[1] <= word.start < second.span[0])
    return (
        fits
        and second.unit not in ("", "count")
        and not any(word.has("word.join") or word.text in ",;" for word in between)
    )


_PAIR = 2


def _is_total(grammar: Grammar) -> bool:
    """New customers and the like start at zero."""
    return grammar.main("word.total") is not None and grammar.head.group not in ("down",)


def _number_in_reasons(case: Case) -> str:
    """The number in why-now ("only 57 % are happy"), offered as the start."""
    reasons = case.fields.get("why_now")
    match = _NUMBER.search(reasons) if isinstance(reasons, str) else None
    return match.group() if match else ""


@rule("K205", "relative-without-base", "W/E", "key_result")
def relative_without_base(case: Case) -> Iterator[Found]:
    """By 50 % of what? A base, a base period or a filled start answers it."""
    grammar = case.grammar
    parse = grammar.parse
    if parse is None or not parse.relative or parse.baseline is not None or parse.target is None:
        return
    if (
        case.has("start")
        or parse.unit not in ("percent", "ratio")
        or grammar.any("word.base_period", "word.now")
    ):
        return
    if nature_of(grammar) is not Nature.OUTCOME or _is_steady_growth(grammar) or _says_level_too(grammar):
        return
    span = parse.spans.get("target", case.whole)
    rewrite = with_base(grammar, span)
    yield Found(
        span,
        values={"rewrite": rewrite, "number": case.text[span[0] : span[1]]},
        fixes=(Fix("replace", (0, len(case.text)), rewrite),),
    )


def _says_level_too(grammar: Grammar) -> bool:
    """ "Up 10 points, to 45 %": where it ends tells where it began."""
    parse = grammar.parse
    end = parse.spans.get("target", (0, 0))[1] if parse else 0
    later = (
        quantity for quantity in grammar.quantities if quantity.unit == "percent" and quantity.span[0] > end
    )
    level = next(later, None)
    before = [word for word in grammar.words if level is not None and end <= word.start < level.span[0]]
    return bool(before) and (before[-1].has("verb.reach") or before[-1].text in ("to", "до", "到", "至"))


def _is_steady_growth(grammar: Grammar) -> bool:
    """ "10 % a month": every period starts from the one before."""
    parse = grammar.parse
    span = parse.spans.get("per") if parse else None
    target = parse.spans.get("target") if parse else None
    return bool(span and target and 0 <= span[0] - target[1] <= _NEAR)


_NEAR = 3


@rule("K215", "wrong-direction", "E/E", "key_result")
def wrong_direction(case: Case) -> Iterator[Found]:
    """Verb and numbers contradict each other, for a metric whose good side is known."""
    ends = _ends(case)
    if ends is None or not _contradicts(case.grammar, *ends):
        return
    start, target = ends
    parse = case.grammar.parse
    span = parse.spans.get("target", case.whole) if parse else case.whole
    values = {"start": _plain(start), "target": _plain(target)}
    yield Found(span, "down" if target < start else "up", values=values)


def _contradicts(grammar: Grammar, start: Decimal, target: Decimal) -> bool:
    """Only numbers of the sentence itself contradict its verb; a start from a field may just have been passed."""
    if not grammar.has_from_to:
        return False
    side = _good_side(grammar)
    if not side or start == target:
        return False
    rises = target > start
    group = grammar.head.group
    if group == "better":
        return rises is not (side == "higher")
    return (group == "up" and not rises) or (group == "down" and rises)


def _good_side(grammar: Grammar) -> str:
    """`higher`, `lower`, or '' for metrics either may be good of, and for ranks."""
    if grammar.any("word.rankish") or any(quantity.form is Form.RANK for quantity in grammar.quantities):
        return ""
    for word in _metric_words(grammar):
        if word.has("noun.lower_better"):
            return "lower"
        if word.has("noun.higher_better"):
            return "higher"
    return ""


def _metric_words(grammar: Grammar) -> Sequence[Word]:
    """The words of the metric the numbers belong to, else everything up to the numbers."""
    parse = grammar.parse
    if parse is None:
        return ()
    span = parse.spans.get("metric", (0, 0))
    own = [word for word in grammar.words if span[0] <= word.start and word.end <= span[1]]
    if any(word.has("noun.lower_better", "noun.higher_better") for word in own):
        return own
    end = max(parse.spans.get("target", (0, 0))[1], parse.spans.get("baseline", (0, 0))[1])
    return [word for word in grammar.words if word.end <= end]


@rule("K216", "already-met", "W/W", "key_result")
def already_met(case: Case) -> Iterator[Found]:
    """The start is already at or past the target."""
    ends = _ends(case)
    if ends is None:
        return
    start, target = ends
    grammar = case.grammar
    if not _is_past(grammar, start, target) or (start != target and _contradicts(grammar, start, target)):
        return
    parse = grammar.parse
    span = parse.spans.get("target", case.whole) if parse else case.whole
    yield Found(span, values={"start": _plain(start), "target": _plain(target)})


def _is_past(grammar: Grammar, start: Decimal, target: Decimal) -> bool:
    parse = grammar.parse
    direction = parse.direction if parse else ""
    if grammar.head.group == "keep" or direction == "maintain":
        return False
    if start == target:
        return True
    if grammar.any("word.rankish"):
        return False
    if grammar.has_from_to and grammar.head.group not in ("up", "down"):
        return False
    said = parse.verb_direction if parse else ""
    aims_up = grammar.head.group in ("reach", "win", "") and (
        direction == "at_least" or (direction == "reach" and _good_side(grammar) == "higher")
    )
    if said == "increase" or grammar.head.group == "up" or aims_up:
        return start > target
    return (said == "decrease" or grammar.head.group == "down" or direction == "at_most") and start < target


def _ends(case: Case) -> tuple[Decimal, Decimal] | None:
    """Start and target: the fields if they are filled, else the sentence."""
    parse = case.grammar.parse
    if parse is not None and parse.relative and not case.has("target"):
        return None
    start = _decimal(case.fields.get("start"))
    if start is None and parse is not None and parse.baseline is None:
        start = _now(case.grammar)
    target = _decimal(case.fields.get("target"))
    if start is None and parse is not None:
        start = parse.baseline
    if target is None and parse is not None:
        target = parse.target
    return None if start is None or target is None else (start, target)


def _now(grammar: Grammar) -> Decimal | None:
    """The value of today, where the sentence tells it: "(today 65 %)"."""
    word = grammar.any("word.now")
    if word is None:
        return None
    return next((quantity.value for quantity in grammar.quantities if quantity.span[0] >= word.end), None)


def _decimal(value: Any) -> Decimal | None:
    if isinstance(value, bool) or value is None:
        return None
    try:
        number = Decimal(str(value).replace(" ", "").rstrip("%"))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
