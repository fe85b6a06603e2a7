"""Cutting typed text into numbers, words and marks, in one pass."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from typing import NamedTuple

from northing.coach.quantities.answers import UnreadableError
from northing.coach.quantities.words import words

LONGEST_TEXT = 1000


class TokenKind(Enum):
    NUMBER = "number"
    CHINESE = "chinese"
    WORD = "word"
    MARK = "mark"


class Token(NamedTuple):
    kind: TokenKind
    text: str


_SPACES = "\t\n\v\f\r\x85\xa0\u1680\u2000\u2001\u2002"
_SPACES += "\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_PLAIN: dict[int, str | None] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_PLAIN |= dict.fromkeys(map(ord, _SPACES), " ")
_PLAIN |= dict.fromkeys(map(ord, _INVISIBLE))
_PLAIN |= dict.fromkeys(map(ord, "−–‐‑﹣⁻"), "-")
_PLAIN |= dict.fromkeys(map(ord, "﹢⁺"), "+")
_PLAIN |= dict.fromkeys(map(ord, "’‘ʼ`´′"), "'")
_PLAIN |= {ord("￥"): "¥", ord("，"): ",", ord("．"): ".", ord("︓"): ":", ord("￡"): "£", ord("￦"): "₩"}
_PLAIN |= {ord("٪"): "%", ord("﹪"): "%"}

_TOKEN = re.compile(
    r"""(?P<number>(?:\d|[.,](?=\d))(?:[ .,']?\d)*(?:e[+-]?\d+(?![^\W_]))?)
      | (?P<dollar>(?:us|hk|nt|au|a|ca|c|nz|s|mx|r)\$)
      | (?P<cjk>[㐀-鿿〇]+)
      | (?P<word>[^\W\d_㐀-鿿〇](?:[^\W\d_㐀-鿿〇]|\.(?=[^\W\d_㐀-鿿〇]))*)
      | (?P<space>[ ]+)
      | (?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)


def simplify(text: str) -> str:
    """Full-width forms, exotic spaces, apostrophes and minus signs in their plain form, lower case, trimmed.

    Not NFKC: that would read 5² as 52.
    """
    return text.translate(_PLAIN).strip(" ").lower().replace("п. п", "п.п").replace("p. p", "p.p")


def tokenise(text: str) -> list[Token]:
    """The tokens of simplified text, spaces dropped.

    :raises UnreadableError: digits of a script nobody here reads
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        piece = match.group()
        match match.lastgroup:
            case "number":
                _refuse_other_digits(piece)
                found.append(Token(TokenKind.NUMBER, piece))
            case "cjk":
                found.extend(_chinese(piece))
            case "word" | "dollar":
                found.append(Token(TokenKind.WORD, piece))
            case "mark":
                found.append(Token(TokenKind.MARK, piece))
    return _without_full_stops(found)


def _refuse_other_digits(piece: str) -> None:
    if not piece.isascii() and any(
        unicodedata.category(char) == "Nd" and not char.isascii() for char in piece
    ):
        raise UnreadableError("other_digits", piece)


def _without_full_stops(tokens: list[Token]) -> list[Token]:
    """A full stop after a word or at the very end ends nothing but the abbreviation."""
    kept: list[Token] = []
    for token in tokens:
        abbreviates = token == (TokenKind.MARK, ".") and kept and kept[-1].kind is not TokenKind.MARK
        if not abbreviates:
            kept.append(token)
    return kept


def _chinese(run: str) -> list[Token]:
    """Chinese text cut by longest known word; unknown characters become one word each."""
    table = words()
    found: list[Token] = []
    numeral: list[str] = []
    position = 0
    while position < len(run):
        word = _longest(run, position, table.cjk, table.longest)
        if word:
            _close(numeral, found)
            found.append(Token(TokenKind.WORD, word))
            position += len(word)
            continue
        char = run[position]
        position += 1
        if _is_numeral(char):
            numeral.append(char)
        else:
            _close(numeral, found)
            found.append(Token(TokenKind.WORD, char))
    _close(numeral, found)
    return found


def _is_numeral(char: str) -> bool:
    table = words()
    marks = table.marks["point"] | table.marks["half"] | table.marks["tenth"]
    return char in table.digits or char in table.powers or char in marks


def _longest(run: str, position: int, known: frozenset[str], longest: int) -> str:
    for size in range(min(longest, len(run) - position), 0, -1):
        if run[position : position + size] in known:
            return run[position : position + size]
    return ""


def _close(numeral: list[str], found: list[Token]) -> None:
    if numeral:
        found.append(Token(TokenKind.CHINESE, "".join(numeral)))
        numeral.clear()
