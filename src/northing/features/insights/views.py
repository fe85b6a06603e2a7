"""The insights page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from northing.domain.codes import Freshness
from northing.features.cycles import queries as cycle_queries
from northing.features.insights import queries, wording
from northing.kit.web.figures import day_text, percent_text
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of, today_of


@require_safe
def show_insights(request: HttpRequest, organization: str) -> HttpResponse:
    """Where the chosen cycle stands, what changed in a week, what is at risk, who keeps the numbers fresh."""
    today, language = today_of(request), get_language() or "en"
    ref = cycle_queries.wanted_cycle_ref(query=request.GET.dict(), cookies=request.COOKIES)
    shown = queries.insights(actor=actor_of(request), on=today, cycle_ref=ref)
    heard = shown.key_results.by_freshness
    context = {
        "shown": shown,
        "objectives": wording.segments(shown.objectives.by_status, is_objective=True),
        "key_results": wording.segments(shown.key_results.by_status, is_objective=False),
        "progress": percent_text(shown.objectives.progress, language) if shown.objectives.progress else "–",
        "silent": heard.get(Freshness.STALE, 0) + heard.get(Freshness.OVERDUE, 0),
        "moved": wording.moved_lines(shown.moved, on=today),
        "worrying": wording.worry_lines(shown.worrying, on=today),
        "teams": wording.rhythm_lines(shown.teams),
        "since": day_text(shown.since, language, "medium"),
        "width": wording.WIDTH,
        "slug": organization,
    }
    return page(request, "insights/page.html", context)
