"""Addresses that commands print, and what to do where the server stands elsewhere."""

from __future__ import annotations

import os

import typer

from northing.kit.cli.language import gettext as _


def absolute(path: str) -> str:
    """An address people can open, under the installation's public address."""
    from django.conf import settings

    return str(settings.SITE_URL) + path


def tell_unless_set() -> None:
    """Say that the public address is only the usual one, where nobody set it."""
    if "NORTHING_URL" not in os.environ:
        typer.echo(
            _(
                "(The address is that of `northing serve` without options. Elsewhere, set NORTHING_URL first.)"
            ),
            err=True,
        )
