"""How fast the coach reads: its whole corpus judged, and the package imported in a fresh process."""

from __future__ import annotations

import subprocess
import sys
from typing import Final

from northing.config.bench.timing import timed

ROUNDS: Final = 3
SENTENCES_A_SECOND: Final = 5_000
IMPORT_MS: Final = 150
_PROBE = "import time; began = time.process_time(); import northing.coach; print(time.process_time() - began)"


def measure() -> dict[str, object]:
    """Sentences a second of processor time, warm, the best of three rounds; the import in milliseconds."""
    from northing.coach.corpus import sentences
    from northing.coach.report import check
    from northing.coach.rules import Item

    items = [Item(one.kind, one.text, one.objective) for one in sentences()]
    for item in items[:50]:
        check(item)
    best = min(timed(lambda: [check(item) for item in items]).processor for _ in range(ROUNDS))
    return {
        "sentences": len(items),
        "sentences_a_second": round(len(items) / best),
        "bar_sentences_a_second": SENTENCES_A_SECOND,
        "import_ms": round(1000 * _import_seconds(), 1),
        "bar_import_ms": IMPORT_MS,
    }


def _import_seconds() -> float:
    # The path of this process: a bench may run from a checkout that is not installed.
    command = [sys.executable, "-c", f"import sys; sys.path[:] = {sys.path!r}; {_PROBE}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own command
    return float(done.stdout)
