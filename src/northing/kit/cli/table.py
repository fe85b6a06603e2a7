"""The lazy table of commands: ``northing --help`` imports none of them, a command imports only itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from typing import Any

import typer
from typer.core import TyperGroup

from northing.kit.cli.exits import Exit, refusals_end_the_command
from northing.kit.cli.language import LANGUAGES, choose_language, language_of
from northing.kit.cli.language import gettext as _


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a command lives (``"module:app"`` or ``"module:function"``) and its line in the help."""

    target: str
    help: str


Table = Mapping[str, Entry]


def run(table: Table, *, version: Callable[[], str], arguments: Sequence[str] | None = None) -> int:
    """Run one command line; the exit code. Refusals and wrong usage end as sentences on standard error."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    choose_language(_asked_language(words) or language_of(os.environ))
    command = typer.main.get_command(_root(table, version))
    try:
        with refusals_end_the_command():
            result = command.main(args=words, prog_name="northing", standalone_mode=False)
    except typer.Abort:
        typer.echo(_("Stopped. Nothing more was changed."), err=True)
        return int(Exit.FINDINGS)
    except (typer.Exit, SystemExit) as end:
        return _code_of(end)
    except Exception as error:
        if not hasattr(error, "exit_code") or not hasattr(error, "format_message"):
            raise
        return _usage(error)
    return result if isinstance(result, int) else int(Exit.FINE)


def _asked_language(words: Sequence[str]) -> str | None:
    # Help texts are made before options are parsed, so the language is looked up first.
    joined = [word.partition("=")[2] for word in words if word.startswith("--language=")]
    apart = [following for word, following in pairwise(words) if word == "--language"]
    return next((word for word in [*joined, *apart] if word in LANGUAGES), None)


def _code_of(end: typer.Exit | SystemExit) -> int:
    code = end.exit_code if isinstance(end, typer.Exit) else end.code
    if isinstance(code, str):  # a setting that cannot be used ends the process with its sentence
        typer.echo(code, err=True)
        return int(Exit.BAD_INPUT)
    return int(code or 0)


def _usage(error: Any) -> int:
    context = getattr(error, "ctx", None)
    if context is not None:
        typer.echo(context.get_usage(), err=True)
    typer.echo(error.format_message(), err=True)
    return int(Exit.BAD_INPUT)


def new_app(help: str) -> typer.Typer:  # noqa: A002 - typer's own name for it
    """An empty group of commands in our manner: plain help, no traceback decoration."""
    return typer.Typer(
        help=help,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        no_args_is_help=True,
    )


def load(entry: Entry) -> Any:
    """The command behind an entry: a Typer group as it is, a function as a command of its own."""
    module, _colon, attribute = entry.target.partition(":")
    found = getattr(import_module(module), attribute)
    if isinstance(found, typer.Typer):
        return typer.main.get_command(found)
    single = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
    single.command(help=_(entry.help) if not found.__doc__ else None)(found)
    return typer.main.get_command(single)


def _root(table: Table, version: Callable[[], str]) -> typer.Typer:
    class LazyTable(TyperGroup):
        def list_commands(self, ctx: Any) -> list[str]:
            return list(table)

        def get_command(self, ctx: Any, cmd_name: str) -> Any:
            entry = table.get(cmd_name)
            if entry is None:
                return None
            command = load(entry)
            command.name = cmd_name
            return command

        def format_commands(self, ctx: Any, formatter: Any) -> None:
            with formatter.section(_("Commands")):
                formatter.write_dl([(name, _(entry.help)) for name, entry in table.items()])

    app = typer.Typer(
        cls=LazyTable,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        help=_("OKRs you can explain: from strategy to objectives kept honest with a minute a week."),
    )

    def tell_version(wanted: bool) -> None:
        if wanted:
            typer.echo(version())
            raise typer.Exit

    def check(language: str | None) -> None:
        if language is not None and language not in LANGUAGES:
            raise typer.BadParameter(_("Choose one of: %(languages)s.") % {"languages": ", ".join(LANGUAGES)})

    @app.callback()
    def root(
        version: bool = typer.Option(
            False, "--version", callback=tell_version, is_eager=True, help=_("Print the version and stop.")
        ),
        language: str = typer.Option(
            None, "--language", callback=check, is_eager=True, help=_("Speak en, zh-hans, zh-hant or ru.")
        ),
    ) -> None:
        pass

    return app


def help_text(table: Table) -> str:
    """The help of every command, for the baseline and the reference: English, 100 columns."""
    choose_language("en")
    root = typer.main.get_command(_root(table, lambda: ""))
    pages = _pages(root, "northing", None)
    return "\n\n".join(f"$ {name} --help\n\n{page.rstrip()}" for name, page in pages) + "\n"


def _pages(command: Any, name: str, parent: Any) -> list[tuple[str, str]]:
    context = typer.Context(command, info_name=name.rpartition(" ")[2], parent=parent, terminal_width=100)
    context.max_content_width = 100
    pages = [(name, command.get_help(context))]
    if hasattr(command, "list_commands"):
        for child in command.list_commands(context):
            pages += _pages(command.get_command(context, child), f"{name} {child}", context)
    return pages
