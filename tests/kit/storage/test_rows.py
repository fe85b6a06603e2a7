"""Tenant rows: every query starts inside one organization."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from northing.features.org.models import Person, Team
from northing.kit.storage.refs import is_ref
from tests.cast import FOUNDED_AT, Cast


def test_within_sees_one_organization(cast: Cast) -> None:
    assert set(Person.within(cast.zenith.id).values_list("name", flat=True)) == {"Zoe"}
    assert not Person.within(cast.zenith.id).filter(pk=cast.ada.id).exists()


def test_a_named_row_gets_a_ref_and_begins_at_version_one(cast: Cast) -> None:
    row = Team(organization_id=cast.acme.id, name="Ads", created_at=FOUNDED_AT)
    assert is_ref(row.ref)
    assert row.version == 1


def test_a_ref_is_unique_in_one_organization_and_may_return_in_another(cast: Cast) -> None:
    def twin(organization_id: int) -> None:
        Team(organization_id=organization_id, ref=cast.growth.ref, name="Twin", created_at=FOUNDED_AT).save()

    twin(cast.zenith.id)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin(cast.acme.id)
