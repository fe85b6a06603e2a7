"""Taking the time of one call."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter


def timed(call: Callable[[], object]) -> float:
    """Seconds that ``call`` took."""
    began = perf_counter()
    call()
    return perf_counter() - began
