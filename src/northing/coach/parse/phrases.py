"""The measured thing and its rate, as the sentence words them."""

from __future__ import annotations

from collections.abc import Sequence

from northing.coach.parse.clauses import VERBS, Clause
from northing.coach.parse.roles import Part, Role
from northing.coach.text import Sentence, Token

Span = tuple[int, int]
_AROUND = frozenset(
    {
        "from",
        "to",
        "by",
        "at_least",
        "at_most",
        "within",
        "now",
        "goal",
        "rank",
        "about",
        "between",
        "rises",
        "upto",
        "falls",
    }
)
_LEADING = (
    _AROUND | VERBS | {"due", "per", "season", "purpose", "means", "of", "and", "handle", "plus", "all"}
)
_TRAILING = _AROUND | VERBS | {"due", "season", "of", "per", "and", "more", "fewer", "purpose"}
_STOPS = frozenset({"purpose", "means", "from", "to", "at_least", "at_most"})


def period_of(sentence: Sentence, part: Part | None, clause: Clause) -> tuple[str | None, Span | None]:
    """`per week`, `每月`, `в день`: the period the value is counted in, not one of a later clause."""
    tokens = sentence.tokens
    covered = range(part.quantity.tokens[0], part.quantity.tokens[1] + 1) if part else range(0)
    for place, token in enumerate(tokens[: clause.after]):
        roles = token.word.roles
        if not token.word.period or place in covered:
            continue
        if not token.word.units and "season" not in roles:
            return token.word.period, (token.start, token.end)
        before = tokens[place - 1] if place else None
        if before is not None and "per" in before.word.roles and place - 1 not in covered:
            within = place > 1 and tokens[place - 2].word.roles & {"within", "at_most"}
            if not within and not _is_dated(tokens, place + 1):
                return token.word.period, (before.start, token.end)
    return None, None


def _is_dated(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and (tokens[place].kind == "number" or "season" in tokens[place].word.roles)


def metric_of(
    sentence: Sentence,
    clauses: Sequence[Clause],
    clause: Clause,
    parts: tuple[Part | None, Part | None],
    verb: Token | None,
) -> Span:
    """What counted things are called stands after their number; what changes stands before it."""
    tokens = sentence.tokens
    numbers = [known.quantity.tokens for known in parts if known]
    first = min((pair[0] for pair in numbers), default=clause.after)
    last = max((pair[1] for pair in numbers), default=clause.after)
    before = (_after_verb(tokens, clause.first, first, verb), first)
    after = (last + 1 - _is_counted_word(tokens, parts[0]), _end_of(clauses, last))
    verb_at = next((at for at, token in enumerate(tokens) if token is verb), None)
    home = (
        (verb_at + 1, _end_of(clauses, verb_at))
        if verb_at is not None and verb_at < clause.first
        else (0, first)
    )
    order = (after, before, home) if _is_counted(tokens, parts[0]) else (before, home, after)
    for begin, end in (*order, (0, first)):
        span = _noun(tokens, begin, min(end, len(tokens)), is_after=begin == after[0])
        if span is not None:
            return span
    return 0, 0


def _is_counted_word(tokens: Sequence[Token], end: Part | None) -> bool:
    """In "50 users" the unit names what is counted."""
    if end is None or end.quantity.unit != "count" or end.quantity.tokens[0] == end.quantity.tokens[1]:
        return False
    last = tokens[end.quantity.tokens[1]]
    return last.word.units == ("count",) and last.kind == "word" and not "一" <= last.text[0] <= "鿿"


def _is_counted(tokens: Sequence[Token], end: Part | None) -> bool:
    """A bare count ("sign 25 partners"), or money "of" something: the noun follows."""
    if end is None or end.role is not Role.PLAIN or end.is_rank:
        return False
    following = tokens[end.quantity.tokens[1] + 1 : end.quantity.tokens[1] + 2]
    if end.quantity.unit.startswith("currency") and following:
        return "of" in following[0].word.roles
    return end.quantity.unit in ("", "count")


def _end_of(clauses: Sequence[Clause], place: int) -> int:
    return next((known.after for known in clauses if known.after > place), place)


def _after_verb(tokens: Sequence[Token], first: int, before: int, verb: Token | None) -> int:
    """Verbs stand before what they change, except right before the number in Chinese."""
    place = next((at for at in range(first, before) if tokens[at] is verb), None)
    return (
        first
        if place is None or place + 1 >= before or not _content(tokens[place + 1 : before])
        else place + 1
    )


def _content(tokens: Sequence[Token]) -> bool:
    return any(token.kind in ("word", "name") and not token.word.roles & _LEADING for token in tokens)


def _noun(tokens: Sequence[Token], begin: int, end: int, *, is_after: bool) -> Span | None:
    """The phrase between two places without the small words at its ends."""
    while begin < end and (
        tokens[begin].kind in ("mark", "number", "han") or tokens[begin].word.roles & _LEADING
    ):
        if tokens[begin].text in ('"', "#") or (is_after and tokens[begin].word.roles & VERBS):
            break
        begin += 1
    stop = begin
    while stop < end and not (is_after and stop > begin and _stops(tokens, stop)):
        stop += 1
    while stop > begin and _is_tail(tokens[stop - 1]):
        stop -= 1
    return (tokens[begin].start, tokens[stop - 1].end) if stop > begin else None


def _is_tail(token: Token) -> bool:
    if token.kind == "mark":
        return token.text not in ('"', ")", "%")
    return bool(token.word.roles & _TRAILING) or (bool(token.word.period) and not token.text.isascii())


def _stops(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    roles = token.word.roles
    if token.kind == "mark":
        return token.text not in ('"', "-", "/", "&", "'")
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    timed = following is not None and (
        following.word.period or "season" in following.word.roles or following.kind != "word"
    )
    if (roles & {"due", "per"} and timed) or (token.word.period and not token.word.units):
        return True
    return bool(roles & _STOPS)
