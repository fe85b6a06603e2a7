"""Charts as inline SVG: drawn on the server, coloured by CSS classes, so they print, mail and change theme.

Pure functions from values to markup; no clock, no request. Lengths are SVG attributes (the CSP allows no
inline style), colours come from the ``hue-*`` classes of tokens.css.
"""

from northing.kit.web.charts.bars import progress_bar
from northing.kit.web.charts.inputs import Band, Change, FanPoint, KeyResultChart, Point
from northing.kit.web.charts.key_result import key_result_chart
from northing.kit.web.charts.sparks import sparkline

__all__ = [
    "Band",
    "Change",
    "FanPoint",
    "KeyResultChart",
    "Point",
    "key_result_chart",
    "progress_bar",
    "sparkline",
]
