"""The frame around every page: what the rail, the top bar and the menus show.

Kit knows no organization, no cycle and no person. Whoever does (the home feature) gives a provider with
:func:`set_frame_provider`; kit asks it once per request, and only when a page really draws its frame.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string


class Place(StrEnum):
    """Where an entry of the rail stands."""

    MAIN = "main"  # in the rail and in the phone bar
    WIDE = "wide"  # in the rail; on a phone under "More"
    MORE = "more"  # under "More" everywhere


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a switcher or menu; ``note`` is a quiet second line. One that changes something is ``is_sent``."""

    label: str
    url: str
    is_current: bool = False
    note: str = ""
    icon: str = ""
    is_sent: bool = False


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One entry of the rail; ``count`` is what waits there (0 shows no badge)."""

    label: str
    icon: str
    url: str
    count: int = 0
    is_current: bool = False
    place: Place = Place.MAIN


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything the frame prints. An empty url or tuple leaves its control out: no control does nothing."""

    organization: str = ""
    slug: str = ""
    home_url: str = "/"
    organizations: tuple[Choice, ...] = ()
    cycle: str = ""
    cycles: tuple[Choice, ...] = ()
    rail: tuple[RailEntry, ...] = ()
    new_entries: tuple[Choice, ...] = ()
    search_url: str = ""
    search_text: str = ""
    palette_url: str = ""
    inbox_url: str = ""
    inbox_count: int = 0
    inbox_count_url: str = ""  # asked for once the page is there, so no page waits for it
    person: str = ""
    email: str = ""
    account_entries: tuple[Choice, ...] = ()
    sign_out_url: str = ""
    language_url: str = ""
    theme_url: str = ""

    @property
    def main(self) -> tuple[RailEntry, ...]:
        """Entries that stand in the rail itself."""
        return tuple(entry for entry in self.rail if entry.place is not Place.MORE)

    @property
    def more(self) -> tuple[RailEntry, ...]:
        """Entries of the "More" menu; those of the rail that a phone has no room for come first."""
        wide = tuple(entry for entry in self.rail if entry.place is Place.WIDE)
        return wide + tuple(entry for entry in self.rail if entry.place is Place.MORE)


FrameProvider = Callable[[HttpRequest], Frame]

_provider: list[FrameProvider] = []


def set_frame_provider(provider: FrameProvider) -> None:
    """Name the function that fills the frame; the last caller wins (called from ``apps.ready()``)."""
    _provider[:] = [provider]


def frame_of(request: HttpRequest) -> Frame:
    """The frame of this request, asked for once: ``request.frame``, else the provider, else empty."""
    known: Frame | None = getattr(request, "frame", None)
    if known is None:
        known = _ask(request)
        request.frame = known  # type: ignore[attr-defined]
    return known


def _ask(request: HttpRequest) -> Frame:
    if _provider:
        return _provider[-1](request)
    dotted: str = getattr(settings, "NORTHING_FRAME", "")
    if dotted:
        provider: FrameProvider = import_string(dotted)
        return provider(request)
    return Frame()
