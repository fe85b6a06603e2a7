"""The rows of the objective page with their texts ready, so that templates only print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from northing.domain.codes import HolderKind, Kind, LinkKind
from northing.domain.numbers import multiply
from northing.features.okrs.queries import (
    AlignedRow,
    CheckInRow,
    KeyResultDetail,
    ObjectiveDetail,
    TermsChangeRow,
    ToldAct,
)
from northing.features.okrs.wording import statuses, terms, values, words
from northing.features.okrs.wording.statuses import Pill
from northing.kit.web.figures import NO_VALUE, ago_text
from northing.kit.wording import acted_by, listed

_OLD_NUMBER = frozenset({"overdue", "stale"})


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResultLine:
    """One row of the table of key results."""

    ref: str
    title: str
    definition: str
    span: str
    value: str
    value_note: str
    progress: Decimal | None
    progress_text: str
    tick: Decimal | None
    is_old: bool
    pill: Pill
    confidence: str
    confidence_note: str
    weight: str
    weight_note: str
    owner: str
    stages: int
    stages_reached: int
    stages_later: tuple[int, ...]
    is_struck: bool
    asks_for_numbers: bool
    is_selected: bool
    may_edit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignedLine:
    """One objective above or below."""

    ref: str
    parent_ref: str
    title: str
    note: str
    pill: Pill
    is_private: bool
    contributes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInLine:
    """One line of the check-in history."""

    ref: str
    day: str
    value: str
    confidence: str
    note: str
    by: str
    mark: str
    is_struck: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """One line of a history: who, when, what, why."""

    day: str
    by: str
    text: str
    about: str = ""
    reason: str = ""
    effect: str = ""


def key_result_line(row: KeyResultDetail, *, on: date, selected: str) -> KeyResultLine:
    """One key result as its table shows it."""
    standing = row.standing
    reached = row.reading.reached if row.reading else frozenset()
    in_order = values.reached_in_order(reached)
    return KeyResultLine(
        ref=row.ref,
        title=row.title,
        definition=row.definition,
        span=span_of(row),
        value=value_of(row),
        value_note=value_note(row, on),
        progress=standing.progress,
        progress_text=progress_text(row),
        tick=tick_of(standing.bar, standing.expected),
        is_old=standing.number_freshness in _OLD_NUMBER,
        pill=statuses.key_result_pill(
            status=standing.status,
            guardrail=standing.guardrail if row.is_guardrail else "",
            freshness=standing.freshness,
            as_of=standing.last_reading_on or standing.last_judgement_on,
            on=on,
            notes=standing.notes,
        ),
        confidence=NO_VALUE if standing.confidence is None else values.number(standing.confidence),
        confidence_note=_said(standing.last_judgement_on, on),
        weight=weight_text(row),
        weight_note=_("weight in the objective, pinned") if row.is_pinned else _("weight in the objective"),
        owner=row.owner.name,
        stages=len(row.stages),
        stages_reached=in_order,
        stages_later=tuple(number - 1 for number in reached if number > in_order),
        is_struck=row.state in ("dropped", "postponed"),
        asks_for_numbers=not row.kind,
        is_selected=row.ref == selected,
        may_edit=row.may.edits and row.state != "dropped",
    )


def span_of(row: KeyResultDetail) -> str:
    """What the key result promises."""
    return values.span(
        row.kind,
        values.unit_of(row.unit, row.decimals),
        start=row.start,
        target=row.target,
        stretch=row.stretch,
        lower=row.lower,
        upper=row.upper,
        stages=len(row.stages),
        start_unknown_until=row.start_unknown_until,
    )


def value_of(row: KeyResultDetail) -> str:
    """Its last reading; a dash before the first."""
    if row.reading is None:
        return NO_VALUE
    reading = row.reading
    return values.reading(
        row.kind,
        values.unit_of(row.unit, row.decimals),
        value=reading.value,
        reached=values.reached_in_order(reading.reached),
        stages=len(row.stages),
        is_done=reading.is_done,
        done_weight=reading.done_weight,
        total_weight=reading.total_weight,
    )


def value_note(row: KeyResultDetail, on: date) -> str:
    """When it was read; for bounds how often it was inside."""
    if row.reading is None:
        return ""
    if row.periods is not None:
        counts = {
            "inside": row.periods.inside,
            "elapsed": row.periods.elapsed,
            "planned": row.periods.planned,
        }
        return _("%(inside)s of %(elapsed)s inside, %(planned)s planned") % counts
    return values.day(row.reading.effective_on)


def progress_text(row: KeyResultDetail) -> str:
    """The number beside the bar, or why there is none."""
    if not row.kind:
        return _("no numbers yet")
    if row.kind == Kind.BASELINE:
        return _("finds a number")
    if row.standing.progress is None:
        return _("start not known yet") if row.kind == Kind.METRIC and row.start is None else _("no data")
    return values.share(row.standing.progress)


def tick_of(bar: Decimal | None, expected: Decimal | None) -> Decimal | None:
    """Where the tick stands: what counts as good by now."""
    return None if bar is None or expected is None else multiply(bar, expected)


def weight_text(row: KeyResultDetail) -> str:
    """Its share of the objective, or what it is instead."""
    if row.is_guardrail:
        return pgettext("weight", "guardrail")
    return NO_VALUE if row.weight_share is None else values.share(row.weight_share)


def _said(judged_on: date | None, on: date) -> str:
    return "" if judged_on is None else _("given %(ago)s") % {"ago": ago_text((on - judged_on).days)}


def aligned_line(row: AlignedRow, *, on: date) -> AlignedLine:
    """One objective above or below; a private one is told by its numbers only."""
    weight = (
        "" if row.weight_share is None else _("weight %(share)s") % {"share": values.share(row.weight_share)}
    )
    progress = "" if row.progress is None else values.share(row.progress)
    about = _("to “%(title)s”") % {"title": row.key_result.name} if row.key_result.name else ""
    note = " · ".join(part for part in (row.holder or row.owner, row.cycle, about, progress, weight) if part)
    return AlignedLine(
        ref=row.ref,
        parent_ref=row.key_result.ref or row.ref,
        title=_("private objective") if row.is_private else row.title,
        note=note,
        pill=statuses.objective_pill(
            status=row.status, freshness=row.freshness, as_of=row.last_reading_on, on=on, notes=()
        ),
        is_private=row.is_private,
        contributes=row.kind is LinkKind.CONTRIBUTES,
    )


def check_in_line(row: CheckInRow, about: KeyResultDetail, *, may_withdraw: bool) -> CheckInLine:
    """One check-in, told in the reader's numbers."""
    value = values.reading(
        about.kind,
        values.unit_of(about.unit, about.decimals),
        value=row.value,
        reached=values.reached_in_order(row.stages_reached),
        stages=len(about.stages),
        is_done=row.is_done,
        done_weight=row.done_weight,
        total_weight=row.total_weight,
    )
    confidence = NO_VALUE if row.confidence is None else values.number(row.confidence)
    kept = row.is_confidence_kept and row.confidence is not None
    return CheckInLine(
        ref=row.ref,
        day=values.day(row.effective_on, "weekday"),
        value=value if row.is_reading else _("judgement only"),
        confidence=_("still %(confidence)s") % {"confidence": confidence} if kept else confidence,
        note=row.note,
        by=listed(
            part for part in (row.author_name or _("Northing"), words.word(words.SOURCES, row.source)) if part
        ),
        mark=_("taken back") if row.is_withdrawal else _("corrected") if row.is_superseded else "",
        is_struck=row.is_superseded or row.is_withdrawal,
        may_withdraw=may_withdraw and not row.is_superseded and not row.is_withdrawal,
    )


