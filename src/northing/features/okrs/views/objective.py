"""The page of an objective."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, tzinfo

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from northing.domain.codes import HolderKind, ObjectiveState, Reason
from northing.features.okrs import actions, queries
from northing.features.okrs.queries import ObjectiveDetail, ObjectivePage
from northing.features.okrs.views.addresses import address
from northing.features.okrs.wording import chart, lines, statuses, values, words
from northing.features.okrs.wording.lines import AlignedLine, KeyResultLine
from northing.features.org import queries as org_queries
from northing.kit.web.charts import key_result_chart
from northing.kit.web.frame import Choice
from northing.kit.web.pages import page, part
from northing.kit.web.requests import actor_of, now_of, today_of
from northing.kit.web.slots import PlacedPanel, panels_for
from northing.kit.wording import listed

_UNDECIDED = (ObjectiveState.DRAFT, ObjectiveState.PROPOSED, ObjectiveState.RETURNED)


@dataclass(frozen=True, slots=True)
class Tile:
    """One number of the header with a quiet line below."""

    value: str
    note: str


@require_safe
def show_objective(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """One objective; ``?kr=`` chooses the key result whose chart and history are open."""
    actor, on = actor_of(request), today_of(request)
    shown = queries.objective_page(actor=actor, ref=ref, on=on, selected=request.GET.get("kr", ""))
    if shown.objective.visibility != "organization":
        actions.note_steward_reading(actor=actor, refs=[ref], at=now_of(request), on=on)
    context = {
        "slug": organization,
        "shown": shown,
        "objective": shown.objective,
        **_head(request, shown, on),
        **_table(shown, on),
        **_selected(request, shown, on),
        **_around(request, shown, on),
    }
    if request.headers.get("HX-Target") != "picked":
        return page(request, "okrs/objective.html", context)
    # Another key result was chosen: its chart and history are swapped, the table marks it, nothing else moves.
    picked = part(request, "okrs/objective.html", "picked", context)
    table = part(request, "okrs/objective.html", "table", {**context, "is_again": True})
    response = HttpResponse(picked + table)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _head(request: HttpRequest, shown: ObjectivePage, on: date) -> dict[str, object]:
    detail, standing = shown.objective, shown.objective.standing
    organization = org_queries.visit_of(request=request).organization.name
    given = {row.ref: row.standing.confidence for row in shown.key_results if row.state == "active"}
    mean, spread = lines.confidence_text({ref: value for ref, value in given.items() if value is not None})
    return {
        "pill": statuses.objective_pill(
            status=standing.status,
            freshness=standing.freshness,
            as_of=standing.last_reading_on or standing.last_judgement_on,
            on=on,
            notes=(),
        ),
        "status_note": _status_note(shown),
        "state": words.word(words.STATES, detail.state),
        "shows_state": detail.state is not ObjectiveState.AGREED,
        "agreement": lines.agreement_text(detail),
        "added": lines.added_text(detail),
        "holder": lines.holder_text(detail, organization),
        "pillar": _("pillar %(name)s") % {"name": detail.pillar.name} if detail.pillar.name else "",
        "ambition": words.word(words.AMBITIONS, detail.ambition),
        "audience": ""
        if detail.visibility == "organization"
        else words.word(words.VISIBILITIES, detail.visibility),
        "steps": _steps(request, shown, organization),
        "progress": Tile(values.share(standing.progress), _expected(shown)),
        "confidence": Tile(mean, spread),
        "menu": _menu(request, shown),
        "is_by_hand": standing.is_overridden,
    }


def _status_note(shown: ObjectivePage) -> str:
    """What limits the word, and what it would be without a human's word."""
    standing = shown.objective.standing
    limits = statuses.notes_text(note for note in standing.notes if note[0] != Reason.OVERRIDDEN)
    if not standing.is_overridden:
        return limits
    computed = words.word(words.OBJECTIVE_STATUSES, standing.computed_status)
    told = _("worked out as %(word)s") % {"word": computed}
    return listed([told, limits]) if limits else told


def _steps(request: HttpRequest, shown: ObjectivePage, organization: str) -> list[tuple[str, str | None]]:
    detail = shown.objective
    holder = lines.holder_text(detail, organization)
    steps: list[tuple[str, str | None]] = [(holder, _holder_url(request, detail))]
    cycle = detail.cycle
    steps.append(
        (cycle.name, f"{address(request, 'list')}?cycle={cycle.ref}") if cycle else (_("backlog"), None)
    )
    return steps


def _holder_url(request: HttpRequest, detail: ObjectiveDetail) -> str:
    organization_id = actor_of(request).organization_id
    if detail.holder is HolderKind.TEAM:
        return org_queries.team_url(organization_id=organization_id, ref=detail.team.ref)
    if detail.holder is HolderKind.PERSON:
        return org_queries.person_url(organization_id=organization_id, ref=detail.person.ref)
    return address(request, "list")


