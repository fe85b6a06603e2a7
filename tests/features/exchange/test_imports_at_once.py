"""Two people import the same document at the same moment: it is there once."""

from __future__ import annotations

import pytest

from northing.features.okrs import actions as okr_actions
from tests.builders import TODAY
from tests.cast import Cast
from tests.features.exchange.importing import figures, imported
from tests.support.at_once import together

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "# OKRs 2026 Q4\n" + "".join(
    f"## [ROCKETS] Goal {number}\n- [x] Box\n- Sales: 1 -> 9\n" for number in range(12)
)


def test_one_writes_and_the_others_find_it(cast: Cast) -> None:
    reports = together([lambda: imported(cast.ada.actor, TEXT)] * 3)
    assert sorted(report.is_written for report in reports) == [False, False, True]
    assert all(report.is_possible for report in reports)
    assert figures(cast.ada.actor) == (12, 24)
    assert okr_actions.verify(organization_id=cast.acme.id, on=TODAY).is_clean
