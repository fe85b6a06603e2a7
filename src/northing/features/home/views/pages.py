"""The start page and the search page."""

from __future__ import annotations

from datetime import UTC, datetime, time

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from northing.features.checkins import wording as checkin_wording
from northing.features.cycles import queries as cycle_queries
from northing.features.home import queries, wording
from northing.features.home.panels import places
from northing.features.org.queries import visit_of
from northing.kit.web.figures import day_text
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of, today_of
from northing.kit.web.slots import panels_for

LONGEST_SEARCH = 200


@require_GET
def show_home(request: HttpRequest, organization: str) -> HttpResponse:
    """What I owe, what is mine, what worries in my teams; other features add panels to the slot ``home``."""
    actor, today = actor_of(request), today_of(request)
    since = datetime.combine(today, time.min, getattr(request, "time_zone", UTC))
    ref = cycle_queries.wanted_cycle_ref(query=request.GET.dict(), cookies=request.COOKIES)
    shown = queries.home(actor=actor, on=today, since=since, cycle_ref=ref)
    objectives, visit = shown.objectives, visit_of(request=request)
    context = {
        "shown": shown,
        "name": visit.person.name,
        "person": visit.person.ref,
        "today": day_text(today, get_language() or "en", "long"),
        "due": [
            checkin_wording.open_row(row, on=today, key="")
            for row in shown.week.open_rows[: queries.MOST_DUE]
        ],
        "lead": checkin_wording.lead(shown.week),
        "next_due": checkin_wording.next_due(shown.week),
        "proposals": wording.objective_lines(objectives.proposals, on=today),
        "returned": wording.objective_lines(objectives.returned, on=today),
        "drafts": wording.objective_lines(objectives.drafts, on=today),
        "mine": wording.objective_lines(objectives.mine, on=today),
        "worrying": wording.objective_lines(objectives.worrying, on=today),
        "step": wording.first_step(shown.step) if shown.step else None,
        "panels": panels_for("home", actor, organization=organization),
        "slug": organization,
    }
    context["actions"] = _existing(context["step"], organization)
    return page(request, "home/home.html", context)


def _existing(step: object, organization: str) -> list[tuple[str, str]]:
    """(address, label) of those pages that are there."""
    found = []
    for name, label in step.pages if isinstance(step, wording.FirstStep) else ():
        try:
            found.append((reverse(name, kwargs={"organization": organization}), label))
        except NoReverseMatch:
            continue
    return found


@require_GET
def show_palette(request: HttpRequest, organization: str) -> HttpResponse:
    """Where one can jump: pages by name, then everything with the words of ``?q=``; a few of each."""
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    found = queries.found(actor=actor_of(request), text=text) if text else []
    context = {
        "text": text,
        "places": places(request, text)[: 30 if not text else 5],
        "groups": [(group, group.cards[:6]) for group in wording.groups(found)],
        "slug": organization,
    }
    return page(request, "home/palette.html", context, fragment="list")


@require_GET
def show_search(request: HttpRequest, organization: str) -> HttpResponse:
    """Everything with the words of ``?q=``, by kind."""
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    found = queries.found(actor=actor_of(request), text=text) if text else []
    context = {"text": text, "groups": wording.groups(found), "slug": organization}
    return page(request, "home/search.html", context, fragment="found")
