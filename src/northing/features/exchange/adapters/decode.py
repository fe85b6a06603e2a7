"""Bytes to text: which encoding a file is in, and whether it is text at all.

Strict throughout: a byte that does not belong refuses the encoding, and a file that fits none is refused
rather than read with holes.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from northing.features.exchange.adapters.likeness import likeness
from northing.features.exchange.adapters.refusals import MAX_BYTES, MAX_LINES, DocumentRefused

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"%PDF", "pdf"),
    (b"\xd0\xcf\x11\xe0", "old_office"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "rtf"),
)
_LEGACY = ("gb18030", "big5hkscs", "cp1251", "koi8-r", "cp866", "cp1252")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
INVISIBLE = re.compile(r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""Characters without width or that turn the direction of text: no part of what free text says."""
_NEWLINE = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LONGEST_CHARACTER = 4
_SAMPLE = 40_000
_BELIEVABLE = 0.5


def decode(content: bytes) -> tuple[str, str]:
    """The text (NFC, lines ended by a line feed) and the name of its encoding.

    :raises DocumentRefused: `empty_file`, `too_big`, `too_many_lines`, `not_text` (with `kind`),
        `truncated_text`, `unknown_encoding`, `control_characters` (with its line)
    """
    if len(content) > MAX_BYTES:
        raise DocumentRefused("too_big", limit_mb=str(MAX_BYTES // 2**20))
    if not content.strip():
        raise DocumentRefused("empty_file")
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            raise DocumentRefused("not_text", kind=kind)
    text, encoding = _decoded(content)
    text = unicodedata.normalize("NFC", _NEWLINE.sub("\n", text))
    _require_plain(text)
    return text, encoding


def _require_plain(text: str) -> None:
    found = CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise DocumentRefused("control_characters", line=line, character=f"U+{ord(found.group()):04X}")
    if text.count("\n") >= MAX_LINES:
        raise DocumentRefused("too_many_lines", limit=str(MAX_LINES))
    if not text.strip("\ufeff \t\n"):
        raise DocumentRefused("empty_file")


def _decoded(content: bytes) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _strictly(content[len(bom) :], encoding), encoding
    if b"\x00" in content:
        return _wide(content)
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as problem:
        if _is_cut_off(content, problem):
            raise DocumentRefused("truncated_text") from None
    return _legacy(content)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as problem:
        code = "truncated_text" if problem.reason.endswith(("truncated data", "end of data")) else "not_text"
        raise DocumentRefused(code, kind="binary") from None


def _is_cut_off(content: bytes, problem: UnicodeDecodeError) -> bool:
    """Valid UTF-8 with other alphabets in it, except for a character the end cuts in two."""
    at_end = problem.reason == "unexpected end of data" and len(content) - problem.start < _LONGEST_CHARACTER
    return at_end and not content[: problem.start].isascii()


def _wide(content: bytes) -> tuple[str, str]:
    """UTF-16 without its mark: judged by what it would say; other NUL bytes mean it is no text."""
    best, best_score = "", 0.0
    even = content[: len(content) // 2 * 2]
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = even.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = 0.0 if CONTROL.search(text) else likeness(text[:_SAMPLE], "utf-16")
        if score > best_score:
            best, best_score = encoding, score
    if best_score < _BELIEVABLE:
        raise DocumentRefused("not_text", kind="binary")
    if len(even) != len(content):
        raise DocumentRefused("truncated_text")
    return even.decode(best), best


def _legacy(content: bytes) -> tuple[str, str]:
    """The national encoding whose reading looks most like a language."""
    scores: list[tuple[float, str, str, bool]] = []
    for encoding in _LEGACY:
        text, is_whole = _tried(content, encoding)
        if text and not CONTROL.search(text):
            scores.append((likeness(text[:_SAMPLE], encoding), encoding, text, is_whole))
    scores.sort(key=lambda score: -score[0])
    if not scores or scores[0][0] < _BELIEVABLE:
        return _guessed(content)
    _, encoding, text, is_whole = scores[0]
    if not is_whole:
        raise DocumentRefused("truncated_text")
    return text, encoding


def _tried(content: bytes, encoding: str) -> tuple[str, bool]:
    try:
        return content.decode(encoding), True
    except UnicodeDecodeError as problem:
        if len(content) - problem.start < _LONGEST_CHARACTER:
            return content[: problem.start].decode(encoding), False
    return "", False


def _guessed(content: bytes) -> tuple[str, str]:
    """A last hint from statistics over all encodings; believed only if the text reads like one."""
    guess = from_bytes(content[:_SAMPLE]).best()
    text, is_whole = _tried(content, guess.encoding) if guess else ("", False)
    if guess is None or not is_whole or likeness(text[:_SAMPLE], guess.encoding) < _BELIEVABLE:
        raise DocumentRefused("unknown_encoding")
    return text, guess.encoding
