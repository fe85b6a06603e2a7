"""What whoever imports decides besides the document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choices:
    """How a plan is taken in.

    ``cycle``: ref of the cycle for everything, whatever the document says. ``creates_teams``: make teams it names
    that do not exist. ``is_agreed``: new objectives count as agreed as far as the actor's word reaches, so that
    they are tracked at once; else they are drafts. ``owner``: ref of the person who owns what names nobody.
    """

    cycle: str | None = None
    creates_teams: bool = False
    is_agreed: bool = True
    owner: str | None = None
