"""What cycles add to other pages: the cycle switcher of the frame, an entry under "More", "+ New"."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from northing.features.cycles import policies, queries, wording
from northing.kit.web.frame import Choice, Place
from northing.kit.web.requests import actor_of, today_of
from northing.kit.web.slots import Panel, register_panel

MOST_IN_SWITCHER = 12


def cycle_switcher(request: HttpRequest) -> tuple[str, tuple[Choice, ...]]:
    """The name of the chosen cycle and the choices of the switcher; one query.

    Each choice is sent to ``cycles:choose``, which remembers it and comes back to the present page.
    """
    actor, today = actor_of(request), today_of(request)
    slug = str(request.resolver_match.kwargs["organization"]) if request.resolver_match else ""
    ref = queries.wanted_cycle_ref(query=request.GET.dict(), cookies=request.COOKIES)
    known = queries.cycles(actor=actor)
    chosen = queries.chosen_among(cycles=known, ref=ref, on=today)
    choices = tuple(
        _choice(
            queries.cycle_row(cycle=cycle, on=today),
            slug,
            is_current=cycle == chosen,
        )
        for cycle in _shown(known, chosen)
    )
    everything = Choice(
        str(_("All cycles")), reverse("cycles:list", kwargs={"organization": slug}), icon="calendar-range"
    )
    return (_name_now(chosen, today) if chosen else "", (*choices, everything))


def _name_now(cycle: queries.Cycle, today: date) -> str:
    """The name of the chosen cycle, with its week while it runs."""
    week = queries.week_of(cycle=cycle, on=today)
    if week is None:
        return cycle.name
    return str(_("%(cycle)s · week %(week)s")) % {"cycle": cycle.name, "week": week}


def _shown(known: list[queries.Cycle], chosen: queries.Cycle | None) -> list[queries.Cycle]:
    """The latest few, and the chosen one however old it is."""
    latest = known[:MOST_IN_SWITCHER]
    return latest if chosen is None or chosen in latest else [*latest, chosen]


def _choice(row: queries.CycleRow, slug: str, *, is_current: bool) -> Choice:
    url = reverse("cycles:choose", kwargs={"organization": slug, "cycle": row.ref})
    note = f"{wording.phase_label(row.phase)} · {wording.days(row.starts_on, row.ends_on)}"
    return Choice(row.name, url, is_current=is_current, note=note, is_sent=True)


def register() -> None:
    """Fill the slots; called once from ``apps.ready()``."""
    register_panel(
        Panel(
            "switcher",
            20,
            "cycles:list",
            label=_("Cycle"),
            icon="calendar-range",
            extra={"choices": cycle_switcher},
        )
    )
    register_panel(
        Panel(
            "rail", 80, "cycles:list", label=_("Cycles"), icon="calendar-range", extra={"place": Place.MORE}
        )
    )
    register_panel(
        Panel("new", 80, "cycles:new", policies.may_run_cycles, label=_("Cycle"), icon="calendar-range")
    )
