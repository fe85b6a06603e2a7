"""``northing okrs list`` and ``show``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from northing.features.okrs.cli.acting import (
    CycleOption,
    RefArgument,
    Standpoint,
    app,
    cycle_ref,
    person_ref,
    standpoint,
    team_ref,
)
from northing.kit.cli.formats import Column, Format, FormatOption, show_data, show_rows
from northing.kit.cli.language import gettext as _
from northing.kit.cli.operator import OrganizationOption, PersonOption

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from northing.features.okrs.queries import KeyResultDetail, ObjectiveRow

MOST = 1_000


@app.command("list")
def list_objectives(
    cycle: CycleOption = None,
    backlog: Annotated[bool, typer.Option("--backlog", help=_("Only those without a cycle."))] = False,
    team: Annotated[str | None, typer.Option(help=_("Held by this team or those below it."))] = None,
    whose: Annotated[
        str | None, typer.Option("--person", metavar="WHO", help=_("Theirs, by mail address, name or ref."))
    ] = None,
    status: Annotated[
        str | None, typer.Option(help=_("on_track, behind, at_risk, off_track, unknown, met …"))
    ] = None,
    state: Annotated[str | None, typer.Option(help=_("draft, proposed, agreed, dropped …"))] = None,
    text: Annotated[str, typer.Option(help=_("With these words."))] = "",
    sort: Annotated[
        str,
        typer.Option(
            help=_("position, title, progress, status, freshness, owner or changed; “-” in front descends.")
        ),
    ] = "position",
    limit: Annotated[int, typer.Option(min=1, max=MOST, help=_("How many at most."))] = 200,
    form: FormatOption = Format.TEXT,
    organization: OrganizationOption = None,
    person: PersonOption = None,
) -> None:
    """Objectives with their status and progress.

    Example: northing okrs list --team Growth --status behind --format csv
    """
    here = standpoint(organization, person)
    from northing.features.okrs import queries, schemas

    filters = queries.filters_named(
        actor=here.actor,
        on=here.on,
        filters=_codes(status, state, text, is_backlog=backlog),
        cycle="" if backlog else cycle_ref(cycle, here),
        team=team_ref(team, here),
        person=person_ref(whose, here, "--person"),
    )
    found = queries.objectives_list(actor=here.actor, on=here.on, filters=filters, sort=sort, limit=limit)
    if form in (Format.JSON, Format.YAML):
        show_data([schemas.objective_item(row) for row in found.rows], form=form)
        return
    show_rows([_line(row, here.on, form) for row in found.rows], _columns(), form=form)
    if found.next_cursor is not None:
        typer.echo(_("There are more: raise --limit or narrow the list."), err=True)


def _codes(status: str | None, state: str | None, text: str, *, is_backlog: bool) -> Any:
    from northing.domain.codes import ObjectiveState, Status
    from northing.features.okrs.queries import ObjectiveFilters

    return ObjectiveFilters(
        is_backlog=is_backlog,
        with_subteams=True,
        status=None if status is None else _code(Status, status, "--status"),
        state=None if state is None else _code(ObjectiveState, state, "--state"),
        text=text,
    )


def _code(codes: Any, typed: str, option: str) -> Any:
    try:
        return codes(typed.strip().lower().replace(" ", "_").replace("-", "_"))
    except ValueError:
        told = _("Choose one of: %(choices)s.") % {"choices": ", ".join(codes)}
        raise typer.BadParameter(told, param_hint=option) from None


def _columns() -> list[Column]:
    return [
        Column("ref", _("Ref")),
        Column("title", _("Title")),
        Column("holder", _("Held by")),
        Column("owner", _("Owner")),
        Column("progress", _("Progress"), is_number=True),
        Column("status", _("Status")),
        Column("confidence", _("Confidence"), is_number=True),
        Column("last_reading_on", _("Last number")),
    ]


def _line(row: ObjectiveRow, on: date, form: Format) -> dict[str, Any]:
    from northing.features.okrs.schemas import exact
    from northing.features.okrs.wording import values

    standing, is_text = row.standing, form is Format.TEXT
    return {
        "ref": row.ref,
        "title": row.title,
        "holder": row.holder_name,
        "owner": row.owner_name,
        "progress": values.share(standing.progress) if is_text else exact(standing.progress),
        "status": status_text(row, on) if is_text else standing.status.value,
        "confidence": _mean(standing.mean_confidence) if is_text else exact(standing.mean_confidence),
        "last_reading_on": standing.last_reading_on,
    }


def _mean(confidence: Decimal | None) -> str:
    from northing.features.okrs.wording import values

    return "" if confidence is None else values.number(confidence, decimals=1)


def status_text(row: ObjectiveRow, on: date) -> str:
    """The status as people read it, with what limits it; of what is not agreed yet, its state."""
    from northing.domain.codes import ObjectiveState
    from northing.features.okrs.wording import statuses, words

    if row.state in (ObjectiveState.DRAFT, ObjectiveState.PROPOSED, ObjectiveState.RETURNED):
        return words.word(words.STATES, row.state)
    pill = statuses.objective_pill(
        status=row.standing.status,
        freshness=row.standing.freshness,
        as_of=row.standing.last_reading_on,
        on=on,
        notes=row.standing.notes,
    )
    return f"{pill.label} ({pill.note})" if pill.note else pill.label


@app.command("show")
def show(
    ref: RefArgument,
    form: FormatOption = Format.TEXT,
    organization: OrganizationOption = None,
    person: PersonOption = None,
) -> None:
    """One objective with its key results, or one key result.

    Example: northing okrs show 7k2m9q4x1c5d
    """
    here = standpoint(organization, person)
    from northing.features.okrs import queries, schemas
    from northing.kit.errors import NotFound

    try:
        detail, _rights = queries.objective_for_form(actor=here.actor, ref=ref, on=here.on)
    except NotFound:
        _show_key_result(ref, here, form)
        return
    key_results = queries.key_results_in_full(actor=here.actor, ref=ref, on=here.on)
    if form in (Format.JSON, Format.YAML):
        below = [schemas.key_result_item(one) for one in key_results]
        show_data({**schemas.objective_shown(detail), "key_results": below}, form=form)
        return
    if form is Format.TEXT:
        row = queries.objective_row(actor=here.actor, ref=ref, on=here.on)
        typer.echo(f"{detail.title}\n{_facts(row, detail.cycle.name if detail.cycle else '', here.on)}\n")
    show_rows([_part(one, here.on, form) for one in key_results], _part_columns(), form=form)


def _facts(row: ObjectiveRow, cycle: str, on: date) -> str:
    from northing.features.okrs.wording import values

    facts = [
        cycle,
        row.holder_name,
        row.owner_name,
        values.share(row.standing.progress),
        status_text(row, on),
    ]
    return " · ".join(fact for fact in facts if fact)


def _show_key_result(ref: str, here: Standpoint, form: Format) -> None:
    from northing.features.okrs import queries, schemas
    from northing.kit.errors import NotFound

    try:
        found = queries.key_result_detail(actor=here.actor, ref=ref, on=here.on)
    except NotFound:
        raise NotFound() from None  # it may have been meant as either
    if form in (Format.JSON, Format.YAML):
        show_data(schemas.key_result_shown(found), form=form)
        return
    show_rows([_part(found, here.on, form)], _part_columns(), form=form)


def _part_columns() -> list[Column]:
    return [
        Column("ref", _("Ref")),
        Column("title", _("Key result")),
        Column("goal", _("From, to")),
        Column("value", _("Now"), is_number=True),
        Column("progress", _("Progress"), is_number=True),
        Column("status", _("Status")),
        Column("confidence", _("Confidence"), is_number=True),
        Column("owner", _("Owner")),
    ]


def _part(row: KeyResultDetail, on: date, form: Format) -> dict[str, Any]:
    from northing.features.okrs.schemas import exact
    from northing.features.okrs.wording import lines

    told = lines.key_result_line(row, on=on, selected="")
    is_text = form is Format.TEXT
    return {
        "ref": row.ref,
        "title": row.title,
        "goal": told.span,
        "value": told.value if is_text else exact(row.standing.value),
        "progress": told.progress_text if is_text else exact(row.standing.progress),
        "status": " · ".join(part for part in (told.pill.label, told.pill.note) if part)
        if is_text
        else row.standing.status.value,
        "confidence": row.standing.confidence,
        "owner": row.owner.name,
    }
