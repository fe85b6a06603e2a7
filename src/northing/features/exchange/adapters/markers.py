"""Recognising `O1:`, `KR 2 –`, `目标1：`, `Цель.`, `Key results:` at the beginning of a line."""

from __future__ import annotations

import re
from typing import NamedTuple

from northing.domain.codes import HolderKind
from northing.features.exchange.adapters.titles import clean
from northing.features.exchange.adapters.words import ALIAS, MARKERS, NEEDS_COLON

_ACROSS = str.maketrans(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {ord("①") + place: ord("1") + place for place in range(9)}
    | dict(zip(map(ord, "【】「」『』〔〕"), "[][][][]", strict=True))
)
_HEAD = 60
_NUMBER = r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[一二三四五六七八九十]{1,3})"
_ORNAMENT = re.compile(r"[\s\u2190-\u2bff\U0001f000-\U0001faff\ufe0f\u200b-\u200f\u2060\ufeff]*")
_DASHES = r"[:.、)–—-]"


class Marker(NamedTuple):
    """What the line announces; `rest` '' makes it the head of a section."""

    kind: str
    rest: str
    number: str = ""


def _short(words: str) -> re.Pattern[str]:
    """A capital letter needs its colon, or a number; `[O1]` and `O1-KR1` are read too."""
    alias = rf"(?:\s?\(\s?(?i:{ALIAS})\s?\))?"
    numbered = rf"[-#]?{_NUMBER}{alias}\s?(?:\]\s*{_DASHES}?\s*|\s*{_DASHES}+\s*|\s+(?=\S)|$)"
    return re.compile(rf"\[?(?:{words})(?:{numbered}|{alias}\]?\s*:\s*|\]\s*)")


def _short_small(words: str) -> re.Pattern[str]:
    """In small letters the number needs its colon as well."""
    return re.compile(rf"(?:{words})(?:{_NUMBER}\s*[:.]\s*|\s*:\s*)", re.IGNORECASE)


def _long(words: str) -> re.Pattern[str]:
    alias = rf"(?:\s?[(/\[]\s?(?:{ALIAS})\s?\d{{0,2}}\s?[)\]]?)?"
    numbered = rf"\s?(?:№|#|kr|o)?\s?-?{_NUMBER}\s?(?:\]\s*|\s*{_DASHES}+\s*|\s+|$)"
    roman = r"\s(?:[IVX]{1,4})\s*[:.)]\s*"
    tail = rf"(?:{numbered}|{roman}|\]?\s*:\s*|\]\s*|\.\s+|\s[–—-]\s+|\s*$)"
    return re.compile(rf"\[?(?P<word>{words}){alias}{tail}", re.IGNORECASE)


_PATTERNS: list[tuple[str, re.Pattern[str]]] = []
for _kind in ("key_result", *(kind for kind in MARKERS if kind != "key_result")):
    _letters, _words = MARKERS[_kind]
    _PATTERNS += [(_kind, _short(_letters)), (_kind, _short_small(_letters))] if _letters else []
    _PATTERNS.append((_kind, _long(_words)))
_NUMBERED_OKR = re.compile(rf"OKR\s?(?:№|#)?\s?{_NUMBER}(?:\s*{_DASHES}+\s*|$)", re.IGNORECASE)
_PATTERNS.append(("objective", _NUMBERED_OKR))
_FIRST = re.compile(
    r"\[?[\da-zа-яё公企部团團个個小年季本核关關战戰总總业業产產销銷市行营運运研第目主衡待执執具重措举舉任專项倡落优優为為指讨討备備说說点點解分]",
    re.IGNORECASE,
)

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
    text = (
        content.replace("**", "", 2).replace("__", "", 2)
        if "**" in content[:40] or content[:1] in "*_"
        else content
    )
    start = _ORNAMENT.match(text)
    text = text[start.end() :] if start else text
    head = text[:_HEAD].translate(_ACROSS)
    if not _FIRST.match(head):
        return None
    shown = head + text[_HEAD:]
    for kind, pattern in _PATTERNS:
        found = pattern.match(shown)
        if found and not _is_everyday(found):
            return Marker(kind, text[found.end() :].strip(), found.groupdict().get("number") or "")
    return None


def _is_everyday(found: re.Match[str]) -> bool:
    """A word of everyday speech that no colon makes a mark."""
    word = found.groupdict().get("word")
    if not word or word.lower() not in NEEDS_COLON or found["number"]:
        return False
    return ":" not in found.group()


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
