"""Every act of the activity as words, for the audit log; a test compares with what the source records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from northing.features.cycles.wording import VERBS as CYCLE_VERBS
from northing.features.cycles.wording import told as told_of_cycle
from northing.features.okrs.wording.terms import ACTS, act_text
from northing.features.work.wording import VERBS as TASK_VERBS
from northing.features.work.wording import told as told_of_task
from northing.kit.activity.record import Act
from northing.kit.actors import Via

OTHER_ACTS: Mapping[str, object] = {
    "absence.added": _("noted days away"),
    "absence.removed": _("took days away back"),
    "handed_over": _("handed it over"),
    "initiative.changed": _("changed the initiative"),
    "initiative.created": _("created the initiative"),
    "initiative.supposed": _("said which key result it should move"),
    "initiative.supposed_no_more": _("took back which key result it should move"),
    "kpi.changed": _("changed the KPI"),
    "kpi.created": _("created the KPI"),
    "kpi.read": _("wrote down a number of the KPI"),
    "organization.changed": _("changed the settings"),
    "organization.founded": _("founded the organization"),
    "person.added": _("added the person"),
    "person.changed": _("changed the person"),
    "person.deactivated": _("let the person leave"),
    "person.invited": _("invited the person"),
    "person.login_linked": _("gave the person a login"),
    "person.reactivated": _("brought the person back"),
    "pillar.changed": _("changed the pillar"),
    "pillar.created": _("created the pillar"),
    "pillar.moved": _("moved the pillar in the order"),
    "plan.imported": _("imported a plan"),
    "quiet_days.added": _("added quiet days"),
    "quiet_days.removed": _("removed quiet days"),
    "strategy.written": _("wrote the strategy"),
    "team.closed": _("closed the team"),
    "team.created": _("created the team"),
    "team.joined": _("added a member to the team"),
    "team.lead_changed": _("changed who leads the team"),
    "team.left": _("took a member out of the team"),
    "team.moved": _("moved the team"),
    "team.renamed": _("renamed the team"),
    "team.reopened": _("opened the team again"),
    "template.removed": _("removed the template"),
    "template.saved": _("saved the template"),
    "template.shared": _("copied the template to another organization"),
    "token.issued": _("made a token"),
    "token.revoked": _("ended a token"),
}
AREAS: Mapping[str, object] = {
    "objective": _("Objectives"),
    "key_result": _("Key results"),
    "checkin": _("Check-ins"),
    "status": _("Statuses set by hand"),
    "comment": _("Comments"),
    "coach": _("Coach"),
    "initiative": _("Initiatives"),
    "task": _("Tasks"),
    "kpi": _("KPIs"),
    "cycle": _("Cycles"),
    "pillar": _("Pillars"),
    "strategy": _("Strategy"),
    "plan": _("Imports"),
    "person": _("People"),
    "absence": _("Days away"),
    "team": _("Teams"),
    "template": _("Templates"),
    "token": _("Tokens"),
    "organization": _("Settings"),
    "quiet_days": _("Quiet days"),
}
DOORS: Mapping[str, object] = {
    Via.WEB: _("in the browser"),
    Via.API: _("through the API"),
    Via.CLI: _("on the console"),
    Via.IMPORT: _("by an import"),
    Via.JOB: _("by Northing itself"),
    Via.DEMO: _("in the demo"),
    Via.AGENT: _("by an agent"),
}


def said_of(act: Act) -> str:
    """What was done, to be read after the name of whoever did it; a code nobody worded stays a code."""
    if act.verb in ACTS:
        return act_text(act.verb, act.details)
    if act.verb in CYCLE_VERBS:
        return told_of_cycle(act)
    if act.verb in TASK_VERBS:
        return told_of_task(act)
    sentence = str(OTHER_ACTS.get(act.verb, act.verb))
    return sentence % {"reason": "", **act.details} if "%(" in sentence else sentence


def known_verbs() -> frozenset[str]:
    """Every act that has words."""
    tables: tuple[Mapping[str, Any], ...] = (ACTS, CYCLE_VERBS, TASK_VERBS, OTHER_ACTS)
    return frozenset(verb for table in tables for verb in table)
