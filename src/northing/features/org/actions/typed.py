"""What people type into the forms of this feature, checked: one refusal a field, said beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from northing.domain.errors import DomainError
from northing.domain.policy import Policy
from northing.kit.errors import Invalid
from northing.kit.text import checked_text, holds_controls

NAME_LENGTH: Final = 120
MAIL_LENGTH: Final = 254
SLUG_LENGTH: Final = 40
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# First parts of addresses that are not organizations (config.urls), and those kept free for later.
RESERVED_SLUGS: Final = frozenset(
    {
        "account",
        "admin",
        "api",
        "demo",
        "enter",
        "favicon",
        "health",
        "help",
        "login",
        "logout",
        "mcp",
        "media",
    }
    | {
        "metrics",
        "new",
        "northing",
        "patterns",
        "scim",
        "settings",
        "setup",
        "static",
        "status",
        "welcome",
        "www",
    }
)


def line(text: str, *, field: str, limit: int = NAME_LENGTH, is_required: bool = True) -> str:
    """One line of text, blanks tidied.

    :raises Invalid: ``required``, ``too_long``, ``control_characters``
    """
    if holds_controls(text, kept="\t\r\n"):  # asked before the blanks go: some controls count as blanks
        raise Invalid("control_characters", field=field)
    return checked_text(" ".join(text.split()), field=field, limit=limit, is_required=is_required)


def mail_address(text: str, *, field: str = "email", is_required: bool = False) -> str:
    """A mail address in lower case, or empty.

    :raises Invalid: ``required``, ``not_a_mail_address``
    """
    address = line(text, field=field, limit=MAIL_LENGTH, is_required=is_required).lower()
    if address:
        try:
            validate_email(address)
        except ValidationError:
            raise Invalid("not_a_mail_address", field=field, value=address[:80]) from None
    return address


def slug(text: str, *, field: str = "slug") -> str:
    """The organization's name in addresses: lower-case letters, digits and single dashes.

    :raises Invalid: ``required``, ``too_long``, ``not_a_slug``, ``slug_reserved``
    """
    wanted = line(text, field=field, limit=SLUG_LENGTH).lower()
    if not _SLUG.fullmatch(wanted):
        raise Invalid("not_a_slug", field=field)
    if wanted in RESERVED_SLUGS:
        raise Invalid("slug_reserved", field=field, value=wanted)
    return wanted


def time_zone(text: str, *, field: str = "time_zone") -> str:
    """A name of the time-zone database.

    :raises Invalid: ``unknown_choice``
    """
    return choice(text.strip(), available_timezones(), field=field)


def language(text: str, *, field: str = "locale") -> str:
    """One of the installation's languages.

    :raises Invalid: ``unknown_choice``
    """
    return choice(text.strip(), dict(settings.LANGUAGES), field=field)


def choice(value: str, choices: Mapping[str, object] | set[str], *, field: str) -> str:
    """``value`` if it is one of ``choices``.

    :raises Invalid: ``unknown_choice``
    """
    if value not in choices:
        raise Invalid("unknown_choice", field=field, value=value[:80])
    return value


def within(value: int, low: int, high: int, *, field: str) -> int:
    """``value`` if it lies in ``low … high``.

    :raises Invalid: ``unknown_choice``
    """
    if not low <= value <= high:
        raise Invalid("unknown_choice", field=field, value=value)
    return value


def currency(text: str, *, field: str = "currency") -> str:
    """A currency as ISO 4217 writes it.

    :raises Invalid: ``unknown_choice``
    """
    from babel.core import get_global

    return choice(text.strip().upper(), set(get_global("all_currencies")), field=field)


def span(starts_on: date, ends_on: date, *, longest: int = 366) -> None:
    """Check that a span of days, both included, runs forward and is at most ``longest`` days long.

    :raises Invalid: ``ends_before_start``, ``too_many_days``
    """
    if ends_on < starts_on:
        raise Invalid("ends_before_start", field="ends_on")
    if (ends_on - starts_on).days >= longest:
        raise Invalid("too_many_days", field="ends_on", limit=longest)


def policy(overrides: Mapping[str, object]) -> dict[str, object]:
    """Overrides as they are stored: only what differs in type-safe JSON (numbers as text).

    :raises Invalid: the domain's code, on the field of that name
    """
    try:
        complete = Policy.from_overrides(overrides)
    except DomainError as problem:
        raise Invalid(problem.code, field=problem.field) from None
    stored: dict[str, object] = {}
    for entry in Policy.registry():
        value = getattr(complete, entry.name)
        if entry.name in overrides and value != entry.default:
            stored[entry.name] = value if isinstance(value, bool | int) else str(value)
    return stored