def change_line(row: TermsChangeRow) -> ToldLine:
    """One change of agreed terms: who, when, old → new, why, and what it did to progress."""
    unit = values.unit_of(row.unit, row.decimals)
    effect = ""
    before, after = values.share(row.progress_before), values.share(row.progress_after)
    if before != after and row.progress_after is not None:
        effect = _("progress %(before)s → %(after)s") % {"before": before, "after": after}
    return ToldLine(
        day=values.day(row.on, "medium"),
        by=row.by_name or _("Northing"),
        text=terms.change_text(row.field, row.old, row.new, unit),
        about=row.key_result_title,
        reason=row.reason,
        effect=effect,
    )


def act_line(row: ToldAct, zone: tzinfo) -> ToldLine:
    """One act of the history."""
    return ToldLine(
        day=values.day(_day_of(row.at, zone), "medium"),
        by=acted_by(row.by_name, row.via),
        text=terms.act_text(row.verb, row.details),
    )


def _day_of(moment: datetime, zone: tzinfo) -> date:
    return moment.astimezone(zone).date()


def holder_text(detail: ObjectiveDetail, organization: str) -> str:
    """Who holds it."""
    return {HolderKind.TEAM: detail.team.name, HolderKind.PERSON: detail.person.name}.get(
        detail.holder, organization
    )


def agreement_text(detail: ObjectiveDetail) -> str:
    """When and by whom it was agreed; says so when nobody else looked."""
    if detail.agreed_on is None:
        return ""
    told = _("agreed on %(day)s") % {"day": values.day(detail.agreed_on, "medium")}
    if detail.agreed_by:
        told = _("agreed on %(day)s by %(name)s") % {
            "day": values.day(detail.agreed_on, "medium"),
            "name": detail.agreed_by,
        }
    alone = _("without a second pair of eyes")
    return f"{told} · {alone}" if detail.agreed_alone else told


def added_text(detail: ObjectiveDetail) -> str:
    """ "added in week 6": an objective that joined a running cycle."""
    cycle, agreed = detail.cycle, detail.agreed_on
    if cycle is None or agreed is None or agreed <= cycle.starts_on or agreed > cycle.ends_on:
        return ""
    week = (agreed - cycle.starts_on).days // 7 + 1
    return _("added in week %(week)s") % {"week": week} if week > 1 else ""


def confidence_text(rows: Mapping[str, int]) -> tuple[str, str]:
    """The mean of the key results' confidences, and who said how much: ("7", "4 key results, 6–8")."""
    given = list(rows.values())
    if not given:
        return NO_VALUE, _("nobody has judged yet")
    mean = values.number(Decimal(sum(given)) / len(given), decimals=1)
    spread = f"{min(given)}–{max(given)}" if min(given) != max(given) else str(given[0])
    told = ngettext("%(count)s key result: %(spread)s", "%(count)s key results: %(spread)s", len(given))
    return mean, told % {"count": len(given), "spread": spread}
