"""Writing: one row, and taking it back. Answers with the row for htmx, else goes back to the page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from northing.features.checkins import actions, queries, wording
from northing.features.checkins.forms import CheckInForm, Entry
from northing.features.checkins.views.days import day_begins, new_key
from northing.features.checkins.views.pages import week_page
from northing.kit.errors import Conflict, Invalid
from northing.kit.web.pages import page, wants_fragment
from northing.kit.web.requests import actor_of, now_of, today_of
from northing.kit.web.typed import as_typed

FIELDS = frozenset({"value", "confidence", "note", "effective_on"})


@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, organization: str, key_result: str) -> HttpResponse:
    """Record one row; a refused one comes back with everything typed and what is wrong.

    Its address opened without a form leads to the row on the page.
    """
    if request.method != "POST":
        return HttpResponseRedirect(f"{_page(request, organization)}#row-{key_result}")
    actor, today = actor_of(request), today_of(request)
    row = queries.one_row(actor=actor, ref=key_result, on=today)
    form = CheckInForm(request.POST.dict(), request.POST.getlist("stage"))
    entry = form.read(row)
    if entry is None:
        return _refused(request, organization, row, form)
    try:
        _record(request, key_result, entry)
    except (Invalid, Conflict) as error:
        form.refuse(error, fields=FIELDS)
        return _refused(request, organization, row, form)
    saved = queries.one_row(actor=actor, ref=key_result, on=today)
    told = queries.said_about(actor=actor, row=saved, since=day_begins(request))
    assert told is not None
    text = wording.told_row(told, on=today, is_fresh=True)
    if wants_fragment(request):
        return page(request, "checkins/row.html", {"row": text, "slug": organization})
    messages.success(request, text.announcement)
    return HttpResponseRedirect(_page(request, organization))


def _record(request: HttpRequest, key_result: str, entry: Entry) -> None:
    actor, now, today = actor_of(request), now_of(request), today_of(request)
    if entry.corrects:
        actions.correct_check_in(
            actor=actor,
            check_in=entry.corrects,
            reading=entry.reading,
            confidence=entry.confidence,
            note=entry.note,
            at=now,
            on=today,
            is_confidence_kept=entry.is_confidence_kept,
            idempotency_key=entry.key,
        )
        return
    actions.submit_check_in(
        actor=actor,
        key_result=key_result,
        reading=entry.reading,
        confidence=entry.confidence,
        note=entry.note,
        at=now,
        on=today,
        is_confidence_kept=entry.is_confidence_kept,
        idempotency_key=entry.key,
    )


def _refused(
    request: HttpRequest, organization: str, row: queries.DueKeyResult, form: CheckInForm
) -> HttpResponse:
    stages = form.stages if form.is_checked("asked") else None
    text = wording.open_row(
        row, on=today_of(request), key=new_key(), form=form, choices=form.choices, stages=stages
    )
    if wants_fragment(request):
        return page(request, "checkins/row.html", {"row": text, "slug": organization}, status=422)
    return week_page(request, organization, kept=text, status=422)


@require_POST
def undo(request: HttpRequest, organization: str, key_result: str) -> HttpResponse:
    """Take back what was said; the row is open again and filled with it."""
    actor, today = actor_of(request), today_of(request)
    row = queries.one_row(actor=actor, ref=key_result, on=today)
    told = queries.said_about(actor=actor, row=row, since=day_begins(request))
    actions.take_back(actor=actor, check_in=request.POST.get("check_in", ""), at=now_of(request), on=today)
    if not wants_fragment(request):
        messages.success(request, _("Taken back: %(title)s") % {"title": row.title})
        return HttpResponseRedirect(_page(request, organization))
    again = queries.one_row(actor=actor, ref=key_result, on=today)
    text = wording.open_row(
        again,
        on=today,
        key=new_key(),
        form=_as_said(told),
        stages=told.said.reading.reached if told and told.said.is_reading else None,
        announcement=_("Taken back: %(title)s") % {"title": row.title},
    )
    return page(request, "checkins/row.html", {"row": text, "slug": organization})


def _as_said(told: queries.Told | None) -> CheckInForm:
    """What was taken back, so that only the slip has to be mended."""
    if told is None:
        return CheckInForm({})
    reading, confidence = told.said.reading, told.said.confidence
    done = {True: "yes", False: "no", None: ""}[reading.is_done]
    return CheckInForm(
        {
            "value": as_typed(reading.value, told.row.unit),
            "confidence": "" if confidence is None or told.said.is_confidence_kept else str(confidence),
            "note": told.said.note,
            "done": done,
        }
    )


def _page(request: HttpRequest, organization: str) -> str:
    here = reverse("checkins:page", kwargs={"organization": organization})
    return f"{here}?all=1" if "all" in request.GET else here
