"""The set-up link of an empty installation, for whoever starts the server."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class SetupLink(Protocol):
    """What the org feature offers."""

    def __call__(self, *, base_url: str, at: datetime) -> str | None: ...


_links: list[SetupLink] = []


def set_setup_link(link: SetupLink) -> None:
    """Name the function ``(*, base_url, at) -> link``; ``None`` once an organization exists."""
    _links[:] = [link]


def setup_link(base_url: str, *, at: datetime) -> str | None:
    """A fresh one-time link that sets up an empty installation, or ``None``."""
    return _links[-1](base_url=base_url, at=at) if _links else None
