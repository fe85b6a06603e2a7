"""Reading: the page of the week, one row again, the echo of a number, the summary."""

from __future__ import annotations

from decimal import Decimal

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from northing.domain.units import Unit, UnknownUnit, parse_unit
from northing.features.checkins import queries, wording
from northing.features.checkins.forms import JUDGEMENT_ONLY, SAME, CheckInForm, plain, seen
from northing.features.checkins.views.days import day_begins, new_key
from northing.features.checkins.wording import RowText
from northing.kit.web.pages import page, wants_fragment
from northing.kit.web.requests import actor_of, today_of
from northing.kit.web.typed import as_typed, read_stored_entry
from northing.kit.wording import sentence_for


@require_GET
def show_page(request: HttpRequest, organization: str) -> HttpResponse:
    """Everything that is due, late ones first; ``?all=1`` all of mine, ``?change=`` one said today again."""
    return week_page(request, organization)


def week_page(
    request: HttpRequest, organization: str, *, kept: RowText | None = None, status: int = 200
) -> HttpResponse:
    """The page; ``kept`` is a row that was refused and keeps what was typed."""
    today = today_of(request)
    week = queries.my_week(
        actor=actor_of(request), on=today, since=day_begins(request), everything="all" in request.GET
    )
    rows = [wording.open_row(row, on=today, key=new_key()) for row in week.open_rows]
    changed = request.GET.get("change", "")
    rows += [
        correction(told) if told.row.ref == changed else wording.told_row(told, on=today)
        for told in week.told
    ]
    if kept is not None:
        rows = [kept if row.ref == kept.ref else row for row in rows]
        rows = rows if kept in rows else [kept, *rows]
    context = {
        "rows": rows,
        "week": week,
        "lead": wording.lead(week),
        "next_due": wording.next_due(week),
        "nothing_to_repeat": sentence_for("nothing_to_repeat", {}),
        "slug": organization,
    }
    return page(request, "checkins/page.html", context, fragment="checkin", status=status)


@require_GET
def show_row(request: HttpRequest, organization: str, key_result: str) -> HttpResponse:
    """What was said today, open again to be put right; without JavaScript on the whole page."""
    here = reverse("checkins:page", kwargs={"organization": organization})
    if not wants_fragment(request):
        return HttpResponseRedirect(f"{here}?change={key_result}#row-{key_result}")
    actor, today = actor_of(request), today_of(request)
    row = queries.one_row(actor=actor, ref=key_result, on=today)
    told = queries.said_about(actor=actor, row=row, since=day_begins(request))
    text = correction(told) if told else wording.open_row(row, on=today, key=new_key())
    return page(request, "checkins/row.html", {"row": text, "slug": organization})


def correction(told: queries.Told) -> RowText:
    """The form of a row that was answered, filled with the answer."""
    said = told.said
    form = CheckInForm(
        {
            "corrects": said.ref,
            "value": as_typed(said.reading.value, told.row.unit),
            # "Still 6" stays an empty field, so that what was kept is kept again unless it is chosen now.
            "confidence": "" if said.confidence is None or said.is_confidence_kept else str(said.confidence),
            "note": said.note,
            "done": {True: "yes", False: "no", None: ""}[said.reading.is_done],
            "effective_on": said.reading.effective_on.isoformat(),
        }
    )
    stages = said.reading.reached if said.is_reading else None
    return wording.open_row(told.row, on=said.reading.effective_on, key=new_key(), form=form, stages=stages)


@require_GET
def echo(request: HttpRequest, organization: str) -> HttpResponse:
    """What was understood of a number while it is typed; asks the database nothing of its own."""
    unit, language = _unit(request), get_language() or "en"
    last = seen(request.GET.get("last", ""), None)
    before = wording.Before(last)
    if last is None:
        before = wording.Before(seen(request.GET.get("start", ""), None), is_start=True)
    text = request.GET.get("value", "")[:500]
    key = plain(text)
    if key == SAME or key in JUDGEMENT_ONLY:
        short = wording.shortcut_text(key, has_last=last is not None)
        return page(request, "checkins/echo.html", {"echo": short})
    answer = read_stored_entry(text, unit=unit, last=before.value, locale=language)
    line = wording.echo_text(
        text.strip(), answer, unit=unit, before=before, language=language, plausible=_plausible(request)
    )
    return page(request, "checkins/echo.html", {"echo": line})


def _plausible(request: HttpRequest) -> tuple[Decimal, Decimal] | None:
    low, high = (seen(request.GET.get(name, ""), None) for name in ("low", "high"))
    return None if low is None or high is None else (low, high)


def _unit(request: HttpRequest) -> Unit:
    try:
        unit = parse_unit(request.GET.get("unit", "count")[:60])
    except UnknownUnit:
        unit = parse_unit("count")
    decimals = request.GET.get("decimals", "")
    is_plain = decimals.isascii() and decimals.isdecimal() and len(decimals) == 1
    return Unit(unit.kind, unit.code, min(int(decimals), 6)) if is_plain else unit


@require_GET
def show_summary(request: HttpRequest, organization: str) -> HttpResponse:
    """What was said today, objective by objective."""
    today = today_of(request)
    week = queries.my_week(actor=actor_of(request), on=today, since=day_begins(request))
    context = {
        "week": week,
        "groups": wording.summary_groups(week.told, on=today),
        "lead": wording.summary_lead(week),
        "left": len(week.open_rows),
        "next_due": wording.next_due(week),
        "slug": organization,
    }
    return page(request, "checkins/done.html", context, fragment="checkin")
