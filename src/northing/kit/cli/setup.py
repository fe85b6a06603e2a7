"""Loading Django inside a command, and a database that is up to date."""

from __future__ import annotations

import os
from dataclasses import dataclass

import typer

from northing.kit.cli.exits import Exit, stop
from northing.kit.cli.language import chosen_language
from northing.kit.cli.language import gettext as _

SETTINGS = "northing.config.settings"


def load_django() -> None:
    """Set Django up once and speak the chosen language."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django
    from django.apps import apps
    from django.utils import translation

    if not apps.ready:
        django.setup()
    translation.activate(chosen_language())


def prepare() -> None:
    """What every command that uses the database calls first.

    An embedded database (SQLite) is brought up to date at once; a server's only by ``northing migrate``, because
    other processes may be running on it.
    """
    load_django()
    if not pending_migrations():
        return
    if is_embedded():
        migrate()
        return
    stop(_("The database is not up to date. Run `northing migrate` first."), Exit.CONFLICT)


def is_embedded() -> bool:
    """Whether the data lives in a SQLite file of this installation."""
    from django.db import connection

    return connection.vendor == "sqlite"


def require_secret() -> None:
    """End the command when there is no secret that all processes share; sessions would be signed with nothing."""
    from django.conf import settings

    if getattr(settings, "HAS_SECRET", True):
        return
    if is_embedded():
        stop(
            _(
                "The folder of the database cannot be written, so no secret can be kept there. Set NORTHING_SECRET."
            )
        )
    stop(
        _(
            "With a database server, NORTHING_SECRET must be set: the same 32 or more characters on every machine."
        )
    )


def pending_migrations() -> list[str]:
    """Migrations the database has not seen yet, as ``app.name``."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


@dataclass(frozen=True, slots=True)
class Migrated:
    """How many migrations were applied, to which database."""

    count: int
    database: str


def migrate() -> Migrated:
    """Bring the database up to date and say so on standard error, so that piped output stays clean."""
    from django.core.management import call_command
    from django.db import connection

    from northing.kit.cli.waiting import one_process_at_a_time

    with one_process_at_a_time("migrate"):
        pending = pending_migrations()
        if pending:
            call_command("migrate", interactive=False, verbosity=0)
    done = Migrated(len(pending), str(connection.settings_dict["NAME"]))
    if done.count:
        told = _("Database %(database)s: %(count)s migrations applied.")
        typer.echo(told % {"database": done.database, "count": done.count}, err=True)
    return done
