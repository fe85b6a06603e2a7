"""The rules of the coach. Importing this registers them all; `RULES` holds them by code."""

from northing.coach.rules import alignment, initiatives, key_results, objectives, sets, tracking
from northing.coach.rules.cases import Case, Item, ItemSet
from northing.coach.rules.registry import PROFILES, RULES, STRENGTH, Fix, Found, Profile, Rule, Severity

__all__ = [
    "PROFILES",
    "RULES",
    "STRENGTH",
    "Case",
    "Fix",
    "Found",
    "Item",
    "ItemSet",
    "Profile",
    "Rule",
    "Severity",
    "alignment",
    "initiatives",
    "key_results",
    "objectives",
    "sets",
    "tracking",
]
