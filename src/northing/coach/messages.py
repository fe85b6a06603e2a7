"""The sentences of the coach: `languages/messages/<language>.toml`, one file a reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "languages" / "messages"
_FALLBACK = "en"


class Blanks(dict[str, str]):
    """What is missing and said to be missing keeps its name: a translation may use fewer values."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def languages() -> tuple[str, ...]:
    """The languages the coach answers in."""
    return _languages()


@cache
def _languages() -> tuple[str, ...]:
    return tuple(sorted(path.stem.replace("_", "-") for path in FOLDER.glob("*.toml")))


def reader_of(tag: str | None) -> str:
    """The language of messages for a tag such as `zh-TW`, `ru-RU` or `zh-hans`; English if it is none of ours."""
    name = (tag or "").lower().replace("_", "-")
    if name in _languages():
        return name
    if name.startswith("zh"):
        return "zh-hant" if any(part in name for part in ("hant", "tw", "hk", "mo")) else "zh-hans"
    short = name.partition("-")[0]
    return short if short in _languages() else _FALLBACK


def say(code: str, variant: str, part: str, reader: str, values: Mapping[str, str]) -> str:
    """One sentence about a finding: `part` is `message` or `suggestion`, `variant` picks other words if there are."""
    texts = _page(reader)["rules"][code]
    own = texts.get(variant, {}) if variant else {}
    text = own.get(part) or texts[part]
    return str(text).format_map(Blanks(values))


def title(code: str, reader: str) -> str:
    """The name of a rule."""
    return str(_page(reader)["rules"][code]["title"])


def words(section: str, reader: str) -> Mapping[str, str]:
    """A table of phrases: `counter_metrics` by what is gamed, `outcomes` by subject, `report`."""
    found: Mapping[str, str] = _page(reader)[section]
    return found


def blanks(lang: str) -> Mapping[str, str]:
    """How a gap is written in the writer's language."""
    return words("blanks", reader_of(lang))


@cache
def _page(reader: str) -> Mapping[str, Any]:
    import tomllib

    path = FOLDER / f"{reader.replace('-', '_')}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
