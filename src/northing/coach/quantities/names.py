"""Numbers that are no values: years, quarters, dates, versions, ordinals, list marks, names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from northing.coach.languages.lexicon import NOTHING
from northing.coach.text import Token

_ORDINAL = re.compile(r"(?:st|nd|rd|th)\Z")
_ORDINAL_TAIL = frozenset({"й", "го", "ой", "му", "м", "я", "ю", "е", "ом", "ых", "ую", "ей"})
_DAY = re.compile(r"[0-3]?\d[.][01]?\d(?:[.](?:20)?\d\d)?")
_ROLES = frozenset({"from", "to", "by", "at_least", "at_most", "about", "goal", "now", "rank", "keep"}) | {
    "score",
    "rate",
    "ratio",
    "low",
}
_FIRST_YEAR, _LAST_YEAR = 1990, 2060
_ROUND_YEAR = 2000


def is_name(tokens: Sequence[Token], place: int, after: int) -> bool:
    """Whether the number from `place` up to `after` only names or dates something."""
    return (
        _is_list_mark(tokens, place, after)
        or _is_numbered(tokens, place, after)
        or _is_labelled(tokens, place, after)
        or _is_part_of_a_name(tokens, place, after)
        or _is_date(tokens, place, after)
        or _is_year(tokens, place, after)
    )


def _at(tokens: Sequence[Token], place: int) -> Token | None:
    return tokens[place] if 0 <= place < len(tokens) else None


def _roles(token: Token | None) -> frozenset[str]:
    return token.word.roles if token else frozenset()


def _is_list_mark(tokens: Sequence[Token], place: int, after: int) -> bool:
    """`1. Raise …`, `2) …`, `3、…` at the start."""
    following = _at(tokens, after)
    if place or following is None or tokens[0].kind != "number" or len(tokens[0].text) > 3:
        return False
    if following.text not in (".", ")", ",", ":") or len(tokens) < 3:
        return False
    return tokens[after + 1].kind == "word" if after + 1 < len(tokens) else False


def ordinal_end(tokens: Sequence[Token], place: int, after: int) -> int:
    """The token after an ordinal (`5th`, `2-й`, `第3`) that starts at `place`; 0 if it is no ordinal."""
    token, following = tokens[after - 1], _at(tokens, after)
    if "ordinal" in _roles(_at(tokens, place - 1)):
        return after
    if following is None or following.start != token.end:
        return 0
    if _ORDINAL.match(following.text):
        return after + 1
    tail = _at(tokens, after + 1)
    tailed = following.text == "-" and tail is not None and tail.start == following.end
    return after + 2 if tailed and tail is not None and tail.text in _ORDINAL_TAIL else 0


def _is_numbered(tokens: Sequence[Token], place: int, after: int) -> bool:
    """`第三季度`, `第1阶段`: an ordinal of something that is no place in a ranking."""
    following = _at(tokens, after)
    if "ordinal" not in _roles(_at(tokens, place - 1)) or following is None:
        return False
    return following.kind != "mark" and "place" not in _roles(following)


def _is_labelled(tokens: Sequence[Token], place: int, after: int) -> bool:
    """`phase 2`, `version 2.0`, `этап 3`: a bare number right after a word that is numbered."""
    before, following = _at(tokens, place - 1), _at(tokens, after)
    if "edition" in _roles(following):
        return True
    if before is None or not _roles(before) & {"label", "numbered"}:
        return False
    if "label" not in _roles(before) and following is not None:
        return following.text in (",", ".", ")", ":") or (
            following.kind == "word" and following.word != NOTHING
        )
    if "ordinal" in _roles(before):
        return following is None or not following.word.units
    return following is None or not (set(following.word.units) - {"count"} or following.text in ("%", "+"))


def _is_part_of_a_name(tokens: Sequence[Token], place: int, after: int) -> bool:
    """`360°`, `1С-интеграция`, `3D-model`, `Q4'25`, `平台2.0`."""
    before, following, token = _at(tokens, place - 1), _at(tokens, after), tokens[after - 1]
    if before is not None and before.text == "'" and before.end == tokens[place].start:
        return True
    if following is not None and following.start == token.end and token.kind == "number":
        strange = (
            following.kind == "word" and following.word == NOTHING and not "㐀" <= following.text[0] <= "鿿"
        )
        if following.text == "°" or (strange and not _ORDINAL.match(following.text)):
            return True
    touched = before is not None and before.end == tokens[place].start and not _roles(before) & _ROLES
    return touched and token.text.endswith(".0") and not _measured(following)


def _is_date(tokens: Sequence[Token], place: int, after: int) -> bool:
    token, before, following = tokens[place], _at(tokens, place - 1), _at(tokens, after)
    if token.kind == "number" and after == place + 1:
        if token.text.count(".") == 2 or (
            _DAY.fullmatch(token.text) and before and before.text in ("до", "к", "by", "before")
        ):
            return not (following and following.word.units)
        if _is_slashed(tokens, place, after):
            return True
    if (
        before is not None
        and before.text == "月"
        and following is not None
        and following.text in ("日", "号")
    ):
        return True
    if (following is not None and following.text == "月") or _is_calendar(following, token):
        return True
    return bool(before and _is_month(before) and _small(token, 31) and not _measured(following))


def _is_slashed(tokens: Sequence[Token], place: int, after: int) -> bool:
    """`12/31`, `2025-06-30`, `2017-18`: the part that goes down or starts with a year."""
    mark, second = _at(tokens, after), _at(tokens, after + 1)
    back, first = _at(tokens, place - 1), _at(tokens, place - 2)
    if back and first and back.text in ("-", "/") and first.kind == "number" and back.start == first.end:
        return back.end == tokens[place].start and _looks_like_year(first.text)
    if mark is None or second is None or mark.text not in ("-", "/") or second.kind != "number":
        return False
    return _looks_like_year(tokens[place].text) and len(second.text) <= 2


def _is_calendar(following: Token | None, token: Token) -> bool:
    """`30 июня`, `2 квартал`, `4季度`: a day or a quarter of the year."""
    if following is None or "season" not in _roles(following) or not _small(token, 31):
        return False
    return _is_month(following) or (_small(token, 4) and following.word.period in ("quarter", ""))


def _is_month(token: Token) -> bool:
    return "months" in token.word.roles


def _is_year(tokens: Sequence[Token], place: int, after: int) -> bool:
    token, before, following = tokens[place], _at(tokens, place - 1), _at(tokens, after)
    if token.kind != "number" or not _looks_like_year(token.text) or _measured(before):
        return False
    if following is not None and following.word.period == "year":
        return True
    if _measured(following) or int(token.text) == _ROUND_YEAR:
        return False
    dated = (
        before is None
        or bool(_roles(before) & {"due", "season", "frame", "now", "from", "to"})
        or before.kind == "name"
    )
    ends = (
        following is None
        or following.kind in ("mark", "name")
        or bool(following.word.roles & {"before", "due", "and", "handle", "season"})
    )
    return dated or ends


def _looks_like_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and _FIRST_YEAR <= int(text) <= _LAST_YEAR


def _measured(token: Token | None) -> bool:
    return token is not None and bool(token.word.units) and token.word.period != "year"


def _small(token: Token, most: int) -> bool:
    return token.kind in ("number", "han") and (
        token.kind == "han" or (token.text.isdigit() and Decimal(token.text) <= most)
    )
