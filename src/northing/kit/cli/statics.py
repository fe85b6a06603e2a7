"""Static files for a server: hashed, compressed and collected once, so browsers may keep them for ever."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

SWITCH = "NORTHING_COLLECTED"


def collect() -> None:
    """Collect the static files unless that was done for exactly these, then switch the server to them.

    A folder that cannot be written leaves the server reading them where they lie: slower, never broken.
    """
    folder = Path(settings.STATIC_FOLDER)
    stamp = folder / ".collected"
    wanted = _fingerprint()
    if not (stamp.is_file() and stamp.read_text() == wanted):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _collect_in_own_process()
            stamp.write_text(wanted)
        except (OSError, subprocess.CalledProcessError):
            return
    os.environ[SWITCH] = "1"


def _collect_in_own_process() -> None:
    # Settings are read once a process, and these files need the other storage.
    command = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--clear", "-v", "0"]
    environment = {**os.environ, SWITCH: "1", "DJANGO_SETTINGS_MODULE": "northing.config.settings"}
    subprocess.run(command, check=True, env=environment, capture_output=True)  # noqa: S603 - our own command


def _fingerprint() -> str:
    told = sha256(sys.prefix.encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            known = Path(storage.path(path)).stat()
            told.update(f"{path} {known.st_size} {known.st_mtime_ns}\n".encode())
    return told.hexdigest()
