"""``northing coach evaluate``: the coach held against its own labelled corpus."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from northing.kit.cli.exits import Exit
from northing.kit.cli.formats import as_json_text
from northing.kit.cli.language import gettext as _

if TYPE_CHECKING:
    from northing.coach.evaluate import Figures, Miss

LANGUAGES = ("en", "zh-hans", "zh-hant", "ru")


class Half(StrEnum):
    """Which half of the corpus is measured."""

    TUNE = "tune"
    MEASURE = "measure"


class Shape(StrEnum):
    """How the figures are printed."""

    TEXT = "text"
    JSON = "json"


def evaluate(
    part: Annotated[
        Half | None, typer.Option("--part", help=_("tune or measure; both when left out."))
    ] = None,
    form: Annotated[Shape, typer.Option("--format", help=_("How to print: text or json."))] = Shape.TEXT,
    details: Annotated[
        bool, typer.Option("--details", help=_("List what was judged wrongly, of the tune half only."))
    ] = False,
) -> None:
    """Measure the coach: precision and recall of each rule, and exact parses, in four languages.

    Example: northing coach evaluate --part measure
    """
    from northing.coach.evaluate import error_codes, measure_report, unmet

    figures = measure_report("tune" if part is Half.TUNE else "measure" if part is Half.MEASURE else None)
    missed = unmet(figures, error_codes())
    if form is Shape.JSON:
        data: dict[str, Any] = {**figures.as_json(), "unmet": missed}
        if details:
            data["misses"] = [_plain(miss) for miss in figures.misses]
        typer.echo(as_json_text(data))
    else:
        _tell(figures, details, missed)
    if missed:
        raise typer.Exit(Exit.FINDINGS)


def _tell(figures: Figures, details: bool, missed: list[str]) -> None:
    typer.echo(_row("", "all", *LANGUAGES))
    for name, shares in figures.shares.items():
        rates = [f"{shares[lang].rate:.3f}" if lang in shares else "–" for lang in LANGUAGES]
        typer.echo(_row(name, f"{figures.pooled_share(name).rate:.3f}", *rates))
    typer.echo("")
    typer.echo(_row("", "P/R", *LANGUAGES))
    for code in sorted(figures.rules):
        told = [_tally(figures, code, lang) for lang in LANGUAGES]
        pooled = figures.pooled(code)
        asked = f"({pooled.right + pooled.missed})"
        typer.echo(_row(f"{code} {asked:>5}", f"{pooled.precision:.2f}/{pooled.recall:.2f}", *told))
    if details:
        for miss in figures.misses:
            typer.echo(f"{miss.what:9} {miss.id:12} {miss.text}\n{'':23}{_wanted(miss)}")
    for line in missed:
        typer.echo(_("below the bar: %(what)s") % {"what": line})


def _row(name: str, *cells: str) -> str:
    return f"{name:12}" + "".join(f"{cell:>12}" for cell in cells)


def _tally(figures: Figures, code: str, lang: str) -> str:
    tally = figures.rules[code].get(lang)
    return f"{tally.precision:.2f}/{tally.recall:.2f}" if tally else "–"


def _wanted(miss: Miss) -> str:
    return f"{_short(miss.wanted)} | {_short(miss.got)}"


def _short(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(str(value.get(name)) for name in ("direction", "baseline", "target", "unit"))
    return str(value)


def _plain(miss: Miss) -> dict[str, Any]:
    return {
        "id": miss.id,
        "lang": miss.lang,
        "what": miss.what,
        "text": miss.text,
        "wanted": miss.wanted,
        "got": miss.got,
    }
