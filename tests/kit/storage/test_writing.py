"""The one way to write: all or nothing, inner writers join, threads queue and none is starved or refused."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from northing.features.org.models import Team
from northing.kit.storage.writing import writing
from tests.cast import FOUNDED_AT, Cast


def a_team(cast: Cast, name: str) -> None:
    Team(organization_id=cast.acme.id, name=name, created_at=FOUNDED_AT).save()


def fail_after(cast: Cast, name: str) -> None:
    with writing():
        a_team(cast, name)
        raise ZeroDivisionError


def names(cast: Cast) -> set[str]:
    return set(Team.within(cast.acme.id).values_list("name", flat=True)) - {"Growth", "Funnel", "Platform"}


def test_an_error_takes_everything_back(cast: Cast) -> None:
    with pytest.raises(ZeroDivisionError):
        fail_after(cast, "A")
    assert names(cast) == set()


def test_an_inner_error_takes_only_its_part_back(cast: Cast) -> None:
    with writing():
        a_team(cast, "A")
        with pytest.raises(ZeroDivisionError):
            fail_after(cast, "B")
    assert names(cast) == {"A"}


@pytest.mark.django_db(transaction=True)
def test_eight_writers_add_up(cast: Cast) -> None:
    """Each reads the last number and writes the next: only a real queue makes them 80."""
    barrier = Barrier(8)

    def work() -> None:
        barrier.wait()
        try:
            for _turn in range(10):
                with writing():
                    team = Team.within(cast.acme.id).select_for_update().get(pk=cast.growth.id)
                    Team.within(cast.acme.id).filter(pk=team.pk).update(position=team.position + 1)
        finally:
            connection.close()

    threads = [Thread(target=work) for _each in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Team.within(cast.acme.id).get(pk=cast.growth.id).position == 80


@pytest.mark.django_db(transaction=True)
def test_the_lock_is_free_again_after_an_error(cast: Cast) -> None:
    with pytest.raises(ZeroDivisionError), writing():
        raise ZeroDivisionError
    done: list[bool] = []

    def work() -> None:
        try:
            with writing():
                done.append(True)
        finally:
            connection.close()

    thread = Thread(target=work)
    thread.start()
    thread.join(timeout=10)
    assert done == [True]
    assert not transaction.get_connection().in_atomic_block
