"""``northing migrate``."""

from __future__ import annotations

import typer

from northing.kit.cli.language import gettext as _


def migrate() -> None:
    from northing.kit.cli.setup import load_django
    from northing.kit.cli.setup import migrate as bring_up_to_date

    load_django()
    if not bring_up_to_date().count:
        typer.echo(_("The database is up to date."))
