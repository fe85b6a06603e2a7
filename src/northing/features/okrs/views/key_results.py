"""Writing, editing and dropping key results."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from northing.coach.quantities import read_unit
from northing.domain.codes import Kind
from northing.domain.units import COUNT, Unit, UnknownUnit
from northing.features.okrs import actions, forms, queries
from northing.features.okrs.forms.key_result import TERM_INPUTS, blank, filled
from northing.features.okrs.queries import KeyResultDetail, ObjectiveDetail
from northing.features.okrs.queries.entries import FormChoices
from northing.features.okrs.views import choices as offered
from northing.features.okrs.views.acts import reason_page, refuse_unless
from northing.features.okrs.views.addresses import address, to_objective
from northing.features.okrs.wording import values, words
from northing.features.org import queries as org_queries
from northing.kit.errors import Conflict, Refusal
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of, now_of, today_of
from northing.kit.web.slots import panels_for
from northing.kit.wording import say

KEEP = (Kind.AT_LEAST, Kind.AT_MOST, Kind.BETWEEN)
REACH = (Kind.METRIC, Kind.MILESTONE, Kind.BINARY, Kind.BASELINE, Kind.TASKS)
NUMBER_FIELDS = frozenset({"start", "target", "stretch", "commit", "lower", "upper"})


@require_safe
def show_key_result(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """A key result lives on the page of its objective."""
    row = queries.key_result_detail(actor=actor_of(request), ref=ref, on=today_of(request))
    return to_objective(request, row.objective_ref, key_result=row.ref)


@require_http_methods(["GET", "POST"])
def new_key_result(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """First what kind of proof it is (``?kind=``), then the fields of that kind; ``?title=`` begins its words."""
    actor, on = actor_of(request), today_of(request)
    objective, may = queries.objective_for_form(actor=actor, ref=ref, on=on)
    refuse_unless(may.edits, objective)
    kind = _kind(request.POST.get("kind") or request.GET.get("kind", ""))
    if kind is None:
        return _chooser(request, objective, None)
    policy = org_queries.policy_of(organization_id=actor.organization_id)
    if request.method != "POST":
        begun = {"owner": objective.owner.ref, "title": request.GET.get("title", "")[:300]}
        values_of_form = blank(kind, cadence_days=policy.cadence_days) | begun
        return _form(request, forms.KeyResultForm(values_of_form, kind), objective)
    form = forms.KeyResultForm(request.POST.dict(), kind, find=offered.finder(request))
    if form.press(request.POST.get("button", "")):
        return _form(request, form, objective)
    if not form.read():
        return _form(request, form, objective, status=422)
    try:
        row = actions.add_key_result(
            actor=actor,
            objective=ref,
            fields=form.fields,
            at=now_of(request),
            on=on,
            reason=form.text("reason"),
        )
    except Refusal as error:
        form.refuse(error, fields=_names(form))
        return _form(request, form, objective, status=422)
    messages.success(request, _("Added."))
    return to_objective(request, ref, key_result=row.ref)


@require_http_methods(["GET", "POST"])
def edit_key_result(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """The form of a key result; ``?kind=`` changes its kind. Agreed terms ask why, and show what would change."""
    actor, on, at = actor_of(request), today_of(request), now_of(request)
    row = queries.key_result_detail(actor=actor, ref=ref, on=on)
    objective, may = queries.objective_for_form(actor=actor, ref=row.objective_ref, on=on)
    refuse_unless(row.may.edits or may.edits, objective)
    wanted = request.POST.get("kind") or request.GET.get("kind", row.kind)
    kind = _kind(wanted)
    if kind is None:
        return _chooser(request, objective, row)
    if request.method != "POST":
        return _form(request, forms.KeyResultForm(filled(row), kind), objective, row)
    form = forms.KeyResultForm(request.POST.dict(), kind, find=offered.finder(request))
    if form.press(request.POST.get("button", "")):
        return _form(request, form, objective, row)
    if not form.read():
        return _form(request, form, objective, row, status=422)
    if request.POST.get("button") == "preview":
        return _form(request, form, objective, row, effect=_effect(request, form, ref))
    try:
        actions.edit_key_result(
            actor=actor,
            ref=ref,
            fields=form.fields,
            at=at,
            on=on,
            expected=form.version,
            reason=form.text("reason"),
        )
    except Refusal as error:
        return _refused(request, form, objective, row, error)
    messages.success(request, _("Saved."))
    return to_objective(request, row.objective_ref, key_result=ref)


def _refused(
    request: HttpRequest,
    form: forms.KeyResultForm,
    objective: ObjectiveDetail,
    row: KeyResultDetail,
    error: Refusal,
) -> HttpResponse:
    """The form again: with the values saved meanwhile, or with what the change would do when it lacks its reason."""
    form.refuse(error, fields=_names(form))
    if error.code == "changed_meanwhile":
        form.compare(filled(row), _names(form) & filled(row).keys())
        return _form(request, form, objective, row, status=409)
    effect = _effect(request, form, row.ref) if error.code == "reason_needed" else ()
    return _form(request, form, objective, row, effect=effect, status=422)


@require_http_methods(["GET", "POST"])
def drop_key_result(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """Give a key result up; agreed once, it stays as a struck-through row and needs a reason."""
    actor, on, at = actor_of(request), today_of(request), now_of(request)
    row = queries.key_result_detail(actor=actor, ref=ref, on=on)
    objective, may = queries.objective_for_form(actor=actor, ref=row.objective_ref, on=on)
    refuse_unless(row.may.edits or may.edits, objective)
    form = forms.LedgerForm({"reason": "", **request.POST.dict()})
    if request.method == "POST":
        try:
            actions.drop_key_result(actor=actor, ref=ref, reason=form.text("reason"), at=at, on=on)
        except Refusal as error:
            form.refuse(error, fields={"reason"})
        else:
            messages.success(request, _("Dropped."))
            return to_objective(request, row.objective_ref)
    lead = (
        _("It stays as a struck-through row, and still counts in what was first agreed.")
        if row.was_agreed
        else _("It was never agreed, so it will be gone with its check-ins.")
    )
    return reason_page(
        request,
        form,
        title=_("Drop “%(title)s”") % {"title": row.title},
        lead=lead,
        button=_("Drop it"),
        objective=objective,
        asks_reason=row.was_agreed,
        is_danger=True,
    )


@require_POST
def withdraw_check_in(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """Take a check-in back: it stays readable, marked, and counts no more."""
    key_result = request.POST.get("key_result", "")
    row = queries.key_result_detail(actor=actor_of(request), ref=key_result, on=today_of(request))
    try:
        actions.withdraw_check_in(actor=actor_of(request), ref=ref, at=now_of(request), on=today_of(request))
    except Conflict as error:
        messages.error(request, say(error))
    else:
        messages.success(request, _("Taken back. It stays in the history, marked."))
    return to_objective(request, row.objective_ref, key_result=row.ref)


@require_safe
def read_number(request: HttpRequest, organization: str) -> HttpResponse:
    """How a number of the form is understood, while it is typed: ``?field=``, that field, and ``unit``."""
    name = request.GET.get("field", "")
    form = forms.LedgerForm({key: value[:200] for key, value in request.GET.dict().items()})
    if name in NUMBER_FIELDS:
        form.measured(name, _unit(form.value("unit")))
    answer = {"echo": form.echoes.get(name, ""), "problem": form.problem(name)}
    return page(request, "okrs/echo.html", answer, fragment="echo")


def _unit(text: str) -> Unit:
    try:
        return read_unit(text, locale=get_language() or "en") if text.strip() else COUNT
    except UnknownUnit:
        return COUNT


def _kind(code: str) -> Kind | None:
    return Kind(code) if code in Kind.__members__.values() else None


def _names(form: forms.KeyResultForm) -> frozenset[str]:
    """The fields on screen: a refusal that names another one is shown above the form."""
    return frozenset({*form.values, "reason", "title", "stages", "start", "target"})


def _effect(request: HttpRequest, form: forms.KeyResultForm, ref: str) -> tuple[tuple[str, str, str], ...]:
    """What the change would do, as (what, before, after); a refusal goes to its field."""
    try:
        effect = actions.preview_key_result_edit(
            actor=actor_of(request), ref=ref, fields=form.fields, at=now_of(request), on=today_of(request)
        )
    except Refusal as error:
        form.refuse(error, fields=_names(form))
        return ()
    word = words.KEY_RESULT_STATUSES
    return (
        (_("Progress"), values.share(effect.progress_before), values.share(effect.progress_after)),
        (_("Status"), words.word(word, effect.status_before), words.word(word, effect.status_after)),
        (
            _("Progress of the objective"),
            values.share(effect.objective_before),
            values.share(effect.objective_after),
        ),
    )


def _chooser(request: HttpRequest, objective: ObjectiveDetail, row: KeyResultDetail | None) -> HttpResponse:
    def cards(kinds: tuple[Kind, ...]) -> list[tuple[str, str, str]]:
        return [(kind.value, str(words.KINDS[kind]), str(words.KIND_EXAMPLES[kind])) for kind in kinds]

    context = {
        "slug": _slug(request),
        "objective": objective,
        "row": row,
        "reach": cards(REACH),
        "keep": cards(KEEP),
        "back": address(request, "objective", ref=objective.ref),
    }
    return page(request, "okrs/key_result_kind.html", context)


def _form(
    request: HttpRequest,
    form: forms.KeyResultForm,
    objective: ObjectiveDetail,
    row: KeyResultDetail | None = None,
    *,
    effect: tuple[tuple[str, str, str], ...] = (),
    status: int = 200,
) -> HttpResponse:
    actor, on = actor_of(request), today_of(request)
    choices = queries.form_choices(actor=actor, on=on)
    metrics = queries.counter_metrics(actor=actor, objective=objective.ref, on=on, but=row.ref if row else "")
    context = {
        "slug": _slug(request),
        "form": form,
        "words_panels": panels_for("key_result.words", actor, organization=_slug(request), ref=objective.ref),
        "objective": objective,
        "row": row,
        "kind": form.kind.value,
        "kind_text": words.word(words.KINDS, form.kind),
        "is_agreed": objective.is_agreed,
        "terms": TERM_INPUTS,
        "needs_reason": row is None or row.kind != form.kind or form.differs(filled(row), TERM_INPUTS),
        "effect": effect,
        "number_url": address(request, "number"),
        "change_kind": "?kind=change" if row else "?",
        **_options(choices, metrics, objective, row),
        "back": address(request, "objective", ref=objective.ref) + (f"?kr={row.ref}" if row else ""),
    }
    return page(request, "okrs/key_result_form.html", context, status=status)


def _options(
    choices: FormChoices,
    metrics: list[queries.Named],
    objective: ObjectiveDetail,
    row: KeyResultDetail | None,
) -> dict[str, object]:
    like_objective = _("as the objective: %(ambition)s") % {
        "ambition": words.word(words.AMBITIONS, objective.ambition)
    }
    return {
        "people": offered.person_field(choices, row.owner if row else objective.owner),
        "updaters": offered.person_field(choices, row.updater if row else None),
        "ambitions": [("", like_objective), *words.options(words.AMBITIONS)],
        "curves": words.options(words.CURVES),
        "indicators": [("", _("not said")), *words.options(words.INDICATORS)],
        "metrics": offered.named(metrics, _("none")),
        "drivers": [("own", _("its own readings")), ("children", _("the objectives aligned to it"))],
        "units": ["%", "EUR", "USD", "CNY", "RUB", _("days"), _("hours"), _("minutes"), "×"],
    }


def _slug(request: HttpRequest) -> str:
    match = request.resolver_match
    return str(match.kwargs["organization"]) if match else ""
