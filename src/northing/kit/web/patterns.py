"""Sample data of the pattern page: believable words in three languages, so that length and script show.

The page is for developers; its sample texts are data and do not go through the catalogues.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import get_language

from northing.domain.units import COUNT, parse_unit
from northing.kit.web.charts import Band, Change, FanPoint, KeyResultChart, Point, key_result_chart
from northing.kit.web.figures import age_text, compact_text, day_text, percent_text, signed_text, value_text
from northing.kit.web.frame import Choice, Frame, Place, RailEntry
from northing.kit.web.icons import STATUSES
from northing.kit.web.pattern_words import WORDS, Words

STARTS_ON = date(2026, 10, 1)
DUE_ON = date(2026, 12, 31)
WEEKLY = tuple(Decimal(value) for value in (61000, 62100, 64500, 66000, 70000, 73100, 75200, 78400))


def frame(path: str) -> Frame:
    """A frame with every part filled."""
    words = _words()
    rail = [
        RailEntry(words.home, "house", path),
        RailEntry(words.check_in, "check", path, count=5),
        RailEntry("OKRs", "target", path, is_current=True),
        RailEntry(words.map, "network", path, place=Place.WIDE),
        RailEntry(words.plan, "calendar", path),
        RailEntry(words.strategy, "flag", path, place=Place.MORE),
        RailEntry("KPIs", "gauge", path, place=Place.MORE),
    ]
    return Frame(
        organization=words.organization,
        slug="patterns",
        home_url=path,
        organizations=(Choice(words.organization, path, is_current=True), Choice("Oak & Sons", path)),
        cycle=words.cycle,
        cycles=(Choice(words.cycle, path, is_current=True, note="1 Oct – 31 Dec"), Choice("2026 Q3", path)),
        rail=tuple(rail),
        new_entries=(
            Choice(words.objective, path, icon="target"),
            Choice(words.key_result, path, icon="flag"),
        ),
        search_url=path,
        inbox_url=path,
        inbox_count=3,
        person=words.people[0],
        email="lin@example.org",
        account_entries=(Choice(words.people[0], path, icon="user"),),
        sign_out_url=path,
    )


def context() -> dict[str, object]:
    """Everything the page shows."""
    language = get_language() or "en"
    words = _words()
    return {
        "w": words,
        "statuses": [(code, words.statuses.get(code, code.replace("_", " "))) for code in STATUSES],
        "bars": _bars(language),
        "rows": _rows(language, words),
        "spark": WEEKLY,
        "figures": _figures(language),
        "choices": (
            Choice(words.all, "?", is_current=True),
            Choice(words.people[0], "?"),
            Choice(words.people[1], "?"),
        ),
        "tabs": (Choice(words.objective, "?", is_current=True), Choice(words.key_result, "?", note="12")),
        "chart": key_result_chart(_rising(language, words)),
        "guardrail": key_result_chart(_guardrail(language, words)),
        "empty_chart": key_result_chart(KeyResultChart("", STARTS_ON, DUE_ON)),
        "languages_shown": list(WORDS),
    }


def _words() -> Words:
    return WORDS.get(get_language() or "en", WORDS["en"])


def _bars(language: str) -> list[dict[str, object]]:
    cases = (
        ("0.46", "0.41", "on_track", False),
        ("0.55", "0.62", "behind", False),
        ("0.30", "0.41", "at_risk", False),
        ("0.18", "0.41", "off_track", False),
        ("0.32", "0.41", "on_track", True),
        ("0", "0.41", "unknown", False),
        ("1", "1", "met", False),
        ("1.3", "0.7", "on_track", False),
        ("-0.5", "0.41", "off_track", False),
        (None, None, "no_data", False),
    )
    return [
        {
            "progress": None if progress is None else Decimal(progress),
            "expected": None if expected is None else Decimal(expected),
            "status": status,
            "is_overdue": is_overdue,
            "text": "" if progress is None else percent_text(Decimal(progress), language),
        }
        for progress, expected, status, is_overdue in cases
    ]


def _rows(language: str, words: Words) -> list[dict[str, object]]:
    cases = (
        (0, words.titles[0], words.notes[0], "0.46", "on_track", "", 7, 2, False),
        (1, words.titles[1], "61 000 → 100 000", "0.45", "on_track", "", 7, 2, False),
        (1, words.titles[2], words.notes[1], "0.32", "on_track", "", 6, 9, True),
        (1, words.titles[3], words.notes[2], "1", "inside", "", 9, 2, False),
        (0, words.titles[4], words.notes[3], "0.55", "behind", words.limit, 6, 5, False),
        (0, words.titles[5], words.notes[4], None, "unknown", words.silent, None, 23, True),
    )
    return [
        {
            "depth": depth,
            "title": title,
            "note": note,
            "progress": None if progress is None else Decimal(progress),
            "text": "" if progress is None else percent_text(Decimal(progress), language),
            "expected": Decimal("0.41"),
            "status": status,
            "word": words.statuses.get(status, status),
            "limit": limit,
            "confidence": "–" if confidence is None else confidence,
            "age": age_text(days, language),
            "is_late": is_late,
            "owner": words.people[index % len(words.people)],
        }
        for index, (depth, title, note, progress, status, limit, confidence, days, is_late) in enumerate(
            cases
        )
    ]


def _figures(language: str) -> list[tuple[str, str]]:
    codes = (
        ("78400", "count"),
        ("11.8", "percent"),
        ("1200.5", "currency:EUR"),
        ("157", "duration:seconds"),
        ("1800", "duration:minutes"),
        ("302400", "duration:days"),
        ("3.2", "ratio"),
        ("12", "pts"),
    )
    shown = [(code, value_text(Decimal(value), parse_unit(code), language)) for value, code in codes]
    shown.append(("difference", signed_text(Decimal(6500), COUNT, language)))
    shown.append(("percentage points", signed_text(Decimal("-2.1"), parse_unit("percent"), language)))
    shown.append(("axis", compact_text(Decimal(88300), COUNT, language)))
    styles = ("short", "weekday", "medium", "long")
    return shown + [(style, day_text(date(2026, 11, 9), language, style)) for style in styles]


def _rising(language: str, words: Words) -> KeyResultChart:
    start, full, good = Decimal(61000), Decimal(100000), Decimal(88300)
    ahead = [STARTS_ON + timedelta(days=days) for days in (63, 77, 91)]
    fan = tuple(
        FanPoint(day, *(Decimal(bound) for bound in bounds))
        for day, bounds in zip(
            ahead,
            ((79500, 80800, 83600, 85200), (81000, 84200, 89500, 92000), (83000, 88500, 97500, 101500)),
            strict=True,
        )
    )
    return KeyResultChart(
        title=words.titles[1],
        starts_on=STARTS_ON,
        due_on=DUE_ON,
        locale=language,
        status="on_track",
        readings=tuple(
            Point(STARTS_ON + timedelta(days=7 * week), value) for week, value in enumerate(WEEKLY)
        ),
        expected=(Point(STARTS_ON, start), Point(DUE_ON, full)),
        good=(Point(STARTS_ON, start), Point(DUE_ON, good)),
        full_label=words.full_at % compact_text(full, COUNT, language),
        good_label=words.good_at % compact_text(good, COUNT, language),
        changes=(Change(date(2026, 10, 29), words.change, words.reason),),
        fan=fan,
        today=date(2026, 11, 24),
    )


def _guardrail(language: str, words: Words) -> KeyResultChart:
    values = ("1.4", "1.6", "1.5", "1.9", "2.3", "1.8", "1.4")
    return KeyResultChart(
        title=words.titles[3],
        starts_on=STARTS_ON,
        due_on=DUE_ON,
        unit=parse_unit("percent"),
        locale=language,
        status="inside",
        readings=tuple(
            Point(STARTS_ON + timedelta(days=9 * index), Decimal(value)) for index, value in enumerate(values)
        ),
        band=Band(None, Decimal(2), f"≤ {value_text(Decimal(2), parse_unit('percent'), language)}"),
    )
