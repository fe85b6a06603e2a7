"""Pages of cycles: the list, one cycle, its form, its next phase, and the switcher's choice."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from northing.domain.terms import CycleKind, Phase
from northing.features.cycles import actions, forms, queries, wording
from northing.kit.errors import Conflict, Invalid, NotAllowed
from northing.kit.web.pages import page
from northing.kit.web.preferences import YEAR_IN_SECONDS
from northing.kit.web.requests import actor_of, now_of, today_of
from northing.kit.web.typed import Typed


@require_GET
def show_cycles(request: HttpRequest, organization: str) -> HttpResponse:
    """Every cycle, the latest first."""
    listed = queries.cycle_list(actor=actor_of(request), on=today_of(request))
    return page(request, "cycles/list.html", {"listed": listed, "slug": organization, "say": wording})


@require_GET
def show_cycle(request: HttpRequest, organization: str, cycle: str) -> HttpResponse:
    """One cycle: where it stands, what comes next, what happened to it."""
    shown = queries.cycle_page(actor=actor_of(request), ref=cycle, on=today_of(request), at=now_of(request))
    return page(request, "cycles/page.html", {"shown": shown, "slug": organization, "say": wording})


@require_http_methods(["GET", "POST"])
def new_cycle(request: HttpRequest, organization: str) -> HttpResponse:
    """The form of a new cycle; ``?kind=`` chooses which period is suggested."""
    actor, today = actor_of(request), today_of(request)
    entry = queries.cycle_entry(actor=actor, on=today)
    if request.method != "POST":
        wanted = request.GET.get("kind", CycleKind.QUARTER.value)
        suggestion = next((one for one in entry.suggestions if one.kind == wanted), entry.suggestions[0])
        return _form(request, organization, forms.blank(suggestion), entry)
    form = forms.CycleForm(request.POST.dict())
    if form.read():
        try:
            cycle = actions.create_cycle(actor=actor, at=now_of(request), **form.fields)
        except (Invalid, Conflict) as error:
            form.refuse(error)
        else:
            messages.success(request, _("“%(name)s” is created.") % {"name": cycle.name})
            return _to_page(organization, cycle.ref)
    return _form(request, organization, form, entry, status=422)


@require_http_methods(["GET", "POST"])
def edit_cycle(request: HttpRequest, organization: str, cycle: str) -> HttpResponse:
    """The form of a cycle; new dates of a running one are shown with what they mean before they are saved."""
    actor, today = actor_of(request), today_of(request)
    entry = queries.cycle_entry(actor=actor, on=today, ref=cycle)
    assert entry.cycle is not None
    if request.method != "POST":
        return _form(request, organization, forms.filled(entry.cycle), entry)
    form = forms.CycleForm(request.POST.dict())
    if not form.read():
        return _form(request, organization, form, entry, status=422)
    fields = form.fields
    preview = queries.preview_dates(
        cycle=entry.cycle, starts_on=fields["starts_on"], ends_on=fields["ends_on"]
    )
    if preview.needs_confirmation and not form.is_checked("confirmed"):
        return _form(request, organization, form, entry, preview=preview)
    try:
        actions.change_cycle(
            actor=actor, ref=cycle, changes={**fields}, at=now_of(request), expected=form.version
        )
    except (Invalid, Conflict) as error:
        form.refuse(error)
        return _form(request, organization, form, entry, status=422)
    messages.success(request, _("Saved."))
    return _to_page(organization, cycle)


@require_http_methods(["GET", "POST"])
def move_cycle(request: HttpRequest, organization: str, cycle: str) -> HttpResponse:
    """Confirm and take the next step: start, end, close or reopen."""
    actor, today, now = actor_of(request), today_of(request), now_of(request)
    shown = queries.cycle_page(actor=actor, ref=cycle, on=today, at=now)
    if not shown.may_run:
        raise NotAllowed("cycles_need_a_guide")
    form = Typed({"reason": "", **request.POST.dict()})
    if request.method != "POST":
        return _confirmation(request, organization, shown, form)
    try:
        if form.value("phase") == "reopen":
            actions.reopen_cycle(actor=actor, ref=cycle, reason=form.text("reason"), at=now)
        else:
            phase = form.choice("phase", Phase, shown.cycle.phase)
            actions.set_phase(actor=actor, ref=cycle, phase=phase, at=now, on=today)
    except (Invalid, Conflict) as error:
        form.refuse(error, fields={"reason"})
        return _confirmation(request, organization, shown, form, status=422)
    messages.success(request, _("The phase of the cycle has changed."))
    return _to_page(organization, cycle)


@require_POST
def choose_cycle(request: HttpRequest, organization: str, cycle: str) -> HttpResponse:
    """Remember the cycle this browser works in, and go back with ``?cycle=`` in the address."""
    chosen = queries.cycle_by_ref(actor=actor_of(request), ref=cycle)
    response = HttpResponseRedirect(_with_cycle(_way_back(request, organization), chosen.ref))
    response.set_cookie(
        queries.CYCLE_COOKIE,
        chosen.ref,
        max_age=YEAR_IN_SECONDS,
        path=f"/{organization}/",
        samesite="Lax",
        httponly=True,
    )
    return response


def _form(
    request: HttpRequest,
    organization: str,
    form: forms.CycleForm,
    entry: queries.CycleEntry,
    *,
    preview: queries.DatesPreview | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "entry": entry, "preview": preview, "slug": organization, "say": wording}
    return page(request, "cycles/form.html", context, status=status)


def _confirmation(
    request: HttpRequest, organization: str, shown: queries.CyclePage, form: Typed, *, status: int = 200
) -> HttpResponse:
    context = {"shown": shown, "form": form, "slug": organization, "say": wording}
    return page(request, "cycles/phase.html", context, status=status)


def _to_page(organization: str, ref: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("cycles:page", kwargs={"organization": organization, "cycle": ref}))


def _way_back(request: HttpRequest, organization: str) -> str:
    target = request.POST.get("next", "")
    is_ours = target.startswith(f"/{organization}/") and url_has_allowed_host_and_scheme(
        target, allowed_hosts=None, require_https=False
    )
    return target if is_ours else reverse("cycles:list", kwargs={"organization": organization})


def _with_cycle(target: str, ref: str) -> str:
    parts = urlsplit(target)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name not in {"cycle", "cursor"}]
    return parts._replace(query=urlencode([*kept, ("cycle", ref)])).geturl()
