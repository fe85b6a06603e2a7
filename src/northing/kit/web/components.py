"""``ui`` in templates: the macros of ``kit/ui/*.html``, without an import line.

An import at the top of a template does not run when only one of its blocks is rendered, so a page whose
fragments need ``{% import %}`` would break under htmx. A global does not.
"""

from __future__ import annotations

from typing import Any

from jinja2 import Environment

FILES = ("controls", "layout", "marks", "measures", "fields")


class Components:
    """Finds a macro by its name over all component files."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        for file in FILES:
            macro = getattr(self._environment.get_template(f"kit/ui/{file}.html").module, name, None)
            if macro is not None:
                return macro
        raise AttributeError(f"no component is called {name!r}")
