"""How fast this machine is at this moment, so that absolute figures of two runs can be compared at all."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from statistics import median
from time import perf_counter

from northing.config.bench.figures import Figure

_ADDITIONS = 1_000_000  # a tenth of what the design names; told per ten million


def calibrated() -> list[Figure]:
    """A bare interpreter's start and ten million Decimal additions (measured on a tenth of them)."""
    return [
        Figure("calibration", "interpreter start", median(_started() for _ in range(5)) * 1_000, "ms"),
        Figure("calibration", "10⁷ Decimal additions", _added() * 10, "s"),
    ]


def _started() -> float:
    began = perf_counter()
    subprocess.run([sys.executable, "-I", "-S", "-c", "pass"], check=True)
    return perf_counter() - began


def _added() -> float:
    total, step = Decimal(0), Decimal("0.000001")
    began = perf_counter()
    for _ in range(_ADDITIONS):
        total += step
    return perf_counter() - began
