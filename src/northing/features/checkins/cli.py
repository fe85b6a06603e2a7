"""``northing checkin``: the weekly page on the console; it accepts what the page accepts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from northing.kit.cli.exits import Exit, lines_of, stop
from northing.kit.cli.formats import Column, Format, FormatOption, show_data, show_rows
from northing.kit.cli.language import gettext as _
from northing.kit.cli.operator import OrganizationOption, PersonOption, operator_actor
from northing.kit.cli.setup import prepare

if TYPE_CHECKING:
    from northing.features.checkins.forms import CheckInForm, Entry
    from northing.features.checkins.queries import DueKeyResult
    from northing.kit.actors import Actor

DayFormats = ["%Y-%m-%d"]
MEASURED = frozenset({"value", "stages", "done", "same", "is_judgement"})


@dataclass(frozen=True)
class Standpoint:
    """Who checks in, on which day, and when that day began."""

    actor: Actor
    on: date
    day_began: datetime


def checkin(
    ref: Annotated[
        str | None,
        typer.Argument(metavar="[REF]", help=_("One key result; else all that are due, one by one.")),
    ] = None,
    value: Annotated[
        str | None,
        typer.Option(help=_("The new number as you would type it: 84900, +5, 52%, 2:37, 3万.")),
    ] = None,
    stages: Annotated[str | None, typer.Option(help=_("The stages reached, like 1,2."))] = None,
    done: Annotated[bool | None, typer.Option("--done/--not-done", help=_("For yes or no."))] = None,
    unchanged: Annotated[
        bool, typer.Option("--unchanged", help=_("Measured again, and the same as last time."))
    ] = False,
    judgement_only: Annotated[
        bool, typer.Option("--judgement-only", help=_("No new number, only how sure you are."))
    ] = False,
    confidence: Annotated[
        int | None, typer.Option(min=0, max=10, help=_("How likely the target is; else as last time."))
    ] = None,
    note: Annotated[str, typer.Option(help=_("What should be known about it."))] = "",
    day: Annotated[
        datetime | None,
        typer.Option("--on", formats=DayFormats, help=_("The day it was measured; else today.")),
    ] = None,
    form: FormatOption = Format.TEXT,
    organization: OrganizationOption = None,
    person: PersonOption = None,
) -> None:
    """Check in: one key result with options, or everything that is due, asked one after the other.

    When asked: a number as people write it (+5, 52%, 1.2m), “=” for the same value, “/” for no new number, and
    “s” to skip. Without --as it acts for the organization itself and needs a REF.

    Example: northing checkin --as mika@example.org

    Example: northing checkin 7k2m9q4x1c5d --value 84900 --confidence 7 --note "Campaign started"
    """
    given = _given(value, stages, done, unchanged, judgement_only)
    if given and ref is None:
        raise typer.BadParameter(_("Name the key result this is about."), param_hint="REF")
    prepare()
    here = _standpoint(organization, person)
    given |= {"note": note, "effective_on": day.date().isoformat() if day else ""}
    if confidence is not None:
        given["confidence"] = "-" if confidence == 0 else str(confidence)
    if ref is not None and _is_complete(given):
        _say_one(here, ref, given, form)
        return
    _ask(here, ref, given, form)


def _given(
    value: str | None, stages: str | None, done: bool | None, unchanged: bool, judgement_only: bool
) -> dict[str, str]:
    """The options as the fields of a row of the page; at most one says what was measured."""
    typed = {
        "value": value,
        "stages": stages,
        "done": None if done is None else ("yes" if done else "no"),
        "same": "=" if unchanged else None,
        "is_judgement": "1" if judgement_only else None,
    }
    given = {name: text for name, text in typed.items() if text is not None}
    if len(given) > 1:
        raise typer.BadParameter(
            _("Choose one of --value, --stages, --done, --unchanged and --judgement-only.")
        )
    return given


def _is_complete(given: dict[str, str]) -> bool:
    """Whether the options say enough; then nothing is asked."""
    return bool(given.keys() & {*MEASURED, "confidence"})


def _standpoint(organization: str | None, person: str | None) -> Standpoint:
    from django.utils import timezone

    from northing.features.org import queries as org_queries

    actor = operator_actor(organization, person)
    row = org_queries.organization_of(organization_id=actor.organization_id)
    on = org_queries.today_in(organization=row, at=timezone.now())
    zone = org_queries.zone_of(organization=row)
    return Standpoint(actor, on, datetime.combine(on, time.min, zone))


def _say_one(here: Standpoint, ref: str, given: dict[str, str], form: Format) -> None:
    """Record what the options say; a value that could mean two things is refused with both."""
    from northing.features.checkins import queries

    row = queries.one_row(actor=here.actor, ref=ref, on=here.on)
    typed, entry = _read(row, given)
    if entry is None and typed.value("kept"):  # an option is meant: nobody is there to be asked once more
        typed, entry = _read(row, {**given, "kept": typed.value("kept")})
    if entry is None:
        stop("\n".join(_problems(typed, row)), Exit.BAD_INPUT)
    told = _record(here, row, entry)
    if form in (Format.JSON, Format.YAML):
        show_data(_data(told), form=form)
    else:
        _show([told], form)


def _read(row: DueKeyResult, given: dict[str, str]) -> tuple[CheckInForm, Entry | None]:
    """The same reading of a row as the page's."""
    from northing.domain.terms import Kind
    from northing.features.checkins.forms import CheckInForm

    fields = {**given, "asked": "1" if "stages" in given else ""}
    if "same" in given:
        fields |= _same_again(row)
    if row.terms.kind in (Kind.MILESTONE, Kind.BINARY) and fields.get("value") == "/":
        fields |= {"value": "", "is_judgement": "1"}
    stages = fields.pop("stages", "").replace(",", " ").replace("，", " ").split()
    typed = CheckInForm(fields, stages)
    _refuse_other_kinds(row, given, typed)
    if not typed.is_valid:
        return typed, None
    entry = typed.read(row)
    return typed, entry if typed.is_valid else None


