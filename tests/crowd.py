"""Many rows of everything, so that a page that asks once a row betrays itself.

The ledger's rows are inserted like the bench inserts them and then worked out; everything else is told through actions.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from northing.domain.codes import CycleKind, HolderKind, Kind, LinkKind
from northing.features.cycles import actions as cycle_actions
from northing.features.kpis import actions as kpi_actions
from northing.features.okrs import actions as okr_actions
from northing.features.okrs.actions.seeding import SeedCheckIn, SeedKeyResult, SeedObjective, insert_ledger
from northing.features.org import actions as org_actions
from northing.features.strategy import actions as strategy_actions
from northing.features.work import actions as work_actions
from northing.kit.storage.refs import new_ref
from northing.kit.storage.statistics import renew_statistics
from tests.builders import FIRST_DAY, TODAY, a_cycle, moment

if TYPE_CHECKING:
    from tests.cast import Cast

LAST_WEEK = TODAY - timedelta(days=7)
ROWS_A_CHANGE = 10
"""One agreed target is moved for so many rows."""


class Crowd:
    """One objective of Ada's that has everything, among much else; :meth:`grow` adds rows and a fuller objective.

    ``objective`` has as many key results, children and parents as rows were asked for, ``key_result`` that many
    check-ins, ``kpi`` that many readings. Growth has the members and the teams below it; Ada owes a check-in a row.
    """

    def __init__(self, cast: Cast) -> None:
        self.cast, self.actor = cast, cast.ada.actor
        self.cycle = a_cycle(self.actor)
        self.objective = self.key_result = self.initiative = self.task = ""
        kpi: Any = {"title": "Uptime", "team": cast.growth.ref, "owner": cast.ada.ref}
        self.kpi = kpi_actions.create_kpi(actor=self.actor, fields=kpi, at=moment()).ref
        self.rows = 0

    def grow(self, rows: int) -> None:
        """``rows`` more of everything, and all OKRs worked out."""
        numbers = range(self.rows, self.rows + rows)
        self.rows += rows
        self._add_okrs(numbers)
        self.initiative, self.task = self._initiative("Referral programme"), ""
        self.task = self._task("Write the letter")
        for number in numbers:
            self._add_work(number)
            self._add_places(number)
            self._add_days(number)
        renew_statistics()  # of rows that were never committed no autovacuum can learn

    def _add_okrs(self, numbers: range) -> None:
        self.objective, self.key_result = new_ref(), new_ref()
        above = [self._seed(f"Region {number} knows us") for number in numbers]
        full = self._seed(
            "Readers recommend us",
            ref=self.objective,
            parents=tuple((one.ref, LinkKind.CONTRIBUTES) for one in above),
            key_results=(
                self._measure("Paying subscribers", ref=self.key_result, check_ins=_told(numbers)),
                *(self._measure(f"Subscribers of edition {number}") for number in numbers),
            ),
        )
        below = [
            self._seed(
                f"Edition {number} is read",
                parents=((self.objective, LinkKind.CONTRIBUTES),),
                key_results=(self._measure(f"Readers of edition {number}"),),
            )
            for number in numbers
        ]
        insert_ledger(actor=self.actor, objectives=[*above, full, *below])
        okr_actions.recompute(organization_id=self.actor.organization_id, at=moment(), on=TODAY)
        for number in numbers[::ROWS_A_CHANGE]:
            self._move_target(Decimal(200 + number))

    def _seed(self, title: str, **fields: Any) -> SeedObjective:
        usual: dict[str, Any] = {
            "ref": new_ref(),
            "title": title,
            "owner_id": self.cast.ada.id,
            "agreed_on": FIRST_DAY,
            "agreed_at": moment(FIRST_DAY),
            "position": 0,
            "cycle_id": self.cycle.pk,
            "holder": HolderKind.TEAM,
            "team_id": self.cast.growth.id,
        }
        return SeedObjective(**{**usual, **fields})

    def _measure(self, title: str, **fields: Any) -> SeedKeyResult:
        usual: dict[str, Any] = {
            "ref": new_ref(),
            "title": title,
            "kind": Kind.METRIC,
            "owner_id": self.cast.ada.id,
            "start": Decimal(0),
            "target": Decimal(100),
            "check_ins": _told(range(1)),
        }
        return SeedKeyResult(**{**usual, **fields})

    def _move_target(self, target: Decimal) -> None:
        okr_actions.edit_key_result(
            actor=self.actor,
            ref=self.key_result,
            fields={"target": target},
            reason="The market moved.",
            at=moment(),
            on=TODAY,
        )

    def _add_work(self, number: int) -> None:
        self._initiative(f"Try {number}")
        self._task(f"Step {number}")
        fields: Any = {"title": f"Health {number}", "team": self.cast.growth.ref, "owner": self.cast.ada.ref}
        kpi_actions.create_kpi(actor=self.actor, fields=fields, at=moment())
        on = TODAY - timedelta(days=number)
        kpi_actions.record_kpi_reading(
            actor=self.actor, kpi=self.kpi, value=Decimal(number), on=on, today=TODAY, at=moment()
        )

    def _add_places(self, number: int) -> None:
        growth = self.cast.growth.ref
        person = org_actions.add_person(actor=self.actor, name=f"Person {number}", at=moment())
        org_actions.join_team(actor=self.actor, team=growth, person=person.ref, at=moment())
        org_actions.create_team(actor=self.actor, name=f"Team {number}", parent=growth, at=moment())
        strategy_actions.create_pillar(actor=self.actor, name=f"Pillar {number}", at=moment())

    def _add_days(self, number: int) -> None:
        first = date(2027, 1, 1) + timedelta(days=number)
        days: Any = {"starts_on": first, "ends_on": first, "at": moment()}
        org_actions.add_quiet_days(actor=self.actor, name=f"Day {number}", **days)
        org_actions.add_absence(actor=self.actor, person=self.cast.mika.ref, **days)
        cycle_actions.create_cycle(actor=self.actor, name=f"Sprint {number}", kind=CycleKind.CUSTOM, **days)

    def _initiative(self, title: str) -> str:
        fields: Any = {"title": title, "objective": self.objective, "owner": self.cast.ada.ref}
        return work_actions.create_initiative(actor=self.actor, fields=fields, at=moment(), on=TODAY).ref

    def _task(self, title: str) -> str:
        fields: Any = {"title": title, "initiative": self.initiative, "owner": self.cast.ada.ref}
        return work_actions.create_task(actor=self.actor, fields=fields, at=moment(), on=TODAY).task.ref


def _told(numbers: range) -> tuple[SeedCheckIn, ...]:
    """A check-in a row, all of last week."""
    at: datetime = moment(LAST_WEEK)
    return tuple(
        SeedCheckIn(ref=new_ref(), at=at, confidence=7, note="On plan.", value=Decimal(number % 90))
        for number in numbers
    )
