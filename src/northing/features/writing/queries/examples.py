"""Examples to begin from, wherever they come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from northing import library
from northing.domain.plan import PlanObjective
from northing.features.writing import policies
from northing.features.writing.models import Content, SavedTemplate
from northing.features.writing.queries.ledger import content_of_objective
from northing.features.writing.queries.saved import ShareChoice, other_organizations, template_row
from northing.kit.actors import Actor
from northing.kit.errors import NotFound

__all__ = ["Example", "Gallery", "ShareChoice", "example", "gallery", "template_preview"]

MOST_SAVED = 200


@dataclass(frozen=True, slots=True)
class Example:
    """A template as a reader meets it. ``name`` is its slug, or the ref of a saved one."""

    name: str
    is_saved: bool
    content: Content
    department: str = ""
    roles: tuple[str, ...] = ()
    saved_by: str = ""
    saved_at: datetime | None = None
    may_use: bool = False
    may_remove: bool = False
    shares_with: tuple[ShareChoice, ...] = ()

    @property
    def plan(self) -> PlanObjective:
        """Objective, key results and initiatives."""
        return self.content.plan


@dataclass(frozen=True, slots=True)
class Gallery:
    """What the library shows: departments with their examples in order, own templates apart.

    ``departments`` and ``roles`` (by department) are what can be chosen from; ``is_narrowed`` when something was
    asked for.
    """

    groups: tuple[tuple[str, tuple[Example, ...]], ...]
    saved: tuple[Example, ...]
    departments: tuple[str, ...]
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    is_narrowed: bool

    @property
    def count(self) -> int:
        """How many examples are shown."""
        return len(self.saved) + sum(len(examples) for _department, examples in self.groups)


def gallery(*, actor: Actor, language: str, department: str = "", role: str = "", text: str = "") -> Gallery:
    """The library in a language, narrowed by department, role and words; one statement.

    An unknown department or role finds nothing. Saved templates have no roles, so a role hides them.
    """
    found = library.find(department=department, role=role, text=text, language=language)
    return Gallery(
        groups=_by_department(_built_in(one, language, actor) for one in found),
        saved=() if role else _saved(actor, department, text),
        departments=library.departments(),
        roles=tuple((code, _roles_of(code)) for code in library.departments()),
        is_narrowed=bool(department or role or text.strip()),
    )


def example(
    *, actor: Actor, name: str, language: str, is_saved: bool = False, user_id: int | None = None
) -> Example:
    """One example; a saved one with the other organizations of the user it may be copied to.

    At most two statements.

    :raises NotFound: ``template_not_found``
    """
    if is_saved:
        row = template_row(actor=actor, ref=name)
        others = other_organizations(actor=actor, user_id=user_id) if policies.may_share(actor) else ()
        return _of_row(row, actor, others)
    try:
        return _built_in(library.template(name), language, actor)
    except library.UnknownTemplate:
        raise NotFound("template_not_found") from None


def template_preview(*, actor: Actor, objective: str, on: date) -> Example:
    """What a template made of this objective would look like; a bounded number of statements.

    :raises NotAllowed: ``template_needs_a_member``
    :raises NotFound: ``objective_not_found``
    :raises Conflict: ``template_needs_an_open_objective``
    """
    policies.require(policies.may_save(actor), "template_needs_a_member")
    return Example("", True, content_of_objective(actor=actor, ref=objective, on=on))


def _built_in(template: library.Template, language: str, actor: Actor) -> Example:
    plan = library.as_plan(template, language)
    counters = (*(None for _one in template.key_results), *(guard.counters for guard in template.guards))
    return Example(
        name=template.slug,
        is_saved=False,
        content=Content(plan, template.moves, counters),
        department=template.department,
        roles=template.roles,
        may_use=policies.may_use(actor),
    )


def _of_row(row: SavedTemplate, actor: Actor, others: Sequence[ShareChoice] = ()) -> Example:
    return Example(
        name=row.ref,
        is_saved=True,
        content=row.read,
        department=row.department,
        saved_by=row.saved_by.name if row.saved_by else "",
        saved_at=row.created_at,
        may_use=policies.may_use(actor),
        may_remove=policies.may_remove(actor, row.saved_by_id),
        shares_with=tuple(others),
    )


def _roles_of(department: str) -> tuple[str, ...]:
    found = library.find(department=department)
    return tuple(dict.fromkeys(role for one in found for role in one.roles))


def _saved(actor: Actor, department: str, text: str) -> tuple[Example, ...]:
    rows = SavedTemplate.within(actor.organization_id).select_related("saved_by").order_by("-id")
    if department:
        rows = rows.filter(department=department)
    wanted = library.folded(text).split()
    return tuple(_of_row(row, actor) for row in rows[:MOST_SAVED] if _holds(row.read.plan, wanted))


def _holds(plan: PlanObjective, wanted: Sequence[str]) -> bool:
    said = library.folded("\n".join(_texts(plan))) if wanted else ""
    return all(word in said for word in wanted)


def _texts(plan: PlanObjective) -> Iterable[str]:
    yield from (plan.title, plan.why_now, plan.description)
    for key_result in plan.key_results:
        yield from (key_result.title, key_result.definition)
    for initiative in plan.initiatives:
        yield from (initiative.title, initiative.description)


def _by_department(examples: Iterable[Example]) -> tuple[tuple[str, tuple[Example, ...]], ...]:
    groups: dict[str, list[Example]] = {}
    for one in examples:
        groups.setdefault(one.department, []).append(one)
    return tuple((department, tuple(found)) for department, found in groups.items())
