"""Writing and editing an objective."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from northing.domain.codes import HolderKind
from northing.features.okrs import actions, forms, queries
from northing.features.okrs.actions.objectives import OBJECTIVE_TERMS
from northing.features.okrs.forms.objective import CREATED_WITH, FIELDS, filled
from northing.features.okrs.queries import ObjectiveDetail
from northing.features.okrs.queries.entries import FormChoices
from northing.features.okrs.views import choices as offered
from northing.features.okrs.views.addresses import address, to_objective
from northing.features.okrs.wording import lines, words
from northing.features.org import queries as org_queries
from northing.kit.errors import Conflict, NotAllowed, Refusal
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of, now_of, today_of
from northing.kit.web.slots import panels_for
from northing.kit.wording import say

NAMES = frozenset((*FIELDS, *CREATED_WITH, "reason"))


@require_http_methods(["GET", "POST"])
def new_objective(request: HttpRequest, organization: str) -> HttpResponse:
    """The form of a new objective; ``?cycle=``, ``team=``, ``person=``, ``parent=`` say where it begins."""
    actor, on, at = actor_of(request), today_of(request), now_of(request)
    choices = queries.form_choices(actor=actor, on=on)
    if request.method != "POST":
        return _form(request, forms.ObjectiveForm(_beginning(request, choices)), choices)
    form = forms.ObjectiveForm(_typed(request), find=offered.finder(request))
    if not form.read(is_new=True):
        return _form(request, form, choices, status=422)
    try:
        row = actions.create_objective(actor=actor, fields=form.fields, at=at, on=on)
    except Refusal as error:
        form.refuse(error, fields=NAMES)
        return _form(request, form, choices, status=422)
    messages.success(request, _("Drafted. Now say how you will know that it is true."))
    _align(request, form.value("parent"), row.ref)
    return to_objective(request, row.ref)


def _align(request: HttpRequest, parent: str, child: str) -> None:
    """Hang a new objective below the one it was started from; a refusal is told, the draft stays."""
    if not parent:
        return
    try:
        actions.align(
            actor=actor_of(request), child=child, parent=parent, at=now_of(request), on=today_of(request)
        )
    except Refusal as error:
        messages.error(request, say(error))


@require_http_methods(["GET", "POST"])
def edit_objective(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """The form of an objective; what somebody else saved meanwhile is shown beside what was typed."""
    actor, on, at = actor_of(request), today_of(request), now_of(request)
    detail, may = queries.objective_for_form(actor=actor, ref=ref, on=on)
    if not may.edits:
        _refuse_edit(detail)
    choices = queries.form_choices(actor=actor, on=on)
    if request.method != "POST":
        return _form(request, forms.ObjectiveForm(filled(detail)), choices, detail)
    form = forms.ObjectiveForm(_typed(request), find=offered.finder(request))
    if not form.read(is_new=False):
        return _form(request, form, choices, detail, status=422)
    try:
        actions.edit_objective(
            actor=actor,
            ref=ref,
            fields=form.fields,
            at=at,
            on=on,
            expected=form.version,
            reason=form.text("reason"),
        )
    except Refusal as error:
        form.refuse(error, fields=NAMES)
        if error.code == "changed_meanwhile":
            form.compare(filled(detail), FIELDS)
        status = 409 if error.code == "changed_meanwhile" else 422
        return _form(request, form, choices, detail, status=status)
    messages.success(request, _("Saved."))
    return to_objective(request, ref)


def _refuse_edit(detail: ObjectiveDetail) -> None:
    """:raises Conflict: ``cycle_closed``; NotAllowed: not theirs to edit"""
    if detail.cycle is not None and detail.cycle.phase == "closed":
        raise Conflict("cycle_closed", cycle=detail.cycle.name)
    raise NotAllowed()


def _typed(request: HttpRequest) -> dict[str, str]:
    several = {name: " ".join(request.POST.getlist(name)) for name in ("visible_teams", "visible_people")}
    return {**request.POST.dict(), **several}


def _beginning(request: HttpRequest, choices: FormChoices) -> dict[str, str]:
    given = request.GET
    held_by = "organization" if choices.may_hold_organization else f"person:{choices.own_ref}"
    if given.get("team"):
        held_by = f"team:{given['team']}"
    elif given.get("person"):
        held_by = f"person:{given['person']}"
    cycle = given.get("cycle", choices.cycles[0].ref if choices.cycles else "")
    return {
        "held_by": held_by,
        "owner": given.get("person") or choices.own_ref,
        "cycle": cycle,
        "parent": given.get("parent", ""),
        "ambition": "aspirational",
        "driver": "both",
        "visibility": "organization",
    }


def _form(
    request: HttpRequest,
    form: forms.ObjectiveForm,
    choices: FormChoices,
    detail: ObjectiveDetail | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    match = request.resolver_match
    parent, slug = form.value("parent"), match.kwargs["organization"] if match else ""
    context = {
        "slug": slug,
        "beginnings": () if detail else panels_for("objective.new", actor_of(request), organization=slug),
        "form": form,
        "words_panels": panels_for("objective.words", actor_of(request), organization=slug),
        "detail": detail,
        "parent": _parent_title(request, parent) if parent and detail is None else "",
        "holders": offered.holders(choices, _present_holder(request, detail)),
        "people": offered.person_field(choices, detail.owner if detail else None),
        "datalist": offered.people(choices.people) if choices.has_more_people else [],
        "cycles": offered.named(choices.cycles, _("none yet: keep it in the backlog")),
        "pillars": offered.named(choices.pillars, _("none"), present=detail.pillar if detail else None),
        "teams": offered.teams(choices.teams),
        "everyone": offered.people(choices.people),
        "ambitions": [
            (code.value, words.AMBITIONS[code], words.AMBITION_MEANINGS[code])
            for code in words.AMBITION_MEANINGS
        ],
        "drivers": words.options(words.DRIVERS),
        "visibilities": words.options(words.VISIBILITIES),
        "terms": OBJECTIVE_TERMS,
        "needs_reason": detail is not None and form.differs(filled(detail), OBJECTIVE_TERMS),
        "back": address(request, "objective", ref=detail.ref) if detail else "",
    }
    return page(request, "okrs/objective_form.html", context, status=status)


def _present_holder(request: HttpRequest, detail: ObjectiveDetail | None) -> tuple[str, str] | None:
    if detail is None:
        return None
    organization = org_queries.visit_of(request=request).organization.name
    code = filled(detail)["held_by"]
    name = (
        organization if detail.holder is HolderKind.ORGANIZATION else lines.holder_text(detail, organization)
    )
    return code, name


def _parent_title(request: HttpRequest, ref: str) -> str:
    """The title of the objective a new one is started below; empty when it is not visible."""
    try:
        return queries.objective_row(actor=actor_of(request), ref=ref, on=today_of(request)).title
    except Refusal:
        return ""
