"""The base of every tenant row."""

from __future__ import annotations

from typing import Self

from django.db import models

from northing.kit.storage.refs import LENGTH, new_ref


class TenantRow(models.Model):
    """A row that belongs to one organization.

    Subclasses declare ``organization`` (a foreign key) or ``organization_id`` (kit: plain number). Everybody
    outside ``models.py`` starts from :meth:`within`, so no query can forget the tenant.
    """

    organization_id: int

    class Meta:
        abstract = True

    @classmethod
    def within(cls, organization_id: int) -> models.QuerySet[Self]:
        """All rows of one organization."""
        return cls._default_manager.filter(organization_id=organization_id)


class NamedRow(TenantRow):
    """A tenant row that can be named from outside: it has a ``ref`` and an optimistic-lock ``version``.

    Subclasses add ``UniqueConstraint(fields=["organization", "ref"])``.
    """

    ref = models.CharField(max_length=LENGTH, default=new_ref, editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
