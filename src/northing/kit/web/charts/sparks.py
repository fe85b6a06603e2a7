"""The sparkline: the last readings in the height of a line of text."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from markupsafe import Markup

from northing.kit.web.charts.scales import place
from northing.kit.web.icons import hue

MARGIN = 4


def sparkline(
    points: Sequence[Decimal | None],
    status: str = "pending",
    *,
    width: int = 84,
    height: int = 28,
    label: str = "",
) -> Markup:
    """The course of ``points`` (evenly spaced; ``None`` is a gap that is bridged), ending in a dot.

    One point is a dot, none at all is an empty text. Decoration unless ``label`` says what it shows.
    """
    known = [(index, float(value)) for index, value in enumerate(points) if value is not None]
    if not known:
        return Markup("")
    values = [value for _index, value in known]
    low, high = min(values), max(values)
    last = max(len(points) - 1, 1)
    spots = [
        (
            place(index if len(points) > 1 else 1, (0, last), (MARGIN, width - MARGIN)),
            place(value, (low, high), (height - MARGIN, MARGIN)),
        )
        for index, value in known
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    x, y = spots[-1]
    named = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return Markup(
        '<svg class="spark {}" viewBox="0 0 {w} {h}" width="{w}" height="{h}" {}>'
        '<polyline class="spark__line" points="{}"/>'
        '<circle class="spark__end" cx="{:.1f}" cy="{:.1f}" r="2.6"/></svg>'
    ).format(hue(status), named, line, x, y, w=width, h=height)
