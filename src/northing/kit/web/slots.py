"""Slots: a page belongs to the feature of its noun, and others add to it without being known.

A feature registers a :class:`Panel` for a slot in ``apps.ready()``; the page asks :func:`panels_for` and gets
only what this actor may open. The same registry serves the rail (``rail``), the switchers (``switcher``),
"+ New" (``new``) and the palette (``palette``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import NoReverseMatch, reverse

from northing.kit.actors import Actor

Permission = Callable[[Actor], bool]


def anyone(actor: Actor) -> bool:
    """The permission of a panel that every member of the organization may open."""
    return True


@dataclass(frozen=True, slots=True)
class Panel:
    """One contribution to a slot; ``label`` may be lazy text, ``extra`` what the slot needs besides."""

    slot: str
    order: int
    url_name: str
    permission: Permission = anyone
    label: object = ""
    icon: str = ""
    extra: dict[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class PlacedPanel:
    """A panel that this actor may open, with its address and its label in the active language."""

    slot: str
    url_name: str
    url: str
    label: str
    icon: str
    extra: dict[str, object] = field(default_factory=dict, hash=False)


_panels: list[Panel] = []


def register_panel(panel: Panel) -> None:
    """Add ``panel`` to its slot; the same address twice in one slot is refused."""
    for known in _panels:
        if (known.slot, known.url_name) == (panel.slot, panel.url_name):
            raise ValueError(f"slot {panel.slot!r} already holds {panel.url_name!r}")
    _panels.append(panel)


def panels_for(slot: str, actor: Actor, **url_kwargs: object) -> list[PlacedPanel]:
    """The panels of ``slot`` that ``actor`` may open, in order.

    A panel whose address needs names that ``url_kwargs`` lacks is an error of its feature and raises.
    """
    chosen = sorted((panel for panel in _panels if panel.slot == slot), key=lambda panel: panel.order)
    return [_placed(panel, url_kwargs) for panel in chosen if panel.permission(actor)]


def _placed(panel: Panel, url_kwargs: dict[str, object]) -> PlacedPanel:
    try:
        url = reverse(panel.url_name, kwargs=url_kwargs)
    except NoReverseMatch as problem:
        raise LookupError(
            f"slot {panel.slot!r}: {panel.url_name!r} has no address for {sorted(url_kwargs)}"
        ) from problem
    return PlacedPanel(panel.slot, panel.url_name, url, str(panel.label), panel.icon, panel.extra)
