"""The deadline of a sentence, from its preposition to the last word of the date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from northing.coach.parse.roles import Part
from northing.coach.text import Sentence, Token

Span = tuple[int, int]
_NAMES = re.compile(r"(?:q[1-4]|h[12]|fy\d\d(?:\d\d)?|cy\d\d(?:\d\d)?)(?:fy\d+)?")
_DAY = re.compile(r"\d{1,4}(?:[./-]\d{1,2}){1,2}(?:[./-]\d{2,4})?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = 10
_LONG = frozenset({"duration:weeks", "duration:months", "duration:years", "duration:days"})


def due_of(sentence: Sentence, parts: Sequence[Part], target: Part | None) -> Span | None:
    """Where the deadline stands; a period to reach the target in (`在 3 个月内`) counts as one."""
    tokens = sentence.tokens
    taken = {place for part in parts for place in range(part.quantity.tokens[0], part.quantity.tokens[1] + 1)}
    place = 0
    while place < len(tokens):
        last = _date_end(tokens, place, taken)
        if last < place:
            place += 1
            continue
        first = _opened(tokens, place)
        if _counts(tokens, first, place, last):
            return tokens[first].start, tokens[last].end
        place = last + 1
    return _window(tokens, parts, target)


def _date_end(tokens: Sequence[Token], place: int, taken: set[int]) -> int:
    """The last token of the date that starts here; `place` - 1 if none does."""
    last, dated = place - 1, False
    for at in range(place, min(place + _LONGEST, len(tokens))):
        kind = _piece(tokens, at, taken)
        if not kind or (last >= place and "before" in tokens[last].word.roles and kind == "part"):
            break
        dated = dated or kind == "date"
        last = at
    while last >= place and tokens[last].kind == "mark":
        last -= 1
    return last if dated else place - 1


def _piece(tokens: Sequence[Token], place: int, taken: set[int]) -> str:
    """`date` for what makes a date, `part` for what only belongs to one, '' for anything else."""
    token = tokens[place]
    if place in taken:
        return ""
    if token.kind == "name":
        return "date" if _NAMES.fullmatch(token.text) else ""
    if token.kind == "number":
        if _YEAR.fullmatch(token.text):
            return "date"
        return "part" if len(token.text) <= 2 or _DAY.fullmatch(token.text) else ""
    if "season" in token.word.roles:
        return "date"
    if token.text in ("月", "号") and place and tokens[place - 1].kind == "number":
        return "date"
    if (token.word.period and token.word.units) or "ordinals" in token.word.roles:
        return "part"
    if token.text in ("-", "/", ",") and place and place + 1 < len(tokens):
        return (
            "part"
            if tokens[place - 1].kind in ("number", "name") and tokens[place + 1].kind == "number"
            else ""
        )
    return "part" if token.word.roles & {"ordinal", "serial", "before"} or token.kind == "han" else ""


def _opened(tokens: Sequence[Token], place: int) -> int:
    first = place
    while first and tokens[first - 1].word.roles & {"due", "handle"}:
        first -= 1
    return first if first == place or "due" in tokens[first].word.roles else place


def _counts(tokens: Sequence[Token], first: int, place: int, last: int) -> bool:
    """A date is a deadline behind a preposition, before 前, or when nothing else is said of it ("…, Q3")."""
    words = tokens[place : last + 1]
    if first < place or any("before" in token.word.roles for token in words):
        return True
    if len(words) == 1 and "loose" in words[0].word.roles:
        return False
    closes = last + 1 == len(tokens) or tokens[last + 1].kind == "mark"
    return closes or (not words[0].text.isascii() and words[0].text > "一")


def _window(tokens: Sequence[Token], parts: Sequence[Part], target: Part | None) -> Span | None:
    """A weak period of days or more beside the target at the start ("within 3 months, …")."""
    for part in parts:
        first, last = part.quantity.tokens
        if (
            part is target
            or first > 1
            or not part.weak
            or part.quantity.unit not in _LONG
            or not (part.is_within or part.bound)
        ):
            continue
        begin = first - 1 if first and tokens[first - 1].word.roles & {"due", "within", "frame"} else first
        return tokens[begin].start, tokens[last].end
    return None
