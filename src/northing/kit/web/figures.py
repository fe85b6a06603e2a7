"""Numbers, days and durations as a reader of one locale expects them.

Every function takes the value and the reader's language (Django's ``zh-hans`` or Babel's ``zh_Hans``) and
answers with text; nothing here knows today's date. A missing value is an en dash. Spaces inside a number
are narrow and never break.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_compact_decimal, format_currency, format_decimal
from babel.units import format_unit
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from northing.domain.units import MONTHS_PER, SECONDS_PER, Unit, UnitKind

NO_VALUE = "–"
MINUS = "−"
THIN = "\u202f"
MOST_POINTS = Decimal(9999)
OWN_DECIMALS = 2  # of a reading whose unit shows none: "3.6 days a week" must not read 4
PERCENT_WITH_SPACE = frozenset({"ru"})
DAY_STYLES = {"short": "MMMd", "weekday": "MMMEd", "medium": "yMMMd", "month": "MMM", "month_year": "yMMM"}


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """Babel's locale of a language code, written with a dash or an underscore."""
    first, _dash, rest = language.replace("_", "-").partition("-")
    return Locale.parse(f"{first}_{rest.title() if len(rest) == 4 else rest.upper()}" if rest else first)


@lru_cache(maxsize=64)
def date_locale_of(language: str) -> Locale:
    """The locale of dates: plain English reads "9 Nov", which nobody in the world misreads."""
    locale = locale_of(language)
    return Locale.parse("en_GB") if str(locale) == "en" else locale


def value_text(value: Decimal | None, unit: Unit, locale: str) -> str:
    """A measured value with its unit: "78,400", "11.8%", "€1,200", "2:37", "30 min", "3.2×", "12 pts"."""
    if value is None:
        return NO_VALUE
    match unit.kind:
        case UnitKind.PERCENT:
            return percent_sign(_plain(value, unit.decimals, locale), locale)
        case UnitKind.CURRENCY:
            return _money(value, unit, locale)
        case UnitKind.DURATION:
            return _duration(value, unit, locale)
        case UnitKind.RATIO:
            return f"{_plain(value, unit.decimals, locale)}×"
        case UnitKind.CUSTOM:
            return f"{_plain(value, unit.decimals, locale)}\u00a0{unit.code}"
    return _plain(value, unit.decimals, locale)


def signed_text(value: Decimal | None, unit: Unit, locale: str) -> str:
    """A difference with its sign: "+6,500", "−3"; of percentages in percentage points."""
    if value is None:
        return NO_VALUE
    if unit.kind is UnitKind.PERCENT:
        number = _plain(abs(value), unit.decimals, locale)
        text = _("%(number)s pp") % {"number": number}
    else:
        text = value_text(abs(value), unit, locale)
    if value == 0:
        return f"±{text}"
    return f"{'+' if value > 0 else MINUS}{text}"


def percent_text(progress: Decimal | None, locale: str, *, decimals: int = 0) -> str:
    """Progress (1 = all) as a percentage, half-up: 0.615 → "62%", in Russian "62 %".

    A whole percentage that no column could hold, a slip of the hand that was kept, is only said to be beyond.
    """
    if progress is None:
        return NO_VALUE
    points = _rounded(progress * 100, decimals)
    if decimals == 0 and abs(points) > MOST_POINTS:
        sign = ">" if points > 0 else f"<{THIN}{MINUS}"
        most = percent_sign(_localized(MOST_POINTS, locale, decimals=0), locale)
        return f"{sign}{THIN if points > 0 else ''}{most}"
    return percent_sign(_localized(points, locale, decimals=decimals), locale)


def percent_sign(number: str, locale: str) -> str:
    """``number`` with its percent sign; a narrow space before it where the locale wants one."""
    space = THIN if locale_of(locale).language in PERCENT_WITH_SPACE else ""
    return f"{number}{space}%"


def number_text(value: Decimal | int | None, locale: str, *, decimals: int = 0) -> str:
    """A bare number: at most ``decimals`` decimals (or its own, up to two), no trailing zeros."""
    return NO_VALUE if value is None else _plain(Decimal(value), decimals, locale)


def compact_text(value: Decimal, unit: Unit, locale: str) -> str:
    """A value short enough for an axis: "100K", "8.8万", "100 тыс."; for charts only."""
    if unit.kind in (UnitKind.DURATION, UnitKind.PERCENT) or abs(value) < 10_000:
        plain = unit if unit.kind is not UnitKind.CUSTOM else Unit(UnitKind.NUMBER, "", unit.decimals)
        return value_text(value, plain, locale)
    text = format_compact_decimal(value, locale=locale_of(locale), fraction_digits=1)
    return _tidy(str(text))


def axis_text(value: Decimal, unit: Unit, locale: str) -> str:
    """A grid line's value: compact, and with every decimal it has, so that no two lines read alike."""
    decimals = max(_own_decimals(value), unit.decimals)
    return compact_text(value, replace(unit, decimals=decimals), locale)


