"""Who may use the explorer and the lists on the pages of teams and people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.architecture.routes import EVERYONE, get, organization, within

if TYPE_CHECKING:
    from tests.cast import Cast

objective = within(ref=lambda cast: _objective(cast))


def _objective(cast: Cast) -> str:
    from tests.builders import an_objective

    return an_objective(cast.ada.actor).ref


PAGES = {
    "okrs:list": [get(organization, EVERYONE)],
    "okrs:parts": [get(objective, EVERYONE)],
    "okrs:of_team": [get(within(team=lambda cast: cast.growth.ref), EVERYONE)],
    "okrs:of_person": [get(within(person=lambda cast: cast.mika.ref), EVERYONE)],
}
