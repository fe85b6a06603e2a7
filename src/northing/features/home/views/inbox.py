"""The inbox: what waits for me, and the news."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from northing.features.home import queries, wording
from northing.features.talk import actions as talk_actions
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of, now_of, today_of


@require_GET
def show_inbox(request: HttpRequest, organization: str) -> HttpResponse:
    """What waits, then what is new; nothing is marked as read by looking."""
    today = today_of(request)
    shown = queries.inbox(actor=actor_of(request), on=today, at=now_of(request))
    context = {
        "shown": shown,
        "proposals": wording.objective_lines(shown.waiting.proposals, on=today),
        "returned": wording.objective_lines(shown.waiting.returned, on=today),
        "news": wording.news_lines(shown.news, zone=getattr(request, "time_zone", None)),
        "slug": organization,
    }
    return page(request, "home/inbox.html", context)


@require_GET
def count_unread(request: HttpRequest, organization: str) -> HttpResponse:
    """The number on the bell, asked for after the page is there."""
    context = {
        "count": queries.unread_count(actor=actor_of(request), at=now_of(request)),
        "most": queries.COUNTED,
    }
    return page(request, "home/bell.html", {**context, "slug": organization}, fragment="bell")


@require_POST
def read_all(request: HttpRequest, organization: str) -> HttpResponse:
    """Everything that is told now was read."""
    talk_actions.mark_read(actor=actor_of(request), at=now_of(request))
    return HttpResponseRedirect(reverse("home:inbox", kwargs={"organization": organization}))
