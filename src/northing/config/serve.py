"""``northing serve``."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from northing.kit.cli.language import gettext as _


def serve(
    host: Annotated[
        str, typer.Option(help=_("The address to listen on; 0.0.0.0 for every one."))
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65_535, help=_("The port to listen on."))] = 8000,
    processes: Annotated[int, typer.Option(min=0, help=_("Web processes; 0 means one a core."))] = 0,
    worker: Annotated[bool, typer.Option(help=_("Run the worker as a child process."))] = True,
) -> None:
    from northing.kit.cli.setup import load_django

    load_django()
    from django.conf import settings

    from northing.kit.cli.serving import serve_site

    serve_site(
        host=host,
        port=port,
        processes=processes or os.cpu_count() or 1,
        with_worker=worker,
        base_url=settings.SITE_URL if "NORTHING_URL" in os.environ else "",
    )
