"""Reading the environment: every setting has a default, and a bad value fails loudly with its name."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlparse


class BadSetting(SystemExit):
    """A setting holds a value that cannot be used; the process ends with a plain sentence."""

    def __init__(self, name: str, value: str, wanted: str) -> None:
        super().__init__(f"northing: {name}={value!r} cannot be used: {wanted}")


def text(name: str, default: str = "") -> str:
    """The value of ``name``, or ``default`` when it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def switch(name: str, *, default: bool) -> bool:
    """A yes/no setting.

    :raises BadSetting: anything but 1/0, true/false, yes/no, on/off
    """
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise BadSetting(name, value, "write 1 or 0")


def number(name: str, default: int, *, low: int, high: int) -> int:
    """A whole number within ``low … high``.

    :raises BadSetting: not a number or outside the range
    """
    value = text(name)
    if not value:
        return default
    if not value.isdigit() or not low <= int(value) <= high:
        raise BadSetting(name, value, f"write a whole number from {low} to {high}")
    return int(value)


def items(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def sqlite_path(database_url: str) -> Path | None:
    """The file of a SQLite address, or ``None`` for another database or memory."""
    address = urlparse(database_url)
    if address.scheme != "sqlite" or ":memory:" in database_url:
        return None
    return Path(unquote(address.path)[1:] or "northing.db").absolute()


def secret(database_url: str) -> str:
    """The signing secret: ``NORTHING_SECRET``, or a file made once (0600) beside the SQLite file.

    With a remote database and no secret an empty text is returned; ``serve`` and ``worker`` refuse to start.
    """
    given = text("NORTHING_SECRET")
    if given:
        if len(given) < 32:
            raise BadSetting("NORTHING_SECRET", "…", "use at least 32 characters")
        return given
    path = sqlite_path(database_url)
    if path is None:
        return ""
    return _kept_secret(path.with_name("northing.secret"))


def _kept_secret(path: Path) -> str:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    except OSError:
        return ""  # a read-only folder: commands that only read still work
    with os.fdopen(handle, "w") as file:
        fresh = secrets.token_urlsafe(48)
        file.write(fresh)
    return fresh
