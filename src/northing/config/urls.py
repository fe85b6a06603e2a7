"""Every address. Pages of an organization live under its slug, so two tabs may hold two organizations."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path, register_converter

from northing.config.api import api
from northing.kit.storage.refs import RefConverter
from northing.kit.web.views import show_icon

register_converter(RefConverter, "ref")

handler400 = "northing.kit.web.errors.bad_request"
handler403 = "northing.kit.web.errors.forbidden"
handler404 = "northing.kit.web.errors.missing"
handler500 = "northing.kit.web.errors.failed"

WITHIN_ORGANIZATION = [
    "org",
    "talk",
    "cycles",
    "strategy",
    "kpis",
    "okrs",
    "work",
    "checkins",
    "writing",
    "insights",
    "exchange",
    "home",
]


def _within() -> list[URLPattern | URLResolver]:
    return [
        path("", include(f"northing.features.{feature}.urls"))
        for feature in WITHIN_ORGANIZATION
        if find_spec(f"northing.features.{feature}.urls")
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    path("favicon.ico", show_icon, name="icon"),
    path("-/", include("northing.kit.web.urls")),
    path("api/v1/", api.urls),
    path("", include("northing.features.org.urls.root")),
    path("account/", include("northing.features.org.urls.account")),
    path("<slug:organization>/", include(_within())),
]
