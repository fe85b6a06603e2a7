"""Putting a key result off, and taking it up again; both say why once it was agreed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from northing.domain.codes import KeyResultState
from northing.features.okrs import actions, forms, queries
from northing.features.okrs.views.acts import reason_page, refuse_unless
from northing.features.okrs.views.addresses import to_objective
from northing.kit.errors import Refusal
from northing.kit.web.requests import actor_of, now_of, today_of


@require_http_methods(["GET", "POST"])
def postpone_key_result(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """It stays as it is and counts nowhere until it is taken up again."""
    return _change(
        request,
        ref,
        KeyResultState.POSTPONED,
        title=_("Postpone “%(title)s”"),
        lead=_("It keeps its readings, is not asked for and counts nowhere until it is taken up again."),
        button=_("Postpone it"),
        told=_("Postponed."),
    )


@require_http_methods(["GET", "POST"])
def resume_key_result(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """It counts and is asked for again."""
    return _change(
        request,
        ref,
        KeyResultState.ACTIVE,
        title=_("Take “%(title)s” up again"),
        lead=_("It counts again from now on, with the readings it has."),
        button=_("Take it up again"),
        told=_("Taken up again."),
    )


def _change(
    request: HttpRequest,
    ref: str,
    state: KeyResultState,
    *,
    title: str,
    lead: str,
    button: str,
    told: str,
) -> HttpResponse:
    actor, on = actor_of(request), today_of(request)
    row = queries.key_result_detail(actor=actor, ref=ref, on=on)
    objective, may = queries.objective_for_form(actor=actor, ref=row.objective_ref, on=on)
    refuse_unless(row.may.edits or may.edits, objective)
    form = forms.LedgerForm({"reason": "", **request.POST.dict()})
    if request.method == "POST":
        try:
            actions.change_key_result_state(
                actor=actor, ref=ref, state=state, reason=form.text("reason"), at=now_of(request), on=on
            )
        except Refusal as error:
            form.refuse(error, fields={"reason"})
        else:
            messages.success(request, told)
            return to_objective(request, row.objective_ref, key_result=row.ref)
    return reason_page(
        request,
        form,
        title=title % {"title": row.title},
        lead=lead,
        button=button,
        objective=objective,
        asks_reason=objective.is_agreed,
    )
