"""Hanging an objective below another one, or below one of its key results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from northing.domain.codes import LinkKind
from northing.features.okrs import actions, forms, queries
from northing.features.okrs.queries import ObjectiveFilters
from northing.features.okrs.views.acts import refuse_unless
from northing.features.okrs.views.addresses import address, to_objective
from northing.features.okrs.wording import words
from northing.kit.actors import Actor
from northing.kit.errors import Conflict, NotFound, Refusal
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of, now_of, today_of
from northing.kit.wording import say

MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible parent with its key results as (ref, title)."""

    ref: str
    title: str
    note: str
    key_results: tuple[tuple[str, str], ...]


@require_http_methods(["GET", "POST"])
def align(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """Choose a parent (``?q=`` looks for one), and how it is linked."""
    actor, on = actor_of(request), today_of(request)
    objective, may = queries.objective_for_form(actor=actor, ref=ref, on=on)
    refuse_unless(may.edits, objective)
    form = forms.LedgerForm(
        {"parent": "", "link": "", "weight": "", "q": request.GET.get("q", ""), **request.POST.dict()}
    )
    if request.method == "POST" and _align(form, actor, ref, request):
        messages.success(request, _("Aligned."))
        return to_objective(request, ref)
    text = form.value("q").strip()[:200]
    context = {
        "form": form,
        "objective": objective,
        "text": text,
        "found": _candidates(actor, on, text, but=ref),
        "links": [("", _("as it fits: contributes where it can")), *words.options(words.LINKS)],
        "here": address(request, "align", ref=ref),
        "back": address(request, "objective", ref=ref),
    }
    return page(request, "okrs/align.html", context, fragment="found", status=200 if form.is_valid else 422)


def _align(form: forms.LedgerForm, actor: Actor, ref: str, request: HttpRequest) -> bool:
    parent, weight = form.value("parent"), form.amount("weight")
    kind = form.choice("link", LinkKind, LinkKind.CONTRIBUTES) if form.value("link") else None
    if not parent:
        form.add("parent", "parent_needed")
    if not form.is_valid:
        return False
    try:
        actions.align(
            actor=actor,
            child=ref,
            parent=parent,
            kind=kind,
            weight=Decimal(1) if weight is None else weight,
            at=now_of(request),
            on=today_of(request),
        )
    except Refusal as error:
        form.refuse(error, fields={"parent", "weight"})
        return False
    return True


def _candidates(actor: Actor, on: date, text: str, *, but: str) -> list[Candidate]:
    found = queries.objectives_list(
        actor=actor, on=on, filters=ObjectiveFilters(text=text), sort="-changed", limit=MOST_FOUND
    )
    rows = [row for row in found.rows if row.ref != but]
    key_results = queries.key_results_of(actor=actor, objective_refs=[row.ref for row in rows], on=on)
    return [
        Candidate(
            row.ref,
            row.title,
            " · ".join(part for part in (row.holder_name, row.cycle_name) if part),
            tuple((one.ref, one.title) for one in key_results.get(row.ref, ())),
        )
        for row in rows
    ]


@require_POST
def unalign(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """Take a link away; ``parent`` names the objective or key result above."""
    actor, on = actor_of(request), today_of(request)
    objective, _may = queries.objective_for_form(actor=actor, ref=ref, on=on)
    try:
        actions.unalign(
            actor=actor, child=objective.ref, parent=request.POST.get("parent", ""), at=now_of(request), on=on
        )
    except (Conflict, NotFound) as error:
        messages.error(request, say(error))
    else:
        messages.success(request, _("The link is gone. You can align it again."))
    return to_objective(request, ref)
