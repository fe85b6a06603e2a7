"""The commands of ``northing``: a table of names, so that help costs nothing."""

from __future__ import annotations

from northing.kit.cli.language import gettext_noop as _
from northing.kit.cli.table import Entry

TABLE = {
    "demo": Entry("northing.demo.cli:demo", _("Seed a believable company and serve it.")),
    "serve": Entry("northing.config.serve:serve", _("Serve Northing, with its worker.")),
    "init": Entry("northing.features.org.cli:init", _("Create an organization and its owner.")),
    "person": Entry("northing.features.org.cli:people", _("List people and bring them in.")),
    "import": Entry("northing.features.exchange.cli:import_file", _("Read OKRs from a document or table.")),
    "export": Entry("northing.features.exchange.cli:export", _("Write the OKRs of a cycle to a file.")),
    "coach": Entry("northing.config.coach:app", _("Check OKRs like a linter: offline, in four languages.")),
    "okrs": Entry("northing.features.okrs.cli:app", _("List, show and recompute OKRs.")),
    "checkin": Entry("northing.features.checkins.cli:checkin", _("Check in what you owe this week.")),
    "cycle": Entry("northing.features.cycles.cli:app", _("Open and close cycles.")),
    "token": Entry("northing.config.tokens:app", _("Make and end tokens for the API.")),
    "worker": Entry("northing.config.worker:worker", _("Run jobs: mail, reminders, the day roll.")),
    "migrate": Entry("northing.config.migrate:migrate", _("Bring the database up to date.")),
    "doctor": Entry(
        "northing.config.doctor:doctor", _("Check what this installation needs, and say what to do.")
    ),
    "bench": Entry("northing.config.bench:app", _("Measure speed against floors taken in the same run.")),
}
