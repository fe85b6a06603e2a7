"""The commands of ``northing bench``."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from northing.kit.cli.formats import Format, FormatOption
from northing.kit.cli.language import gettext as _

app = typer.Typer(
    rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False, no_args_is_help=True
)

SizeOption = Annotated[str, typer.Option("--size", help=_("S, M, L or XL."))]
PeopleOption = Annotated[int, typer.Option("--people", min=0, help=_("So many people instead."))]
SeedOption = Annotated[int, typer.Option("--seed", help=_("The same number makes the same organization."))]
SamplesOption = Annotated[int, typer.Option("--samples", min=1, help=_("How often each thing is measured."))]
RoundsOption = Annotated[int, typer.Option("--rounds", min=1, help=_("Interleaved rounds."))]
TEXT = Format.TEXT


@app.command(help=_("Fill an empty database with a made-up organization."))
def seed(
    size: SizeOption = "S",
    people: PeopleOption = 0,
    seed: SeedOption = 1,
    into_existing: Annotated[
        bool, typer.Option("--into-existing", help=_("Even if the database has people."))
    ] = False,
    format: FormatOption = TEXT,  # noqa: A002 - the name of the option
) -> None:
    from northing.kit.cli.formats import show_data

    show_data(_seeded(size, people, seed, into_existing=into_existing), form=format)


def _seeded(size: str, people: int, seed: int, *, into_existing: bool) -> dict[str, Any]:
    _prepare()
    from django.utils import timezone

    from northing.config.bench import seeding
    from northing.config.bench.sizes import NAMED, of_people
    from northing.kit.cli.exits import refusals_end_the_command

    if not people and size not in NAMED:
        raise typer.BadParameter(_("Choose one of: %(sizes)s.") % {"sizes": ", ".join(NAMED)})
    with refusals_end_the_command():
        if not into_existing:
            seeding.require_empty()
        chosen = of_people(people) if people else NAMED[size]
        return seeding.seed(size=chosen, seed=seed, at=timezone.now()).as_dict()


@app.command(help=_("Pages over HTTP on the real server, against the frame floor."))
def http(samples: SamplesOption = 20, rounds: RoundsOption = 5, format: FormatOption = TEXT) -> None:  # noqa: A002
    _measured(["http"], format, http={"samples": samples, "rounds": rounds})


@app.command(help=_("A check-in, against its own statements replayed through the driver."))
def checkin(samples: SamplesOption = 300, format: FormatOption = TEXT) -> None:  # noqa: A002
    _measured(["checkin"], format, checkin={"samples": samples})


@app.command(help=_("Verifying every number, against reading the same rows through the driver."))
def recompute(rounds: RoundsOption = 3, format: FormatOption = TEXT) -> None:  # noqa: A002
    _measured(["recompute"], format, recompute={"rounds": rounds})


@app.command("import", help=_("A workbook of key results read, imported and exported."))
def import_workbook(
    key_results: Annotated[
        int, typer.Option("--key-results", min=400, help=_("How many the workbook holds."))
    ] = 10_000,
    format: FormatOption = TEXT,  # noqa: A002
) -> None:
    _measured(["import"], format, **{"import": {"key_results": key_results}})


@app.command(help=_("The coach: sentences a second, and how long its package takes to import."))
def coach(format: FormatOption = TEXT) -> None:  # noqa: A002
    from northing.config.bench.coaching import measure
    from northing.kit.cli.formats import show_data

    show_data(measure(), form=format)


@app.command("all", help=_("Seed an empty database and measure everything once."))
def everything(
    size: SizeOption = "S",
    people: PeopleOption = 0,
    seed: SeedOption = 1,
    format: FormatOption = TEXT,  # noqa: A002
) -> None:
    _seeded(size, people, seed, into_existing=False)
    _measured(["http", "checkin", "recompute", "import"], format)


def _measured(jobs: list[str], form: Format, **options: dict[str, int]) -> None:
    _prepare()
    from django.utils import timezone

    from northing.config.bench import report
    from northing.kit.cli.exits import refusals_end_the_command

    with refusals_end_the_command():
        report.show(report.run(jobs, options, at=timezone.now()), form=form)


def _prepare() -> None:
    """A database that is up to date, whichever it is: whoever runs a bench chose one of their own for it."""
    from northing.kit.cli.setup import load_django, migrate, pending_migrations

    load_django()
    if pending_migrations():
        migrate()
