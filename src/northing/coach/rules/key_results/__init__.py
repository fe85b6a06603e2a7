"""The rules of key results, K2xx, each a small function over one case."""

from northing.coach.rules.key_results import activity, change, choice, company, measure, shape

__all__ = ["activity", "change", "choice", "company", "measure", "shape"]
