"""How an objective is divided among its parts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from northing.domain.codes import LinkKind
from northing.features.okrs import actions, forms, queries
from northing.features.okrs.actions import WeightFields
from northing.features.okrs.forms.typed import number_input, percent_input
from northing.features.okrs.queries import AlignedRow, KeyResultDetail, ObjectivePage
from northing.features.okrs.views.acts import refuse_unless
from northing.features.okrs.views.addresses import address, to_objective
from northing.features.okrs.wording import values
from northing.kit.errors import Refusal
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of, now_of, today_of


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the whole, as the form shows it."""

    ref: str
    title: str
    share: str
    weight: Decimal
    is_pinned: bool
    counts: bool


@require_http_methods(["GET", "POST"])
def change_weights(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """A proportion, or a pinned share, for each key result and each contributing objective."""
    actor, on = actor_of(request), today_of(request)
    shown = queries.objective_page(actor=actor, ref=ref, on=on)
    refuse_unless(shown.may.edits, shown.objective)
    parts = _parts(shown)
    form = forms.LedgerForm(_typed(request, parts))
    if request.method == "POST":
        given = _read(form, parts)
        if form.is_valid and _save(request, form, ref, given):
            messages.success(request, _("Saved."))
            return to_objective(request, ref)
    context = {
        "form": form,
        "objective": shown.objective,
        "parts": parts,
        "back": address(request, "objective", ref=ref),
    }
    return page(request, "okrs/weights.html", context, status=200 if form.is_valid else 422)


def _parts(shown: ObjectivePage) -> list[Part]:
    own = [
        Part(
            row.ref,
            row.title,
            values.share(row.weight_share),
            row.weight,
            row.is_pinned,
            row.weight_share is not None,
        )
        for row in shown.key_results
        if not row.is_guardrail and row.state not in ("dropped", "postponed")
    ]
    children = [
        Part(
            row.ref,
            row.title,
            values.share(row.weight_share),
            row.weight,
            row.is_pinned,
            row.weight_share is not None,
        )
        for row in shown.children
        if row.kind is LinkKind.CONTRIBUTES and not row.is_private and not row.key_result.ref
    ]
    return own + children


def _part(row: KeyResultDetail | AlignedRow) -> Part:
    share = row.weight_share
    return Part(row.ref, row.title, values.share(share), row.weight, row.is_pinned, share is not None)


def _typed(request: HttpRequest, parts: list[Part]) -> dict[str, str]:
    if request.method == "POST":
        return request.POST.dict()
    known = {"reason": ""}
    for part in parts:
        known[f"weight_{part.ref}"] = (
            percent_input(part.weight) if part.is_pinned else number_input(part.weight)
        )
        known[f"pinned_{part.ref}"] = "on" if part.is_pinned else ""
    return known


def _read(form: forms.LedgerForm, parts: list[Part]) -> dict[str, WeightFields]:
    given: dict[str, WeightFields] = {}
    for part in parts:
        name, is_pinned = f"weight_{part.ref}", form.is_checked(f"pinned_{part.ref}")
        if not form.value(name).strip():
            form.add(name, "required")
        weight = form.share(name) if is_pinned else form.amount(name)
        if weight is not None and (weight != part.weight or is_pinned != part.is_pinned):
            given[part.ref] = WeightFields(weight=weight, is_pinned=is_pinned)
    return given


def _save(request: HttpRequest, form: forms.LedgerForm, ref: str, given: dict[str, WeightFields]) -> bool:
    if not given:
        return True
    try:
        actions.set_weights(
            actor=actor_of(request),
            ref=ref,
            weights=given,
            at=now_of(request),
            on=today_of(request),
            reason=form.text("reason"),
        )
    except Refusal as error:
        form.refuse(error, fields={"reason"})
        return False
    return True
