"""Every route of Northing, who may use it and who may not. A route without an entry fails the build.

Add a line to ``tests/architecture/walked/<feature>.py`` when you add a route:

* a page, under the name of its URL:   ``"okrs:objective": [get(objective, EVERYONE)]``
* a write on it:                       ``post(objective, {"lin", "ada"}, data=lambda cast: {"title": "x"})``
* an API route, under method and path: ``"GET /objectives/{ref}": [api(objective, EVERYONE)]``

The first argument names the things of Ada's organization that stand in the address; it is asked with the cast of
the test. Those not named in ``may`` get ``denied`` (403, or 404 for what must not even be known). Zoe belongs to
another organization: for her nothing here exists, so she gets 404 everywhere, whatever the entry says. Only API
addresses without names in them answer her, with what is her own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

from tests.architecture import walked

if TYPE_CHECKING:
    from tests.cast import Cast

ADMIN, LEAD, MEMBER, OTHER, OBSERVER, STRANGER = "ada", "lin", "mika", "oleg", "olga", "zoe"
EVERYONE = frozenset({ADMIN, LEAD, MEMBER, OTHER, OBSERVER})
WRITERS = EVERYONE - {OBSERVER}
CAST = (ADMIN, LEAD, MEMBER, OTHER, OBSERVER, STRANGER)

Named = Callable[["Cast"], dict[str, Any]]


@dataclass(frozen=True)
class Route:
    """One way to use one address. ``may``: the members of the cast for whom it works."""

    method: str
    named: Named
    may: frozenset[str]
    data: Named
    denied: int = 403
    is_api: bool = False


def nothing(cast: Cast) -> dict[str, Any]:
    """No values: for addresses without names in them, and for writes without a body."""
    return {}


def organization(cast: Cast) -> dict[str, Any]:
    """``<slug:organization>`` of Ada's organization."""
    return {"organization": cast.organization.slug}


def within(**names: Callable[[Cast], Any]) -> Named:
    """Ada's organization and further names: ``within(ref=lambda cast: cast.objective.ref)``."""
    return lambda cast: {**organization(cast), **{name: find(cast) for name, find in names.items()}}


def get(named: Named, may: Iterable[str], *, denied: int = 403) -> Route:
    """Reading a page."""
    return Route("GET", named, frozenset(may), nothing, denied)


def post(named: Named, may: Iterable[str], *, data: Named = nothing, denied: int = 403) -> Route:
    """Sending a form."""
    return Route("POST", named, frozenset(may), data, denied)


def api(
    named: Named, may: Iterable[str], *, data: Named = nothing, denied: int = 403, method: str = "GET"
) -> Route:
    """Calling the API with a token of each person that holds every scope."""
    return Route(method, named, frozenset(may), data, denied, is_api=True)


# Addresses that belong to no organization, each with the reason why it needs no table of roles.
PUBLIC: dict[str, str] = {
    "start": "leads to signing in, or to one's own organizations",
    "welcome": "opened by a one-time token; works only while there is no organization",
    "enter": "opened by a one-time token",
    "icon": "the mark of the program",
    "kit_web:theme": "stores the reader's own choice",
    "kit_web:language": "stores the reader's own choice",
    "kit_web:patterns": "shows components with made-up values, in development only",
    "account_login": "signing in",
    "account_logout": "signing out",
    "account_inactive": "says that a login was closed",
    "account_signup": "closed by the adapter: people are invited",
    "account_change_password": "one's own password",
    "account_set_password": "one's own password",
    "account_reset_password": "asks for a link by mail",
    "account_reset_password_done": "says where to look",
    "account_reset_password_from_key": "opened by a signed link",
    "account_reset_password_from_key_done": "says that it worked",
}


def _gathered(table: str) -> dict[str, list[Route]]:
    """The entries of every feature: one module each in ``tests/architecture/walked``."""
    found: dict[str, list[Route]] = {}
    for module in iter_modules(walked.__path__, f"{walked.__name__}."):
        found |= getattr(import_module(module.name), table, {})
    return found


PAGES = _gathered("PAGES")
API = _gathered("API")
