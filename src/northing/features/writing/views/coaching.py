"""The coach beside the fields while somebody writes, beside an objective, and over all drafts of a cycle."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from northing.coach.messages import reader_of
from northing.coach.report import check, editor_findings
from northing.coach.rules import RULES, Item, ItemSet
from northing.features.cycles import queries as cycle_queries
from northing.features.org import queries as org_queries
from northing.features.writing.actions import waiving
from northing.features.writing.queries import coaching
from northing.features.writing.queries.coaching import Advice
from northing.features.writing.wording import findings as wording
from northing.kit.errors import Invalid
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of, now_of, today_of
from northing.kit.wording import say

LONGEST = 1_000
_OBJECTIVE_BOXES = ("why_now", "owner")
_KEY_RESULT_BOXES = ("start", "target", "unit", "due_on", "definition", "indicator")
_NUMBERLESS = frozenset({"milestone", "binary", "tasks", "baseline"})


def _reader() -> str:
    return reader_of(get_language())


@require_POST
def check_objective(request: HttpRequest, organization: str) -> HttpResponse:
    """What the coach says about the objective as it stands in the form; nothing is kept."""
    text = request.POST.get("title", "")[:LONGEST]
    fields = {name: request.POST[name] for name in _OBJECTIVE_BOXES if request.POST.get(name)}
    report = check(Item("objective", text, fields=fields), reader=_reader())
    lines = [wording.finding_line(one, text) for one in editor_findings(report)]
    return _findings(request, organization, text, lines)


@require_POST
def check_key_result(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """What the coach says about a key result as it stands in the form of an objective."""
    actor, on = actor_of(request), today_of(request)
    around = coaching.around(actor=actor, objective=ref, on=on)
    text, kind = request.POST.get("title", "")[:LONGEST], request.POST.get("kind", "metric")
    fields: dict[str, str] = {
        name: request.POST[name] for name in _KEY_RESULT_BOXES if request.POST.get(name)
    }
    target = request.POST.get("upper") or request.POST.get("lower")
    if target:
        fields |= {"target": target, "start": "kept"}
    if kind in _NUMBERLESS:
        fields |= {"start": "0", "target": "1"}
    item = Item(
        "key_result", text, around.objective, fields=fields, set=ItemSet(around.objective, around.key_results)
    )
    report = check(item, reader=_reader())
    lines = [
        wording.finding_line(one, text, places=_places(organization, ref)) for one in editor_findings(report)
    ]
    is_activity = any(one.code == "K202" for one in report.findings)  # what one does says no value to reach
    filled = "" if is_activity else wording.read_from(report.parse, kind)
    return _findings(request, organization, text, lines, filled=filled)


def _places(organization: str, objective: str) -> Callable[[str], str]:
    """Where a text of this objective can move to."""

    def place(kind: str) -> str:
        if kind == "initiative":
            address = reverse("work:new_initiative", kwargs={"organization": organization})
            return f"{address}?objective={objective}"
        named = {"organization": organization, "ref": objective}
        return reverse("okrs:key_result_new", kwargs=named) + "?kind=metric"

    return place


def _findings(
    request: HttpRequest,
    organization: str,
    text: str,
    lines: list[wording.FindingLine],
    *,
    filled: str = "",
) -> HttpResponse:
    context = {"lines": lines, "filled": filled, "has_text": len(text.split()) > 0, "slug": organization}
    return page(request, "writing/findings.html", context, fragment="findings")


@require_safe
def show_advice(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """What the coach says about one objective: a card on its page, or a page of its own."""
    return _advice(request, organization, ref)


@require_POST
def waive(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """Spare a rule for the objective or one of its key results, with a reason."""
    try:
        waiving.waive(
            actor=actor_of(request),
            objective=ref,
            key_result=request.POST.get("key_result", ""),
            code=request.POST.get("code", ""),
            reason=request.POST.get("reason", ""),
            at=now_of(request),
            on=today_of(request),
        )
    except Invalid as refused:
        return _advice(request, organization, ref, problem=say(refused), status=422)
    return _answer(request, organization, ref)


@require_POST
def hear_again(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """Take a waiver back."""
    waiving.hear_again(
        actor=actor_of(request),
        objective=ref,
        key_result=request.POST.get("key_result", ""),
        code=request.POST.get("code", ""),
        at=now_of(request),
        on=today_of(request),
    )
    return _answer(request, organization, ref)


def _answer(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return _advice(request, organization, ref)
    messages.success(request, _("Noted."))
    named = {"organization": organization, "ref": ref}
    return HttpResponseRedirect(reverse("writing:advice", kwargs=named))


def _advice(
    request: HttpRequest, organization: str, ref: str, *, problem: str = "", status: int = 200
) -> HttpResponse:
    actor, on = actor_of(request), today_of(request)
    advice = coaching.advice_on(actor=actor, ref=ref, on=on, reader=_reader())
    context = {
        "advice": _shown(advice, organization),
        "may_waive": coaching.may_waive(actor=actor, ref=ref, on=on),
        "problem": problem,
        "slug": organization,
        "ref": ref,
    }
    return page(request, "writing/advice.html", context, fragment="panel", status=status)


def _shown(advice: Advice, organization: str) -> dict[str, object]:
    places = _places(organization, advice.ref)
    return {
        "ref": advice.ref,
        "title": advice.title,
        "state": advice.state,
        "holder": advice.holder,
        "owner": advice.owner,
        "count": advice.count,
        "errors": advice.errors,
        "whole": [wording.finding_line(one, "", places=places) for one in advice.whole],
        "parts": [
            {
                "kind": part.kind,
                "ref": part.ref,
                "text": part.text,
                "lines": [wording.finding_line(one, part.text, places=places) for one in part.findings],
                "waived": [
                    (code, RULES[code].slug if code in RULES else code, reason)
                    for code, reason in part.waived
                ],
            }
            for part in advice.parts
        ],
    }


@require_safe
def show_checklist(request: HttpRequest, organization: str) -> HttpResponse:
    """Every draft of the chosen cycle with what the coach says; ``?team=`` narrows it."""
    actor, on, team = actor_of(request), today_of(request), request.GET.get("team", "")
    found = coaching.checklist(
        actor=actor,
        on=on,
        reader=_reader(),
        cycle_ref=cycle_queries.wanted_cycle_ref(query=request.GET.dict(), cookies=request.COOKIES),
        team=team,
        after=request.GET.get("after") or None,
    )
    teams = org_queries.teams(organization_id=actor.organization_id)
    context = {
        "cycle": found.cycle,
        "advices": [_shown(one, organization) for one in found.advices],
        "after": found.after,
        "team": team,
        "teams": [("", _("All teams")), *((row.ref, f"{'– ' * row.depth}{row.name}") for row in teams)],
        "slug": organization,
    }
    return page(request, "writing/checklist.html", context)
