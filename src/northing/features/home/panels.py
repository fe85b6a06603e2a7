"""The frame around every page: rail, switchers, menus, filled from what the features put into its slots.

Besides the session and the person it costs one statement for the cycles, one for how far the actor reaches and
one for each count of the rail.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from northing.features.home import policies
from northing.features.org.queries import Visit, visit_of, visit_or_none
from northing.kit.actors import Actor
from northing.kit.web.frame import Choice, Frame, Place, RailEntry, set_frame_provider
from northing.kit.web.requests import actor_of, today_of
from northing.kit.web.slots import Panel, PlacedPanel, panels_for, register_panel

Count = Callable[..., int]
Switcher = Callable[[HttpRequest], tuple[str, tuple[Choice, ...]]]


def register() -> None:
    """Fill the slots and the frame; called once from ``apps.ready()``."""
    register_panel(Panel("rail", 10, "home:home", label=_("Home"), icon="house", extra={"place": Place.MAIN}))
    register_panel(
        Panel(
            "settings.pages", 50, "home:audit", policies.may_audit, label=_("Audit log"), icon="scroll-text"
        )
    )
    set_frame_provider(frame)


def frame(request: HttpRequest) -> Frame:
    """The frame of a page within an organization; an empty one for strangers and outside of any."""
    visit = visit_or_none(request=request)
    if visit is None:
        return Frame()
    actor, slug = actor_of(request), visit.organization.slug
    cycle, cycles = _cycles(request, actor, slug)
    return Frame(
        organization=visit.organization.name,
        slug=slug,
        home_url=reverse("home:home", kwargs={"organization": slug}),
        organizations=_organizations(visit),
        cycle=cycle,
        cycles=cycles,
        rail=_rail(request, actor, slug),
        new_entries=_choices("new", actor, slug),
        search_url=reverse("home:search", kwargs={"organization": slug}),
        palette_url=reverse("home:palette", kwargs={"organization": slug}),
        search_text=request.GET.get("q", "")[:200] if _is_at(request, "home:search") else "",
        inbox_url=reverse("home:inbox", kwargs={"organization": slug}),
        inbox_count_url=reverse("home:inbox_count", kwargs={"organization": slug}),
        person=visit.person.name,
        email=visit.email,
        account_entries=_choices("account", actor, slug),
        sign_out_url=reverse("account_logout"),
        language_url=reverse("org:preferences", kwargs={"organization": slug}),
    )


def _organizations(visit: Visit) -> tuple[Choice, ...]:
    return tuple(
        Choice(one.name, f"/{one.slug}/", is_current=one.id == visit.organization.id)
        for one in visit.organizations
    )


def _cycles(request: HttpRequest, actor: Actor, slug: str) -> tuple[str, tuple[Choice, ...]]:
    for panel in panels_for("switcher", actor, organization=slug):
        if "choices" in panel.extra:
            return cast(Switcher, panel.extra["choices"])(request)
    return "", ()


def _rail(request: HttpRequest, actor: Actor, slug: str) -> tuple[RailEntry, ...]:
    placed = panels_for("rail", actor, organization=slug)
    here = _longest(request.path, placed)
    return tuple(
        RailEntry(
            panel.label,
            panel.icon,
            panel.url,
            count=_count(request, actor, panel),
            is_current=panel.url == here,
            place=Place(str(panel.extra.get("place", Place.MORE))),
        )
        for panel in placed
    )


def _count(request: HttpRequest, actor: Actor, panel: PlacedPanel) -> int:
    count = panel.extra.get("count")
    return cast(Count, count)(actor=actor, on=today_of(request)) if count else 0


def _longest(path: str, placed: list[PlacedPanel]) -> str:
    """The entry a page belongs to: its own address, or the longest one it lies below (home lies above all)."""
    fitting = [
        panel.url for panel in placed if path == panel.url or path.startswith(f"{panel.url.rstrip('/')}/")
    ]
    own = [url for url in fitting if url == path or not url.endswith("/")]
    return max(own, key=len, default="")


def places(request: HttpRequest, text: str) -> list[Choice]:
    """Every page and every "new …" of the frame whose name has ``text``; all of them without any."""
    slug = visit_of(request=request).organization.slug
    actor, wanted = actor_of(request), text.casefold()
    found = [*_choices("rail", actor, slug), *_choices("account", actor, slug)]
    found += [
        Choice(str(_("New: %(name)s") % {"name": one.label}), one.url, icon="plus")
        for one in _choices("new", actor, slug)
    ]
    return [one for one in found if wanted in one.label.casefold()]


def _choices(slot: str, actor: Actor, slug: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(panel.label, panel.url, icon=panel.icon)
        for panel in panels_for(slot, actor, organization=slug)
    )


def _is_at(request: HttpRequest, name: str) -> bool:
    return bool(request.resolver_match and request.resolver_match.view_name == name)
