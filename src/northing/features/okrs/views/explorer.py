"""The explorer: every objective of a cycle as a tree, or narrowed to a flat list; all of it in the address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from northing.domain.codes import HolderKind
from northing.features.cycles import policies as cycle_policies
from northing.features.okrs import policies, queries
from northing.features.okrs.policies import Tie
from northing.features.okrs.queries import Explorer, ExplorerWish
from northing.features.okrs.views.explorer_filters import counts_of, filters_of
from northing.features.okrs.views.explorer_wish import Address, wish_of
from northing.features.okrs.wording.explorer import Place, branch_rows, rows_of
from northing.features.org.queries import visit_of
from northing.kit.actors import Actor
from northing.kit.errors import Invalid
from northing.kit.web.pages import page, wants_fragment
from northing.kit.web.requests import actor_of, today_of

_KEY = re.compile(r"[a-z0-9]{12}(\.[a-z0-9]{12}){0,40}")
_DEEP = re.compile(r"[0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class Column:
    """One sortable head: where a click leads, and how it is sorted now (``ascending``, ``descending`` or '')."""

    label: str
    look: str
    url: str = ""
    sorted: str = ""


@require_safe
def show_objectives(request: HttpRequest, organization: str) -> HttpResponse:
    """The explorer; only its next rows when htmx asks for more."""
    actor, today, wish = actor_of(request), today_of(request), wish_of(request)
    here = Address.of(request, _list_url(request))
    try:
        if wants_fragment(request):
            found = queries.more_rows(actor=actor, on=today, wish=wish)
            place = _place(request, wish, here, found.cycle_ref)
            return page(request, "okrs/explorer_rows.html", _rows(found, place, here))
        shown = queries.explorer(actor=actor, on=today, wish=wish)
    except Invalid:  # a cursor of another order or filter: from the start
        return HttpResponseRedirect(here.having())
    if wish.who and len(shown.people) == 1:
        return HttpResponseRedirect(here.having(person=shown.people[0].ref))
    place = _place(request, wish, here, shown.rows.cycle_ref)
    return page(
        request,
        "okrs/explorer.html",
        {
            **_rows(shown.rows, place, here),
            "wish": wish,
            "cycle": shown.cycle,
            "filters": filters_of(shown, wish, here, actor=actor, me=visit_of(request=request).person.ref),
            "counts": counts_of(shown.counts, wish, here) if shown.counts.total else (),
            "columns": _columns(wish, here),
            "is_empty": _is_empty(shown, wish),
            "may": _offers(request, actor, wish),
        },
    )


@require_safe
def show_parts(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """The rows below one objective; without htmx the explorer with it open."""
    branch = queries.branch_of(actor=actor_of(request), on=today_of(request), ref=ref)
    here = Address.of(request, _list_url(request))
    key, depth = request.GET.get("key", ""), request.GET.get("depth", "")
    if not wants_fragment(request) or not _KEY.fullmatch(key):
        return HttpResponseRedirect(here.having(open=ref))
    place = _place(request, wish_of(request), here, request.GET.get("in", ""))
    rows = branch_rows(branch, place, key=key, depth=int(depth) if _DEEP.fullmatch(depth) else 1)
    return page(request, "okrs/explorer_rows.html", {"rows": rows, "next_url": ""})


def _rows(found: queries.ExplorerRows, place: Place, here: Address) -> dict[str, object]:
    cursor = found.listed.next_cursor
    return {"rows": rows_of(found, place), "next_url": here.having(cursor=cursor) if cursor else ""}


def _place(request: HttpRequest, wish: ExplorerWish, here: Address, cycle_ref: str) -> Place:
    """Addresses are cut from one resolved pattern: resolving each of two hundred rows costs more than the rows."""
    visit = visit_of(request=request)
    objective, key_result, person, parts = _patterns(visit.organization.slug)
    carried = here.having().removeprefix(here.path).removeprefix("?")

    def parts_url(ref: str, key: str, depth: int) -> str:
        own = urlencode({"key": key, "depth": depth, "in": cycle_ref})
        return f"{parts.replace(_STAND_IN, ref)}?{own}{'&' if carried else ''}{carried}"

    def toggled(ref: str, is_open: bool) -> str:
        opened = [*(one for one in wish.opened if one != ref), *([ref] if is_open else [])]
        cursor = {"cursor": wish.cursor} if wish.cursor else {}
        return here.having(**cursor, open=",".join(opened))

    return Place(
        on=today_of(request),
        organization=visit.organization.name,
        objective_url=lambda ref: objective.replace(_STAND_IN, ref),
        key_result_url=lambda ref: key_result.replace(_STAND_IN, ref),
        person_url=lambda ref: person.replace(_STAND_IN, ref),
        parts_url=parts_url,
        toggled=toggled,
        cycle_ref=cycle_ref,
    )


_STAND_IN = "0" * 12


def _patterns(slug: str) -> tuple[str, str, str, str]:
    names = (
        ("okrs:objective", "ref"),
        ("okrs:key_result", "ref"),
        ("org:person", "person"),
        ("okrs:parts", "ref"),
    )
    objective, key_result, person, parts = (
        reverse(name, kwargs={"organization": slug, argument: _STAND_IN}) for name, argument in names
    )
    return objective, key_result, person, parts


def _columns(wish: ExplorerWish, here: Address) -> tuple[Column, ...]:
    """What is clicked first comes as most people want it: by name, furthest, worst, newest."""

    def column(label: str, look: str, sort: str, first: str) -> Column:
        is_sorted = wish.sort.removeprefix("-") == sort
        other = sort if wish.sort.startswith("-") else f"-{sort}"
        direction = ("descending" if wish.sort.startswith("-") else "ascending") if is_sorted else ""
        return Column(label, look, here.having(sort=other if is_sorted else first), direction)

    return (
        column(_("Objective / key result"), "col-title", "title", "title"),
        column(_("Progress"), "col-bar", "progress", "-progress"),
        column(_("Status"), "col-status", "status", "status"),
        Column(_("Confidence"), "num col-narrow"),
        column(_("Updated"), "col-narrow", "changed", "-changed"),
        column(_("Owner"), "col-narrow", "owner", "owner"),
    )


def _is_empty(shown: Explorer, wish: ExplorerWish) -> str:
    """Why there are no rows: no cycle, no objective in it, or none that matches; '' when there are."""
    if shown.rows.listed.rows:
        return ""
    if shown.cycle is None and not wish.is_backlog:
        return "cycle"
    return "match" if wish.is_filtered else "objective"


def _offers(request: HttpRequest, actor: Actor, wish: ExplorerWish) -> dict[str, str]:
    """The addresses this reader may be offered; empty ones are left out of the page."""
    slug = visit_of(request=request).organization.slug
    may_draft = policies.may_create(actor, HolderKind.PERSON, {Tie.HOLDER})
    cycle = f"?{urlencode({'cycle': wish.cycle})}" if wish.cycle and not wish.is_backlog else ""
    new = _address("okrs:objective_new", slug) if may_draft else ""
    return {
        "new": f"{new}{cycle}" if new else "",
        "import": _address("exchange:import", slug) if may_draft else "",
        "cycle": _address("cycles:new", slug) if cycle_policies.may_run_cycles(actor) else "",
    }


def _address(name: str, slug: str) -> str:
    """The address of a page of a feature that may not be installed (a feature is a folder one can delete)."""
    try:
        return reverse(name, kwargs={"organization": slug})
    except NoReverseMatch:
        return ""


def _list_url(request: HttpRequest) -> str:
    return reverse("okrs:list", kwargs={"organization": visit_of(request=request).organization.slug})