def day_text(day: date | None, locale: str, style: str = "short") -> str:
    """A day. ``short`` "9 Nov" · ``weekday`` "Mon 9 Nov" · ``medium`` "9 Nov 2026" · ``long`` · ``month``."""
    if day is None:
        return NO_VALUE
    if style == "long":
        return _unbroken(format_date(day, "long", locale=date_locale_of(locale)))
    return _unbroken(format_skeleton(DAY_STYLES[style], day, locale=date_locale_of(locale)))


def moment_text(moment: datetime, zone: tzinfo, locale: str) -> str:
    """A day and a time in ``zone``, as the reader writes them."""
    local = moment.astimezone(zone)
    clock = format_time(local, "short", locale=date_locale_of(locale))
    return f"{day_text(local.date(), locale, 'medium')} {clock}"


def ago_text(days: int | None) -> str:
    """How long ago, in the active language: "today", "yesterday", "9 days ago"."""
    if days is None:
        return NO_VALUE
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    return ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days}


def age_text(days: int | None, locale: str) -> str:
    """An age for a narrow column: "9 d", "9天", "9 дн."."""
    if days is None:
        return NO_VALUE
    if locale_of(locale).language == "en":
        return f"{days}\u00a0d"
    return _tidy(format_unit(days, "duration-day", "short", locale=locale_of(locale)))


def clock_text(seconds: Decimal, locale: str, *, decimals: int = 0) -> str:
    """Seconds as a clock: 157 → "2:37", 3757 → "1:02:37"; a fraction only if there is one."""
    sign = MINUS if seconds < 0 else ""
    all_minutes, rest = divmod(_rounded(abs(seconds), max(decimals, 0)), 60)
    hours, minutes = divmod(int(all_minutes), 60)
    whole, fraction = divmod(rest, 1)
    tail = _localized(fraction, locale, decimals=decimals).lstrip("0") if fraction else ""
    head = f"{hours}:{minutes:02d}" if hours else f"{minutes}"
    return f"{sign}{head}:{int(whole):02d}{tail}"


def _duration(value: Decimal, unit: Unit, locale: str) -> str:
    """Months and years are stored in their own unit, everything else in seconds (design 2.2)."""
    if unit.code in MONTHS_PER:
        return _counted(value, unit.code, unit.decimals, locale)
    per = SECONDS_PER.get(unit.code, 1)
    amount = value / per
    is_round = amount == _rounded(amount, max(unit.decimals, 1))
    if per == 1 or (unit.code == "minutes" and not is_round):
        return clock_text(value, locale, decimals=unit.decimals)
    return _counted(amount, unit.code, unit.decimals, locale)


def _counted(amount: Decimal, plural: str, decimals: int, locale: str) -> str:
    shown = _rounded(amount, _shown_decimals(amount, decimals))
    name = f"duration-{plural.removesuffix('s')}"
    text = format_unit(shown, name, "short", locale=locale_of(locale))
    return _tidy(text)


def _money(value: Decimal, unit: Unit, locale: str) -> str:
    """Cents are shown when there are any; currencies without cents have none."""
    has_cents = unit.decimals > 0 and _rounded(value, unit.decimals) != _rounded(value, 0)
    decimals = unit.decimals if has_cents else 0
    text = format_currency(
        _rounded(value, decimals),
        unit.code,
        locale=locale_of(locale),
        currency_digits=False,
        format=_money_format(locale, decimals),
    )
    return _tidy(text)


@lru_cache(maxsize=128)
def _money_format(locale: str, decimals: int) -> str:
    pattern: str = locale_of(locale).currency_formats["standard"].pattern
    digits = "0." + "0" * decimals if decimals else "0"
    return pattern.replace("0.00", digits)


def _plain(value: Decimal, decimals: int, locale: str) -> str:
    shown = _shown_decimals(value, decimals)
    return _localized(_rounded(value, shown), locale, decimals=shown)


def _shown_decimals(value: Decimal, decimals: int) -> int:
    """At most the unit's decimals; a unit that shows none (a count) still shows a fraction that was typed."""
    return min(_own_decimals(value), decimals or OWN_DECIMALS)


def _own_decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _localized(value: Decimal, locale: str, *, decimals: int) -> str:
    pattern = "#,##0." + "#" * decimals if decimals else "#,##0"
    return _tidy(format_decimal(value, format=pattern, locale=locale_of(locale)))


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _tidy(text: str) -> str:
    """Narrow no-break spaces inside numbers, a true minus before them."""
    return text.replace("\u00a0", THIN).replace(" ", THIN).replace("-", MINUS)


def _unbroken(text: str) -> str:
    return text.replace(" ", "\u00a0").replace("\u202f", "\u00a0")
