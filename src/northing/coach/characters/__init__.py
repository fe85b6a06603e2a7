"""Traditional characters read as simplified ones, one for one, so that places in the text stay the same."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple


class Characters(NamedTuple):
    """The conversion, and the characters that only one of the two scripts writes."""

    to_simplified: dict[int, str]
    only_traditional: frozenset[str]
    only_simplified: frozenset[str]


@cache
def characters() -> Characters:
    """The table, read once."""
    import tomllib

    page = tomllib.loads(Path(__file__).with_name("traditional.toml").read_text(encoding="utf-8"))
    pairs = zip(page["traditional"], page["simplified"], strict=True)
    return Characters(
        {ord(old): new for old, new in pairs},
        frozenset(page["only_traditional"]),
        frozenset(page["only_simplified"]),
    )


def simplified(text: str) -> str:
    """The text with every traditional character replaced; of the same length."""
    return text if text.isascii() else text.translate(characters().to_simplified)
