"""Objectives on the pages of a team and of a person: a short list, the explorer for everything else."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from northing.features.cycles import queries as cycle_queries
from northing.features.okrs import queries
from northing.features.okrs.queries import HeldObjectives, ObjectiveRow
from northing.features.okrs.wording import explorer, values
from northing.features.okrs.wording.statuses import Pill
from northing.features.org.queries import visit_of
from northing.kit.web.pages import page, wants_fragment
from northing.kit.web.requests import actor_of, today_of


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One objective of the panel, its texts ready."""

    title: str
    url: str
    note: str
    bar: Markup
    percent: str
    pill: Pill
    owner: str
    is_struck: bool


@require_safe
def show_of_team(request: HttpRequest, organization: str, team: str) -> HttpResponse:
    """What a team works towards; without htmx the explorer narrowed to it."""
    held = queries.objectives_of_team(
        actor=actor_of(request), on=today_of(request), team=team, cycle=_wanted_cycle(request)
    )
    return _panel(request, held, f"team={team}&only=1")


@require_safe
def show_of_person(request: HttpRequest, organization: str, person: str) -> HttpResponse:
    """What a person works towards; without htmx the explorer narrowed to them."""
    held = queries.objectives_of_person(
        actor=actor_of(request), on=today_of(request), person=person, cycle=_wanted_cycle(request)
    )
    return _panel(request, held, f"person={person}")


def _wanted_cycle(request: HttpRequest) -> str:
    return cycle_queries.wanted_cycle_ref(query=request.GET.dict(), cookies=request.COOKIES) or ""


def _panel(request: HttpRequest, held: HeldObjectives, narrowed: str) -> HttpResponse:
    slug = visit_of(request=request).organization.slug
    everything = f"{reverse('okrs:list', kwargs={'organization': slug})}?{narrowed}"
    if not wants_fragment(request):
        return HttpResponseRedirect(everything)
    pattern = reverse("okrs:objective", kwargs={"organization": slug, "ref": _STAND_IN})
    context = {
        "cycle": held.cycle.name if held.cycle else "",
        "rows": [_line(request, row, pattern.replace(_STAND_IN, row.ref)) for row in held.rows],
        "has_more": held.has_more,
        "everything_url": everything,
    }
    return page(request, "okrs/explorer_panel.html", context)


_STAND_IN = "0" * 12


def _line(request: HttpRequest, row: ObjectiveRow, url: str) -> HeldLine:
    today, standing = today_of(request), row.standing
    is_late = standing.freshness in ("overdue", "stale")
    return HeldLine(
        title=row.title,
        url=url,
        note=explorer.updated_text(row, today),
        bar=explorer.bar(standing.progress, row.tick, standing.status, is_late=is_late),
        percent="" if standing.progress is None else values.share(standing.progress),
        pill=explorer.objective_mark(row, today),
        owner=row.owner_name,
        is_struck=row.state in ("dropped", "postponed"),
    )
