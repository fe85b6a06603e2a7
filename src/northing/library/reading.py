"""Templates read from their files, once a process."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from northing.domain.codes import Ambition, Indicator, Kind
from northing.domain.units import parse_unit
from northing.library.names import departments
from northing.library.shapes import LANGUAGES, Line, Measure, Template, Words


class UnknownTemplate(KeyError):
    """No template has this slug."""


@cache
def templates() -> tuple[Template, ...]:
    """Every template, department after department."""
    return tuple(template for department in departments() for template in _read_department(department))


def template(slug: str) -> Template:
    """The template of this slug.

    :raises UnknownTemplate: there is none
    """
    found = _by_slug().get(slug)
    if found is None:
        raise UnknownTemplate(slug)
    return found


@cache
def _by_slug() -> Mapping[str, Template]:
    return {found.slug: found for found in templates()}


def _read_department(department: str) -> Iterator[Template]:
    text = (files("northing.library") / "templates" / f"{department}.toml").read_text("utf-8")
    for entry in tomllib.loads(text, parse_float=Decimal)["template"]:
        yield _template(department, entry)


def _template(department: str, entry: Mapping[str, Any]) -> Template:
    return Template(
        slug=entry["slug"],
        department=department,
        roles=tuple(entry["roles"]),
        ambition=Ambition(entry["ambition"]),
        key_results=tuple(_measure(measure) for measure in entry["key_results"]),
        guards=tuple(_measure(measure) for measure in entry["guards"]),
        moves=tuple(tuple(_position(number) for number in moved) for moved in entry["moves"]),
        words=MappingProxyType({code: _words(entry[code]) for code in LANGUAGES if code in entry}),
    )


def _measure(measure: Mapping[str, Any]) -> Measure:
    return Measure(
        kind=Kind(measure.get("kind", Kind.METRIC)),
        unit=parse_unit(measure["unit"]),
        start=_number(measure.get("start")),
        target=_number(measure.get("target")),
        lower=_number(measure.get("lower")),
        upper=_number(measure.get("upper")),
        indicator=Indicator(measure["indicator"]) if "indicator" in measure else None,
        counters=_position(measure["counters"]) if "counters" in measure else None,
    )


def _words(entry: Mapping[str, Any]) -> Words:
    return Words(
        objective=entry["objective"],
        why_now=entry["why_now"],
        tags=tuple(entry["tags"]),
        key_results=_lines(entry["key_results"]),
        initiatives=_lines(entry["initiatives"]),
        guards=_lines(entry["guards"]),
    )


def _lines(pairs: Iterable[tuple[str, str]]) -> tuple[Line, ...]:
    return tuple(Line(text, meaning) for text, meaning in pairs)


def _number(value: int | Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _position(number: int) -> int:
    """Files count from 1, as people do."""
    return number - 1
