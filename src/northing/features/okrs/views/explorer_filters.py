"""The chips above the explorer: what it can be narrowed to, each choice a plain link."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from northing.domain.codes import HolderKind, Status
from northing.features.okrs.queries import Counts, Explorer, ExplorerWish
from northing.features.okrs.views.explorer_wish import FILTERS, Address
from northing.features.okrs.wording import values, words
from northing.kit.actors import Actor
from northing.kit.web.frame import Choice

MOST_TEAMS = 400
_COUNTED = (
    *(Status.ON_TRACK, Status.BEHIND, Status.AT_RISK, Status.OFF_TRACK, Status.TOO_EARLY, Status.PENDING),
    *(Status.UNKNOWN, Status.NO_DATA, Status.NOT_STARTED, Status.MET, Status.GOOD, Status.PARTLY),
    *(Status.MISSED, Status.POSTPONED, Status.DROPPED, Status.CLOSED),
)


@dataclass(frozen=True, slots=True)
class FilterMenu:
    """One chip with choices; ``value`` is the chosen one's word, empty when nothing is chosen."""

    label: str
    choices: tuple[Choice, ...]
    value: str = ""


@dataclass(frozen=True, slots=True)
class FormChip:
    """One chip that opens a small form; ``others`` is what its form carries along."""

    label: str
    value: str
    others: tuple[tuple[str, str], ...]
    clear_url: str


@dataclass(frozen=True, slots=True)
class ExplorerFilters:
    """All chips. ``always`` stand in the row, ``wide`` where there is room, ``rest`` under "+ filter"."""

    always: tuple[FilterMenu, ...]
    wide: tuple[FilterMenu, ...]
    rest: tuple[FilterMenu, ...]
    team: FormChip | None
    teams: tuple[tuple[str, str], ...]
    person: FormChip
    me_url: str
    people: tuple[Choice, ...]
    text_others: tuple[tuple[str, str], ...]
    backlog_url: str
    clear_url: str


@dataclass(frozen=True, slots=True)
class CountLink:
    """One count of the headline: "41 on track", leading to those objectives."""

    text: str
    url: str
    status: str = ""
    is_current: bool = False


def filters_of(
    shown: Explorer, wish: ExplorerWish, here: Address, *, actor: Actor, me: str
) -> ExplorerFilters:
    """The chips for what is asked for now. ``me``: the reader's own ref, empty for the system."""
    wide = [_codes(here, "level", _("Level"), _levels(), wish.holder)]
    if shown.pillars:
        pillars = [(one.ref, one.name) for one in shown.pillars]
        wide.append(_menu(here, "pillar", _("Pillar"), pillars, wish.pillar))
    wide.append(_codes(here, "fresh", _("Freshness"), words.options(words.FRESHNESS), wish.freshness))
    rest = (
        _codes(here, "ambition", _("Ambition"), words.options(words.AMBITIONS), wish.ambition),
        _menu(here, "unaligned", _("Alignment"), [("1", _("without a parent"))], "1" * wish.is_unaligned),
    )
    return ExplorerFilters(
        always=(_codes(here, "status", _("Status"), _statuses(shown.counts, wish.status), wish.status),),
        wide=tuple(wide),
        rest=rest,
        team=_team(shown, wish, here),
        teams=tuple((one.ref, "\u2003" * one.depth + one.name) for one in shown.teams[:MOST_TEAMS]),
        person=FormChip(
            _("Person"),
            shown.person.name if shown.person else "",
            here.others("person"),
            here.having(person=""),
        ),
        me_url=here.having(person=me) if me and me != wish.person else "",
        people=tuple(Choice(one.name, here.having(person=one.ref), note=one.title) for one in shown.people),
        text_others=here.others("q"),
        backlog_url=here.having(cycle="", backlog="" if wish.is_backlog else "1"),
        clear_url=here.clear if any(name in here.asked for name in FILTERS) else "",
    )


def _levels() -> list[tuple[str, str]]:
    return [
        (HolderKind.ORGANIZATION.value, _("Organization")),
        (HolderKind.TEAM.value, _("Teams")),
        (HolderKind.PERSON.value, _("People")),
    ]


def _statuses(counts: Counts, chosen: Status | None) -> list[tuple[str, str]]:
    """Only those that occur, the chosen one anyway."""
    known = dict(words.options(words.OBJECTIVE_STATUSES))
    return [
        (code.value, known[code.value]) for code in _COUNTED if code in counts.by_status or code == chosen
    ]


def _codes(
    here: Address, name: str, label: str, options: Iterable[tuple[str, str]], chosen: StrEnum | None
) -> FilterMenu:
    return _menu(here, name, label, options, chosen.value if chosen else "")


def _menu(
    here: Address, name: str, label: str, options: Iterable[tuple[str, str]], chosen: str
) -> FilterMenu:
    known = list(options)
    any_of_them = Choice(pgettext("filter", "Any"), here.having(**{name: ""}), is_current=not chosen)
    choices = [Choice(word, here.having(**{name: code}), is_current=code == chosen) for code, word in known]
    value = next((word for code, word in known if code == chosen), "")
    return FilterMenu(label, (any_of_them, *choices), value)


def _team(shown: Explorer, wish: ExplorerWish, here: Address) -> FormChip | None:
    if not shown.teams:
        return None
    name = next((one.name for one in shown.teams if one.ref == wish.team), "")
    return FormChip(_("Team"), name, here.others("team", "only"), here.having(team="", only=""))


def counts_of(counts: Counts, wish: ExplorerWish, here: Address) -> tuple[CountLink, ...]:
    """The headline: all, then each status that occurs."""
    total = ngettext("%(count)s objective", "%(count)s objectives", counts.total)
    every = CountLink(total % {"count": values.number(counts.total)}, here.having(status=""))
    known = dict(words.options(words.OBJECTIVE_STATUSES))
    each = [
        CountLink(
            _("%(count)s %(status)s")
            % {"count": values.number(counts.by_status[code]), "status": known[code]},
            here.having(status=code.value),
            code.value,
            code == wish.status,
        )
        for code in _COUNTED
        if counts.by_status.get(code)
    ]
    return (every, *each)
