"""The value written at one place of a sentence: digits, number words, Chinese numerals, with their scale."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from northing.coach.quantities.answers import UnreadableError
from northing.coach.quantities.numerals import read_chinese, read_numeral
from northing.coach.text import Token

_HUNDRED = Decimal(100)
_POWERS = frozenset("十百千万亿拾佰仟")
_PLAIN_LENGTH = 9
_NEAR = 10
_MOST_PARTS = 8
_LARGEST_POWER = 15


class Written(NamedTuple):
    """`after` is the index of the first token that is not part of the number."""

    value: Decimal
    after: int
    spelt: bool = False
    share: bool = False
    power: int = 0


def read_written(tokens: Sequence[Token], place: int) -> Written | None:
    """The number that starts at this token; None if none does, or none that can be read."""
    token = tokens[place]
    try:
        if token.kind == "number":
            return _digits(tokens, place)
        if token.kind == "han":
            return _chinese(tokens, place)
    except UnreadableError:
        return None
    if token.word.share is not None:
        return Written(token.word.share, place + 1, True, True)
    if token.word.number is not None:
        return _words(tokens, place)
    return None


def _digits(tokens: Sequence[Token], place: int) -> Written | None:
    after = place + 1
    text = tokens[place].text
    if after < len(tokens) and tokens[after].kind == "han" and _continues(tokens, after):
        return _chinese(tokens, place)
    value = Decimal(text) if text.isdigit() and len(text) <= _PLAIN_LENGTH else _separated(text)
    return _scaled(tokens, Written(value, after))


def _separated(text: str) -> Decimal:
    """`85,000` groups, `3,5` divides, and so does `1.250`: a point before three digits is a decimal sign
    only after a zero."""
    numeral = read_numeral(text.replace(" ", "'") if " " in text else text)
    return numeral.value


def _chinese(tokens: Sequence[Token], place: int) -> Written | None:
    """Digits and powers that touch: 二十五, 3万, 3万5千, 500万."""
    parts: list[str] = []
    after = place
    while after < len(tokens) and tokens[after].kind in ("number", "han"):
        if parts and not _continues(tokens, after):
            break
        parts.append(_plain(tokens[after]))
        after += 1
        if len(parts) > _MOST_PARTS:
            return None
    spelt = tokens[place].kind == "han"
    power = 4 if parts[-1] == "万" else 8 if parts[-1] == "亿" else 0
    value = read_chinese(parts).value
    if spelt and after < len(tokens) and tokens[after].text == "成" and value <= 10:
        tail = _tenths(tokens, after + 1)
        return Written(value * 10 + (tail or 0), after + 1 + (tail is not None), True, True)
    return Written(value, after, spelt, power=power)


def _tenths(tokens: Sequence[Token], place: int) -> Decimal | None:
    """What follows 成: 三成五 is 35 %, 八成半 is 85 %."""
    if place >= len(tokens) or tokens[place].start != tokens[place - 1].end:
        return None
    token = tokens[place]
    if token.text == "半":
        return Decimal(5)
    value = read_chinese([token.text]).value if token.kind == "han" else None
    return value if value is not None and 0 < value < 10 else None


def _continues(tokens: Sequence[Token], place: int) -> bool:
    """Whether a numeral touches the one before it, or is a 万 or 亿 behind a space (5 萬)."""
    gap = tokens[place].start - tokens[place - 1].end
    return not gap or (gap == 1 and tokens[place].text in ("万", "亿", "千万", "百万", "千", "百"))


def _plain(token: Token) -> str:
    if token.kind == "han":
        return token.text
    numeral = read_numeral(token.text)
    value = numeral.other if numeral.other is not None and numeral.separator == "." else numeral.value
    return format(value.normalize(), "f")


def _words(tokens: Sequence[Token], place: int) -> Written:
    """`twenty five`, `two hundred`, `сто двадцать`: smaller numbers add, a hundred after a digit multiplies."""
    total = tokens[place].word.number or Decimal(0)
    last, after = total, place + 1
    while after < min(len(tokens), place + _MOST_PARTS):
        token = tokens[after]
        number = token.word.number
        if token.text == "-" and after + 1 < len(tokens) and tokens[after + 1].word.number is not None:
            after += 1
            continue
        if number is None or not ((number < last and last >= 20) or (number == _HUNDRED and last < 20)):
            break
        total = total * number if number == _HUNDRED else total + number
        last, after = number, after + 1
    return _scaled(tokens, Written(total, after, True))


def _scaled(tokens: Sequence[Token], written: Written) -> Written:
    """Words for thousands and millions; a lone letter only where it touches the number or money follows."""
    value, after, power = written.value, written.after, 0
    while after < len(tokens) and tokens[after].word.power is not None and power < _LARGEST_POWER:
        token = tokens[after]
        if len(token.text) == 1 and token.kind == "word" and not _is_scale(tokens, after):
            break
        value = value.scaleb(token.word.power or 0)
        power += token.word.power or 0
        after += 1
        if after < len(tokens) and tokens[after].text == "." and _abbreviates(tokens, after):
            after += 1
    return written._replace(value=value, after=after, power=power)


def _is_scale(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    follows = tokens[place + 1] if place + 1 < len(tokens) else None
    if follows is not None and follows.text == "." and place + 2 < len(tokens):
        follows = tokens[place + 2]
    money = follows is not None and any(unit.startswith("currency") for unit in follows.word.units)
    if token.text == "m" and not money and any(map(_is_time, tokens[max(place - _NEAR, 0) : place + _NEAR])):
        return False
    touches = tokens[place - 1].end == token.start
    return money or (touches and not (token.text == "м" or token.text == "т"))


def _is_time(token: Token) -> bool:
    """Hours, minutes or seconds beside it make a lone `m` minutes, not millions."""
    return token.text != "m" and token.word.units[:1] in (
        ("duration:hours",),
        ("duration:minutes",),
        ("duration:seconds",),
    )


def _abbreviates(tokens: Sequence[Token], place: int) -> bool:
    """A full stop that touches the word before it and has something in lower case after it."""
    return (
        tokens[place - 1].end == tokens[place].start
        and place + 1 < len(tokens)
        and len(tokens[place - 1].text) <= 4
    )
