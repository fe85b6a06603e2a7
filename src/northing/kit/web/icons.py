"""Icons (Lucide) and the shapes of statuses, as inline SVG."""

from __future__ import annotations

import re
from functools import lru_cache

from lucide.jinja import lucide
from markupsafe import Markup, escape

_BETWEEN_TAGS = re.compile(r">\s+<")

# Every status has its own outline, so that colour never stands alone (design 2.5).
_SHAPES: dict[str, str] = {
    "disc": '<circle cx="6" cy="6" r="4.5" fill="currentColor"/>',
    "half": '<circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" stroke-width="1.5"/>'
    '<path d="M6 1.8a4.2 4.2 0 0 1 0 8.4z" fill="currentColor"/>',
    "triangle": '<path d="M6 1.2 11.2 10.6H.8z" fill="currentColor" stroke-linejoin="round"/>',
    "square": '<rect x="1.6" y="1.6" width="8.8" height="8.8" rx="1.2" fill="currentColor"/>',
    "dashed": '<circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" stroke-width="1.6" '
    'stroke-dasharray="2.2 2.2"/>',
    "ring": '<circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" stroke-width="1.5"/>',
    "dot": '<circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" stroke-width="1.2"/>'
    '<circle cx="6" cy="6" r="1.6" fill="currentColor"/>',
    "bar": '<path d="M2 6h8" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"/>',
    "check": '<path d="m1.6 6.4 3 3 5.8-6.6" fill="none" stroke="currentColor" stroke-width="2" '
    'stroke-linecap="round" stroke-linejoin="round"/>',
    "cross": '<path d="m2.4 2.4 7.2 7.2m0-7.2-7.2 7.2" fill="none" stroke="currentColor" stroke-width="2" '
    'stroke-linecap="round"/>',
    "diamond": '<path d="M6 .8 11.2 6 6 11.2.8 6z" fill="currentColor"/>',
    "part": '<path d="M6 .8 11.2 6 6 11.2.8 6z" fill="none" stroke="currentColor" stroke-width="1.4"/>'
    '<path d="M6 .8V11.2L.8 6z" fill="currentColor"/>',
    "pencil": '<path d="M2 10l.6-2.6L8.4 1.6l2 2L4.6 9.4z" fill="none" stroke="currentColor" '
    'stroke-width="1.3" stroke-linejoin="round"/>',
    "strike": '<circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" stroke-width="1.3"/>'
    '<path d="m3 9 6-6" stroke="currentColor" stroke-width="1.3"/>',
    "pause": '<path d="M4 2.2v7.6m4-7.6v7.6" stroke="currentColor" stroke-width="1.9" '
    'stroke-linecap="round"/>',
    "arrow": '<path d="M2 6h7.4M6.4 2.8 9.6 6 6.4 9.2" fill="none" stroke="currentColor" stroke-width="1.7" '
    'stroke-linecap="round" stroke-linejoin="round"/>',
    "back": '<path d="M10 6H2.6m3-3.2L2.4 6l3.2 3.2" fill="none" stroke="currentColor" stroke-width="1.7" '
    'stroke-linecap="round" stroke-linejoin="round"/>',
}

# status code -> (shape, hue); hues are the classes of tokens.css
STATUSES: dict[str, tuple[str, str]] = {
    "on_track": ("disc", "ontrack"),
    "behind": ("half", "behind"),
    "at_risk": ("triangle", "atrisk"),
    "off_track": ("square", "offtrack"),
    "unknown": ("dashed", "quiet"),
    "pending": ("ring", "quiet"),
    "too_early": ("dot", "quiet"),
    "not_started": ("ring", "quiet"),
    "no_data": ("bar", "quiet"),
    "met": ("check", "ontrack"),
    "good": ("diamond", "ontrack"),
    "partly": ("part", "behind"),
    "missed": ("cross", "offtrack"),
    "inside": ("disc", "ontrack"),
    "breached": ("triangle", "offtrack"),
    "silent": ("dashed", "quiet"),
    "draft": ("pencil", "quiet"),
    "proposed": ("arrow", "behind"),
    "returned": ("back", "atrisk"),
    "agreed": ("check", "quiet"),
    "active": ("disc", "quiet"),
    "dropped": ("strike", "quiet"),
    "postponed": ("pause", "quiet"),
    "closed": ("square", "quiet"),
}


def hue(status: str) -> str:
    """The CSS class that colours ``status``; an unknown code is quiet."""
    return f"hue-{STATUSES.get(status, ('ring', 'quiet'))[1]}"


@lru_cache(maxsize=256)
def shape(status: str, size: int = 12) -> Markup:
    """The mark of ``status``: decoration beside its word, so hidden from screen readers."""
    drawing = _SHAPES[STATUSES.get(status, ("ring", "quiet"))[0]]
    head = f'<svg class="shape" viewBox="0 0 12 12" width="{size}" height="{size}" aria-hidden="true">'
    return Markup(head + drawing + "</svg>")  # noqa: S704 - constants only


@lru_cache(maxsize=512)
def icon(name: str, size: int = 16, label: str | None = None) -> Markup:
    """A Lucide icon by name; with ``label`` it is an image with that name, else decoration."""
    drawing = _BETWEEN_TAGS.sub("><", str(lucide(name, size=size, stroke_width="1.75", **{"class": "icon"})))
    if label is None:
        return Markup(drawing.replace("<svg", '<svg aria-hidden="true"', 1))  # noqa: S704 - Lucide's own file
    named = f'<svg role="img" aria-label="{escape(label)}"'
    return Markup(drawing.replace("<svg", named, 1))  # noqa: S704 - label escaped above
