"""Where an objective lies and who may see it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from northing.domain.codes import Visibility
from northing.features.okrs import actions, forms, queries
from northing.features.okrs.queries import VisibilityPreview
from northing.features.okrs.views import choices as offered
from northing.features.okrs.views.acts import refuse_unless
from northing.features.okrs.views.addresses import address, to_objective
from northing.features.okrs.wording import words
from northing.kit.errors import Refusal
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of, now_of, today_of

SHOWN_TO = frozenset({Visibility.TEAMS, Visibility.NAMED})


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """To another cycle, or to the backlog."""
    actor, on = actor_of(request), today_of(request)
    objective, may = queries.objective_for_form(actor=actor, ref=ref, on=on)
    refuse_unless(may.edits, objective)
    present = objective.cycle.ref if objective.cycle else ""
    form = forms.LedgerForm(
        {"cycle": present, "reason": "", "version": str(objective.version), **request.POST.dict()}
    )
    if request.method == "POST":
        try:
            actions.move_objective(
                actor=actor,
                ref=ref,
                cycle=form.value("cycle") or None,
                at=now_of(request),
                on=on,
                expected=form.version,
                reason=form.text("reason"),
            )
        except Refusal as error:
            form.refuse(error, fields={"cycle", "reason"})
        else:
            messages.success(request, _("Moved."))
            return to_objective(request, ref)
    choices = queries.form_choices(actor=actor, on=on)
    context = {
        "form": form,
        "objective": objective,
        "cycles": offered.named(choices.cycles, _("the backlog")),
        "back": address(request, "objective", ref=ref),
    }
    return page(request, "okrs/move.html", context, status=200 if form.is_valid else 422)


@require_http_methods(["GET", "POST"])
def change_visibility(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """Who may see it; links that would only support from then on are shown before anything is saved."""
    actor, on = actor_of(request), today_of(request)
    objective, may = queries.objective_for_form(actor=actor, ref=ref, on=on)
    refuse_unless(may.edits, objective)
    audience = queries.audience_refs(actor=actor, ref=ref, on=on)
    form = forms.LedgerForm(
        {
            "visibility": objective.visibility.value,
            "visible_teams": " ".join(audience.teams),
            "visible_people": " ".join(audience.people),
            "version": str(objective.version),
        }
        if request.method != "POST"
        else {
            **request.POST.dict(),
            "visible_teams": " ".join(request.POST.getlist("visible_teams")),
            "visible_people": " ".join(request.POST.getlist("visible_people")),
        }
    )
    preview: VisibilityPreview | None = None
    if request.method == "POST":
        preview = _change(request, form, ref)
        if preview is None and form.is_valid:
            return to_objective(request, ref)
    choices = queries.form_choices(actor=actor, on=on)
    context = {
        "form": form,
        "objective": objective,
        "visibilities": words.options(words.VISIBILITIES),
        "teams": offered.teams(choices.teams),
        "everyone": offered.people(choices.people),
        "preview": preview,
        "warning": _warning(preview),
        "back": address(request, "objective", ref=ref),
    }
    return page(request, "okrs/visibility.html", context, status=200 if form.is_valid else 422)


def _change(request: HttpRequest, form: forms.LedgerForm, ref: str) -> VisibilityPreview | None:
    """Save it; or, when numbers above would change and nobody confirmed that, only tell."""
    actor, on = actor_of(request), today_of(request)
    wanted = form.choice("visibility", Visibility, Visibility.ORGANIZATION)
    shown = wanted in SHOWN_TO
    teams = form.several("visible_teams") if shown else []
    people = form.several("visible_people") if shown else []
    if not form.is_valid:
        return None
    try:
        preview = queries.visibility_preview(
            actor=actor, ref=ref, visibility=wanted, on=on, teams=teams, people=people
        )
        if preview.changes_numbers and not form.is_checked("confirmed"):
            return preview
        actions.set_visibility(
            actor=actor,
            ref=ref,
            visibility=wanted,
            teams=teams,
            people=people,
            at=now_of(request),
            on=on,
            expected=form.version,
        )
    except Refusal as error:
        form.refuse(error, fields={"visibility"})
        return None
    messages.success(request, _("Saved."))
    return None


def _warning(preview: VisibilityPreview | None) -> str:
    if preview is None:
        return ""
    count = len(preview.demoted)
    told = ngettext(
        "One link would only support from then on, and its number would not count any more:",
        "%(count)s links would only support from then on, and their numbers would not count any more:",
        count,
    )
    return told % {"count": count}
