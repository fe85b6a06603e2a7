"""``northing cycle``: list, create, open, close, reopen."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from northing.kit.cli.formats import Column, Format, FormatOption, show_rows
from northing.kit.cli.language import gettext as _
from northing.kit.cli.operator import OrganizationOption, PersonOption, operator_actor
from northing.kit.cli.setup import prepare
from northing.kit.cli.table import new_app

if TYPE_CHECKING:
    from northing.features.cycles.queries import Cycle
    from northing.kit.actors import Actor

app = new_app(_("Open and close cycles."))

CycleArgument = Annotated[str, typer.Argument(metavar="CYCLE", help=_("Its name or its ref."))]
DayFormats = ["%Y-%m-%d"]


@app.command("list")
def list_cycles(
    form: FormatOption = Format.TEXT, organization: OrganizationOption = None, person: PersonOption = None
) -> None:
    """Every cycle, the latest first.

    Example: northing cycle list --format json
    """
    actor = _actor(organization, person)
    from northing.features.cycles import queries

    _show([_told(cycle, actor) for cycle in queries.cycles(actor=actor)], form)


@app.command("create")
def create(
    name: Annotated[
        str | None, typer.Argument(help=_("Its name; else the next quarter is suggested."))
    ] = None,
    kind: Annotated[str, typer.Option(help=_("year, half, quarter, month or custom."))] = "quarter",
    starts_on: Annotated[
        datetime | None, typer.Option("--from", formats=DayFormats, help=_("First day."))
    ] = None,
    ends_on: Annotated[datetime | None, typer.Option("--to", formats=DayFormats, help=_("Last day."))] = None,
    parent: Annotated[str | None, typer.Option(help=_("Name or ref of the longer cycle it lies in."))] = None,
    form: FormatOption = Format.TEXT,
    organization: OrganizationOption = None,
    person: PersonOption = None,
) -> None:
    """Create a cycle; without dates the next period of its kind in the fiscal year.

    Example: northing cycle create "2027 Q1" --from 2027-01-01 --to 2027-03-31
    """
    actor = _actor(organization, person)
    from northing.features.cycles import actions

    fields = _suggested(actor, kind)
    given = {"name": name, "starts_on": starts_on and starts_on.date(), "ends_on": ends_on and ends_on.date()}
    fields.update({key: value for key, value in given.items() if value is not None})
    if parent is not None or starts_on is not None or ends_on is not None:
        fields["parent_ref"] = _found(parent, actor).ref if parent else None
    _show([_told(actions.create_cycle(actor=actor, at=_now(), **fields), actor)], form)


@app.command("open")
def open_cycle(
    cycle: CycleArgument,
    form: FormatOption = Format.TEXT,
    organization: OrganizationOption = None,
    person: PersonOption = None,
) -> None:
    """Start a planned cycle: people are asked for check-ins.

    Example: northing cycle open "2027 Q1"
    """
    _move(cycle, "active", form, organization, person)


@app.command("close")
def close_cycle(
    cycle: CycleArgument,
    final: Annotated[
        bool, typer.Option("--final", help=_("Also take the second step: close what was ended."))
    ] = False,
    form: FormatOption = Format.TEXT,
    organization: OrganizationOption = None,
    person: PersonOption = None,
) -> None:
    """End a running cycle (last readings may still be entered), or close one that has been ended.

    Example: northing cycle close "2026 Q4" --final
    """
    _move(cycle, "", form, organization, person, is_final=final)


@app.command("reopen")
def reopen(
    cycle: CycleArgument,
    reason: Annotated[str, typer.Option(help=_("Why; it stays in the history."))],
    form: FormatOption = Format.TEXT,
    organization: OrganizationOption = None,
    person: PersonOption = None,
) -> None:
    """Take a closed cycle back to closing.

    Example: northing cycle reopen "2026 Q3" --reason "A late number"
    """
    actor = _actor(organization, person)
    from northing.features.cycles import actions

    found = _found(cycle, actor)
    _show([_told(actions.reopen_cycle(actor=actor, ref=found.ref, reason=reason, at=_now()), actor)], form)


def _move(
    cycle: str,
    phase: str,
    form: Format,
    organization: str | None,
    person: str | None,
    *,
    is_final: bool = False,
) -> None:
    actor = _actor(organization, person)
    from northing.domain.terms import Phase
    from northing.features.cycles import actions

    found = _found(cycle, actor)
    step = Phase(phase) if phase else (Phase.CLOSING if found.phase == Phase.ACTIVE else Phase.CLOSED)
    moved = actions.set_phase(actor=actor, ref=found.ref, phase=step, at=_now(), on=_today(actor))
    if is_final and moved.phase == Phase.CLOSING:
        moved = actions.set_phase(actor=actor, ref=found.ref, phase=Phase.CLOSED, at=_now(), on=_today(actor))
    _show([_told(moved, actor)], form)
    if moved.phase == Phase.CLOSING:
        typer.echo(
            _("It is ended: last readings may be entered. To close it: northing cycle close “%(cycle)s”")
            % {"cycle": moved.name},
            err=True,
        )


def _actor(organization: str | None, person: str | None) -> Actor:
    prepare()
    return operator_actor(organization, person)


def _suggested(actor: Actor, kind: str) -> dict[str, Any]:
    from northing.domain.terms import CycleKind
    from northing.features.cycles import queries
    from northing.kit.errors import Invalid

    if kind not in set(CycleKind):
        raise Invalid("unknown_choice", field="kind", value=kind)
    found = queries.suggested_cycles(actor=actor, on=_today(actor))
    one = next((suggestion for suggestion in found if suggestion.kind == kind), found[0])
    return {
        "name": one.name,
        "kind": CycleKind(kind),
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "parent_ref": one.parent_ref,
    }


def _found(name_or_ref: str, actor: Actor) -> Cycle:
    from northing.features.cycles import queries

    named = queries.cycle_by_name(actor=actor, name=name_or_ref)
    return named or queries.cycle_by_ref(actor=actor, ref=name_or_ref.strip())


def _told(cycle: Cycle, actor: Actor) -> dict[str, Any]:
    from northing.features.cycles.schemas import shown

    return shown(cycle, _today(actor))


def _show(rows: list[dict[str, Any]], form: Format) -> None:
    from northing.domain.terms import Phase
    from northing.features.cycles import wording

    columns = [
        Column("ref", _("Ref")),
        Column("name", _("Name")),
        Column("phase", _("Phase")),
        Column("starts_on", _("First day")),
        Column("ends_on", _("Last day")),
        Column("days_left", _("Days left"), is_number=True),
    ]
    if form is Format.TEXT:
        rows = [_worded(row, wording.phase_label(Phase(row["phase"]))) for row in rows]
    show_rows(rows, columns, form=form)


def _worded(row: dict[str, Any], phase: str) -> dict[str, Any]:
    """A row for people: the phase as a word, and no days left of what is over."""
    return {**row, "phase": phase, "days_left": row["days_left"] if row["days_left"] >= 0 else ""}


def _now() -> datetime:
    from django.utils import timezone

    return timezone.now()


def _today(actor: Actor) -> Any:
    from northing.features.org import queries as org_queries

    return org_queries.today_of_organization(organization_id=actor.organization_id, at=_now())
