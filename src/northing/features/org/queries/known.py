"""What one request already knows, so that a page asks the database once for the same thing.

Nothing is remembered outside :func:`remembering` (jobs, command line, tests of actions), and actions of this
feature :func:`forget` after they wrote, so nobody reads an old value.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

Value = TypeVar("Value")

_known: ContextVar[dict[Hashable, Any] | None] = ContextVar("org_known", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Remember what is asked within, e.g. one request."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def once(*, key: Hashable, ask: Callable[[], Value]) -> Value:
    """The remembered value of ``key``, else what ``ask()`` answers now."""
    known = _known.get()
    if known is None:
        return ask()
    if key not in known:
        known[key] = ask()
    return cast(Value, known[key])


def remember(key: Hashable, value: object) -> None:
    """Keep ``value`` for the rest of this request."""
    known = _known.get()
    if known is not None:
        known[key] = value


def forget() -> None:
    """Drop everything: something was written."""
    known = _known.get()
    if known is not None:
        known.clear()
