"""Pages of strategy: the statement, the pillars and their forms."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from northing.features.strategy import actions, queries, wording
from northing.features.strategy.forms import PillarForm, StatementForm
from northing.kit.actors import Actor
from northing.kit.errors import Conflict, Invalid
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of, now_of


@require_GET
def show_strategy(request: HttpRequest, organization: str) -> HttpResponse:
    """Mission, vision, purpose and pillars."""
    shown = queries.strategy_page(actor=actor_of(request))
    return page(request, "strategy/page.html", {"shown": shown, "slug": organization, "parts": wording.PARTS})


@require_http_methods(["GET", "POST"])
def edit_statement(request: HttpRequest, organization: str) -> HttpResponse:
    """The form of mission, vision and purpose."""
    actor = actor_of(request)
    known = queries.editable_statement(actor=actor)
    context = {"slug": organization, "parts": wording.PARTS}
    if request.method != "POST":
        return page(request, "strategy/statement.html", {"form": StatementForm.of(known), **context})
    form = StatementForm(request.POST.dict())
    if form.read():
        try:
            changes = cast(actions.StatementChanges, form.fields)
            actions.write_statement(actor=actor, changes=changes, at=now_of(request), expected=form.version)
        except (Invalid, Conflict) as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved."))
            return _back(organization)
    return page(request, "strategy/statement.html", {"form": form, **context}, status=422)


@require_http_methods(["GET", "POST"])
def edit_pillar(request: HttpRequest, organization: str, pillar: str | None = None) -> HttpResponse:
    """The form of a new or known pillar."""
    actor = actor_of(request)
    known = queries.editable_pillar(actor=actor, ref=pillar)
    context = {"slug": organization, "pillar": known}
    if request.method != "POST":
        return page(request, "strategy/pillar.html", {"form": PillarForm.of(known), **context})
    form = PillarForm(request.POST.dict())
    if form.read():
        try:
            _save(request, actor, form, known)
        except (Invalid, Conflict) as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved."))
            return _back(organization)
    return page(request, "strategy/pillar.html", {"form": form, **context}, status=422)


@require_POST
def move_pillar(request: HttpRequest, organization: str, pillar: str) -> HttpResponse:
    """One place up or down."""
    is_up = request.POST.get("direction") == "up"
    actions.move_pillar(actor=actor_of(request), ref=pillar, is_up=is_up, at=now_of(request))
    return _back(organization)


def _save(request: HttpRequest, actor: Actor, form: PillarForm, known: queries.Pillar | None) -> None:
    at = now_of(request)
    if known is None:
        name, description = str(form.fields["name"]), str(form.fields["description"])
        actions.create_pillar(actor=actor, name=name, description=description, at=at)
    else:
        changes = cast(actions.PillarChanges, form.fields)
        actions.change_pillar(actor=actor, ref=known.ref, changes=changes, at=at, expected=form.version)


def _back(organization: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("strategy:page", kwargs={"organization": organization}))