def _same_again(row: DueKeyResult) -> dict[str, str]:
    last = row.reading
    if last is not None and last.is_done is not None:
        return {"done": "yes" if last.is_done else "no"}
    if last is not None and row.stages:
        return {"asked": "1", "stages": ",".join(map(str, sorted(last.reached)))}
    return {"value": "="}


def _refuse_other_kinds(row: DueKeyResult, given: dict[str, str], typed: CheckInForm) -> None:
    """An option that this kind cannot have is refused, never passed over."""
    from northing.domain.terms import Kind

    fitting = {Kind.MILESTONE: "stages", Kind.BINARY: "done"}.get(row.terms.kind, "value")
    is_closed = row.is_kept_elsewhere or not row.has_kind
    for name in given.keys() & {"value", "stages", "done", "same"}:
        is_shortcut = name == "value" and given[name] in ("=", "/")
        if is_closed and not is_shortcut:
            typed.add(name, "needs_numbers" if not row.has_kind else "wrong_reading")
        elif name not in (fitting, "same") and not is_shortcut:
            typed.add(name, "wrong_reading")


def _problems(typed: CheckInForm, row: DueKeyResult) -> list[str]:
    from northing.features.checkins.wording import meanings

    found = [f"{name}: {text}" for name, text in typed.problems.items()]
    choices = enumerate(meanings(row, typed.choices), 1)
    return found + [f"  {number}) {words}" for number, (_value, words) in choices]


def _record(here: Standpoint, row: DueKeyResult, entry: Entry) -> dict[str, Any]:
    from django.utils import timezone

    from northing.features.checkins import actions, queries, schemas, wording
    from northing.features.okrs import queries as okr_queries

    done = actions.submit_check_in(
        actor=here.actor,
        key_result=row.ref,
        reading=entry.reading,
        confidence=entry.confidence,
        note=entry.note,
        at=timezone.now(),
        on=here.on,
        is_confidence_kept=entry.is_confidence_kept,
    )
    told = schemas.checked_in_shown(
        okr_queries.check_in_row(actor=here.actor, ref=done.check_in.ref),
        key_result=done.key_result,
        objective=done.objective,
        is_repeat=done.is_repeat,
    )
    after = queries.one_row(actor=here.actor, ref=row.ref, on=here.on)
    said = queries.said_about(actor=here.actor, row=after, since=here.day_began)
    words = "" if said is None else wording.told_row(said, on=here.on).said
    return {"ref": row.ref, "title": row.title, "told": words, **told}


def _data(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name != "told"}


def _show(said: list[dict[str, Any]], form: Format) -> None:
    if form in (Format.JSON, Format.YAML):
        show_data([_data(one) for one in said], form=form)
        return
    columns = [
        Column("ref", _("Ref")),
        Column("title", _("Key result")),
        Column("said", _("Said")),
        Column("confidence", _("Confidence"), is_number=True),
    ]
    rows = [{**one, "said": one["told"], "confidence": one["check_in"]["confidence"]} for one in said]
    show_rows(rows, columns, form=form)


