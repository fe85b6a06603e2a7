"""Text folded character by character (places stay the same) and cut into pieces."""

from __future__ import annotations

import re
from functools import cache

from northing.coach.characters import characters

HAN = "㐀-鿿〇"
LETTER = rf"[^\W\d_{HAN}]"
PIECE = re.compile(
    rf"""(?P<number>\d{{1,3}}(?:[ ']\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*+)
      | (?P<name>(?<!\d){LETTER}++-?\d[^\W{HAN}]*+(?:\.\d++)*+)
      | (?P<word>{LETTER}++(?:['-]{LETTER}++)*+)
      | (?P<han>[{HAN}]++)
      | (?P<space>[ ]++)
      | (?P<mark>->|=>|>=|<=|[^ ])""",
    re.VERBOSE | re.DOTALL,
)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")

_BLANKS = "\xa0\xad\u1680\u202f\u205f\u3000\u202a\u202b\u202c\u202d\u202e\ufeff\x85\u2028\u2029"
_MINUS = "−–‐‑‒﹣⁻—―─"
_QUOTES = "“”„«»″「」『』《》〈〉【】"
_ARROWS = "→⇒➔➜⟶➡⇨►"


@cache
def _folding() -> dict[int, str]:
    table = dict(characters().to_simplified)
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= dict.fromkeys(map(ord, _BLANKS), " ") | dict.fromkeys(range(0x20), " ")
    table |= dict.fromkeys(range(0x2000, 0x2010), " ") | dict.fromkeys(range(0x2060, 0x2070), " ")
    table |= dict.fromkeys(map(ord, _MINUS), "-") | dict.fromkeys(map(ord, "﹢⁺"), "+")
    table |= dict.fromkeys(map(ord, "’‘ʼ`´′"), "'") | dict.fromkeys(map(ord, _QUOTES), '"')
    table |= dict.fromkeys(map(ord, _ARROWS), "→")
    table |= {ord("￥"): "¥", ord("￡"): "£", ord("￦"): "₩", ord("٪"): "%", ord("﹪"): "%", ord("İ"): "i"}
    table |= {ord("、"): ",", ord("。"): ".", ord("ё"): "е", ord("Ё"): "е"}
    return table


def fold(text: str) -> str:
    """Full width to half, traditional to simplified, lower case; always of the same length."""
    if text.isascii():
        return _CONTROLS.sub(" ", text).lower()
    return text.translate(_folding()).lower()


def cut(reading: str) -> tuple[str, ...]:
    """The pieces of a folded text, without spaces and without looking at what they mean."""
    return tuple(match.group() for match in PIECE.finditer(reading) if match.lastgroup != "space")
