"""Cycles as documents name them: `2018 Q3`, `Q2 2018`, `第一季度`, `2026年第四季度`, `IV квартал 2026`, `H1 2027`."""

from __future__ import annotations

import calendar
import re
from datetime import date

from northing.domain.plan import PlanCycle

_QUARTERS = {
    name: place
    for place, names in enumerate(
        (("1", "i", "一"), ("2", "ii", "二"), ("3", "iii", "三"), ("4", "iv", "四")), 1
    )
    for name in names
}
_YEAR = r"(?P<year{0}>20\d\d)\s?(?:年|год[ау]?|г\.?)?"
_PART = (
    r"(?:q\s?(?P<q>[1-4])|第?\s?(?P<zh>[一二三四1-4])\s?季(?:度)?|(?P<ru>[1-4]|i{1,3}|iv)[-\s]?(?:й|ый|ий)?\s?кв(?:артал)?[а-я]{0,2}\.?"
    r"|h\s?(?P<h>[12])|(?P<zhh>[上下])半年|(?P<ruh>[12]|i{1,2})[-\s]?(?:е|ое)?\s?полугодие)"
)
_SEPARATOR = r"[\s,/·_-]{0,3}"
_CYCLE = re.compile(
    rf"(?:{_YEAR.format('a')}{_SEPARATOR}(?:{_PART})?"
    rf"|{_PART.replace('?P<', '?P<x')}{_SEPARATOR}(?:{_YEAR.format('b')})?)",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"(?:\s[–—-]|[–—,，(（])\s{0,3}(?P<cycle>[^–—(（]{2,24}?)\s?[)）]?$")
_OKR_WORDS = re.compile(
    r"okrs?|objectives?(?:\s(?:and|&)\skey\sresults)?|goals?|цели(?:\sи\sключевые\sрезультаты)?|目标(?:与关键结果)?|目標(?:與關鍵(?:結果|成果))?|cycle|period|quarterly|周期|週期|цикл|период|for|на|за|的|[:：&|·–—-]",
    re.IGNORECASE,
)
_FISCAL = re.compile(r"\bFY\s?'?\d{2,4}[\s/_-]{0,3}$", re.IGNORECASE)
"""Fiscal years begin when they like."""
QUARTER = 3
HALF = 6
YEAR = 12


def read_cycle(text: str, *, today: date | None = None) -> PlanCycle | None:
    """The cycle that the whole text names, or None. A quarter without a year lies in `today`'s year."""
    found = _CYCLE.fullmatch(text.strip().strip("()（）[]【】").strip())
    if not found:
        return None
    parts = {name: value for name, value in found.groupdict().items() if value}
    year_text = parts.get("yeara") or parts.get("yearb")
    year = int(year_text) if year_text else today.year if today else None
    label, first_month, months = _span(parts)
    if year is None:
        return PlanCycle(label) if label else None
    starts_on = date(year, first_month, 1)
    last_month = first_month + months - 1
    ends_on = date(year, last_month, calendar.monthrange(year, last_month)[1])
    return PlanCycle(f"{year} {label}".strip(), starts_on, ends_on)


def _span(parts: dict[str, str]) -> tuple[str, int, int]:
    """The label, first month and number of months of the part of the year."""
    quarter = _first(parts, "q", "zh", "ru")
    if quarter:
        place = _QUARTERS[quarter.lower()]
        return f"Q{place}", (place - 1) * QUARTER + 1, QUARTER
    half = _first(parts, "h", "zhh", "ruh")
    if half:
        place = 1 if half.lower() in ("1", "i", "上") else 2
        return f"H{place}", (place - 1) * HALF + 1, HALF
    return "", 1, YEAR


def _first(parts: dict[str, str], *names: str) -> str:
    return next((parts[key] for name in names for key in (name, f"x{name}") if key in parts), "")


def read_title_cycle(title: str, *, today: date | None = None) -> PlanCycle | None:
    """The cycle of a title that names nothing else: `OKRs 2018 Q3`, `Q2 2018`, `Цели на IV квартал 2026`."""
    if len(title) > _LONGEST_TITLE:
        return None
    return read_cycle(" ".join(_OKR_WORDS.sub(" ", title).split()), today=today)


def find_cycle(text: str, *, today: date | None = None) -> tuple[PlanCycle | None, str]:
    """The first cycle anywhere in a heading, and the heading without it: `Sales OKRs for Q3 2026`."""
    for found in _CYCLE.finditer(text):
        end = found.start() + len(found.group().rstrip(" ,/·_-"))
        before, after = text[found.start() - 1 : found.start()], text[end : end + 1]
        is_apart = _is_edge(before, text[found.start()]) and _is_edge(after, text[end - 1])
        is_apart &= not _FISCAL.search(text[: found.start()])
        cycle = read_cycle(text[found.start() : end], today=today) if is_apart else None
        if cycle:
            return cycle, f"{text[: found.start()]} {text[end:]}"
    return None, text


def _is_edge(outside: str, inside: str) -> bool:
    """Words of one alphabet need something between them; Chinese ones do not."""
    return not outside.isalnum() or "㐀" <= outside <= "鿿" or "㐀" <= inside <= "鿿"


def split_cycle(title: str, *, today: date | None = None) -> tuple[str, PlanCycle | None]:
    """A title and the cycle at its end: `Delight customers – Q1`."""
    found = _TRAILING.search(title[-_LONGEST_TAIL:])
    cycle = read_cycle(found["cycle"], today=today) if found else None
    if not found or not cycle:
        return title, None
    head = title[: len(title) - len(found.group())].rstrip(" –—-,，")
    return (head, cycle) if head else (title, None)


_LONGEST_TITLE = 80
_LONGEST_TAIL = 40
