"""``northing okrs recompute``: work everything out anew, or prove that nothing needs it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from northing.features.okrs.cli.acting import Standpoint, app, standpoint
from northing.kit.cli.exits import Exit
from northing.kit.cli.formats import Column, Format, FormatOption, show_data, show_rows
from northing.kit.cli.language import gettext as _
from northing.kit.cli.operator import OrganizationOption


@app.command("recompute")
def recompute(
    verify: Annotated[
        bool, typer.Option("--verify", help=_("Write nothing; list what is stored wrongly and end with 1."))
    ] = False,
    limit: Annotated[
        int, typer.Option(min=1, max=10_000, help=_("How many differences are listed at most."))
    ] = 50,
    form: FormatOption = Format.TEXT,
    organization: OrganizationOption = None,
) -> None:
    """Work out every progress and status from the check-ins, or compare them with what is stored.

    Example: northing okrs recompute --verify
    """
    here = standpoint(organization, None)
    if verify:
        _verify(here, limit, form)
        return
    from django.utils import timezone

    from northing.features.okrs import actions

    report = actions.recompute(organization_id=here.actor.organization_id, at=timezone.now(), on=here.on)
    if form is not Format.TEXT:
        show_data(asdict(report), form=form)
        return
    told = _("%(objectives)s objectives and %(key_results)s key results worked out; %(changed)s had changed.")
    typer.echo(told % asdict(report))


def _verify(here: Standpoint, limit: int, form: Format) -> None:
    from northing.features.okrs import actions

    report = actions.verify(organization_id=here.actor.organization_id, on=here.on, limit=limit)
    counted = {"objectives": report.objectives, "key_results": report.key_results, "count": report.found}
    if form in (Format.JSON, Format.YAML):
        show_data({**asdict(report), "is_clean": report.is_clean}, form=form)
    elif report.differences or form is Format.CSV:
        columns = [
            Column("kind", _("What")),
            Column("ref", _("Ref")),
            Column("field", _("Field")),
            Column("stored", _("Stored")),
            Column("computed", _("Worked out")),
        ]
        show_rows([asdict(one) for one in report.differences], columns, form=form)
    if report.is_clean:
        if form is Format.TEXT:
            told = _("%(objectives)s objectives and %(key_results)s key results agree with their check-ins.")
            typer.echo(told % counted)
        return
    told = _(
        "%(count)s stored values and %(tally)s counts are wrong. `northing okrs recompute` puts them right."
    )
    typer.echo(told % {**counted, "tally": report.tally_differences}, err=True)
    raise SystemExit(int(Exit.FINDINGS))
