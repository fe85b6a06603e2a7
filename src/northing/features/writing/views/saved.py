"""Keeping an objective as a template, copying it to other organizations, taking it out again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from northing import library
from northing.features.org.queries import visit_of
from northing.features.writing import actions, queries, wording
from northing.kit.errors import Invalid
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of, now_of, today_of
from northing.kit.web.typed import Typed
from northing.kit.wording import say


@require_http_methods(["GET", "POST"])
def save_template(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """Say which department a template of this objective is for; what it will hold stands beside."""
    actor, on = actor_of(request), today_of(request)
    form = Typed(request.POST.dict())
    if request.method == "POST":
        try:
            row = actions.save_template(
                actor=actor, objective=ref, department=form.value("department"), at=now_of(request), on=on
            )
        except Invalid as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved. It stands in the library now."))
            return _to_template(organization, row.ref)
    shown = queries.template_preview(actor=actor, objective=ref, on=on)
    context = {
        "shown": shown,
        "key_results": wording.key_result_lines(shown),
        "initiatives": wording.initiative_lines(shown),
        "form": form,
        "departments": [
            ("", _("none in particular")),
            *((code, wording.department_label(code)) for code in library.departments()),
        ],
        "objective": ref,
        "slug": organization,
    }
    return page(request, "writing/save.html", context, status=422 if form.problems else 200)


@require_POST
def share_template(request: HttpRequest, organization: str, example: str) -> HttpResponse:
    """Copy a template into other organizations of the same user."""
    try:
        copied = actions.share_template(
            actor=actor_of(request),
            ref=example,
            organizations=request.POST.getlist("organizations"),
            user_id=visit_of(request=request).user_id,
            at=now_of(request),
        )
    except Invalid as error:
        messages.error(request, say(error))
    else:
        told = ngettext("Copied to %(num)s organization.", "Copied to %(num)s organizations.", copied)
        messages.success(request, told % {"num": copied})
    return _to_template(organization, example)


@require_POST
def remove_template(request: HttpRequest, organization: str, example: str) -> HttpResponse:
    """Take a template out of the library."""
    actions.remove_template(actor=actor_of(request), ref=example, at=now_of(request))
    messages.success(request, _("Removed. Objectives begun from it stay."))
    return HttpResponseRedirect(reverse("writing:library", kwargs={"organization": organization}))


def _to_template(organization: str, ref: str) -> HttpResponse:
    return HttpResponseRedirect(
        reverse("writing:saved", kwargs={"organization": organization, "example": ref})
    )
