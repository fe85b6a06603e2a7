"""``northing bench``: how fast it is, as ratios to floors measured in the same run (docs/reference/bench.md).

``seed`` fills an empty database with a made-up organization; ``http``, ``checkin`` and ``recompute`` measure on it.
It wires things like the rest of ``config``: it asks features only for their queries and actions.
"""

from northing.config.bench.commands import app

__all__ = ["app"]
