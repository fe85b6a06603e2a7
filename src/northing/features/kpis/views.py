"""Pages of KPIs: the list, one KPI with its readings, its form."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from northing.features.kpis import actions, queries, wording
from northing.features.kpis.forms import KpiForm, ReadingForm
from northing.features.org.queries import visit_of
from northing.kit.errors import Conflict, Invalid
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of, now_of, today_of


@require_GET
def show_kpis(request: HttpRequest, organization: str) -> HttpResponse:
    """KPIs by title; ``?retired=1`` adds those no longer in use."""
    has_retired = bool(request.GET.get("retired"))
    listed = queries.kpi_list(
        actor=actor_of(request),
        on=today_of(request),
        after=request.GET.get("after", ""),
        includes_retired=has_retired,
    )
    context = {"listed": listed, "slug": organization, "say": wording, "has_retired": has_retired}
    return page(request, "kpis/list.html", context)


@require_http_methods(["GET", "POST"])
def show_kpi(request: HttpRequest, organization: str, kpi: str) -> HttpResponse:
    """One KPI and its readings; a POST writes down a new one."""
    actor, today = actor_of(request), today_of(request)
    shown = queries.kpi_page(actor=actor, ref=kpi, on=today)
    form = ReadingForm(request.POST.dict(), unit=shown.row.unit, today=today)
    if request.method == "POST" and form.read() and form.number is not None and form.on is not None:
        try:
            actions.record_kpi_reading(
                actor=actor,
                kpi=kpi,
                value=form.number,
                on=form.on,
                today=today,
                at=now_of(request),
                note=form.note,
            )
        except (Invalid, Conflict) as error:
            form.refuse(error)
        else:
            told = {"value": wording.value(form.number, shown.row.unit), "day": wording.day(form.on)}
            messages.success(request, _("%(value)s is written down for %(day)s.") % told)
            return _to_page(organization, kpi)
    status = 422 if request.method == "POST" else 200
    context = {"shown": shown, "form": form, "slug": organization, "say": wording}
    return page(request, "kpis/page.html", context, status=status)


@require_http_methods(["GET", "POST"])
def edit_kpi(request: HttpRequest, organization: str, kpi: str | None = None) -> HttpResponse:
    """The form of a new or known KPI."""
    actor, today = actor_of(request), today_of(request)
    entry = queries.kpi_entry(actor=actor, on=today, ref=kpi)
    if request.method != "POST":
        form = KpiForm.of(entry.kpi, owner=visit_of(request=request).person.ref)
        return _form(request, organization, form, entry)
    form = KpiForm(request.POST.dict())
    if form.read():
        try:
            ref = _save(request, form, entry)
        except (Invalid, Conflict) as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved."))
            return _to_page(organization, ref)
    return _form(request, organization, form, entry, status=422)


def _save(request: HttpRequest, form: KpiForm, entry: queries.KpiEntry) -> str:
    actor, at = actor_of(request), now_of(request)
    if entry.kpi is None:
        return actions.create_kpi(actor=actor, fields={**form.fields, "is_active": True}, at=at).ref
    ref, on = entry.kpi.ref, today_of(request)
    return actions.change_kpi(
        actor=actor, ref=ref, fields=form.fields, at=at, on=on, expected=form.version
    ).ref


def _form(
    request: HttpRequest, organization: str, form: KpiForm, entry: queries.KpiEntry, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "entry": entry, "slug": organization, "say": wording}
    return page(request, "kpis/form.html", context, status=status)


def _to_page(organization: str, ref: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("kpis:page", kwargs={"organization": organization, "kpi": ref}))
