"""One word per code of the ledger, in the reader's language.

Words that agree in gender with what they describe have two forms in Russian: their context says which noun.
"""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as of

from northing.domain.codes import (
    Ambition,
    Curve,
    Driver,
    Freshness,
    Guardrail,
    HolderKind,
    Indicator,
    Kind,
    LinkKind,
    ObjectiveState,
    Source,
    Status,
    Visibility,
)

KEY_RESULT_STATUSES: dict[StrEnum, object] = {
    Status.ON_TRACK: of("key result", "on track"),
    Status.BEHIND: of("key result", "behind"),
    Status.AT_RISK: of("key result", "at risk"),
    Status.OFF_TRACK: of("key result", "off track"),
    Status.TOO_EARLY: of("key result", "too early"),
    Status.PENDING: of("key result", "pending"),
    Status.UNKNOWN: of("key result", "unknown"),
    Status.NOT_STARTED: of("key result", "not started"),
    Status.NO_DATA: of("key result", "no data"),
    Status.MET: of("key result", "met"),
    Status.GOOD: of("key result", "good"),
    Status.PARTLY: of("key result", "partly met"),
    Status.MISSED: of("key result", "missed"),
    Status.DROPPED: of("key result", "dropped"),
    Status.POSTPONED: of("key result", "postponed"),
    Status.CLOSED: of("key result", "closed"),
}
OBJECTIVE_STATUSES: dict[StrEnum, object] = {
    Status.ON_TRACK: of("objective", "on track"),
    Status.BEHIND: of("objective", "behind"),
    Status.AT_RISK: of("objective", "at risk"),
    Status.OFF_TRACK: of("objective", "off track"),
    Status.TOO_EARLY: of("objective", "too early"),
    Status.PENDING: of("objective", "pending"),
    Status.UNKNOWN: of("objective", "unknown"),
    Status.NOT_STARTED: of("objective", "not started"),
    Status.NO_DATA: of("objective", "no data"),
    Status.MET: of("objective", "met"),
    Status.GOOD: of("objective", "good"),
    Status.PARTLY: of("objective", "partly met"),
    Status.MISSED: of("objective", "missed"),
    Status.DROPPED: of("objective", "dropped"),
    Status.POSTPONED: of("objective", "postponed"),
    Status.CLOSED: of("objective", "closed"),
}
STATES: dict[StrEnum, object] = {
    ObjectiveState.DRAFT: of("objective", "draft"),
    ObjectiveState.PROPOSED: of("objective", "proposed"),
    ObjectiveState.RETURNED: of("objective", "returned"),
    ObjectiveState.AGREED: of("objective", "agreed"),
    ObjectiveState.DROPPED: of("objective", "dropped"),
    ObjectiveState.POSTPONED: of("objective", "postponed"),
    ObjectiveState.CLOSED: of("objective", "closed"),
}
GUARDRAILS: dict[StrEnum, object] = {
    Guardrail.INSIDE: of("guardrail", "inside"),
    Guardrail.BREACHED: of("guardrail", "breached"),
    Guardrail.SILENT: of("guardrail", "silent"),
}
FRESHNESS: dict[StrEnum, object] = {
    Freshness.PENDING: of("freshness", "not due yet"),
    Freshness.FRESH: of("freshness", "fresh"),
    Freshness.DUE: of("freshness", "due"),
    Freshness.OVERDUE: of("freshness", "overdue"),
    Freshness.STALE: of("freshness", "stale"),
}
AMBITIONS: dict[StrEnum, object] = {
    Ambition.COMMITTED: of("ambition", "committed"),
    Ambition.ASPIRATIONAL: of("ambition", "aspirational"),
    Ambition.LEARNING: of("ambition", "learning"),
}
AMBITION_MEANINGS: dict[StrEnum, object] = {
    Ambition.ASPIRATIONAL: _("a stretch: 70% of the way already counts as good"),
    Ambition.COMMITTED: _("a promise: only the whole target counts"),
    Ambition.LEARNING: _("a question: judged by what was learned"),
}
KINDS: dict[StrEnum, object] = {
    Kind.METRIC: _("A number moves from a start to a target"),
    Kind.AT_LEAST: _("A number stays at or above a floor"),
    Kind.AT_MOST: _("A number stays at or below a ceiling"),
    Kind.BETWEEN: _("A number stays between two bounds"),
    Kind.MILESTONE: _("Stages are reached one after the other"),
    Kind.BINARY: _("It is done, or it is not"),
    Kind.BASELINE: _("A number nobody knows yet is found"),
    Kind.TASKS: _("A list of tasks is worked off"),
}
KIND_NAMES: dict[StrEnum, object] = {
    Kind.METRIC: _("number"),
    Kind.AT_LEAST: _("floor"),
    Kind.AT_MOST: _("ceiling"),
    Kind.BETWEEN: _("range"),
    Kind.MILESTONE: _("milestone"),
    Kind.BINARY: _("yes or no"),
    Kind.BASELINE: _("baseline"),
    Kind.TASKS: _("tasks"),
}
KIND_EXAMPLES: dict[StrEnum, object] = {
    Kind.METRIC: _("Paying subscribers: 61,000 → 100,000"),
    Kind.MILESTONE: _("Pilot, three countries, everywhere"),
    Kind.BINARY: _("The licence is granted"),
    Kind.BASELINE: _("How long does onboarding really take?"),
    Kind.TASKS: _("Twelve interviews held; a measure of effort, not of success"),
    Kind.AT_LEAST: _("Availability stays at or above 99.9%"),
    Kind.AT_MOST: _("Refund rate stays at or below 2%"),
    Kind.BETWEEN: _("Stock stays between 20 and 30 days"),
}
CURVES: dict[StrEnum, object] = {
    Curve.LINEAR: _("evenly"),
    Curve.BACK_LOADED: _("slowly first, then fast"),
    Curve.FRONT_LOADED: _("fast first, then slowly"),
    Curve.PLAN: _("by the points of a plan"),
}
INDICATORS: dict[StrEnum, object] = {
    Indicator.LEADING: _("leading: it moves before the result does"),
    Indicator.LAGGING: _("lagging: it is the result"),
}
DRIVERS: dict[StrEnum, object] = {
    Driver.BOTH: _("its key results and contributing objectives"),
    Driver.KEY_RESULTS: _("its key results only"),
    Driver.CHILDREN: _("contributing objectives only"),
    Driver.MANUAL: _("values entered by hand, each with a reason"),
}
HOLDERS: dict[StrEnum, object] = {
    HolderKind.ORGANIZATION: _("the organization"),
    HolderKind.TEAM: _("a team"),
    HolderKind.PERSON: _("a person"),
}
VISIBILITIES: dict[StrEnum, object] = {
    Visibility.ORGANIZATION: _("everybody in the organization"),
    Visibility.TEAMS: _("its own team and the teams named here"),
    Visibility.NAMED: _("only the people and teams named here"),
    Visibility.HOLDER: _("only its holder and owner"),
}
LINKS: dict[StrEnum, object] = {
    LinkKind.CONTRIBUTES: _("contributes"),
    LinkKind.SUPPORTS: _("supports"),
}
SOURCES: dict[StrEnum, object] = {
    Source.PERSON: "",
    Source.KPI: _("from a KPI"),
    Source.CONNECTOR: _("from a connector"),
    Source.IMPORT: _("imported"),
    Source.AGENT: _("by an agent"),
}
# What a person may say a status is; everything else is worked out.
OVERRIDES = (Status.ON_TRACK, Status.BEHIND, Status.AT_RISK, Status.OFF_TRACK)


def word(words: dict[StrEnum, object], code: str) -> str:
    """The word of ``code``; a code without one stands for itself."""
    return str(next((text for known, text in words.items() if known == code), code))


def options(words: dict[StrEnum, object]) -> list[tuple[str, str]]:
    """``(code, word)`` pairs for a select."""
    return [(code.value, str(text)) for code, text in words.items()]
