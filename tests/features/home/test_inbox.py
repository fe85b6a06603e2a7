"""The inbox, its bell and the digest."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine

from northing.features.home import actions
from northing.features.home import queries as home_queries
from northing.features.okrs import actions as okr_actions
from northing.features.okrs.actions import ObjectiveFields
from northing.features.okrs.models import Objective
from northing.features.okrs.queries import TOLD_VERBS
from northing.features.talk import actions as talk_actions
from northing.features.talk.queries import Digest, NoticeCode
from northing.kit.activity.models import Activity
from northing.kit.outbox.models import Message
from tests.builders import an_objective
from tests.cast import Cast
from tests.features.exchange.importing import imported

MONDAY = date(2026, 10, 5)
AT = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _one_day() -> object:
    with time_machine.travel(datetime(2026, 10, 5, 10, 0, tzinfo=UTC), tick=False):
        yield


def said(cast: Cast) -> Objective:
    """Oleg names Mika about an objective of Growth."""
    objective = an_objective(cast.lin.actor, team=cast.growth.ref)
    text = f"@{cast.mika.name} have you seen <this>?"
    talk_actions.add_comment(
        actor=cast.oleg.actor, kind="objective", ref=objective.ref, text=text, at=AT, on=MONDAY
    )
    return objective


def read(cast: Cast, who: str, rest: str) -> str:
    player = cast.player(who)
    return player.client.get(player.path(rest), headers={"HX-Request": "true"}).content.decode()


def digests(cast: Cast) -> list[str]:
    rows = Message.within(cast.acme.id).filter(kind="home.digest").order_by("pk")
    return list(rows.values_list("to", flat=True))


def test_an_empty_inbox_says_what_will_stand_there(cast: Cast) -> None:
    assert "Nothing waits for you" in read(cast, "olga", "inbox")
    assert "badge" not in read(cast, "olga", "inbox/count")


def test_a_mention_stands_in_the_inbox_until_it_is_read(cast: Cast) -> None:
    objective = said(cast)
    shown = read(cast, "mika", "inbox")
    assert f"{cast.oleg.name} named you" in shown
    assert "have you seen &lt;this&gt;?" in shown
    assert f"/acme/okrs/{objective.ref}" in shown
    assert ">1<" in read(cast, "mika", "inbox/count")
    cast.mika.client.post(cast.mika.path("inbox/read"))
    assert "badge" not in read(cast, "mika", "inbox/count")
    assert f"{cast.oleg.name} named you" in read(cast, "mika", "inbox")


def test_its_owner_hears_of_comments_and_a_stranger_to_it_does_not(cast: Cast) -> None:
    said(cast)
    assert f"{cast.oleg.name} commented" in read(cast, "lin", "inbox")
    assert "Nothing waits for you" in read(cast, "olga", "inbox")


def test_what_is_private_is_not_told_to_those_who_lost_sight_of_it(cast: Cast) -> None:
    objective = said(cast)
    talk_actions.add_comment(
        actor=cast.lin.actor,
        kind="objective",
        ref=objective.ref,
        text=f"@{cast.oleg.name} yes",
        at=AT,
        on=MONDAY,
    )
    assert "named you" in read(cast, "oleg", "inbox")
    Objective.within(cast.acme.id).filter(pk=objective.pk).update(visibility="holder")
    assert "named you" not in read(cast, "oleg", "inbox")


def test_an_import_is_no_news_row_by_row(cast: Cast) -> None:
    text = "# OKRs 2026 Q4\n## [GROWTH] Win\n" + "".join(f"- [ ] Box {n}\n" for n in range(160))
    assert imported(cast.ada.actor, text, on=MONDAY).is_written
    win = Objective.within(cast.acme.id).get(title="Win")
    assert win.owner_id == cast.lin.id
    changed: ObjectiveFields = {"description": "Said by hand."}
    okr_actions.edit_objective(
        actor=cast.ada.actor, ref=win.ref, fields=changed, reason="clearer", at=AT, on=MONDAY
    )
    assert imported(cast.ada.actor, text.replace("[ ]", "[x]"), on=MONDAY).is_written
    ticks = Activity.within(cast.acme.id).filter(via="import", verb__in=TOLD_VERBS)
    assert ticks.count() >= 160
    (told,) = home_queries.inbox(actor=cast.lin.actor, on=MONDAY, at=AT).news
    assert told.act is not None
    assert (told.act.verb, told.act.via) == ("objective.edited", "web")


def test_the_digest_comes_as_often_as_chosen_and_once_a_day(cast: Cast) -> None:
    said(cast)
    actions.mail_digests(organization_id=cast.acme.id, on=MONDAY, at=AT)
    assert digests(cast) == []  # nobody ever came in
    for player in (cast.mika, cast.lin):
        assert player.client.get(player.path("inbox")).status_code == 200
    for _again in range(2):
        actions.mail_digests(organization_id=cast.acme.id, on=MONDAY, at=AT)
    assert sorted(digests(cast)) == sorted([cast.mika.email, cast.lin.email])
    talk_actions.choose_notices(
        actor=cast.mika.actor, wanted=list(NoticeCode), mails_mentions=True, digest=Digest.DAILY
    )
    talk_actions.choose_notices(
        actor=cast.lin.actor, wanted=list(NoticeCode), mails_mentions=True, digest=Digest.NEVER
    )
    actions.mail_digests(organization_id=cast.acme.id, on=date(2026, 10, 6), at=AT)
    assert digests(cast).count(cast.mika.email) == 2
    assert digests(cast).count(cast.lin.email) == 1


def test_the_notices_page_keeps_what_was_chosen(cast: Cast) -> None:
    page = cast.mika.path("notices")
    cast.mika.client.post(page, {"mention": "on", "digest": "daily"})
    shown = cast.mika.client.get(page).content.decode()
    assert 'value="daily" selected' in shown
    assert shown.count(" checked") == 1
    wrong = cast.mika.client.post(page, {"digest": "hourly"})
    assert wrong.status_code == 422
