"""Exit codes, and refusals as one sentence on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import NoReturn

import typer

from northing.kit.errors import Conflict, Invalid, NotAllowed, NotFound, Problems, Refusal


class Exit(IntEnum):
    """What a command's end says to a script."""

    FINE = 0
    FINDINGS = 1
    BAD_INPUT = 2
    NOT_ALLOWED = 3
    NOT_FOUND = 4
    CONFLICT = 5


_CODES: tuple[tuple[type[Refusal], Exit], ...] = (
    (NotFound, Exit.NOT_FOUND),
    (NotAllowed, Exit.NOT_ALLOWED),
    (Conflict, Exit.CONFLICT),
    (Invalid, Exit.BAD_INPUT),
)


def exit_of(error: Refusal) -> Exit:
    """The exit code of a refusal."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), Exit.BAD_INPUT)


def stop(message: str, code: Exit = Exit.BAD_INPUT) -> NoReturn:
    """End the command with a sentence on standard error."""
    typer.echo(message, err=True)
    raise SystemExit(int(code))


def lines_of(error: Refusal) -> list[str]:
    """What to print about a refusal: its sentence, and one line a field."""
    from northing.kit.wording import say

    if isinstance(error, Problems):
        return [f"{part.field}: {say(part)}" if part.field else say(part) for part in error.problems]
    return [f"{error.field}: {say(error)}" if error.field else say(error)]


@contextmanager
def refusals_end_the_command() -> Iterator[None]:
    """Turn a refusal, a busy database and a closed pipe into a sentence and an exit code."""
    try:
        yield
    except Refusal as error:
        _ready_words()
        stop("\n".join(lines_of(error)), exit_of(error))
    except BrokenPipeError:
        # The reader left (`| head`): point standard output elsewhere, or Python complains while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(int(Exit.FINE)) from None
    except Exception as error:
        if not _is_database_trouble(error):
            raise
        stop(_database_sentence(error), Exit.CONFLICT)


def _is_database_trouble(error: Exception) -> bool:
    database = sys.modules.get("django.db")
    return database is not None and isinstance(error, database.OperationalError | database.ProgrammingError)


def _database_sentence(error: Exception) -> str:
    from northing.kit.cli.language import gettext as _

    return _("The database refused: %(reason)s\n`northing doctor` says what is wrong and what to do.") % {
        "reason": str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    }


def _ready_words() -> None:
    from northing.kit.cli.setup import load_django

    load_django()
