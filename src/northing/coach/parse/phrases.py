"""The phrases around the numbers, as written: the metric, the deadline, the rate."""

from __future__ import annotations

from northing.coach.parse.clauses import VERBS, Clause
from northing.coach.parse.roles import Part
from northing.coach.text import Sentence, Token

Span = tuple[int, int]
_EDGES = frozenset({"from", "to", "by", "at_least", "at_most", "within", "due", "per", "now", "purpose", "means", "about", "of"})


def period_of(sentence: Sentence, part: Part | None) -> tuple[str | None, Span | None]:
    """`per week`, `每月`, `в день`: the period the value is counted in."""
    tokens = sentence.tokens
    covered = range(part.quantity.tokens[0], part.quantity.tokens[1] + 1) if part else range(0)
    for place, token in enumerate(tokens):
        period = token.word.period
        if not period or place in covered or "season" in token.word.roles and not token.word.units:
            continue
        before = tokens[place - 1] if place else None
        if not token.word.units and "season" not in token.word.roles:
            return period, (token.start, token.end)
        if before is not None and "per" in before.word.roles and place - 1 not in covered:
            return period, (before.start, token.end)
    return None, None


def due_of(sentence: Sentence) -> Span | None:
    """The deadline, from its preposition to the last word of the date."""
    tokens = sentence.tokens
    for place in range(len(tokens)):
        if not _is_dated(tokens, place):
            continue
        first = last = place
        while first and (_is_dated(tokens, first - 1) or "due" in tokens[first - 1].word.roles):
            first -= 1
        while last + 1 < len(tokens) and (_is_dated(tokens, last + 1) or "before" in tokens[last + 1].word.roles):
            last += 1
        starts = "due" in tokens[first].word.roles
        ends = "before" in tokens[last].word.roles
        if starts or ends or sentence.language.script == "han" or tokens[first].kind != "word":
            return tokens[first].start, tokens[last].end
    return None


def _is_dated(tokens: tuple[Token, ...], place: int) -> bool:
    token = tokens[place]
    if "season" in token.word.roles:
        return True
    if token.kind == "name":
        return token.text[0] in "qhf" and token.text[1:].isdigit() or token.text[:2] == "fy"
    return token.kind == "number" and len(token.text) == 4 and token.text.startswith(("19", "20")) and token.text.isdigit()


def metric_of(
    sentence: Sentence, clause: Clause, parts: tuple[Part | None, Part | None], verb: Token | None
) -> Span:
    """The measured thing: between verb and numbers, else after the number, else before it."""
    tokens = sentence.tokens
    numbers = [known.quantity.tokens for known in parts if known]
    first = min((pair[0] for pair in numbers), default=clause.after)
    last = max((pair[1] for pair in numbers), default=-1)
    verb_at = next((at for at, token in enumerate(tokens) if token is verb), -1)
    low = verb_at + 1 if -1 < verb_at < first else clause.first
    for begin, end in ((low, first), (last + 1, len(tokens)), (clause.first, first)):
        span = _noun(tokens, begin, end)
        if span:
            return span
    return 0, 0


def _noun(tokens: tuple[Token, ...], begin: int, end: int) -> Span | None:
    while begin < end and _is_edge(tokens[begin]):
        begin += 1
    stop = begin
    while stop < end and not _ends(tokens, stop):
        stop += 1
    return (tokens[begin].start, tokens[stop - 1].end) if stop > begin else None


def _is_edge(token: Token) -> bool:
    return token.kind == "mark" and token.text != '"' or bool(token.word.roles & (_EDGES | VERBS)) or token.text in ("the", "将", "把", "使")


def _ends(tokens: tuple[Token, ...], place: int) -> bool:
    token = tokens[place]
    if token.kind == "mark":
        return token.text in ",.;:()-" 
    return bool(token.word.roles & {"from", "to", "by", "at_least", "at_most", "within", "purpose", "means"})