def _ask(here: Standpoint, ref: str | None, given: dict[str, str], form: Format) -> None:
    """One key result after the other; what was said before a stop stays said."""
    from northing.features.checkins import queries, wording

    if ref is not None:
        rows: Iterable[DueKeyResult] = [queries.one_row(actor=here.actor, ref=ref, on=here.on)]
    elif here.actor.person_id is None:
        stop(_("Say for whom: northing checkin --as MAIL, or name a key result."), Exit.BAD_INPUT)
    else:
        week = queries.my_week(actor=here.actor, on=here.on, since=here.day_began)
        typer.echo(" ".join(part for part in (wording.lead(week), wording.next_due(week)) if part), err=True)
        rows = week.open_rows
    said = [told for row in rows if (told := _ask_one(here, row, given)) is not None]
    if said:
        typer.echo("", err=True)
        _show(said, form)


def _ask_one(here: Standpoint, row: DueKeyResult, given: dict[str, str]) -> dict[str, Any] | None:
    """Ask until it is understood; None when it was skipped."""
    from northing.features.checkins import wording
    from northing.kit.errors import Conflict, Invalid

    typer.echo("", err=True)
    for line in wording.question(row, on=here.on):
        typer.echo(line, err=True)
    answers = dict(given)
    while True:
        if not _ask_number(row, answers):
            return None
        _ask_judgement(row, answers)
        typed, entry = _read(row, answers)
        if entry is None:
            typer.echo("\n".join(_problems(typed, row)), err=True)
            answers = _asked_again(typed, row, answers)
            continue
        try:
            told = _record(here, row, entry)
            typer.echo(_("Saved: %(said)s") % {"said": told["told"]}, err=True)
            return told
        except (Invalid, Conflict) as error:
            typer.echo("\n".join(lines_of(error)), err=True)
            answers = dict(given)


def _asked_again(typed: CheckInForm, row: DueKeyResult, answers: dict[str, str]) -> dict[str, str]:
    """What was understood stays; of a number with several meanings one is chosen."""
    from northing.features.checkins.wording import meanings

    choices = [value for value, _words in meanings(row, typed.choices)]
    if choices:
        chosen = _asked(_("Which one"), "1")
        if chosen.isdecimal() and len(chosen) < 3 and 0 < int(chosen) <= len(choices):
            return {**answers, "meant": choices[int(chosen) - 1]}
    understood = {
        name: text for name, text in answers.items() if name not in typed.problems and name != "meant"
    }
    return {**understood, "kept": typed.value("kept")}


def _ask_number(row: DueKeyResult, answers: dict[str, str]) -> bool:
    """Ask for what was measured unless that is known; False to skip this one."""
    from northing.domain.terms import Kind

    if row.is_kept_elsewhere or not row.has_kind or answers.keys() & MEASURED:
        return True
    if row.terms.kind is Kind.BINARY:
        typed = _asked(_("Done? y, n, / for no news, s to skip"), "/")
        answers |= {"y": {"done": "yes"}, "n": {"done": "no"}}.get(typed[:1].lower(), {"is_judgement": "1"})
    elif row.terms.kind is Kind.MILESTONE:
        typed = _asked(_("Stages reached like 1,2; = as before, / for no news, s to skip"), "/")
        answers |= {"=": {"same": "="}, "/": {"is_judgement": "1"}}.get(typed, {"stages": typed})
    else:
        typed = _asked(_("New number; = the same, / no new one, s to skip"), "" if row.asks_number else "/")
        answers["value"] = typed
    return typed.lower() != "s"


def _ask_judgement(row: DueKeyResult, answers: dict[str, str]) -> None:
    """Ask how sure somebody is; Enter says "still 6". Little confidence is asked for its reason."""
    if "confidence" in answers:
        return
    kept = "" if row.confidence is None else f" [{row.confidence}]"
    typed = _asked(_("How sure, 0 to 10") + kept, "")
    answers["confidence"] = "-" if typed == "0" else typed
    if typed in ("0", "1", "2", "3") and not answers.get("note"):
        answers["note"] = _asked(_("What is in the way? (Enter for nothing)"), "")


def _asked(question: str, default: str) -> str:
    told = f"{question} [{default}]" if default else question
    return str(typer.prompt(told, default=default, show_default=False, err=True)).strip()
