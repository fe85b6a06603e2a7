"""From a sentence to the parse of its first measurable result."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from northing.coach.parse.clauses import Clause, clauses_of
from northing.coach.parse.direction import direction_of, has_low_metric, verb_of
from northing.coach.parse.phrases import due_of, metric_of, period_of
from northing.coach.parse.roles import Part, Role, parts_of
from northing.coach.parse.select import choose, harmonise
from northing.coach.quantities.quantity import Form
from northing.coach.quantities.sentences import find_quantities
from northing.coach.text import Sentence, Token, prepare

Span = tuple[int, int]
_RANKED = "other"


@dataclass(frozen=True, slots=True)
class Parse:
    """The measurable part of a key result. `metric` and `due` are substrings of the text; the spans say where
    the values, the metric and the deadline stand. `verb` is the span of the word that carries the change and
    `verb_direction` what that word alone says ('' = nothing), for rules that compare it with the numbers."""

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


def parse_key_result(text: Sentence | str, lang: str | None = None) -> Parse | None:
    """The first measurable result of the text; None if there is no number, no known metric and no deliverable."""
    sentence = prepare(text, lang) if isinstance(text, str) else text
    tokens = sentence.tokens
    clauses = clauses_of(tokens)
    parts = parts_of(sentence, find_quantities(sentence), clauses)
    parts = [part for part in parts if not (part.article and sentence.language.script == "han")]
    multiple = _multiple(tokens, clauses)
    chosen = choose(parts, clauses, tokens)
    if multiple is not None and (chosen.target is None or chosen.target.weak or chosen.target.role is Role.PLAIN and chosen.target.quantity.tokens[0] > multiple[0]):
        return _by_multiple(sentence, clauses, multiple)
    if chosen.target is None and chosen.baseline is None:
        return _without_number(sentence, clauses)
    return _measured(sentence, clauses, chosen.baseline, chosen.target)


def _measured(sentence: Sentence, clauses: list[Clause], start: Part | None, end: Part | None) -> Parse:
    part = end or start
    assert part is not None  # noqa: S101  (one of them was chosen)
    clause = clauses[part.clause]
    verb = verb_of(sentence, clauses, part)
    low = has_low_metric(sentence, clause)
    if start and end:
        baseline, target, unit = harmonise(start, end)
    else:
        baseline = start.quantity.value if start else None
        target = end.quantity.value if end else None
        unit = part.quantity.unit
    relative = _is_relative(part, verb, baseline)
    per, per_span = period_of(sentence, part)
    due, due_span = due_of(sentence)
    metric, metric_span = metric_of(sentence, clause, part, start, verb)
    spans: dict[str, Span] = {"metric": metric_span}
    if start:
        spans["baseline"] = start.quantity.span
    if end:
        spans["target"] = end.quantity.span
    if per_span:
        spans["per"] = per_span
    if due_span:
        spans["due"] = due_span
    if verb:
        spans["verb"] = (verb.start, verb.end)
    direction = direction_of(verb, end, baseline if not relative else None, target, low=low)
    return Parse(
        direction, metric, baseline, target, _unit(sentence, clause, part, unit), relative, per, due, spans,
        _verb_direction(verb), part.bound,
    )


def _unit(sentence: Sentence, clause: Clause, part: Part, unit: str) -> str:
    if part.rank:
        return _RANKED
    if unit and unit != "count":
        return unit
    roles: set[str] = set()
    for token in sentence.tokens[clause.first : clause.after]:
        roles |= token.word.roles
    if unit == "count":
        return unit
    for role, code in (("score", "score"), ("ratio", "ratio"), ("rate", "percent")):
        if role in roles and not part.quantity.value > 1000:
            return code
    return "count"


def _is_relative(part: Part, verb: Token | None, baseline: Decimal | None) -> bool:
    quantity = part.quantity
    if quantity.relative or part.role is Role.BY:
        return True
    if part.role is not Role.PLAIN or verb is None or baseline is not None:
        return False
    changes = bool(verb.word.roles & {"up", "down", "better"})
    return changes and (quantity.form is Form.MULTIPLE or quantity.unit == "percent")


def _multiple(tokens: tuple[Token, ...], clauses: list[Clause]) -> tuple[int, Decimal] | None:
    for place, token in enumerate(tokens):
        if token.word.multiple is not None:
            return place, token.word.multiple
    return None


def _by_multiple(sentence: Sentence, clauses: list[Clause], multiple: tuple[int, Decimal]) -> Parse:
    place, factor = multiple
    token = sentence.tokens[place]
    clause_at = next(at for at, known in enumerate(clauses) if known.after > place)
    clause = clauses[clause_at]
    roles: set[str] = set()
    for other in sentence.tokens[clause.first : clause.after]:
        roles |= other.word.roles
    down = "down" in roles or factor < 1
    direction, target, unit = ("decrease" if down else "increase"), factor, "ratio"
    if down and factor in (Decimal("0.5"), Decimal(2)):
        target, unit = Decimal(50), "percent"
    due, due_span = due_of(sentence)
    metric, metric_span = metric_of(sentence, clause, None, None, token)
    spans: dict[str, Span] = {"metric": metric_span, "target": (token.start, token.end)}
    if due_span:
        spans["due"] = due_span
    return Parse(direction, metric, None, target, unit, True, None, due, spans, direction)


def _without_number(sentence: Sentence, clauses: list[Clause]) -> Parse | None:
    verb = verb_of(sentence, clauses, None)
    roles: set[str] = set()
    for token in sentence.tokens:
        roles |= token.word.roles
    metric_unit = next((code for role, code in (("score", "score"), ("rate", "percent"), ("ratio", "ratio")) if role in roles), "")
    if not metric_unit and not (verb and "do" in verb.word.roles):
        return None
    due, due_span = due_of(sentence)
    metric, metric_span = metric_of(sentence, clauses[0], None, None, verb)
    spans: dict[str, Span] = {"metric": metric_span}
    if due_span:
        spans["due"] = due_span
    low = bool(clauses) and has_low_metric(sentence, clauses[0])
    direction = direction_of(verb, None, None, None, low=low)
    return Parse(direction, metric, None, None, metric_unit or "other", False, None, due, spans, _verb_direction(verb))


def _verb_direction(verb: Token | None) -> str:
    if verb is None:
        return ""
    roles = verb.word.roles
    if "better" in roles:
        return ""
    return "increase" if "up" in roles else "decrease" if "down" in roles else "maintain" if "keep" in roles else ""


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
