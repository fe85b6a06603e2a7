"""Below the edge there are codes; sentences are found at the edge, in the reader's language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.laws import law
from tests.architecture.source import PURE, Module

_GETTEXT = re.compile(r"(^|\.)n?p?u?gettext(_lazy|_noop)?$")
_SILENT_LAYERS = frozenset({"actions", "queries", "policies", "storage", "models"})


@law(
    broken_by=[
        ("northing.features.okrs.actions", "from django.utils.translation import gettext as _"),
        ("northing.features.okrs.models.derived", "from django.utils.translation import gettext_lazy as _"),
        ("northing.domain.pace", "from gettext import gettext"),
        (
            "northing.kit.storage.versions",
            "from django.utils import translation\ntranslation.ngettext('a', 'b', 1)",
        ),
    ],
    kept_by=[
        ("northing.features.okrs.wording", "from django.utils.translation import gettext_lazy as _"),
        ("northing.features.okrs.actions", "from django.utils.translation import override"),
    ],
)
def no_text_below_the_edge(module: Module) -> Iterator[str]:
    """Domain, coach, actions, queries, policies, storage and models hold codes, never translated text."""
    is_silent = (
        module.ring in PURE
        or module.layer in _SILENT_LAYERS
        or module.name.startswith("northing.kit.storage")
    )
    if not is_silent:
        return
    for line, name in module.imports:
        if _GETTEXT.search(name):
            yield f"{module.path}:{line} imports {name}"
    for node in module.nodes:
        if isinstance(node, ast.Attribute) and _GETTEXT.search(node.attr):
            yield module.at(node, "translates")


@law(
    broken_by=[
        ("northing.features.okrs.views", "x = _(f'{count} key results')"),
        ("northing.features.okrs.views", "x = _('%s of %s') % (a, b)"),
        ("northing.features.okrs.views", "x = _('Hello ' + name)"),
        ("northing.features.okrs.views", "x = _('{} key results').format(count)"),
    ],
    kept_by=[
        ("northing.features.okrs.views", "x = _('%(count)s key results') % {'count': count}"),
        ("northing.features.okrs.views", "x = _('100%')"),
        ("northing.features.okrs.views", "x, _ = pair"),
    ],
)
def placeholders_are_named(module: Module) -> Iterator[str]:
    """Word order differs between languages: every placeholder of a translated text has a name."""
    for node in module.nodes:
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name != "_" and not _GETTEXT.search(name):
            continue
        text = node.args[0]
        if not isinstance(text, ast.Constant):
            if not isinstance(text, ast.Name | ast.Attribute | ast.Subscript | ast.Call):
                yield module.at(node, "translates a text that is put together")
        elif isinstance(text.value, str) and re.search(r"(?<!%)%[sd]|\{\w*\}", text.value):
            yield module.at(node, "has a placeholder without a name")
