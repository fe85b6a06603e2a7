"""``northing demo``."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from northing.kit.cli.language import gettext as _

ROLES = ("ada", "sven", "carla", "lin", "mika", "olga")


def demo(
    *,
    serve: Annotated[bool, typer.Option(help=_("Serve it afterwards."))] = True,
    host: Annotated[str, typer.Option(help=_("The address to listen on."))] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65_535, help=_("The port to listen on."))] = 8000,
) -> None:
    from northing.kit.cli.exits import refusals_end_the_command
    from northing.kit.cli.setup import prepare

    prepare()
    from django.conf import settings

    base_url = settings.SITE_URL if "NORTHING_URL" in os.environ else f"http://localhost:{port}"
    with refusals_end_the_command():
        for line in seeded(base_url):
            typer.echo(line)
    if serve:
        from northing.kit.cli.serving import serve_site

        serve_site(host=host, port=port, processes=1, with_worker=True, base_url=base_url)


def seeded(base_url: str) -> list[str]:
    """Seed the demo company unless it is here already; the lines that say how to enter, a link a role."""
    from django.utils import timezone

    from northing.demo.telling import links
    from northing.demo.telling.story import tell

    at = timezone.now()
    lines = []
    if not links.is_told():
        told = tell(at=at, say=_say)
        lines.append(
            _(
                "Lumen Press is here: %(people)s people, %(objectives)s objectives, "
                "%(key_results)s key results, %(check_ins)s check-ins."
            )
            % {
                "people": len(told.stage.people),
                "objectives": told.objectives,
                "key_results": told.key_results,
                "check_ins": told.check_ins,
            }
        )
    lines.append(_("Enter with one click (each link works once, for a day):"))
    lines += [f"  {name}: {address}" for name, address in links.entries(ROLES, base_url=base_url, at=at)]
    return lines


def _say(chapter: str) -> None:
    told = {
        "people": _("People and teams arrive …"),
        "closed": _("The last cycle passes …"),
        "running": _("The running cycle reaches its tenth week …"),
    }
    typer.echo(told[chapter], err=True)
