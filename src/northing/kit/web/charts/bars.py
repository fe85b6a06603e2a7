"""The progress bar: how far, against what was expected."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from northing.kit.web.figures import percent_text
from northing.kit.web.icons import hue
from northing.kit.wording import listed

FURTHEST = Decimal("1.6")  # over-achievement is drawn to here; the number beside the bar says the rest


def progress_bar(
    progress: Decimal | None,
    expected_tick: Decimal | None = None,
    status: str = "pending",
    *,
    is_overdue: bool = False,
    label: str = "",
) -> Markup:
    """A bar as wide as its box. All lengths are shares of the whole (1 = the target).

    The tick in ink is what counts as good by now (bar times expected); a hatched fill is an old number; a
    hollow end is over-achievement; below the start there is a hollow stub. No progress gives words, never
    an empty bar. ``label`` replaces the spoken text.
    """
    if progress is None:
        return Markup('<span class="no-data">{}</span>').format(label or _("no data"))
    scale = min(max(progress, Decimal(1)), FURTHEST)
    parts = [_track(scale), _fill(min(progress, Decimal(1)) / scale, is_overdue=is_overdue)]
    if progress > 1:
        parts.append(_beyond(scale))
    if expected_tick is not None:
        parts.append(_tick(min(max(expected_tick, Decimal(0)), scale) / scale))
    return Markup('<svg class="bar {}" width="100%" height="16" role="img" aria-label="{}">{}</svg>').format(
        hue(status), label or _spoken(progress, expected_tick, is_overdue=is_overdue), Markup("").join(parts)
    )


def _track(scale: Decimal) -> Markup:
    return Markup('<rect class="bar__track" x="0" y="4" width="{}" height="8" rx="4"/>').format(
        _share(1 / scale)
    )


def _fill(share: Decimal, *, is_overdue: bool) -> Markup:
    if share < 0:
        return Markup('<rect class="bar__below" x="1" y="5" width="6" height="6" rx="3"/>')
    if share == 0:
        return Markup("")
    if not is_overdue:
        return Markup('<rect class="bar__fill" x="0" y="4" width="{}" height="8" rx="4"/>').format(
            _share(share)
        )
    return Markup(
        '<svg x="0" y="4" width="{}" height="8"><rect class="bar__old" width="100%" height="8"/>'
        '<g transform="skewX(-40)"><line class="bar__hatch" x1="-4" y1="4" x2="110%" y2="4"/></g></svg>'
    ).format(_share(share))


def _beyond(scale: Decimal) -> Markup:
    """The hollow continuation: an outlined bar from the target to the progress reached."""
    return Markup(
        '<svg x="{}" y="3" width="{}" height="10">'
        '<rect class="bar__beyond" x="-8" y="1.75" width="100%" height="6.5" rx="3.25"/></svg>'
    ).format(_share(1 / scale), _share(1 - 1 / scale))


def _tick(share: Decimal) -> Markup:
    """Kept a pixel inside the box at both ends, so that it is never cut in half."""
    if share == 0:
        at = "1"
    elif share == 1:
        at = "99.4%"
    else:
        at = _share(share)
    return Markup('<line class="bar__tick" x1="{0}" x2="{0}" y1="1" y2="15"/>').format(at)


def _share(share: Decimal) -> str:
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"


def _spoken(progress: Decimal, expected: Decimal | None, *, is_overdue: bool) -> str:
    locale = get_language() or "en"
    told = [_("%(progress)s done") % {"progress": percent_text(progress, locale)}]
    if expected is not None:
        told.append(_("%(expected)s expected") % {"expected": percent_text(expected, locale)})
    if is_overdue:
        told.append(_("old number"))
    return listed(told)
