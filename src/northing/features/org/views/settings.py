"""Pages of the organization's settings and of one's own account."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from northing.features.org import actions, forms, policies, queries
from northing.features.org.adapters import keep_preferences
from northing.features.org.queries import QuietDaysRow
from northing.features.org.views.addresses import address
from northing.features.org.wording import role_word
from northing.kit.errors import Invalid
from northing.kit.web.figures import day_text
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of, now_of
from northing.kit.web.slots import panels_for
from northing.kit.web.typed import Typed

FIELDS = frozenset({"name", "time_zone", "locale", "week_start", "fiscal_year_start", "currency"})
QUIET_FIELDS = frozenset({"name", "starts_on", "ends_on"})


@require_http_methods(["GET", "HEAD", "POST"])
def change_settings(request: HttpRequest, organization: str) -> HttpResponse:
    """Name, time zone, language, week, year and currency of the organization, and its quiet days."""
    actor = actor_of(request)
    policies.require_may_manage_organization(actor)
    if request.method != "POST":
        return _settings(request)
    form = Typed(request.POST.dict())
    changes = forms.organization_changes_from(form)
    if not form.is_valid:
        return _settings(request, form=form, status=422)
    try:
        actions.change_organization(actor=actor, changes=changes, at=now_of(request))
    except Invalid as refused:
        form.refuse(refused, fields=FIELDS)
        return _settings(request, form=form, status=422)
    messages.success(request, _("Saved."))
    return redirect(address(request, "settings"))


@require_POST
def add_quiet_days(request: HttpRequest, organization: str) -> HttpResponse:
    """Add days on which nobody is expected to update."""
    form = Typed(request.POST.dict())
    name = form.text("name", limit=120, is_required=True)
    starts_on, ends_on = form.day("starts_on", is_required=True), form.day("ends_on")
    if not form.is_valid or starts_on is None:
        policies.require_may_manage_organization(actor_of(request))
        return _settings(request, quiet_form=form, status=422)
    try:
        actions.add_quiet_days(
            actor=actor_of(request),
            name=name,
            starts_on=starts_on,
            ends_on=ends_on or starts_on,
            at=now_of(request),
        )
    except Invalid as refused:
        form.refuse(refused, fields=QUIET_FIELDS)
        return _settings(request, quiet_form=form, status=422)
    messages.success(request, _("Noted. Nothing ages on these days."))
    return redirect(address(request, "settings"))


@require_POST
def remove_quiet_days(request: HttpRequest, organization: str, quiet_days: int) -> HttpResponse:
    """Take quiet days back."""
    actions.remove_quiet_days(actor=actor_of(request), quiet_days_id=quiet_days, at=now_of(request))
    return redirect(address(request, "settings"))


def _settings(
    request: HttpRequest, *, form: Typed | None = None, quiet_form: Typed | None = None, status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    row = queries.organization_of(organization_id=actor.organization_id)
    values: dict[str, Any] = {
        "organization": row,
        "form": form or Typed(forms.organization_values(row)),
        "quiet_form": quiet_form or Typed(),
        "quiet_days": [_quiet(request, one) for one in queries.quiet_days(organization_id=row.id)],
        "time_zones": forms.time_zones(),
        "locales": forms.language_options(),
        "week_days": forms.week_days(),
        "months": forms.months(),
        "here": address(request, "settings"),
        "quiet_url": address(request, "quiet_days"),
        "panels": panels_for("settings.main", actor, organization=row.slug),
        "pages": panels_for("settings.pages", actor, organization=row.slug),
    }
    return page(request, "org/settings.html", values, status=status)


def _quiet(request: HttpRequest, row: QuietDaysRow) -> dict[str, str]:
    language = get_language() or "en"
    days = [day_text(row.starts_on, language, "medium")]
    if row.ends_on != row.starts_on:
        days.append(day_text(row.ends_on, language, "medium"))
    return {
        "name": row.name,
        "days": " – ".join(days),
        "remove_url": address(request, "quiet_days_remove", quiet_days=row.id),
    }


@require_safe
def show_account(request: HttpRequest, organization: str) -> HttpResponse:
    """One's own account: language, theme, password, who one is here."""
    visit = queries.visit_of(request=request)
    values = {
        "visit": visit,
        "role": role_word(visit.person.role),
        "organizations": visit.organizations,
        "person_url": address(request, "person", person=visit.person.ref),
        "preferences_url": address(request, "preferences"),
        "here": address(request, "account"),
        "panels": panels_for("account.main", actor_of(request), organization=organization),
    }
    return page(request, "org/account.html", values)


@require_POST
def save_preferences(request: HttpRequest, organization: str) -> HttpResponse:
    """Remember language or theme for all browsers of this person, and go back to where they were."""
    language, theme = request.POST.get("language"), request.POST.get("theme")
    actions.set_preferences(user_id=queries.visit_of(request=request).user_id, language=language, theme=theme)
    with override(language or get_language()):
        messages.success(request, _("Saved."))
    response = HttpResponseRedirect(_way_back(request))
    keep_preferences(response, language=language or "", theme=theme or "")
    return response


def _way_back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    own = {request.get_host()}
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=own, require_https=settings.IS_HTTPS):
        return wanted
    return address(request, "account")
