"""The rules of objectives, O1xx."""

from northing.coach.rules.objectives import direction, frame, metric, task, vague

__all__ = ["direction", "frame", "metric", "task", "vague"]
