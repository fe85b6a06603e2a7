"""What the forms of this feature offer and send."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from babel.dates import get_day_names, get_month_names
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from northing.features.org.actions import OrganizationChanges, PersonChanges, SetUp
from northing.features.org.queries import OrganizationRow, PersonRow, TeamRow
from northing.kit.web.figures import locale_of
from northing.kit.web.preferences import languages
from northing.kit.web.typed import Typed

Options = list[tuple[str, str]]


@lru_cache(maxsize=1)
def time_zones() -> tuple[tuple[str, str], ...]:
    """Every place of the time-zone database, ``Europe/Berlin`` style; UTC first."""
    places = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return (("UTC", "UTC"), *((name, name.replace("_", " ")) for name in places))


def language_options() -> Options:
    """The languages of this installation, each named in itself."""
    return [(language.code, language.label) for language in languages()]


def week_days() -> Options:
    """``0`` (Monday) … ``6`` with their names."""
    names = get_day_names("wide", context="stand-alone", locale=locale_of(get_language() or "en"))
    return [(str(day), names[day]) for day in range(7)]


def months() -> Options:
    """``1`` … ``12`` with their names."""
    names = get_month_names("wide", context="stand-alone", locale=locale_of(get_language() or "en"))
    return [(str(month), names[month]) for month in range(1, 13)]


def people_options(people: list[PersonRow], *, empty: str, but: str = "") -> Options:
    """People to choose from, after a line for nobody."""
    return [("", empty), *((row.ref, row.name) for row in people if row.ref != but)]


def team_options(teams: list[TeamRow], *, empty: str, below: str = "") -> Options:
    """Teams to choose from as a tree, without those at or below the path ``below``."""
    open_to_all = [row for row in teams if not below or not row.path.startswith(below)]
    return [("", empty), *((row.ref, f"{'– ' * row.depth}{row.name}") for row in open_to_all)]


def set_up_from(form: Typed) -> SetUp:
    """What the set-up page sent; an empty slug is made from the name where that has Latin letters."""
    organization = form.text("organization", limit=120, is_required=True)
    if not form.value("slug").strip():
        form.values["slug"] = slugify(organization)[:40].strip("-")
    return SetUp(
        organization=organization,
        slug=form.text("slug", is_required=True),
        name=form.text("name", limit=120, is_required=True),
        email=form.text("email", limit=254, is_required=True),
        password=form.value("password"),
        language=form.text("language"),
        time_zone=form.text("time_zone"),
    )


def person_changes_from(form: Typed) -> PersonChanges:
    """Name, mail address, title and manager as typed."""
    return PersonChanges(
        name=form.text("name", limit=120, is_required=True),
        email=form.text("email", limit=254),
        title=form.text("title", limit=120),
        manager=form.text("manager") or None,
    )


def organization_changes_from(form: Typed) -> OrganizationChanges:
    """The basics of an organization as typed."""
    changes = OrganizationChanges(
        name=form.text("name", limit=120, is_required=True),
        time_zone=form.text("time_zone", is_required=True),
        locale=form.text("locale", is_required=True),
        currency=form.text("currency", limit=3, is_required=True),
    )
    week_start = form.whole("week_start", low=0, high=6)
    fiscal_year_start = form.whole("fiscal_year_start", low=1, high=12)
    if week_start is not None:
        changes["week_start"] = week_start
    if fiscal_year_start is not None:
        changes["fiscal_year_start"] = fiscal_year_start
    return changes


def organization_values(row: OrganizationRow) -> dict[str, str]:
    """The basics as the form shows them first."""
    shown: dict[str, Any] = {
        "name": row.name,
        "time_zone": row.time_zone,
        "locale": row.locale,
        "week_start": row.week_start,
        "fiscal_year_start": row.fiscal_year_start,
        "currency": row.currency,
    }
    return {name: str(value) for name, value in shown.items()}


def language_or_default(code: str) -> str:
    """``code`` if this installation speaks it, else its own language."""
    return code if code in dict(settings.LANGUAGES) else str(settings.LANGUAGE_CODE)


def nobody() -> str:
    """The line of a chooser that chooses nobody."""
    return str(_("Nobody"))
