"""The two decimal columns of the ledger and the enum column; one definition each."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.db import models


def measured(**options: Any) -> models.DecimalField[Any, Any]:
    """A typed value: at most 15 significant digits and 6 decimals (SQLite keeps no more exactly)."""
    return models.DecimalField(max_digits=21, decimal_places=6, null=True, blank=True, **options)


def derived(**options: Any) -> models.DecimalField[Any, Any]:
    """A computed value, quantised half-even to 9 places at its own level; bounded to 15 digits in all."""
    return models.DecimalField(max_digits=15, decimal_places=9, null=True, blank=True, **options)


def weight(**options: Any) -> models.DecimalField[Any, Any]:
    """A typed part or pin of a weight; proportions are worked out exactly in the domain."""
    return models.DecimalField(max_digits=12, decimal_places=6, default=1, **options)


def code(choices: type[StrEnum], default: StrEnum | str, **options: Any) -> models.CharField[Any, Any]:
    """A column holding one code of a domain enum."""
    return models.CharField(
        max_length=16,
        choices=[(choice.value, choice.value) for choice in choices],
        default=default,
        **options,
    )
