"""Matching a plan with what is there."""

from northing.features.exchange.actions.matching.match import Edit, Match
from northing.features.exchange.actions.matching.objectives import Matcher

__all__ = ["Edit", "Match", "Matcher"]
