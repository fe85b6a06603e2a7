"""Import: choose or paste a document, look at what it becomes, confirm."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from northing.features.cycles import queries as cycle_queries
from northing.features.exchange import actions, policies, queries, wording
from northing.features.exchange.actions import Choices, Figures, ImportReport
from northing.features.exchange.adapters import Reading, read_document
from northing.features.exchange.forms import AS_STATED, NOBODY, ChoicesForm, DocumentForm
from northing.features.exchange.queries import StagedDocument
from northing.features.exchange.views.correcting import STEPS, correct_row, open_row, with_corrections
from northing.features.exchange.views.shown import shown_report
from northing.features.org import queries as org_queries
from northing.kit.actors import Actor
from northing.kit.errors import Invalid, NotFound
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of, now_of, today_of
from northing.kit.wording import listed

_MOST_EDITED = 200_000
"""Characters of a text that the preview offers for correction."""


@require_http_methods(["GET", "POST"])
def import_document(request: HttpRequest, organization: str) -> HttpResponse:
    """The form: a file or pasted text. What cannot be read stays in the form, with the reason."""
    actor = actor_of(request)
    policies.require_may_import(actor)
    form = DocumentForm({name: str(value) for name, value in request.POST.items()})
    if request.method != "POST":
        return _form(request, organization, form)
    sent = request.FILES.get("file")
    name, size = (sent.name or "", sent.size or 0) if sent else ("", 0)
    too_big = size > actions.MAX_BYTES
    if not form.read(name, sent.read() if sent and size and not too_big else None, size):
        return _form(request, organization, form, status=422)
    reading = read_document(form.name, form.content, today=today_of(request))
    if not reading.plan.objectives:
        return _form(request, organization, form, reading=reading, status=422)
    document = actions.stage_document(
        actor=actor, name=form.name, content=form.content, is_pasted=form.is_pasted, at=now_of(request)
    )
    return _to_preview(organization, document.ref)


def _form(
    request: HttpRequest,
    organization: str,
    form: DocumentForm,
    *,
    reading: Reading | None = None,
    status: int = 200,
) -> HttpResponse:
    problems = (
        [(problem.line, wording.problem_text(problem)) for problem in reading.problems[:20]]
        if reading
        else []
    )
    context = {
        "form": form,
        "problems": problems,
        "slug": organization,
        "megabytes": actions.MAX_BYTES // 2**20,
    }
    return page(request, "exchange/import.html", context, status=status)


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, organization: str, document: str) -> HttpResponse:
    """What a document becomes, row by row; choices; and after the import what it did."""
    actor = actor_of(request)
    staged = queries.staged_document(actor=actor, ref=document, at=now_of(request))
    policies.require_may_import(actor)
    if staged.result is not None:
        return _result(request, organization, staged)
    if request.method != "POST":
        form = ChoicesForm(staged.choices or _usual(actor))
        return _preview(request, organization, staged, form)
    form = ChoicesForm({name: str(value) for name, value in request.POST.items()})
    if request.POST.get("step") == "correct":
        return _corrected(request, organization, staged)
    if request.POST.get("step") in STEPS:
        return correct_row(request, organization, staged)
    is_seen = form.kept == (staged.choices or ChoicesForm(_usual(actor)).kept)
    if request.POST.get("step") != "import" or not is_seen:
        actions.keep_choices(document=staged, choices=form.kept)
        return _to_preview(organization, document)
    return _import(request, organization, staged, form)


def _corrected(request: HttpRequest, organization: str, staged: StagedDocument) -> HttpResponse:
    """The corrected text takes the place of the document."""
    actor, text = actor_of(request), str(request.POST.get("text", ""))
    name = staged.name if not staged.is_pasted else ""
    fresh = actions.stage_document(
        actor=actor,
        name=name,
        content=text.encode("utf-8", "surrogatepass"),
        is_pasted=True,
        at=now_of(request),
    )
    if staged.choices:
        actions.keep_choices(document=fresh, choices=staged.choices)
    return _to_preview(organization, fresh.ref)


def _import(
    request: HttpRequest, organization: str, staged: StagedDocument, form: ChoicesForm
) -> HttpResponse:
    reading = _read(request, staged)
    if reading.problems:
        return _preview(request, organization, staged, form, status=422)
    reason = _("Imported from %(name)s") % {"name": staged.name or _("pasted text")}
    report = _tried(request, reading, form.choices, is_dry_run=False, reason=reason)
    if not report.is_possible:
        return _preview(request, organization, staged, form, report=report, status=422)
    figures = {**asdict(actions.figures_of(report=report)), "cycle": _cycle_ref(actor_of(request), report)}
    actions.keep_result(document=staged, result=figures)
    return _to_preview(organization, staged.ref)


def _read(request: HttpRequest, staged: StagedDocument) -> Reading:
    """The document as it is understood, with what was put right since."""
    reading = read_document(staged.name, actions.content_of(document=staged), today=today_of(request))
    return with_corrections(reading, staged)


def _tried(
    request: HttpRequest,
    reading: Reading,
    choices: Choices,
    *,
    is_dry_run: bool = True,
    reason: str = "import",
) -> ImportReport:
    return actions.import_plan(
        actor=actor_of(request),
        plan=reading.plan,
        at=now_of(request),
        on=today_of(request),
        choices=choices,
        reason=reason,
        is_dry_run=is_dry_run,
    )


def _preview(
    request: HttpRequest,
    organization: str,
    staged: StagedDocument,
    form: ChoicesForm,
    *,
    report: ImportReport | None = None,
    status: int = 200,
) -> HttpResponse:
    reading = _read(request, staged)
    try:
        report = report or _tried(request, reading, form.choices)
    except (NotFound, Invalid):  # a cycle or person chosen before is gone
        form = ChoicesForm(_usual(actor_of(request)))
        report = _tried(request, reading, form.choices)
    report = actions.with_problems(report=report, problems=reading.problems)
    context = {
        "form": form,
        "document": staged,
        "shown": shown_report(report, reading.plan),
        "row": open_row(request, staged, reading.plan),
        "corrections": len(staged.corrections),
        "names_unknown_teams": any(problem.code == "unknown_team_named" for problem in report.problems),
        "reading": reading,
        "say": wording,
        "slug": organization,
        "summary": list(wording.summary_lines(actions.figures_of(report=report))),
        "may_create_teams": policies.may_create_teams(actor_of(request)),
        "cycles": _cycles(request, reading),
        "owners": _owners(actor_of(request)),
        "text": _text_of(staged, reading),
    }
    return page(request, "exchange/preview.html", context, status=status)


def _text_of(staged: StagedDocument, reading: Reading) -> str:
    """The document as text for correction; empty for workbooks and long ones."""
    if not reading.encoding or not reading.problems:
        return ""
    text = actions.content_of(document=staged).decode(reading.encoding, "replace")
    return text if len(text) <= _MOST_EDITED else ""


def _usual(actor: Actor) -> dict[str, str]:
    """What most people want: made teams and agreed objectives where they may, and an owner for everything."""
    owner = NOBODY
    if actor.person_id is not None:
        found = org_queries.people_by_id(organization_id=actor.organization_id, ids=[actor.person_id])
        owner = found[actor.person_id].ref
    return {
        "cycle": AS_STATED,
        "owner": owner,
        "creates_teams": "on" if policies.may_create_teams(actor) else "",
        "is_agreed": "on" if actor.is_guide else "",
    }


def _cycles(request: HttpRequest, reading: Reading) -> list[tuple[str, str]]:
    actor = actor_of(request)
    known = cycle_queries.cycles(actor=actor)
    named = {(objective.cycle or reading.plan.cycle) for objective in reading.plan.objectives}
    names = [cycle.name for cycle in named if cycle is not None]
    present = cycle_queries.chosen_among(cycles=known, ref=None, on=today_of(request))
    if names:
        stated = _("As the document says: %(cycles)s") % {"cycles": listed(dict.fromkeys(names))}
    elif present is not None:
        stated = _("The present one: %(cycle)s") % {"cycle": present.name}
    else:
        stated = _("None yet")
    open_ones = [(cycle.ref, cycle.name) for cycle in known if cycle.phase in ("planning", "active")]
    return [(AS_STATED, stated), *open_ones]


def _owners(actor: Actor) -> list[tuple[str, str]]:
    found = org_queries.active_people(organization_id=actor.organization_id)
    return [(NOBODY, _("Nobody yet")), *((person.ref, person.name) for person in found)]


def _cycle_ref(actor: Actor, report: ImportReport) -> str:
    cycle = cycle_queries.cycle_by_name(actor=actor, name=report.cycles[0]) if report.cycles else None
    return cycle.ref if cycle else ""


def _result(request: HttpRequest, organization: str, staged: StagedDocument) -> HttpResponse:
    result: dict[str, Any] = dict(staged.result or {})
    cycle = str(result.pop("cycle", ""))
    figures = Figures(**result)
    okrs = reverse("okrs:list", kwargs={"organization": organization})
    context = {
        "document": staged,
        "summary": list(wording.summary_lines(figures)),
        "figures": figures,
        "okrs": f"{okrs}?cycle={cycle}" if cycle else okrs,
        "slug": organization,
    }
    return page(request, "exchange/result.html", context)


def _to_preview(organization: str, ref: str) -> HttpResponse:
    return HttpResponseRedirect(
        reverse("exchange:preview", kwargs={"organization": organization, "document": ref})
    )
