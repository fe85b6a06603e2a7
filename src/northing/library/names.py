"""What departments and roles are called."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from northing.library.shapes import FIRST_LANGUAGE


@cache
def _names() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads((files("northing.library") / "names.toml").read_text("utf-8"))


def departments() -> tuple[str, ...]:
    """Codes of the departments, in the order of the gallery."""
    return tuple(_names()["departments"])


def roles() -> tuple[str, ...]:
    """Codes of all roles."""
    return tuple(_names()["roles"])


def department_name(code: str, language: str) -> str:
    """What the department is called in the language (English if it has no name there).

    :raises KeyError: no such department
    """
    return _called(_names()["departments"][code], language)


def role_name(code: str, language: str) -> str:
    """What the role is called in the language (English if it has no name there).

    :raises KeyError: no such role
    """
    return _called(_names()["roles"][code], language)


def _called(names: Mapping[str, str], language: str) -> str:
    return names.get(language.lower()) or names[FIRST_LANGUAGE]
