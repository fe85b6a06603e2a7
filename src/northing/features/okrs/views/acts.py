"""One act on an objective: propose, agree, return, drop, postpone, restore, a word or a value by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from northing.features.okrs import actions, forms, queries
from northing.features.okrs.queries import ObjectiveDetail
from northing.features.okrs.views.addresses import address, to_objective
from northing.features.okrs.wording import words
from northing.kit.errors import Conflict, NotAllowed, Refusal
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of, now_of, today_of
from northing.kit.wording import say


@require_POST
def propose(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """Ask for agreement."""
    return _done(request, ref, actions.propose, _("Proposed. Whoever may agree sees it now."))


@require_POST
def agree(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """Agree to a proposal."""
    return _done(request, ref, actions.agree, _("Agreed. From now on its terms change only with a reason."))


@require_POST
def restore(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """Take a dropped or postponed objective up again."""
    return _done(request, ref, actions.restore_objective, _("Taken up again."))


def _done(request: HttpRequest, ref: str, act: Callable[..., Any], told: str) -> HttpResponse:
    """Do it and go back to the page; a refusal is told there, kindly. Not seeing the objective stays a 404."""
    actor, on = actor_of(request), today_of(request)
    objective, _may = queries.objective_for_form(actor=actor, ref=ref, on=on)
    try:
        act(actor=actor, ref=objective.ref, at=now_of(request), on=on)
    except Conflict as error:
        messages.error(request, say(error))
    else:
        messages.success(request, told)
    return to_objective(request, ref)


@dataclass(frozen=True, slots=True)
class _Asked:
    """An act that asks why first."""

    title: str
    lead: str
    button: str
    told: str
    is_danger: bool = False


@require_http_methods(["GET", "POST"])
def return_to_draft(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """Send a proposal back, or take it back, with a reason."""
    asked = _Asked(
        title=_("Return “%(title)s”"),
        lead=_("It becomes a draft again. The reason stays in its history, so that it can be answered."),
        button=_("Return it"),
        told=_("Returned."),
    )
    return _with_reason(request, ref, actions.return_to_draft, asked, also_agreeing=True)


@require_http_methods(["GET", "POST"])
def drop(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """Give an objective up."""
    asked = _Asked(
        title=_("Drop “%(title)s”"),
        lead=_("It stays readable and counts nowhere. It can be taken up again."),
        button=_("Drop it"),
        told=_("Dropped. It can be taken up again."),
        is_danger=True,
    )
    return _with_reason(request, ref, actions.drop_objective, asked)


@require_http_methods(["GET", "POST"])
def postpone(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """Put an objective off."""
    asked = _Asked(
        title=_("Postpone “%(title)s”"),
        lead=_("It counts nowhere until it is taken up again or moved to another cycle."),
        button=_("Postpone it"),
        told=_("Postponed."),
    )
    return _with_reason(request, ref, actions.postpone_objective, asked)


def _with_reason(
    request: HttpRequest, ref: str, act: Callable[..., Any], asked: _Asked, *, also_agreeing: bool = False
) -> HttpResponse:
    actor, on = actor_of(request), today_of(request)
    objective, may = queries.objective_for_form(actor=actor, ref=ref, on=on)
    refuse_unless(may.edits or (also_agreeing and may.agrees), objective)
    form = forms.LedgerForm({"reason": "", **request.POST.dict()})
    if request.method == "POST":
        try:
            act(actor=actor, ref=ref, reason=form.text("reason"), at=now_of(request), on=on)
        except Refusal as error:
            form.refuse(error, fields={"reason"})
        else:
            messages.success(request, asked.told)
            return to_objective(request, ref)
    return reason_page(
        request,
        form,
        title=asked.title % {"title": objective.title},
        lead=asked.lead,
        button=asked.button,
        objective=objective,
        is_danger=asked.is_danger,
    )


@require_http_methods(["GET", "POST"])
def override(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """Say that an objective or key result (``?kr=``) stands otherwise than worked out; or take the word back."""
    actor, on, at = actor_of(request), today_of(request), now_of(request)
    objective, may = queries.objective_for_form(actor=actor, ref=ref, on=on)
    about = request.POST.get("kr") or request.GET.get("kr", "")
    row = queries.key_result_detail(actor=actor, ref=about, on=on) if about else None
    refuse_unless(may.edits or (row is not None and row.may.edits), objective)
    form = forms.LedgerForm({"reason": "", "status": "", **request.POST.dict()})
    if request.method == "POST":
        wanted = form.value("status") or None
        try:
            actions.override_status(
                actor=actor,
                ref=row.ref if row else ref,
                status=wanted,
                reason=form.text("reason"),
                at=at,
                on=on,
            )
        except Refusal as error:
            form.refuse(error, fields={"reason", "status"})
        else:
            messages.success(request, _("Saved. The worked-out status stays visible beside it."))
            return to_objective(request, ref, key_result=about)
    status = row.standing.computed_status if row else objective.standing.computed_status
    known = words.KEY_RESULT_STATUSES if row else words.OBJECTIVE_STATUSES
    statuses = [("", _("as worked out: %(word)s") % {"word": words.word(known, status)})]
    return reason_page(
        request,
        form,
        title=_("Set the status of “%(title)s”") % {"title": row.title if row else objective.title},
        lead=_("Your word is shown as yours, with its reason, and lapses at the next check-in."),
        button=_("Save"),
        objective=objective,
        extra={
            "statuses": [*statuses, *((one.value, words.word(known, one)) for one in actions.OVERRIDES)],
            "kr": about,
        },
    )


@require_http_methods(["GET", "POST"])
def enter_value(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """Write the progress of an objective that is driven by hand."""
    actor, on, at = actor_of(request), today_of(request), now_of(request)
    objective, may = queries.objective_for_form(actor=actor, ref=ref, on=on)
    refuse_unless(may.checks_in, objective)
    form = forms.LedgerForm(
        {"reason": "", "progress": "", "effective_on": on.isoformat(), **request.POST.dict()}
    )
    if request.method == "POST" and _enter(form, ref, objective, actor=actor, at=at, on=on):
        messages.success(request, _("Saved."))
        return to_objective(request, ref)
    return reason_page(
        request,
        form,
        title=_("Progress of “%(title)s”") % {"title": objective.title},
        lead=_("Entered by hand, and always labelled so."),
        button=_("Save"),
        objective=objective,
        extra={"asks_progress": True, "today": on.isoformat()},
    )


def _enter(
    form: forms.LedgerForm, ref: str, objective: ObjectiveDetail, *, actor: Any, at: datetime, on: date
) -> bool:
    progress, day = form.share("progress"), form.day("effective_on", is_required=True)
    if progress is None and not form.problem("progress"):
        form.add("progress", "required")
    if not form.is_valid or progress is None or day is None:
        return False
    try:
        actions.record_manual_value(
            actor=actor,
            ref=ref,
            progress=progress,
            reason=form.text("reason"),
            effective_on=day,
            at=at,
            on=on,
        )
    except Refusal as error:
        form.refuse(error, fields={"reason", "progress", "effective_on"})
        return False
    return True


def refuse_unless(is_allowed: bool, objective: ObjectiveDetail) -> None:
    """:raises Conflict: ``cycle_closed``: read-only for everybody; NotAllowed: not theirs to do"""
    if is_allowed:
        return
    if objective.cycle is not None and objective.cycle.phase == "closed":
        raise Conflict("cycle_closed", cycle=objective.cycle.name)
    raise NotAllowed()


def reason_page(
    request: HttpRequest,
    form: forms.LedgerForm,
    *,
    title: str,
    lead: str,
    button: str,
    objective: ObjectiveDetail,
    asks_reason: bool = True,
    is_danger: bool = False,
    extra: dict[str, object] | None = None,
) -> HttpResponse:
    """A small page that asks why (and little else) before something is done."""
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "button": button,
        "objective": objective,
        "asks_reason": asks_reason,
        "is_danger": is_danger,
        "statuses": (),
        "asks_progress": False,
        "kr": "",
        "today": "",
        "back": address(request, "objective", ref=objective.ref),
        **(extra or {}),
    }
    status = 200 if form.is_valid else 422
    return page(request, "okrs/act.html", context, status=status)
