"""Examples as lines and labels in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language, get_language_info, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from northing import library
from northing.domain.codes import Indicator
from northing.domain.plan import PlanKeyResult
from northing.domain.units import COUNT, Unit, UnitKind
from northing.features.okrs.queries.entries import FormChoices
from northing.features.okrs.wording import values, words
from northing.features.writing.queries import Example, Gallery
from northing.kit.web.figures import day_text
from northing.kit.web.typed import as_stored
from northing.kit.wording import listed, register_sentences

Options = list[tuple[str, str]]
_SENTENCES = {
    "template_not_found": lazy("There is no such template here. Choose one from the library."),
    "template_needs_a_member": lazy("Observers read the library. Ask a member or an admin to begin from it."),
    "template_not_yours": lazy("A template is removed by whoever saved it, admins and coaches."),
    "template_needs_a_guide": lazy("Templates are copied to other organizations by admins and coaches."),
    "template_needs_an_open_objective": lazy(
        "Not everybody may read this objective, so it cannot become a template. Open it to the organization first."
    ),
}
_DURATIONS = {
    "seconds": lazy("seconds"),
    "minutes": lazy("minutes"),
    "hours": lazy("hours"),
    "days": lazy("days"),
    "weeks": lazy("weeks"),
    "months": lazy("months"),
    "years": lazy("years"),
}


@dataclass(frozen=True, slots=True)
class ExampleCard:
    """A card of the gallery. ``note`` tells its size, ``people`` whom it is for or who saved it."""

    name: str
    is_saved: bool
    title: str
    why_now: str
    note: str
    people: str


@dataclass(frozen=True, slots=True)
class KeyResultLine:
    """A key result of an example; ``keeps_honest`` is the sentence of the one a guardrail watches."""

    place: int
    title: str
    definition: str
    span: str
    indicator: str
    is_guardrail: bool
    keeps_honest: str


@dataclass(frozen=True, slots=True)
class InitiativeLine:
    """An initiative of an example with its hypothesis and the sentences of what it should move."""

    place: int
    title: str
    why: str
    moves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the gallery's filters offer: departments, and roles in groups by department."""

    departments: Options
    roles: list[tuple[str, Options]]


def language() -> str:
    """The reader's language."""
    return get_language() or "en"


def department_label(code: str) -> str:
    """What a department is called; empty for none."""
    return library.department_name(code, language()) if code in library.departments() else ""


def card_of(example: Example) -> ExampleCard:
    """An example as a card."""
    plan = example.plan
    counted = [
        ngettext("%(num)s key result", "%(num)s key results", len(plan.key_results))
        % {"num": len(plan.key_results)}
    ]
    if plan.initiatives:
        told = ngettext("%(num)s initiative", "%(num)s initiatives", len(plan.initiatives))
        counted.append(told % {"num": len(plan.initiatives)})
    return ExampleCard(
        example.name, example.is_saved, plan.title, plan.why_now, " · ".join(counted), _people(example)
    )


def _people(example: Example) -> str:
    if not example.is_saved:
        return listed(library.role_name(role, language()) for role in example.roles)
    day = day_text(example.saved_at.date(), language(), "medium") if example.saved_at else ""
    return " · ".join(part for part in (example.saved_by, day) if part)


def choices_of(gallery: Gallery) -> Choices:
    """The filters of the gallery."""
    return Choices(
        [("", _("All departments")), *((code, department_label(code)) for code in gallery.departments)],
        [
            (department_label(department), [(role, library.role_name(role, language())) for role in roles])
            for department, roles in gallery.roles
        ],
    )


def key_result_lines(example: Example) -> list[KeyResultLine]:
    """The key results of an example, guardrails with what they keep honest."""
    parts = example.plan.key_results
    counters = dict(enumerate(example.content.counters))
    return [_key_result(place, part, parts, counters.get(place)) for place, part in enumerate(parts)]


def _key_result(
    place: int, part: PlanKeyResult, parts: tuple[PlanKeyResult, ...], counters: int | None
) -> KeyResultLine:
    return KeyResultLine(
        place=place,
        title=part.title,
        definition=part.definition,
        span=_span(part),
        indicator=words.word(words.INDICATORS, Indicator(part.indicator)) if part.indicator else "",
        is_guardrail=part.guardrail,
        keeps_honest="" if counters is None else parts[counters].title,
    )


def _span(part: PlanKeyResult) -> str:
    unit = part.unit or COUNT
    numbers = {name: getattr(part, name) for name in ("start", "target", "stretch", "lower", "upper")}
    stored = {name: None if value is None else as_stored(value, unit) for name, value in numbers.items()}
    kind = part.kind.value if part.kind else ""
    return values.span(kind, unit, **stored, stages=len(part.stages), start_unknown_until=None)


def initiative_lines(example: Example) -> list[InitiativeLine]:
    """The initiatives of an example."""
    parts, moves = example.plan.key_results, dict(enumerate(example.content.moves))
    return [
        InitiativeLine(
            place, one.title, one.description, tuple(parts[at].title for at in moves.get(place, ()))
        )
        for place, one in enumerate(example.plan.initiatives)
    ]


def holders(choices: FormChoices) -> list[tuple[str, Options]]:
    """Who a draft may be written for, in groups: the organization, teams, people."""
    groups: list[tuple[str, Options]] = []
    if choices.may_hold_organization:
        groups.append(("", [("organization", _("the organization"))]))
    teams = [(f"team:{one.ref}", f"{'– ' * one.depth}{one.name}") for one in choices.holding_teams]
    people = [(f"person:{one.ref}", one.name) for one in choices.holding_people]
    groups += [(_("Teams"), teams), (_("People"), people)]
    return [(label, options) for label, options in groups if options]


def unit_suffix(unit: Unit | None) -> str:
    """What stands inside the end of a number field."""
    if unit is None:
        return ""
    if unit.kind is UnitKind.PERCENT:
        return "%"
    if unit.kind is UnitKind.DURATION:
        return str(_DURATIONS[unit.code])
    return unit.code if unit.kind in (UnitKind.CURRENCY, UnitKind.CUSTOM) else ""


def language_names() -> Options:
    """The languages every example is told in, each in its own words."""
    return [(code, str(get_language_info(code)["name_local"])) for code in library.LANGUAGES]


def register() -> None:
    """Word the refusals; called once from ``apps.ready()``."""
    register_sentences(_SENTENCES)
