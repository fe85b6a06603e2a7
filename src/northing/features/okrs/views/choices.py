"""The choices of the forms as the templates' fields want them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _

from northing.features.okrs import queries
from northing.features.okrs.queries import Named
from northing.features.okrs.queries.entries import FormChoices, NamedPerson, NamedTeam
from northing.kit.web.requests import actor_of

Options = list[tuple[str, str]]


def named(rows: Iterable[Named], empty: str, *, present: Named | None = None) -> Options:
    """Rows to choose from after a line for none; what is set now stays a choice even when it is not offered."""
    known = [(row.ref, row.name) for row in rows]
    if present is not None and present.ref and present.ref not in {ref for ref, _name in known}:
        known.insert(0, (present.ref, present.name))
    return [("", empty), *known]


def teams(rows: Iterable[NamedTeam]) -> Options:
    """Teams as a tree."""
    return [(row.ref, f"{'– ' * row.depth}{row.name}") for row in rows]


def people(rows: Sequence[NamedPerson]) -> Options:
    """People; namesakes with their mail address."""
    names = [row.name for row in rows]
    return [(row.ref, f"{row.name} ({row.email})" if names.count(row.name) > 1 else row.name) for row in rows]


def person_field(choices: FormChoices, present: Named | None) -> Options | None:
    """The people of a select; ``None`` where there are too many, and a name is typed instead."""
    if choices.has_more_people:
        return None
    known = people(choices.people)
    if present is not None and present.ref and present.ref not in {ref for ref, _name in known}:
        known.insert(0, (present.ref, present.name))
    return [("", _("nobody yet")), *known]


def holders(choices: FormChoices, present: tuple[str, str] | None = None) -> list[tuple[str, Options]]:
    """Who an objective may be written for, in groups: the organization, teams, people."""
    groups: list[tuple[str, Options]] = []
    if choices.may_hold_organization:
        groups.append(("", [("organization", _("the organization"))]))
    groups.append((_("Teams"), [(f"team:{ref}", name) for ref, name in teams(choices.holding_teams)]))
    groups.append((_("People"), [(f"person:{ref}", name) for ref, name in people(choices.holding_people)]))
    offered = {code for _label, options in groups for code, _name in options}
    if present is not None and present[0] not in offered:
        groups.insert(0, ("", [present]))
    return [(label, options) for label, options in groups if options]


def finder(request: HttpRequest) -> Callable[[str], Sequence[NamedPerson]]:
    """Looks people up by name or mail address."""
    actor = actor_of(request)
    return lambda word: queries.person_named(actor=actor, word=word)
