"""From a sentence to the parse of its first measurable result."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from northing.coach.parse.clauses import CHANGE, Clause, clauses_of
from northing.coach.parse.deadlines import due_of
from northing.coach.parse.direction import direction_of, has_low_metric, verb_direction, verb_of
from northing.coach.parse.multiples import find_multiple
from northing.coach.parse.phrases import metric_of, period_of
from northing.coach.parse.roles import Part, Role, parts_of
from northing.coach.parse.select import choose, harmonise
from northing.coach.parse.units import hinted, unit_of
from northing.coach.quantities.quantity import Form, Quantity
from northing.coach.quantities.sentences import find_quantities
from northing.coach.text import Sentence, Token, prepare

Span = tuple[int, int]
_RANKED = "other"
_SHORT = 5
"""A metric without verb and value is one only when it stands alone ("Conversion rate")."""


@dataclass(frozen=True, slots=True)
class Parse:
    """The measurable part of a key result. `metric` and `due` are substrings of the text; the spans say where
    the values, the metric and the deadline stand. `verb_direction` is what the verb alone says ('' = nothing),
    for rules that compare it with the numbers; `bound` is at_least or at_most where one is written."""

    direction: str
    metric: str
    baseline: Decimal | None
    target: Decimal | None
    unit: str
    relative: bool
    per: str | None
    due: str | None
    spans: dict[str, Span]
    verb_direction: str = ""
    bound: str = ""

    def as_json(self) -> dict[str, object]:
        """Exactly the fields of the JSON contract; numbers are plain numbers."""
        return {
            "direction": self.direction,
            "metric": self.metric,
            "baseline": _number(self.baseline),
            "target": _number(self.target),
            "unit": self.unit,
            "relative": self.relative,
            "per": self.per,
            "due": self.due,
        }


class _Values(NamedTuple):
    """The compared part of a parse, before the phrases around it are found."""

    direction: str
    baseline: Decimal | None
    target: Decimal | None
    unit: str
    relative: bool = False
    bound: str = ""


class _Read(NamedTuple):
    """A sentence with what was found in it so far."""

    sentence: Sentence
    clauses: list[Clause]
    parts: list[Part]


class _Place(NamedTuple):
    """Where the values stand in the sentence."""

    clause: Clause
    verb: Token | None
    start: Part | None = None
    end: Part | None = None


def parse_key_result(
    text: Sentence | str, lang: str | None = None, *, quantities: list[Quantity] | None = None
) -> Parse | None:
    """The first measurable result of the text; None if it has no number, no known metric, no deliverable.

    `quantities` are those of the sentence, where somebody found them already.
    """
    sentence = prepare(text, lang) if isinstance(text, str) else text
    tokens = sentence.tokens
    clauses = clauses_of(tokens)
    found = find_quantities(sentence) if quantities is None else quantities
    parts = parts_of(sentence, found, clauses)
    read = _Read(sentence, clauses, parts)
    start, end = choose(parts, clauses, tokens)
    multiple = find_multiple(tokens, clauses, end, pair=start is not None and end is not None)
    if multiple is not None:
        values = _Values(multiple.direction, None, multiple.value, multiple.unit, relative=True)
        return _finish(read, _Place(multiple.clause, multiple.token), values)
    if end is not None or start is not None:
        return _measured(read, start, end)
    return _without_number(read)


def _measured(read: _Read, start: Part | None, end: Part | None) -> Parse | None:
    sentence, clauses, _ = read
    part = end or start
    if part is None:
        return None
    clause = clauses[part.clause]
    verb = verb_of(sentence, clauses, part)
    baseline, target, unit = start.quantity.value if start else None, _aim(end, verb), part.quantity.unit
    if end and end.sign == "increase" and end.quantity.form is Form.MULTIPLE and target == 1:
        target = Decimal(2)  # 增长1倍 is twice as much
    if start and end:
        baseline, target, unit = harmonise(start, end, verb_direction(verb))
    paired = start is not None and end is not None and start.role is Role.PLAIN
    relative = not paired and _is_relative(part, verb, baseline)
    low = has_low_metric(sentence, clause if verb else Clause(clause.kind, 0, clause.after))
    direction = direction_of(verb, end, None if relative else baseline, target, low=low)
    unit = _RANKED if part.is_rank else unit_of(sentence, clause, part.quantity, unit)
    values = _Values(direction, baseline, target, unit, relative, part.bound)
    return _finish(read, _Place(clause, verb, start, end), values)


def _aim(end: Part | None, verb: Token | None) -> Decimal | None:
    """The end of a range that already satisfies it: the upper one where less is better."""
    if end is None:
        return None
    quantity = end.quantity
    falls = verb_direction(verb) == "decrease" or end.bound == "at_most"
    return quantity.up_to if quantity.up_to is not None and falls else quantity.value


def _is_relative(part: Part, verb: Token | None, baseline: Decimal | None) -> bool:
    form = part.quantity.form
    if part.is_times:
        return True
    if part.role is Role.PLAIN and part.bound == "at_most":
        return False
    changes = verb is not None and bool(verb.word.roles & CHANGE)
    if form is Form.POINTS or (part.role is Role.BY and (changes or bool(part.sign))):
        return True
    if form is Form.MULTIPLE and part.is_now:
        return True
    if part.role is not Role.PLAIN or baseline is not None:
        return False
    return changes and (form is Form.MULTIPLE or part.quantity.unit == "percent")


def _without_number(read: _Read) -> Parse | None:
    """A known metric without a value, or a deliverable that is done or not."""
    sentence, clauses, _ = read
    verb = verb_of(sentence, clauses, None)
    if not clauses:
        return None
    clause = clauses[0]
    unit = hinted(sentence, Clause(clause.kind, 0, len(sentence.tokens)), (len(sentence.tokens),) * 2)
    roles = verb.word.roles if verb else frozenset[str]()
    if "do" in roles and not roles & CHANGE:
        unit = "other"
    elif unit in ("", "count") or (verb is None and len(sentence.tokens) > _SHORT):
        return None
    direction = direction_of(verb, None, None, None, low=has_low_metric(sentence, clause))
    values = _Values(direction, None, None, unit)
    return _finish(read, _Place(clause, verb), values)


def _finish(read: _Read, place: _Place, values: _Values) -> Parse:
    """The values with the phrases around them."""
    sentence, clauses, parts = read
    spans: dict[str, Span] = {}
    for name, part in (("baseline", place.start), ("target", place.end)):
        if part is not None:
            spans[name] = part.quantity.span
    if place.verb is not None:
        spans["verb"] = (place.verb.start, place.verb.end)
    spans["metric"] = metric_of(sentence, clauses, place.clause, (place.end, place.start), place.verb)
    per, per_span = period_of(sentence, place.end or place.start, place.clause)
    due_span = due_of(sentence, parts, place.end)
    if per_span:
        spans["per"] = per_span
    if due_span:
        spans["due"] = due_span
    return Parse(
        direction=values.direction,
        metric=sentence.text[slice(*spans["metric"])],
        baseline=values.baseline,
        target=values.target,
        unit=values.unit,
        relative=values.relative,
        per=per,
        due=sentence.text[slice(*due_span)] if due_span else None,
        spans=spans,
        verb_direction=verb_direction(place.verb),
        bound=values.bound,
    )


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
