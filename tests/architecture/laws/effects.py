"""Transactions are opened by actions, and styles come from style sheets."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.laws import law
from tests.architecture.source import Module

_INLINE = re.compile(r"<[^>]*\s(style|on[a-z]+)\s*=|<style\b|javascript:")


@law(
    broken_by=[
        ("northing.config.settings", 'DATABASES = {"default": {"ATOMIC_REQUESTS": True}}'),
        ("northing.config.settings", "ATOMIC_REQUESTS = True"),
    ],
    kept_by=[("northing.config.settings", '"""Never atomic requests."""')],
)
def no_atomic_requests(module: Module) -> Iterator[str]:
    """A request is not a transaction: locks would be held while a page is rendered."""
    for node in module.nodes:
        if getattr(node, "value", None) == "ATOMIC_REQUESTS" or getattr(node, "id", "") == "ATOMIC_REQUESTS":
            yield module.at(node, "sets ATOMIC_REQUESTS")


@law(
    broken_by=[
        ("northing.kit.web.charts", """x = '<rect style="width:3px"/>'"""),
        ("northing.kit.web.charts", """x = '<a onclick="go()">'"""),
        ("northing.kit.web.charts", """x = '<a href="javascript:go()">'"""),
    ],
    kept_by=[
        ("northing.kit.web.charts", """x = '<rect width="3" stroke="red"/>'"""),
        ("northing.kit.cli.tables", """print("x", style="bold")"""),
    ],
)
def markup_in_python_is_plain(module: Module) -> Iterator[str]:
    """Markup built in Python obeys the content security policy like templates do."""
    for node in module.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _INLINE.search(node.value):
            yield module.at(node, "holds inline style or script")


@law(
    broken_by=[
        ("northing.features.okrs.views", "from django.shortcuts import render"),
        ("northing.features.okrs.views", "from django.template.loader import render_to_string"),
        ("northing.kit.web.pages", "from django import template\ntemplate.Library()"),
    ],
    kept_by=[("northing.features.okrs.views", "from northing.kit.web.pages import page")],
)
def pages_are_rendered_in_one_way(module: Module) -> Iterator[str]:
    """Pages go through ``kit.web.pages.page``; Django's own template language renders none."""
    for line, name in module.imports:
        if name in {
            "django.shortcuts.render",
            "django.template",
            "django.template.Library",
            "django.template.Template",
        }:
            yield f"{module.path}:{line} imports {name}"
        if name.startswith("django.template.loader") and module.ring == "features":
            yield f"{module.path}:{line} imports {name}"