def _expected(shown: ObjectivePage) -> str:
    standing = shown.objective.standing
    if standing.progress is None:
        return _("nothing that counts has a number yet")
    if standing.expected is None:
        return _("no pace yet")
    return _("expected %(share)s for good") % {"share": values.share(standing.expected)}


def _menu(request: HttpRequest, shown: ObjectivePage) -> tuple[Choice, ...]:
    """What else may be done with it, by this reader, now; then what other features offer."""
    detail = shown.objective
    is_open = detail.visibility == "organization"
    offered = _panels(request, "objective.menu", detail.ref)
    others = (one for one in offered if is_open or not one.extra.get("needs_open"))
    return (*_own_menu(request, shown), *(Choice(one.label, one.url, icon=one.icon) for one in others))


def _own_menu(request: HttpRequest, shown: ObjectivePage) -> tuple[Choice, ...]:
    detail, may = shown.objective, shown.may
    if not may.edits:
        return ()
    ended = detail.state in (ObjectiveState.DROPPED, ObjectiveState.CLOSED)
    is_frozen = detail.cycle is not None and detail.cycle.phase == "closing"

    def entry(name: str, label: str, icon: str) -> Choice:
        return Choice(label, address(request, name, ref=detail.ref), icon=icon)

    entries = []
    if not is_frozen and not ended:
        entries.append(entry("align", _("Align with a parent"), "git-fork"))
        entries.append(entry("move", _("Move to another cycle"), "calendar-range"))
    if not ended:
        entries.append(entry("visibility", _("Who may see it"), "eye"))
        entries.append(entry("override", _("Set the status by hand"), "hand"))
    if detail.driver == "manual" and not ended:
        entries.append(entry("manual_value", _("Enter progress by hand"), "pencil-line"))
    if may.drops and not is_frozen and detail.state is not ObjectiveState.POSTPONED:
        entries.append(entry("postpone", _("Postpone"), "pause"))
        entries.append(entry("drop", _("Drop"), "circle-slash"))
    return tuple(entries)


def _table(shown: ObjectivePage, on: date) -> dict[str, object]:
    selected = shown.selected.ref if shown.selected else ""
    rows: list[KeyResultLine] = [
        lines.key_result_line(row, on=on, selected=selected) for row in shown.key_results
    ]
    is_frozen = shown.objective.cycle is not None and shown.objective.cycle.phase == "closing"
    return {
        "rows": rows,
        "may_add": shown.may.edits and not is_frozen and shown.objective.state not in ("dropped", "closed"),
        "has_weights": sum(not row.is_struck for row in rows) > 1,
    }


def _selected(request: HttpRequest, shown: ObjectivePage, on: date) -> dict[str, object]:
    row = shown.selected
    if row is None:
        return {"line": None, "drawing": "", "check_ins": (), "picked": None}
    policy = org_queries.policy_of(organization_id=actor_of(request).organization_id)
    drawn = chart.chart_of(row, shown.check_ins, shown.terms_changes, policy=policy, on=on)
    return {
        "picked": row,
        "line": lines.key_result_line(row, on=on, selected=row.ref),
        "drawing": key_result_chart(drawn) if drawn else "",
        "check_ins": [
            lines.check_in_line(one, row, may_withdraw=_may_withdraw(request, one.author_id, row.may.edits))
            for one in shown.check_ins
        ],
    }


def _may_withdraw(request: HttpRequest, author_id: int | None, is_editor: bool) -> bool:
    return is_editor and author_id is not None and author_id == actor_of(request).person_id


def _around(request: HttpRequest, shown: ObjectivePage, on: date) -> dict[str, object]:
    zone: tzinfo = getattr(request, "time_zone", UTC)
    parents = [lines.aligned_line(row, on=on) for row in shown.parents]
    children = [lines.aligned_line(row, on=on) for row in shown.children]
    return {
        "parents": parents,
        "groups": _groups(children),
        "changes": [lines.change_line(row) for row in shown.terms_changes],
        "acts": [lines.act_line(row, zone) for row in shown.history],
        "main_panels": _panels(request, "objective.main", shown.objective.ref),
        "side_panels": _panels(request, "objective.side", shown.objective.ref),
        "action_panels": panels_for("objective.actions", actor_of(request), organization=_slug(request)),
        "is_undecided": shown.objective.state in _UNDECIDED,
        "today": on,
    }


def _groups(children: list[AlignedLine]) -> list[tuple[str, list[AlignedLine]]]:
    """Contributing ones first, then those that support."""
    groups = [
        (_("contribute to it"), [one for one in children if one.contributes]),
        (_("support it"), [one for one in children if not one.contributes]),
    ]
    return [(name, rows) for name, rows in groups if rows]


def _panels(request: HttpRequest, slot: str, ref: str) -> list[PlacedPanel]:
    return panels_for(slot, actor_of(request), organization=_slug(request), ref=ref)


def _slug(request: HttpRequest) -> str:
    match = request.resolver_match
    return str(match.kwargs["organization"]) if match else ""
