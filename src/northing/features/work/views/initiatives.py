"""Pages of initiatives, and their part of an objective's page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from northing.features.cycles.queries import wanted_cycle_ref
from northing.features.org.queries import visit_of
from northing.features.work import actions, queries, wording
from northing.features.work.forms import InitiativeForm, SuppositionForm
from northing.kit.errors import Conflict, Invalid
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of, now_of, today_of


@require_GET
def show_initiatives(request: HttpRequest, organization: str) -> HttpResponse:
    """Initiatives by priority and due day; ``?all=1`` adds what is over, ``?mine=1`` keeps the reader's own."""
    wish = {"is_all": bool(request.GET.get("all")), "is_mine": bool(request.GET.get("mine"))}
    listed = queries.initiative_list(
        actor=actor_of(request),
        on=today_of(request),
        after=request.GET.get("after", ""),
        is_open=not wish["is_all"],
        is_mine=wish["is_mine"],
    )
    return page(
        request, "work/initiatives.html", {"listed": listed, **wish, "slug": organization, "say": wording}
    )


@require_GET
def show_objective_panel(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """The initiatives of one objective: a card on its page, or a page of its own without JavaScript."""
    actor, today = actor_of(request), today_of(request)
    rows = queries.initiatives_of(actor=actor, objective=ref, on=today)
    context = {
        "rows": rows,
        "objective": ref,
        "may_create": queries.may_create(actor=actor),
        "slug": organization,
        "say": wording,
    }
    return page(request, "work/objective_panel.html", context, fragment="panel")


@require_http_methods(["GET", "POST"])
def show_initiative(request: HttpRequest, organization: str, initiative: str) -> HttpResponse:
    """One initiative; a POST says which key result it should move."""
    actor, today = actor_of(request), today_of(request)
    shown = queries.initiative_page(actor=actor, ref=initiative, on=today)
    form = SuppositionForm(request.POST.dict())
    if request.method == "POST" and form.read(shown):
        try:
            actions.suppose(
                actor=actor,
                ref=initiative,
                key_result=form.value("key_result"),
                moves_from=form.moves_from,
                moves_to=form.moves_to,
                by_on=form.by_on,
                at=now_of(request),
                on=today,
            )
        except (Invalid, Conflict) as error:
            form.refuse(error)
        else:
            return _to_page(organization, initiative)
    context = {"shown": shown, "form": form, "slug": organization, "say": wording}
    return page(request, "work/initiative.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def drop_supposition(request: HttpRequest, organization: str, initiative: str) -> HttpResponse:
    """Take back that the initiative should move a key result."""
    key_result = request.POST.get("key_result", "")
    actor, today = actor_of(request), today_of(request)
    actions.suppose_no_more(actor=actor, ref=initiative, key_result=key_result, at=now_of(request), on=today)
    return _to_page(organization, initiative)


@require_http_methods(["GET", "POST"])
def edit_initiative(request: HttpRequest, organization: str, initiative: str | None = None) -> HttpResponse:
    """The form of a new or known initiative; ``?objective=`` says what a new one is for, ``?title=`` begins it."""
    entry = queries.initiative_entry(
        actor=actor_of(request),
        on=today_of(request),
        cycle=wanted_cycle_ref(query=request.GET.dict(), cookies=request.COOKIES),
        ref=initiative,
        objective=request.GET.get("objective"),
    )
    if request.method != "POST":
        title = request.GET.get("title", "")[:300]
        form = InitiativeForm.of(entry, owner=visit_of(request=request).person.ref, title=title)
        return _form(request, organization, form, entry)
    form = InitiativeForm(request.POST.dict())
    if form.read():
        try:
            saved = _save(request, form, initiative)
        except (Invalid, Conflict) as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved."))
            return _to_page(organization, saved.ref)
    return _form(request, organization, form, entry, status=422)


def _save(request: HttpRequest, form: InitiativeForm, ref: str | None) -> queries.Initiative:
    actor, at, on = actor_of(request), now_of(request), today_of(request)
    if ref is None:
        return actions.create_initiative(actor=actor, fields=form.fields, at=at, on=on)
    return actions.change_initiative(
        actor=actor, ref=ref, fields=form.fields, at=at, on=on, expected=form.version
    )


def _form(
    request: HttpRequest,
    organization: str,
    form: InitiativeForm,
    entry: queries.InitiativeEntry,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "entry": entry, "slug": organization, "say": wording}
    return page(request, "work/initiative_form.html", context, status=status)


def _to_page(organization: str, ref: str) -> HttpResponse:
    kwargs = {"organization": organization, "initiative": ref}
    return HttpResponseRedirect(reverse("work:initiative", kwargs=kwargs))
