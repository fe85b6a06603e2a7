"""Running what was asked for and printing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import typer
from django.db import connection

from northing.config.bench import calibration, checkins, importing, pages, recomputing
from northing.config.bench.figures import Figure
from northing.config.bench.scene import Scene, found_scene
from northing.kit.cli.formats import Column, Format, show_data, show_rows
from northing.kit.cli.language import gettext as _

Job = Callable[..., list[Figure]]
JOBS: Mapping[str, Job] = {
    "http": pages.measured,
    "checkin": checkins.measured,
    "recompute": recomputing.measured,
    "import": importing.measured,
}


@dataclass(frozen=True, slots=True)
class Report:
    """Everything of one run on one database."""

    database: str
    people: int
    figures: list[Figure]

    def as_dict(self) -> dict[str, Any]:
        """For JSON and YAML."""
        return {
            "database": self.database,
            "people": self.people,
            "figures": [figure.as_dict() for figure in self.figures],
        }


def run(jobs: list[str], options: Mapping[str, Mapping[str, int]], *, at: datetime) -> Report:
    """Measure ``jobs`` on the seeded organization of this database, with a calibration of the same run."""
    scene: Scene = found_scene(at)
    figures = calibration.calibrated()
    for name in jobs:
        typer.echo(_("Measuring %(job)s …") % {"job": name}, err=True)
        figures += JOBS[name](scene, **options.get(name, {}))
    return Report(connection.vendor, scene.people, figures)


def show(report: Report, *, form: Format) -> None:
    """Print a report in the form asked for."""
    if form in (Format.JSON, Format.YAML):
        show_data(report.as_dict(), form=form)
        return
    columns = [
        Column("job", _("Job")),
        Column("figure", _("Figure")),
        Column("measured", _("Measured"), is_number=True),
        Column("unit", _("Unit")),
        Column("floor", _("Floor"), is_number=True),
        Column("ratio", _("Ratio"), is_number=True),
        Column("bar", _("Bar")),
        Column("holds", _("Holds")),
    ]
    show_rows([figure.as_dict() for figure in report.figures], columns, form=form)
