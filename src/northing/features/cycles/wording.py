"""Cycle codes as words and sentences."""

from __future__ import annotations

from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from northing.domain.terms import CycleKind, Phase
from northing.features.cycles.queries import CycleRow, NextStep, ToldAct
from northing.kit.activity.record import Act
from northing.kit.web.figures import day_text
from northing.kit.wording import acted_by, listed, register_sentences, sentence_for

PHASES = {
    Phase.PLANNING: _("Planning"),
    Phase.ACTIVE: _("Running"),
    Phase.CLOSING: _("Closing"),
    Phase.CLOSED: _("Closed"),
}
PHASE_MEANINGS = {
    Phase.PLANNING: _("Objectives are drafted and agreed. Nobody is asked for check-ins yet."),
    Phase.ACTIVE: _("The weeks that count: people check in, and agreed terms change only with a reason."),
    Phase.CLOSING: _("Terms are frozen. Last readings are entered and everything gets its final value."),
    Phase.CLOSED: _("Read-only for everybody. Numbers and history stay to be read and compared."),
}
# The status whose shape and colour a phase borrows.
PHASE_MARKS = {
    Phase.PLANNING: "draft",
    Phase.ACTIVE: "on_track",
    Phase.CLOSING: "postponed",
    Phase.CLOSED: "closed",
}
STEPS = {
    Phase.ACTIVE: _("Start the cycle"),
    Phase.CLOSING: _("End the cycle"),
    Phase.CLOSED: _("Close the cycle"),
}
REOPEN = _("Reopen the cycle")
KINDS = {
    CycleKind.YEAR: _("Year"),
    CycleKind.HALF: _("Half-year"),
    CycleKind.QUARTER: _("Quarter"),
    CycleKind.MONTH: _("Month"),
    CycleKind.CUSTOM: _("Own dates"),
}
DEADLINES = {
    "submit_by_organization_on": _("Objectives of the organization due by"),
    "submit_by_team_on": _("Objectives of teams due by"),
    "submit_by_person_on": _("Objectives of people due by"),
}
VERBS = {
    "cycle.created": _("created the cycle"),
    "cycle.changed": _("changed the cycle"),
    "cycle.dates_changed": _("moved its dates while it was running"),
    "cycle.phase_changed": _("moved it to %(phase)s"),
    "cycle.reopened": _("reopened it: %(reason)s"),
}


def phase_label(phase: Phase) -> str:
    """The word for a phase."""
    return str(PHASES[phase])


def kind_label(kind: CycleKind) -> str:
    """The word for a kind of cycle."""
    return str(KINDS[kind])


def step_label(step: NextStep) -> str:
    """What the button that moves a cycle on says."""
    return str(REOPEN if step.is_reopening else STEPS[step.phase])


def obstacle(step: NextStep, cycle: CycleRow) -> str:
    """Why the step cannot be taken today; empty when it can."""
    if not step.obstacle:
        return ""
    params = {"cycle": cycle.name, "last": day(cycle.ends_on), "names": listed(step.names)}
    return sentence_for(step.obstacle, params)


def when(cycle: CycleRow) -> str:
    """Where a cycle stands in time: "week 8 of 13 · 39 days left", "begins in 5 days", "ended 3 days ago"."""
    if cycle.days_until > 0:
        return ngettext("begins tomorrow", "begins in %(days)s days", cycle.days_until) % {
            "days": cycle.days_until
        }
    if cycle.has_ended:
        days = -cycle.days_left
        return ngettext("ended yesterday", "ended %(days)s days ago", days) % {"days": days}
    return _("%(week)s · %(left)s") % {"week": week(cycle), "left": days_left(cycle)}


def week(cycle: CycleRow) -> str:
    """ "week 8 of 13"; empty outside the cycle."""
    if cycle.week is None:
        return ""
    return _("week %(week)s of %(weeks)s") % {"week": cycle.week, "weeks": cycle.weeks}


def days_left(cycle: CycleRow) -> str:
    """ "39 days left", "last day"."""
    if cycle.days_left == 0:
        return str(_("last day"))
    return ngettext("%(days)s day left", "%(days)s days left", cycle.days_left) % {"days": cycle.days_left}


def day(value: date) -> str:
    """A day with its year, as the reader writes it."""
    return day_text(value, get_language() or "en", "medium")


def days(first: date, last: date) -> str:
    """From the first to the last day."""
    return _("%(first)s – %(last)s") % {"first": day(first), "last": day(last)}


def by(line: ToldAct) -> str:
    """Who did it."""
    return acted_by(line.by_name, line.act.via)


def told(act: Act) -> str:
    """What somebody did to a cycle, to be read after their name."""
    phase = str(act.details.get("after", ""))
    named = phase_label(Phase(phase)) if phase in set(Phase) else ""
    sentence = str(VERBS.get(act.verb, act.verb))
    return (
        sentence % {"phase": named, "reason": act.details.get("reason", "")} if "%" in sentence else sentence
    )


register_sentences(
    {
        "cycle_not_found": _("There is no such cycle here. Choose one from the list of cycles."),
        "cycles_need_a_guide": _("Cycles are run by admins and coaches. Ask one of them to change this."),
        "cycle_closed": _(
            "“%(cycle)s” is closed and can only be read. An admin or coach may reopen it with a reason."
        ),
        "cycle_closing": _(
            "“%(cycle)s” is being closed: its terms are frozen, only readings and grades may change."
        ),
        "cycle_not_closed": _("“%(cycle)s” is not closed, so there is nothing to reopen."),
        "cycle_not_over": _(
            "“%(cycle)s” runs until %(last)s. End it the day after, or give it an earlier last day."
        ),
        "cycle_name_taken": _("Another cycle is already called “%(name)s”. Choose another name."),
        "cycle_dates_crossed": _("The last day lies before the first day."),
        "cycle_too_long": _("A cycle lasts at most five years."),
        "year_out_of_range": _("Choose a year from %(first)s to %(last)s."),
        "outside_parent": _("These dates do not lie inside “%(parent)s”, or fill it completely."),
        "children_outside": _("These shorter cycles would no longer fit: %(names)s. Change them first."),
        "children_not_closed": _("These shorter cycles are still open: %(names)s. Close them first."),
        "deadline_after_end": _("This lies after the last day of the cycle."),
        "phase_order": _(
            "“%(cycle)s” cannot take this step now: a cycle is planned, runs, is ended, then closed."
        ),
        "reason_needed": _("Please say why in a few words; the reason stays in the history."),
        "reopen_too_late": _("“%(cycle)s” was closed more than %(days)s days ago and stays closed."),
        "day_in_future": _("That day has not come yet: the latest possible is today, %(today)s."),
        "day_outside_cycle": _("That day lies outside “%(cycle)s” (%(first)s to %(last)s)."),
    }
)
