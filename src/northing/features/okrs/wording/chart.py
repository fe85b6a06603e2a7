"""The chart of one key result, from its terms and check-ins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from northing.domain.codes import Ambition, Curve, Kind
from northing.domain.numbers import add, divide, multiply, subtract
from northing.domain.pace import bar_of, expected_at, has_pace
from northing.domain.policy import Policy
from northing.domain.progress import milestone_progress
from northing.domain.terms import Terms
from northing.domain.units import PERCENT, Unit
from northing.features.okrs.queries import CheckInRow, KeyResultDetail, TermsChangeRow
from northing.features.okrs.wording import terms as terms_wording
from northing.features.okrs.wording import values
from northing.kit.web.charts import Band, Change, KeyResultChart, Point
from northing.kit.web.figures import compact_text
from northing.kit.wording import listed

_BENDS = 24  # points of a curve
_DRAWN_CHANGES = frozenset({"start", "target", "stretch", "lower", "upper", "due_on", "commit"})
_MOST_CHANGES = 3


def chart_of(
    row: KeyResultDetail,
    check_ins: Iterable[CheckInRow],
    changes: Iterable[TermsChangeRow],
    *,
    policy: Policy,
    on: date,
) -> KeyResultChart | None:
    """What to draw; ``None`` while the key result asks for its numbers."""
    terms = row.terms
    if terms is None:
        return None
    unit = values.unit_of(row.unit, row.decimals) if _has_values(terms.kind) else PERCENT
    readings = tuple(_readings(row, terms, check_ins))
    expected, good = _courses(terms, policy)
    first = min([terms.starts_on, *(point.on for point in readings)])
    last = max([terms.due_on, *(point.on for point in readings), first + timedelta(days=1)])
    return KeyResultChart(
        title=row.title,
        starts_on=first,
        due_on=last,
        unit=unit,
        locale=values.language(),
        status=row.standing.guardrail if row.is_guardrail and row.standing.guardrail else row.standing.status,
        readings=readings,
        expected=expected,
        good=good,
        full_label=_end(_full_words(terms), expected, unit),
        good_label=_end(_("good at %(value)s"), good, unit),
        changes=tuple(_changes(row, changes, first, last)),
        band=_band(terms, unit),
        today=on,
    )


def _has_values(kind: Kind) -> bool:
    return kind is Kind.METRIC or kind is Kind.BASELINE or kind.is_threshold


def _readings(row: KeyResultDetail, terms: Terms, check_ins: Iterable[CheckInRow]) -> Iterator[Point]:
    """Those that count, earliest first; of several on one day the last."""
    by_day: dict[date, Point] = {}
    for one in check_ins:
        if one.is_reading and not one.is_superseded and not one.is_withdrawal:
            value = _measure(row, terms, one)
            if value is not None:
                by_day.setdefault(one.effective_on, Point(one.effective_on, value, _note(one)))
    yield from sorted(by_day.values(), key=lambda point: point.on)


def _note(one: CheckInRow) -> str:
    return " · ".join(part for part in (one.author_name, one.note[:120]) if part)


def _measure(row: KeyResultDetail, terms: Terms, one: CheckInRow) -> Decimal | None:
    """The height of a reading: its value, or percent done where there is none."""
    if _has_values(terms.kind):
        return one.value
    if terms.kind is Kind.MILESTONE:
        shares = [stage.progress_after for stage in row.stages]
        return multiply(milestone_progress(shares, set(one.stages_reached)), Decimal(100))
    if terms.kind is Kind.TASKS:
        if not one.total_weight:
            return None
        return multiply(divide(one.done_weight or Decimal(0), one.total_weight), Decimal(100))
    return Decimal(100) if one.is_done else Decimal(0)


def _courses(terms: Terms, policy: Policy) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """The dashed line of what is expected, and the dotted one of what is already good, where they differ."""
    if (
        terms.kind.is_threshold
        or terms.kind is Kind.BASELINE
        or terms.is_start_unknown
        or not _is_drawn(terms)
    ):
        return (), ()
    shares = [(day, expected_at(terms, day, policy)) for day in _days(terms)]
    if terms.kind is not Kind.METRIC or terms.start is None or terms.target is None:
        return tuple(Point(day, multiply(share, Decimal(100))) for day, share in shares), ()
    if terms.stretch is not None:
        return _line(shares, terms.start, terms.stretch), _line(shares, terms.start, terms.target)
    full = _line(shares, terms.start, terms.target)
    bar = bar_of(terms, policy)
    if bar == 1:
        return full, ()
    good = add(terms.start, multiply(bar, subtract(terms.target, terms.start)))
    return full, _line(shares, terms.start, good)


def _is_drawn(terms: Terms) -> bool:
    return has_pace(terms) and terms.due_on > terms.starts_on


def _line(shares: Iterable[tuple[date, Decimal]], start: Decimal, end: Decimal) -> tuple[Point, ...]:
    return tuple(Point(day, add(start, multiply(share, subtract(end, start)))) for day, share in shares)


def _days(terms: Terms) -> list[date]:
    """The days between which the course is straight."""
    if terms.kind is Kind.MILESTONE:
        return [terms.starts_on + timedelta(days=day) for day in range(terms.span_days + 1)]
    if terms.curve is Curve.LINEAR or terms.kind is not Kind.METRIC:
        return [terms.starts_on, terms.due_on]
    bends = min(_BENDS, terms.span_days)
    return sorted(
        {terms.starts_on + timedelta(days=terms.span_days * step // bends) for step in range(bends + 1)}
    )


def _full_words(terms: Terms) -> str:
    if terms.stretch is not None:
        return _("full at %(value)s")
    return _("target %(value)s") if terms.ambition is Ambition.COMMITTED else _("full at %(value)s")


def _end(text: str, points: tuple[Point, ...], unit: Unit) -> str:
    if not points or (unit is PERCENT and points[-1].value == 100):
        return ""
    return text % {"value": compact_text(points[-1].value, unit, values.language())}


def _changes(
    row: KeyResultDetail, changes: Iterable[TermsChangeRow], first: date, last: date
) -> Iterator[Change]:
    """The latest changes of what is drawn, earliest first."""
    unit = values.unit_of(row.unit, row.decimals)
    own = [
        one
        for one in changes
        if one.key_result_ref == row.ref and one.field in _DRAWN_CHANGES and first <= one.on <= last
    ]
    for one in reversed(own[:_MOST_CHANGES]):
        yield Change(
            one.on, terms_wording.change_text(one.field, one.old, one.new, unit, is_compact=True), one.reason
        )


def _band(terms: Terms, unit: Unit) -> Band | None:
    if not terms.kind.is_threshold:
        return None
    shown = [
        f"{sign} {values.measured(bound, unit)}"
        for sign, bound in (("≥", terms.lower), ("≤", terms.upper))
        if bound is not None
    ]
    return Band(terms.lower, terms.upper, listed(shown))
