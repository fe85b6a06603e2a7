"""Recognising `O1:`, `KR 2 –`, `目标1：`, `Цель.`, `Key results:` at the beginning of a line."""

from __future__ import annotations

import re
from typing import NamedTuple

from northing.domain.codes import HolderKind
from northing.features.exchange.adapters.titles import clean
from northing.features.exchange.adapters.vocabulary import MARKERS

_ACROSS = str.maketrans({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})
_HEAD = 40
_NUMBER = r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[一二三四五六七八九十]{1,2})"


class Marker(NamedTuple):
    """What the line announces; `rest` '' makes it the head of a section."""

    kind: str
    rest: str
    number: str = ""


def _short(words: str) -> re.Pattern[str]:
    """A letter needs its colon, or a number."""
    return re.compile(rf"(?:{words})(?:{_NUMBER}(?:\s*[:.、)–—-]\s*|\s+|$)|\s*:\s*)", re.IGNORECASE)


def _long(words: str) -> re.Pattern[str]:
    numbered = rf"\s?(?:№|#)?\s?{_NUMBER}(?:\s*[:.、)–—-]+\s*|\s+|$)"
    return re.compile(rf"(?:{words})(?:{numbered}|\s*:\s*|\.\s+|\s[–—-]\s+|\s*$)", re.IGNORECASE)


_PATTERNS: list[tuple[str, re.Pattern[str]]] = []
for _kind, (_letters, _words) in MARKERS.items():
    _PATTERNS += [(_kind, _short(_letters))] if _letters else []
    _PATTERNS.append((_kind, _long(_words)))

_LEVEL_WORDS = (
    (
        HolderKind.ORGANIZATION,
        "company|organi[sz]ation|corporate|公司|企业|企業|组织|組織|компании|организации",
    ),
    (HolderKind.TEAM, "teams?|departments?|团队|團隊|部门|部門|команды?|команд|отделов|отдела"),
    (HolderKind.PERSON, "individual|personal|个人|個人|личные|индивидуальные|сотрудника"),
)


def _level(words: str) -> re.Pattern[str]:
    before = rf"(?:the\s)?(?:{words})(?:层|層)?(?:级别?|級別?)?的?[-\s]?(?:level\s)?okrs?"
    return re.compile(rf"(?:okrs?\s?(?:of the\s)?(?:{words})|{before})", re.IGNORECASE)


_LEVELS = tuple((level, _level(words)) for level, words in _LEVEL_WORDS)
_TEAM_HEADING = re.compile(r"(?:team|团队|團隊|部门|部門|команда|отдел)\s*[:：]\s*(.{1,80})", re.IGNORECASE)


def read_marker(content: str) -> Marker | None:
    """The marker a line begins with, or None. `content` has its bullet taken off."""
    text = content.replace("**", "", 2).replace("__", "", 2) if content[:1] in "*_" else content
    head = text[:_HEAD].translate(_ACROSS)
    shown = head + text[_HEAD:]
    for kind, pattern in _PATTERNS:
        found = pattern.match(shown)
        if found:
            number = found.groupdict().get("number") or ""
            return Marker(kind, text[found.end() :].strip(), number)
    return None


def read_level(text: str) -> HolderKind | None:
    """ "Company OKRs", "团队级别的OKR": whose objectives follow."""
    shown = clean(text).strip(" :：")
    if len(shown) > _HEAD:
        return None
    return next((level for level, pattern in _LEVELS if pattern.fullmatch(shown)), None)


def read_team(text: str) -> str:
    """ "Team: Growth" gives the team; anything else ''."""
    found = _TEAM_HEADING.fullmatch(clean(text))
    return found[1].strip() if found else ""
