"""Real processes: migrate, worker and serve on a SQLite file of their own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from northing.kit.actors import Actor, Role, Via
from northing.kit.cli import operator, welcome
from northing.kit.errors import NotFound

PATIENCE_SECONDS = 30.0


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("NORTHING", "LC_", "LANG"))
    }
    return {**kept, "PYTHONPATH": "src", "DATABASE_URL": f"sqlite:///{tmp_path}/northing.db"}


def northing(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "northing", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS * 2,
    )


def eventually(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def children_of(pid: int) -> list[int]:
    # A thread's children are listed with the thread, and the worker is started again by one.
    return [
        int(child)
        for told in Path(f"/proc/{pid}/task").glob("*/children")
        for child in told.read_text().split()
    ]


def workers_of(pid: int) -> list[int]:
    return [child for child in children_of(pid) if b"worker" in Path(f"/proc/{child}/cmdline").read_bytes()]


def test_migrate_says_what_it_did_and_the_worker_runs_once(environment: dict[str, str]) -> None:
    done = northing(environment, "migrate")
    assert done.returncode == 0
    assert "migrations applied" in done.stderr
    assert northing(environment, "migrate").stdout == "The database is up to date.\n"
    assert northing(environment, "worker", "--once").stdout.endswith(" jobs run.\n")
    assert northing(environment, "worker", "--once", "--retry-failed").stdout.startswith(
        "0 jobs and messages will be tried again.\n"
    )


def test_an_embedded_database_is_made_by_the_first_command_that_needs_it(environment: dict[str, str]) -> None:
    done = northing(environment, "worker", "--once")
    assert done.returncode == 0
    assert "migrations applied" in done.stderr
    assert done.stdout.endswith(" jobs run.\n")


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_a_database_server_needs_a_secret(environment: dict[str, str], command: str) -> None:
    done = northing({**environment, "DATABASE_URL": "postgres://x@127.0.0.1:1/x"}, command)
    assert done.returncode == 2
    assert "NORTHING_SECRET must be set" in done.stderr


@pytest.fixture
def server(environment: dict[str, str], tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    port = free_port()
    with (tmp_path / "errors").open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "northing", "serve", "--port", str(port), "--processes", "1"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        yield process, port
        process.kill()
        process.wait()
        assert process.stdout
        process.stdout.close()


def test_serve_answers_keeps_its_worker_alive_and_takes_it_along(
    server: tuple[subprocess.Popen[str], int], environment: dict[str, str]
) -> None:
    process, port = server
    assert process.stdout
    assert process.stdout.readline() == f"Northing is at http://localhost:{port}\n"

    def answers() -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/-/nothing-here", timeout=5)
        except urllib.error.HTTPError as answer:
            answer.close()
            return answer.code == 404
        except OSError:
            return False
        return True

    eventually(answers)
    opened = [os.readlink(handle) for handle in Path(f"/proc/{process.pid}/fd").iterdir()]
    assert not [name for name in opened if "northing.db" in name], "no connection crosses the fork"
    eventually(lambda: bool(workers_of(process.pid)))
    (first,) = workers_of(process.pid)

    taken = northing(environment, "serve", "--port", str(port))
    assert taken.returncode == 5
    assert "--port" in taken.stderr

    os.kill(first, signal.SIGKILL)
    eventually(lambda: bool(set(workers_of(process.pid)) - {first}))
    (second,) = set(workers_of(process.pid)) - {first}

    process.terminate()
    process.wait(PATIENCE_SECONDS)
    assert process.returncode == 0
    assert not is_alive(second)


def test_a_server_that_is_killed_leaves_nothing_behind(server: tuple[subprocess.Popen[str], int]) -> None:
    process, port = server
    eventually(lambda: bool(workers_of(process.pid)) and is_listening(port))
    left = children_of(process.pid)
    process.kill()
    process.wait()
    eventually(lambda: not any(is_alive(child) for child in left))
    assert not is_listening(port)


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_the_setup_link_is_told_while_the_installation_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    from northing.kit.cli import serving

    monkeypatch.setattr(welcome, "_links", [])
    assert "works once" not in serving.welcome("http://localhost:8000")
    welcome.set_setup_link(lambda *, base_url, at: f"{base_url}/-/setup/abc")
    assert "(the link works once): http://localhost:8000/-/setup/abc\n" in serving.welcome(
        "http://localhost:8000"
    )
    welcome.set_setup_link(lambda *, base_url, at: None)
    assert "works once" not in serving.welcome("http://localhost:8000")


def test_for_whom_a_command_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operator, "_resolvers", [])
    with pytest.raises(NotFound):
        operator.operator_actor()
    actor = Actor(7, None, Role.PRINCIPAL, via=Via.CLI)
    asked: list[tuple[str | None, str | None]] = []

    def resolve(*, slug: str | None, email: str | None) -> Actor:
        asked.append((slug, email))
        return actor

    operator.set_operator_resolver(resolve)
    assert operator.operator_actor("acme", "mika@acme.example") is actor
    assert asked == [("acme", "mika@acme.example")]
