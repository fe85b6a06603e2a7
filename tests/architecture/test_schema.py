"""The tables keep an organization together, so that whole organizations can one day live on different clusters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.db.models.functions import Coalesce

# Tables of ours that belong to no organization, each with its reason. Other packages' tables are not ours to shape.
WITHOUT_ORGANIZATION = {
    "org.User": "a login may be a person in several organizations",
    "org.Organization": "it is the tenant",
    "org.OneTimeLink": "a set-up link exists before any organization",
}

# Indexes that cross organizations on purpose.
QUEUES = {
    "job_queue": "a worker takes the next due job, whoever it belongs to",
    "message_queue": "the sender takes the next due message, whoever it belongs to",
}


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("northing.")]


def faults(model: type[models.Model]) -> Iterator[str]:
    """What keeps ``model`` from being a tenant table."""
    meta = model._meta
    if not any(field.attname == "organization_id" for field in meta.concrete_fields):
        yield "has no organization_id"
        return
    yield from _field_faults(meta.concrete_fields)
    for together in meta.unique_together:
        if not _starts_right(together):
            yield f"unique_together {together} does not start with the organization"
    for constraint in meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and not _starts_right(constraint.fields):
            yield f"constraint {constraint.name} does not start with the organization"
    for index in meta.indexes:
        if not _starts_right(_columns(index)) and index.name not in QUEUES:
            yield f"index {index.name} does not start with the organization"


def _columns(index: models.Index) -> list[str]:
    """What an index is made of, in order; an expression that is no plain column is told by its text."""
    made_of = [one.name if isinstance(one, models.F) else str(one) for one in index.expressions]
    return made_of or list(index.fields)


def _field_faults(fields: Iterable[models.Field[Any, Any]]) -> Iterator[str]:
    for field in fields:
        if field.primary_key or field.attname == "organization_id":
            continue
        # A one-to-one relation is unique where the row it belongs to is: within that row's organization.
        if field.unique and not field.remote_field:
            yield f"{field.name} is unique across organizations"
        elif field.db_index and not field.remote_field:
            yield f"{field.name} has an index of its own"


def _starts_right(fields: tuple[str, ...] | list[str]) -> bool:
    # The one-column index Django adds to a foreign key serves deletion, not reading; those are left alone.
    return bool(fields) and fields[0] in {"organization", "organization_id"}


def test_every_table_keeps_its_organization_together() -> None:
    found = {
        model._meta.label: list(faults(model))
        for model in our_models()
        if model._meta.label not in WITHOUT_ORGANIZATION
    }
    assert {label: told for label, told in found.items() if told} == {}


def test_the_exceptions_still_exist() -> None:
    assert set(WITHOUT_ORGANIZATION) <= {model._meta.label for model in our_models()}


def _planted(**attributes: object) -> type[models.Model]:
    meta = type("Meta", (), {"app_label": "planted", **attributes.pop("meta", {})})  # type: ignore[dict-item]
    try:
        return type("Planted", (models.Model,), {"__module__": "planted", "Meta": meta, **attributes})
    finally:
        apps.all_models.pop("planted", None)


@pytest.mark.parametrize(
    ("attributes", "fault"),
    [
        ({}, "has no organization_id"),
        (
            {"organization_id": models.BigIntegerField(), "ref": models.CharField(unique=True)},
            "ref is unique",
        ),
        (
            {"organization_id": models.BigIntegerField(), "on": models.DateField(db_index=True)},
            "on has an index",
        ),
        (
            {"organization_id": models.BigIntegerField(), "a": models.IntegerField()}
            | {"meta": {"indexes": [models.Index(fields=["a"], name="planted_a")]}},
            "index planted_a",
        ),
        (
            {"organization_id": models.BigIntegerField(), "a": models.IntegerField()}
            | {"meta": {"indexes": [models.Index(Coalesce("a", "organization_id"), name="planted_e")]}},
            "index planted_e",
        ),
        (
            {"organization_id": models.BigIntegerField(), "a": models.IntegerField()}
            | {
                "meta": {
                    "constraints": [
                        models.UniqueConstraint(fields=["a", "organization_id"], name="planted_u")
                    ]
                }
            },
            "constraint planted_u",
        ),
    ],
)
def test_a_planted_table_is_caught(attributes: dict[str, object], fault: str) -> None:
    assert any(told.startswith(fault) for told in faults(_planted(**attributes)))
