"""Taking the time of calls: on the clock, and of the processor, which other work on the machine disturbs less."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter, process_time
from typing import NamedTuple


class Took(NamedTuple):
    """Seconds on the clock, and of this process on a processor."""

    clock: float
    processor: float


def started() -> Took:
    """This moment, for :func:`since`."""
    return Took(perf_counter(), process_time())


def since(began: Took) -> Took:
    """What passed since a moment."""
    return Took(perf_counter() - began.clock, process_time() - began.processor)


def timed(call: Callable[[], object]) -> Took:
    """What ``call`` took."""
    began = started()
    call()
    return since(began)
