"""The server process: granian in front, the worker as its child, one address printed."""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from threading import Event, Thread
from typing import Any, Final

import typer
from django.conf import settings
from django.db import connections
from django.utils import timezone
from django.utils.module_loading import import_string

from northing.kit.cli.exits import Exit, stop
from northing.kit.cli.language import gettext as _
from northing.kit.cli.parents import follow
from northing.kit.cli.setup import prepare, require_secret
from northing.kit.cli.statics import collect
from northing.kit.cli.welcome import setup_link

TARGET: Final = "northing.kit.cli.serving:followed_application"
SERVER_VARIABLE: Final = "NORTHING_SERVER_PROCESS"
THREADS: Final = 4
RESTART_SECONDS: Final = 3.0
LAST_WORDS_SECONDS: Final = 10.0

logger = logging.getLogger("northing.serve")


def serve_site(*, host: str, port: int, processes: int, with_worker: bool, base_url: str = "") -> None:
    """Prepare the database, print where to go, and serve until told to stop.

    :param processes: web processes; one a core is right for a machine of its own
    :param base_url: the address people use, if it is not ``http://host:port``
    """
    require_secret()
    prepare()
    _require_free(host, port)
    collect()
    typer.echo(welcome(base_url or _address(host, port)))
    _leave_database()
    child = WorkerChild() if with_worker else None
    if child:
        child.start()
    try:
        _granian(host, port, processes)
    finally:
        if child:
            child.stop()


def welcome(base_url: str) -> str:
    """What to print when the server starts: the address, and the set-up link of an empty installation."""
    lines = [_("Northing is at %(address)s") % {"address": base_url}]
    link = setup_link(base_url, at=timezone.now())
    if link:
        lines.append(
            _("This installation is empty. Set it up (the link works once): %(link)s") % {"link": link}
        )
    lines.append(_("Stop with Ctrl+C."))
    return "\n".join(lines)


def _leave_database() -> None:
    # Web processes are forked from this one: a connection or pool that crosses a fork is shared and breaks.
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def followed_application() -> Callable[..., Any]:
    """The application of a web process; a server that was killed takes its web processes and their port along."""
    follow(int(os.environ[SERVER_VARIABLE]), lambda: os._exit(1))
    application: Callable[..., Any] = import_string(settings.WSGI_APPLICATION)
    return application


def _granian(host: str, port: int, processes: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    os.environ[SERVER_VARIABLE] = str(os.getpid())
    Granian(
        TARGET,
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=30,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


def _require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            told = _("%(host)s:%(port)s cannot be used: %(reason)s. Choose another with --port.")
            stop(told % {"host": host, "port": port, "reason": problem.strerror}, Exit.CONFLICT)


def _address(host: str, port: int) -> str:
    shown = "localhost" if host in {"0.0.0.0", "127.0.0.1", "::", "::1"} else host  # noqa: S104 - only compared
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"


class WorkerChild:
    """The worker as a child process: started again when it dies, ended with the server."""

    def __init__(self) -> None:
        self._stopping = Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._watch = Thread(target=self._keep_alive, name="worker-watch", daemon=True)

    def start(self) -> None:
        """Start the process once the web processes had the cores to themselves for a moment."""
        self._watch.start()

    def stop(self) -> None:
        """Ask the process to finish its job and end; after ten seconds end it."""
        self._stopping.set()
        self._watch.join()  # it may be starting the process at this moment
        process = self._process
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(LAST_WORDS_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    @property
    def pid(self) -> int | None:
        """The process id, while there is one."""
        return self._process.pid if self._process else None

    def _spawn(self) -> subprocess.Popen[bytes]:
        # A session of its own: Ctrl+C reaches the server, and the server ends the worker in order.
        command = [sys.executable, "-m", "northing", "worker", "--parent", str(os.getpid())]
        return subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own command

    def _keep_alive(self) -> None:
        while not self._stopping.wait(RESTART_SECONDS):
            process = self._process
            if process is not None and process.poll() is None:
                continue
            if process is not None:
                logger.error("the worker ended with %s; starting it again", process.returncode)
            self._process = self._spawn()
