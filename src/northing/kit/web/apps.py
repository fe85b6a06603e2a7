"""Django's entry point of the web kit."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, styles and scripts every page shares."""

    name = "northing.kit.web"
    label = "kit_web"
