"""One line of an outline, taken apart: tags, links, emphasis, and numbers written after a colon."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from northing.coach.quantities import Unreadable, read_amount

_PLANE = 0xF0000
"""Escaped signs travel as private characters of this plane, so no rule mistakes them for marks; characters
that are there already move one plane up meanwhile."""
_UP = 0x10000
_ESCAPED = re.compile(r"\\([^\w\s\U00010000-\U0010ffff]|_)|[\U000f0000-\U000fffff]")
_HIDDEN = re.compile(r"[\U000f0000-\U0010fffd]")
_LINK = re.compile(r"\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)")
_ISSUE = re.compile(r"\s*\(\s*#\d+\s*\)")
_STRONG = re.compile(r"\*\*(?=[^\s*])([^*]+)(?<=\S)\*\*|(?<!\w)__(?=[^\s_])([^_]+)(?<=\S)__(?!\w)")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_]+?)(?<=\S)\1(?![\w*_])")
_CODE = re.compile(r"`([^`]+)`")
_PRIORITY = re.compile(r"P[0-4?]\Z")
_LATIN_TAG = re.compile(r"[A-ZА-ЯЁ][A-ZА-ЯЁ0-9?&/+ -]{0,15}\Z")
_CJK_TAG = re.compile(r"[㐀-鿿A-Za-z0-9]{1,12}\Z")
_OPEN_TAG = re.compile(r"\s*[\[【]([^\[\]【】]{1,20})[\]】]\s*")
_STATES = frozenset({"WIP", "TBD", "TODO", "DONE", "DRAFT", "NEW", "OKR", "KR", "O", "X", "N/A"})
_NUMBERS = re.compile(r"(?P<from>[^<>=→➜]{0,40}?)\s*(?:->|→|➜|=>|-->)\s*(?P<to>[^<>=→➜]{1,40})\Z", re.DOTALL)
_BOUND = re.compile(r"(?P<sign>at most|at least|<=|>=|≤|≥)\s*(?P<value>[^<>=≤≥]{1,40})\Z", re.IGNORECASE)
_BETWEEN = re.compile(r"between\s+(?P<lower>[^<>=]{1,30}?)\s+and\s+(?P<upper>[^<>=]{1,30})\Z", re.IGNORECASE)
_MOST_COLONS = 6
_LONGEST_NUMBERS = 90


@dataclass(slots=True)
class Title:
    """A title without its marks."""

    text: str
    priority: str = ""
    team: str = ""
    tags: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def hide_escapes(line: str) -> str:
    """Backslash escapes become private characters that no rule reads as marks."""
    return _ESCAPED.sub(lambda found: chr(ord(found[1]) + _PLANE if found[1] else ord(found[0]) + _UP), line)


def show_escapes(text: str) -> str:
    """The characters themselves again."""
    return _HIDDEN.sub(
        lambda found: chr(ord(found[0]) - (_UP if ord(found[0]) > _PLANE + _UP else _PLANE)), text
    )


def read_title(text: str) -> Title:
    """The words of a title; `[P0]` is its priority, `[TEAM]` its team, further tags and link targets are kept."""
    title = Title("")
    text = _without_links(text, title)
    text = _without_tags(text, title)
    title.text = clean(text)
    return title


def clean(text: str) -> str:
    """Inline marks and doubled spaces gone, escapes resolved."""
    text = _CODE.sub(r"\1", text)
    text = _STRONG.sub(lambda found: found[1] or found[2], text)
    text = _EMPHASIS.sub(r"\2", text)
    return show_escapes(" ".join(text.split()).rstrip("•· "))


def link_targets(text: str) -> list[str]:
    return [found[2] for found in _LINK.finditer(text)]


def is_only_links(text: str) -> bool:
    """Nothing but links (`[Source page](…)`)."""
    return "](" in text and not _LINK.sub("", text).strip(" \t|·-*")


def _without_links(text: str, title: Title) -> str:
    if "](" not in text:
        return text
    title.links.extend(show_escapes(target) for target in link_targets(text) if target)
    return _ISSUE.sub("", _LINK.sub(r"\1", text))


def _without_tags(text: str, title: Title) -> str:
    text = text.strip()
    while found := _OPEN_TAG.match(text):
        if found.end() == len(text) or not _is_tag(found[1], title):
            break
        text = text[found.end() :]
    tail: list[str] = []
    while text.endswith(("]", "】")):
        start = max(text.rfind("["), text.rfind("【"))
        tag = _OPEN_TAG.fullmatch(text, start) if start > 0 else None
        if not tag or not _looks_like_tag(tag[1]):
            break
        tail.append(tag[1])
        text = text[:start].rstrip()
    for name in reversed(tail):
        _is_tag(name, title)
    return text


def _looks_like_tag(name: str) -> bool:
    name = name.strip()
    is_cjk = any("㐀" <= char <= "鿿" for char in name)
    return bool((_CJK_TAG if is_cjk else _LATIN_TAG).match(name))


def _is_tag(name: str, title: Title) -> bool:
    name = name.strip()
    if not _looks_like_tag(name):
        return False
    if _PRIORITY.match(name):
        if "?" in name:
            title.tags.append(name)
        else:
            title.priority = title.priority or name
    elif title.team or name in _STATES:
        title.tags.append(name)
    else:
        title.team = name
    return True


def split_numbers(text: str) -> tuple[str, dict[str, str]]:
    """A key result's title and the numbers stated after its last colon.

    `: 61000 -> 100000` gives start and target, `: at most 2 %` (≤) upper, `: at least 90 %` (≥) lower,
    `: between 3 and 5` both. Without such a form the title stays whole and the numbers are empty.
    """
    colons = [place for place, char in enumerate(text) if char in ":："][-_MOST_COLONS:]
    for place in colons:
        title, tail = text[:place].rstrip(), text[place + 1 :].strip()
        if not title or len(tail) > _LONGEST_NUMBERS:
            continue
        numbers = _numbers(tail)
        if numbers:
            return title, numbers
    return text, {}


def _numbers(tail: str) -> dict[str, str]:
    found = _NUMBERS.match(tail)
    if found:
        parts = {"start": found["from"].strip(), "target": found["to"].strip()}
    elif found := _BETWEEN.match(tail):
        parts = {"lower": found["lower"].strip(), "upper": found["upper"].strip(), "kind": "between"}
    elif found := _BOUND.match(tail):
        most = found["sign"].lower() in ("at most", "<=", "≤")
        parts = {
            "upper" if most else "lower": found["value"].strip(),
            "kind": "at_most" if most else "at_least",
        }
    else:
        return {}
    values = [value for name, value in parts.items() if name != "kind" and value]
    return parts if values and all(_is_number(value) for value in values) else {}


def _is_number(text: str) -> bool:
    return not isinstance(read_amount(show_escapes(text), unit=None), Unreadable)
