"""The history of agreed terms, of check-ins and of acts, as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from northing.domain.units import Unit
from northing.features.okrs.wording.values import compact_value, field_value

TERMS: dict[str, object] = {
    "title": gettext_lazy("title"),
    "definition": gettext_lazy("definition"),
    "kind": gettext_lazy("kind"),
    "unit": gettext_lazy("unit"),
    "start": gettext_lazy("start"),
    "starts_on": gettext_lazy("first day"),
    "start_unknown_until": gettext_lazy("start unknown until"),
    "target": gettext_lazy("target"),
    "commit": gettext_lazy("commit value"),
    "stretch": gettext_lazy("stretch"),
    "lower": gettext_lazy("lower bound"),
    "upper": gettext_lazy("upper bound"),
    "required_share": gettext_lazy("share of periods required"),
    "due_on": gettext_lazy("due day"),
    "curve": gettext_lazy("expected course"),
    "plan_points": gettext_lazy("plan"),
    "stages": gettext_lazy("stages"),
    "weight": gettext_lazy("weight"),
    "is_pinned": gettext_lazy("weight pinned"),
    "is_guardrail": gettext_lazy("guardrail"),
    "ambition": gettext_lazy("ambition"),
    "driver": gettext_lazy("where progress comes from"),
    "cycle": gettext_lazy("cycle"),
    "state": gettext_lazy("state"),
}
ACTS: dict[str, object] = {
    "objective.created": gettext_lazy("drafted the objective"),
    "objective.edited": gettext_lazy("edited the objective"),
    "objective.proposed": gettext_lazy("proposed it"),
    "objective.returned": gettext_lazy("returned it: %(reason)s"),
    "objective.agreed": gettext_lazy("agreed to it"),
    "objective.dropped": gettext_lazy("dropped it: %(reason)s"),
    "objective.postponed": gettext_lazy("postponed it: %(reason)s"),
    "objective.restored": gettext_lazy("took it up again"),
    "objective.closed": gettext_lazy("closed it"),
    "objective.reopened": gettext_lazy("opened it again with its cycle"),
    "objective.opened_by_steward": gettext_lazy("read it as an administrator"),
    "objective.moved": gettext_lazy("moved it to another cycle"),
    "objective.shown_to": gettext_lazy("changed who may see it"),
    "objective.shared": gettext_lazy("divided the credit among teams"),
    "objective.aligned": gettext_lazy("aligned it with a parent"),
    "objective.unaligned": gettext_lazy("took an alignment back"),
    "objective.realigned": gettext_lazy("aligned it with another parent"),
    "objective.weighed": gettext_lazy("changed the weights"),
    "objective.valued": gettext_lazy("entered progress by hand"),
    "status.overridden": gettext_lazy("set a status by hand: %(reason)s"),
    "key_result.added": gettext_lazy("added a key result"),
    "key_result.edited": gettext_lazy("edited a key result"),
    "key_result.removed": gettext_lazy("removed a key result that was never agreed"),
    "key_result.dropped": gettext_lazy("dropped a key result: %(reason)s"),
    "key_result.state": gettext_lazy("changed the state of a key result"),
    "checkin.recorded": gettext_lazy("checked in"),
    "checkin.corrected": gettext_lazy("corrected a check-in"),
    "checkin.withdrawn": gettext_lazy("took a check-in back"),
    "coach.heard_again": gettext_lazy("listens to the coach again about it"),
    "coach.waived": gettext_lazy("keeps it as it is: %(reason)s"),
    "comment.added": gettext_lazy("commented"),
    "comment.edited": gettext_lazy("changed a comment"),
    "comment.deleted": gettext_lazy("deleted a comment"),
}


def term_word(field: str) -> str:
    """The word for a term."""
    return str(TERMS.get(field, field))


def change_text(field: str, old: Any, new: Any, unit: Unit, *, is_compact: bool = False) -> str:
    """One change: "target 90,000 → 100,000", "added", "dropped"; ``is_compact`` for charts: "90K → 100K"."""
    if field == "added":
        return _("added")
    if field == "dropped":
        return _("dropped")
    shown = compact_value if is_compact else field_value
    params = {"term": term_word(field), "old": shown(field, old, unit), "new": shown(field, new, unit)}
    return _("%(term)s %(old)s → %(new)s") % params


def act_text(verb: str, details: Mapping[str, Any]) -> str:
    """What somebody did."""
    sentence = str(ACTS.get(verb, verb))
    return sentence % {"reason": "", **details} if "%(" in sentence else sentence
