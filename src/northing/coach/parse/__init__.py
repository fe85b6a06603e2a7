"""A key result read into direction, metric, start, target and unit."""

from northing.coach.parse.result import Parse, parse_key_result

__all__ = ["Parse", "parse_key_result"]
