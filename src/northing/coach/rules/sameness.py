"""Whether two titles say the same, and the key of a metric: letters only, numbers and small words aside."""

from __future__ import annotations

from functools import lru_cache

from northing.coach.rules.lexicon import scan
from northing.coach.text import fold

_ALIKE = 0.75
_STEM = 6


def alike(one: str, other: str) -> bool:
    """Nearly the same words, whatever the numbers."""
    ours, theirs = _stems(one), _stems(other)
    return bool(ours and theirs) and len(ours & theirs) / len(ours | theirs) >= _ALIKE


@lru_cache(maxsize=16384)
def metric_key(text: str) -> str:
    """The same for `Raise NPS from 40 to 50` and `NPS up to 55`: what is measured, not how far."""
    words = scan(fold(text))
    telling = [word for word in words if word.kind in ("word", "han") and not _is_small(word.classes)]
    return " ".join(word.text[:_STEM] for word in telling)


@lru_cache(maxsize=16384)
def _stems(text: str) -> frozenset[str]:
    return frozenset(metric_key(text).split())


def _is_small(classes: frozenset[str]) -> bool:
    return not classes.isdisjoint(_SMALL)


_SMALL = frozenset({"verb.up", "verb.down", "verb.better", "verb.reach", "verb.keep"}) | frozenset(
    {"word.starter", "word.join", "word.purpose", "word.degree", "word.much", "word.hedge"}
)
