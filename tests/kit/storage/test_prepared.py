"""A prepared question answers what its queryset would, for any values of the same shape."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.db.models import QuerySet

from northing.features.org.models import Absence, Person
from northing.kit.storage.prepared import LONGEST, Prepared
from tests.cast import Cast
from tests.support.statements import counted

pytestmark = pytest.mark.django_db


@Prepared
def people(organization_id: int, ids: list[int]) -> QuerySet[Person]:
    rows = Person.within(organization_id).filter(pk__in=ids)
    return rows.select_related("organization", "manager").order_by("pk")


@Prepared
def away(organization_id: int, on: date) -> QuerySet[Absence, tuple[int, date]]:
    rows = Absence.within(organization_id).filter(starts_on__lte=on, ends_on__gte=on)
    return rows.values_list("person_id", "ends_on")


@Prepared
def joined_since(organization_id: int, since: datetime) -> QuerySet[Person, tuple[int]]:
    return Person.within(organization_id).filter(created_at__gte=since).order_by("pk").values_list("pk")


def test_instances_come_with_what_was_selected_with_them(cast: Cast) -> None:
    for several in ([cast.lin, cast.ada], [cast.mika, cast.lin], [cast.oleg]):
        with counted() as statements:
            found = people(organization_id=cast.acme.id, ids=[one.id for one in several])
            assert {row.organization.slug for row in found} == {cast.acme.slug}
        assert [row.pk for row in found] == sorted(one.id for one in several)
        assert len(statements) == 1


def test_nothing_of_another_organization_or_an_earlier_question_answers(cast: Cast) -> None:
    assert people(organization_id=cast.acme.id, ids=[cast.lin.id])
    assert people(organization_id=cast.zenith.id, ids=[cast.lin.id]) == []
    assert people(organization_id=cast.acme.id, ids=[]) == []


def test_a_very_long_list_is_asked_the_ordinary_way(cast: Cast) -> None:
    ids = [cast.lin.id, *range(10_000, 10_000 + LONGEST)]
    assert [row.pk for row in people(organization_id=cast.acme.id, ids=ids)] == [cast.lin.id]


def test_days_are_values_too(cast: Cast) -> None:
    first, last = date(2026, 11, 2), date(2026, 11, 6)
    Absence.within(cast.acme.id).create(
        organization_id=cast.acme.id, person_id=cast.lin.id, starts_on=first, ends_on=last
    )
    assert away(organization_id=cast.acme.id, on=first) == [(cast.lin.id, last)]
    assert away(organization_id=cast.acme.id, on=date(2026, 11, 7)) == []


def test_moments_are_values_of_any_time_zone(cast: Cast) -> None:
    moment = datetime(2031, 5, 5, 12, 0, tzinfo=UTC)
    Person.within(cast.acme.id).filter(pk=cast.lin.id).update(created_at=moment)
    east = moment.astimezone(timezone(timedelta(hours=8)))
    for asked in (moment, east):
        assert joined_since(organization_id=cast.acme.id, since=asked) == [(cast.lin.id,)]
        assert joined_since(organization_id=cast.acme.id, since=asked + timedelta(seconds=1)) == []


def test_a_value_that_never_reaches_the_sql_is_refused(cast: Cast) -> None:
    forgetful = Prepared(lambda organization_id, ref: Person.within(organization_id))
    with pytest.raises(TypeError):
        forgetful(organization_id=cast.acme.id, ref="0123456789ab")
