"""The real server, one web process, on a free port, with the floors beside the real addresses."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep

SETTINGS = "northing.config.bench.site_settings"
BODIES = "NORTHING_BENCH_BODIES"
_PATIENCE = 60.0
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Server:
    """Where it listens; ``bodies`` is the folder whose files the floors answer with."""

    port: int
    pid: int
    bodies: Path

    def cpu_seconds(self) -> float:
        """What the server and its web process have used so far (Linux; 0 elsewhere)."""
        return sum(_cpu_of(pid) for pid in _family(self.pid))


@contextmanager
def running_server() -> Iterator[Server]:
    """A server on the database of this process; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="northing-bench-") as folder:
        port = _free_port()
        command = [
            sys.executable,
            "-m",
            "northing",
            "serve",
            "--port",
            str(port),
            "--processes",
            "1",
            "--no-worker",
        ]
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS, BODIES: folder}
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603 - ourselves
        try:
            _wait(process, port)
            yield Server(port, process.pid, Path(folder))
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    began = monotonic()
    while process.poll() is None and monotonic() - began < _PATIENCE:
        try:
            probe = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
            probe.request("GET", "/account/login/")
            probe.getresponse().read()
            return
        except OSError:
            sleep(0.1)
    raise RuntimeError(f"the server did not start (exit code {process.poll()})")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _family(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        children = Path(f"/proc/{parent}/task/{parent}/children")
        if children.exists():
            found += [int(child) for child in children.read_text().split()]
    return found


def _cpu_of(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS
