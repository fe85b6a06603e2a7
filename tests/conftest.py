"""What every test runs in: a real database file, and no page drawn by Django's own template language."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

pytest_plugins = ["tests.support.browser", *(["tests.cast"] if find_spec("tests.cast") else [])]

HERE = Path(__file__).resolve().parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in tests/journeys is a journey; everything in tests/bench a measurement."""
    for item in items:
        folder = item.path.relative_to(HERE).parts[0]
        if folder in {"journeys", "bench"}:
            item.add_marker(folder.removesuffix("s"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as people run it: threads and the live server then have connections of their own."""
    from django.db import connections

    for connection in connections.all(initialized_only=False):
        if connection.vendor == "sqlite":
            folder = tmp_path_factory.mktemp("database")
            connection.settings_dict["TEST"]["NAME"] = str(folder / "northing.db")


@pytest.fixture(scope="session", autouse=True)
def _one_template_language() -> Iterator[None]:
    """Any page that falls through to Django's template language fails its test (form widgets of Django aside)."""
    from django.template.backends.django import DjangoTemplates, Template

    drawn = Template.render

    def refuse(self: Template, context: Any = None, request: Any = None) -> str:
        backend: DjangoTemplates = self.backend
        if backend.name == "djangoforms":
            return str(drawn(self, context, request))
        raise AssertionError(f"{self.origin} was drawn by Django's template language: write it in Jinja2")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "render", refuse)
        yield
