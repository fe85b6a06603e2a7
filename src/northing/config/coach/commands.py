"""The commands of ``northing coach``."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from northing.config.evaluate import evaluate
from northing.kit.cli.exits import Exit, stop
from northing.kit.cli.formats import as_json_text
from northing.kit.cli.language import chosen_language
from northing.kit.cli.language import gettext as _

app = typer.Typer(
    help=_("Check OKRs like a linter: offline, in four languages."),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
)


class Language(StrEnum):
    """The language of the texts."""

    AUTO = "auto"
    EN = "en"
    ZH_HANS = "zh-hans"
    ZH_HANT = "zh-hant"
    RU = "ru"


class Profile(StrEnum):
    """How strict the rules are."""

    BALANCED = "balanced"
    STRICT = "strict"


class Shape(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


class Listing(StrEnum):
    """How the rules are printed."""

    TEXT = "text"
    JSON = "json"
    MD = "md"


@app.command("check")
def check(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE|-", help=_("Documents, or - for standard input."))
    ],
    lang: Annotated[
        Language, typer.Option("--lang", help=_("The language of the texts; auto finds it out."))
    ] = Language.AUTO,
    profile: Annotated[
        Profile, typer.Option("--profile", help=_("balanced, or strict to the letter of SMART."))
    ] = Profile.BALANCED,
    form: Annotated[
        Shape, typer.Option("--format", help=_("How to print: text, json or jsonl."))
    ] = Shape.TEXT,
) -> None:
    """Judge the OKRs of files: JSON Lines of items, Markdown, YAML or plain text.

    Ends with 1 if anything is an error, with 2 if the input cannot be read.

    Example: northing coach check okrs.md --profile strict
    """
    from northing.config.coach.reading import Trouble, read_entries, reports_of
    from northing.config.coach.showing import printer_of

    forced = None if lang is Language.AUTO else lang.value
    printer = printer_of(form.value, sys.stdout, chosen_language())
    try:
        for file in files:
            printer.begin(file)
            reports = reports_of(
                read_entries(file), profile=profile.value, reader=chosen_language(), lang=forced
            )
            for report in reports:
                printer.show(report)
    except Trouble as trouble:
        printer.broken.append(trouble.sentence)
    printer.finish()
    if printer.broken:
        stop("\n".join(printer.broken), Exit.BAD_INPUT)
    if printer.has_errors:
        raise typer.Exit(int(Exit.FINDINGS))


@app.command("rules")
def rules(
    form: Annotated[
        Listing, typer.Option("--format", help=_("How to print: text, json or md."))
    ] = Listing.TEXT,
) -> None:
    """List all rules with their strength in each profile.

    Example: northing coach rules --format md
    """
    from northing.coach.catalogue import markdown, rows

    if form is Listing.JSON:
        typer.echo(as_json_text(rows(chosen_language())), nl=False)
    elif form is Listing.MD:
        typer.echo(markdown(chosen_language()), nl=False)
    else:
        for row in rows(chosen_language()):
            strengths = f"{row['severity']['balanced'] or '–'}/{row['severity']['strict'] or '–'}"
            typer.echo(f"{row['code']}  {row['slug']:<22}  {strengths:<16}  {row['title']}")


app.command("evaluate")(evaluate)
