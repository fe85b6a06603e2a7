"""A PostgreSQL server for one run of the tests, from Debian's binaries, gone afterwards.

``python -m tests.support.postgres -- pytest -q`` starts it on a temporary directory and a free port as an
unprivileged user, sets ``DATABASE_URL``, runs the command and answers with its exit code. Where no server is
installed it says so and fails: the second database is never skipped silently.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BINARIES = Path("/usr/lib/postgresql")
OLDEST = 15
# Nothing here outlives the run, so nothing needs to survive a power cut.
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "60"}


class NoServer(SystemExit):
    """No PostgreSQL is installed here; the sentence says what to do."""


def binaries() -> Path:
    """The folder of the newest installed server.

    :raises NoServer: none of version 15 or newer
    """
    versions = sorted((int(path.name) for path in BINARIES.glob("*") if path.name.isdigit()), reverse=True)
    for version in versions:
        folder = BINARIES / str(version) / "bin"
        if version >= OLDEST and (folder / "initdb").exists():
            return folder
    raise NoServer(
        f"No PostgreSQL {OLDEST} or newer under {BINARIES}. The tests run on both databases: install one with\n"
        "    apt-get install postgresql\n"
        "or run the SQLite half alone with `make test-sqlite`."
    )


def _as_somebody() -> tuple[list[str], str | None]:
    """The command prefix and the user a server may run as: initdb and postgres refuse root."""
    if os.geteuid():
        return [], None
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"], name
    raise NoServer("Running as root, and there is no user postgres or nobody to run a PostgreSQL server as.")


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server() -> Iterator[str]:
    """A running server; gives its ``DATABASE_URL`` and stops it afterwards."""
    programs, (prefix, user) = binaries(), _as_somebody()
    folder = Path(tempfile.mkdtemp(prefix="northing-postgres-"))
    try:
        if user:
            shutil.chown(folder, user)
        data, port = folder / "data", free_port()
        _run([*prefix, str(programs / "initdb"), "-D", str(data), "-U", "northing", "-A", "trust"], folder)
        control = [*prefix, str(programs / "pg_ctl"), "-D", str(data), "-w"]
        settings = {
            **QUICK,
            "port": str(port),
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(folder),
        }
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        _run([*control, "-l", str(folder / "log"), "-o", options, "start"], folder)
        try:
            yield f"postgres://northing@127.0.0.1:{port}/postgres"
        finally:
            _run([*control, "-m", "immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str], folder: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        log = folder / "log"
        told = log.read_text() if log.exists() else ""
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}{told}")


def main(arguments: list[str]) -> int:
    """Run the command after ``--`` with a server of its own; its exit code."""
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        raise SystemExit("usage: python -m tests.support.postgres -- command …")
    with server() as address:
        secret = os.environ.get("NORTHING_SECRET") or "only-for-tests-only-for-tests-only-for-tests"
        environment = {**os.environ, "DATABASE_URL": address, "NORTHING_SECRET": secret}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
