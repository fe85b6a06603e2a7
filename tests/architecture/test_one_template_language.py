"""Every page is drawn by Jinja2; what falls through to Django's own templates fails its test."""

from __future__ import annotations

import pytest
from django.template import engines


def test_a_page_drawn_by_djangos_templates_fails() -> None:
    with pytest.raises(AssertionError, match="write it in Jinja2"):
        engines["django"].from_string("hello").render()


def test_jinja2_comes_first() -> None:
    assert [engine.name for engine in engines.all()] == ["jinja2", "django"]
    assert not engines["django"].engine.loaders or not engines["django"].app_dirs
