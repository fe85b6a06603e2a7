"""A text made ready to be read: folded character by character, its language found, cut into tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from northing.coach.folding import LETTER, PIECE, fold
from northing.coach.languages import Language, load
from northing.coach.languages.detection import detect, file_of, named
from northing.coach.languages.lexicon import NOTHING, Lexicon, Phrase, Word

__all__ = ["Sentence", "Token", "detect", "fold", "prepare"]

_NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟")
_PARTS = re.compile(rf"({LETTER}+)(-?)(\d.*)", re.DOTALL)


class Token(NamedTuple):
    """`kind` is number, han (a Chinese numeral), word, name (letters with digits: Q3, B2B) or mark."""

    kind: str
    text: str
    start: int
    end: int
    word: Word


@dataclass(frozen=True, slots=True)
class Sentence:
    """`reading` is the text folded character by character: places in it are places in `text`."""

    text: str
    reading: str
    lang: str
    tokens: tuple[Token, ...]
    language: Language


def prepare(text: str, lang: str | None = None) -> Sentence:
    """The text cut into tokens, in its own language unless `lang` names a known one."""
    reading = fold(text)
    found = named(lang, text) if lang and file_of(lang) else detect(text)
    language = load(file_of(found) or "en")
    return Sentence(text, reading, found, tuple(_tokens(reading, language.lexicon)), language)


def _tokens(reading: str, lexicon: Lexicon) -> list[Token]:
    found: list[Token] = []
    for match in PIECE.finditer(reading):
        kind = match.lastgroup or "mark"
        piece, start = match.group(), match.start()
        if kind == "space":
            continue
        if kind == "number":
            found.append(Token(kind, piece, start, match.end(), NOTHING))
        elif kind == "han":
            _han(piece, start, lexicon, found)
        elif kind == "name":
            _name(piece, start, lexicon, found)
        else:
            found.append(Token(kind, piece, start, match.end(), lexicon.word(piece)))
    return _joined(found, lexicon)


def _name(piece: str, start: int, lexicon: Lexicon, found: list[Token]) -> None:
    """Letters with digits are one name (`Q3`, `B2B`), unless the letters mean something before a number."""
    word = lexicon.word(piece)
    parts = _PARTS.fullmatch(piece)
    if parts and word is NOTHING:
        letters = lexicon.word(parts[1])
        if "rank" in letters.roles or any(unit.startswith("currency") for unit in letters.units):
            found.append(Token("word", parts[1], start, start + len(parts[1]), letters))
            for token in _tokens(parts[3], lexicon):
                found.append(
                    token._replace(
                        start=start + parts.start(3) + token.start, end=start + parts.start(3) + token.end
                    )
                )
            return
    found.append(Token("name", piece, start, start + len(piece), word))


def _han(run: str, start: int, lexicon: Lexicon, found: list[Token]) -> None:
    """Chinese text by longest known word; digits in between are numerals, the rest is text."""
    place, size, loose = 0, len(run), 0
    while place < size:
        char = run[place]
        known = next((word for word in lexicon.han.get(char, ()) if run.startswith(word, place)), "")
        step, kind = len(known), "word"
        after_ordinal = bool(found) and found[-1].end == start + place and "ordinal" in found[-1].word.roles
        if char in _NUMERALS and (step < 2 or after_ordinal):
            step, kind = _numeral_length(run, place, lexicon), "han"
        if not step:
            place += 1
            continue
        if loose < place:
            found.append(Token("word", run[loose:place], start + loose, start + place, NOTHING))
        piece = run[place : place + step]
        found.append(
            Token(
                kind,
                piece,
                start + place,
                start + place + step,
                lexicon.word(piece) if kind == "word" else NOTHING,
            )
        )
        place += step
        loose = place
    if loose < size:
        found.append(Token("word", run[loose:], start + loose, start + size, NOTHING))


def _numeral_length(run: str, place: int, lexicon: Lexicon) -> int:
    end = place + 1
    while end < len(run) and run[end] in _NUMERALS:
        if any(len(word) > 1 and run.startswith(word, end) for word in lexicon.han.get(run[end], ())):
            break
        end += 1
    return end - place


def _is_phrase(tokens: list[Token], place: int, phrase: Phrase) -> bool:
    for at, text in enumerate(phrase.tail, place + 1):
        if tokens[at].text != text or (phrase.tight and tokens[at].start != tokens[at - 1].end):
            return False
    return True


def _joined(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Words that make one phrase ("at least", "не менее") become one token."""
    phrases = lexicon.phrases
    found: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        for phrase in phrases.get(token.text, ()):
            last = place + len(phrase.tail)
            if last < len(tokens) and _is_phrase(tokens, place, phrase):
                text = f"{token.text} {' '.join(phrase.tail)}"
                token = Token("word", text, token.start, tokens[last].end, phrase.word)
                place = last
                break
        found.append(token)
        place += 1
    return found
