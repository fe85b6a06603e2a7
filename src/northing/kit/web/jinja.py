"""Django's Jinja2 environment: ``"OPTIONS": {"environment": "northing.kit.web.jinja.environment"}``."""

from __future__ import annotations

from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined

from northing.kit.web import charts, icons, preferences
from northing.kit.web.components import Components
from northing.kit.web.frame import frame_of
from northing.kit.web.names import initials

I18N = "jinja2.ext.i18n"


def environment(**options: Any) -> Environment:
    """The one template environment: autoescaped, strict about misspelt names, translated, with ``ui``."""
    options.setdefault("undefined", StrictUndefined)
    options["extensions"] = [*options.get("extensions", []), I18N]
    environment = Environment(**{**options, "autoescape": True, "trim_blocks": True, "lstrip_blocks": True})  # noqa: S701
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    environment.globals.update(
        url=url,
        static=static,
        icon=icons.icon,
        shape=icons.shape,
        hue=icons.hue,
        initials=initials,
        sparkline=charts.sparkline,
        progress_bar=charts.progress_bar,
        messages_of=messages_of,
        frame_of=frame_of,
        theme_of=preferences.theme_of,
        page_language=preferences.page_language,
        languages=preferences.languages,
        ui=Components(environment),
    )
    return environment


def url(name: str, **kwargs: object) -> str:
    """The address of a named URL."""
    return reverse(name, kwargs=kwargs or None)


def messages_of(request: HttpRequest | None) -> list[Any]:
    """What earlier pages left to say to this reader."""
    return list(get_messages(request)) if request is not None else []
