"""What people say about an objective, and who hears of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.features.okrs.models import Objective
from northing.features.talk import actions, queries, wording
from northing.features.talk.actions import Said
from northing.features.talk.queries import Digest, Feeling, NoticeCode
from northing.kit.errors import Conflict, Invalid, NotAllowed, NotFound
from northing.kit.outbox.models import Message, State
from northing.kit.subjects import Subject
from tests.builders import an_objective
from tests.cast import Cast, Player

AT = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
ON = date(2026, 10, 5)
LONG_AGO = AT - timedelta(days=60)


def of_growth(cast: Cast) -> Objective:
    """An objective everybody sees, held by Lin's team."""
    return an_objective(cast.lin.actor, holder="team", team=cast.growth.ref)


def comment(who: Player, objective: Objective, text: str, *, at: datetime = AT, answers: str = "") -> Said:
    return actions.add_comment(
        actor=who.actor, kind="objective", ref=objective.ref, text=text, answers=answers, at=at, on=ON
    )


def thread(who: Player, objective: Objective) -> queries.Thread:
    return queries.thread(actor=who.actor, kind="objective", ref=objective.ref, on=ON)


def mails(cast: Cast) -> list[tuple[str, str]]:
    rows = Message.within(cast.acme.id).filter(kind="talk.mention").order_by("pk")
    return list(rows.values_list("to", "state"))


def test_everybody_who_sees_it_may_talk_and_answers_stand_below(cast: Cast) -> None:
    objective = of_growth(cast)
    first = comment(cast.olga, objective, "Why now?")
    comment(cast.lin, objective, "Because of churn.", answers=first.ref)
    second = comment(cast.oleg, objective, "Agreed.", answers=first.ref)
    comment(cast.mika, objective, "An answer to an answer stands beside it.", answers=second.ref)
    shown = thread(cast.ada, objective)
    assert [one.text for one in shown.comments] == ["Why now?"]
    below = [one.text for one in shown.comments[0].answers]
    assert below == ["Because of churn.", "Agreed.", "An answer to an answer stands beside it."]
    assert shown.count == 4


def test_nobody_talks_about_what_they_may_not_see(cast: Cast) -> None:
    objective = an_objective(cast.mika.actor, visibility="holder", holder="person", person=cast.mika.ref)
    with pytest.raises(NotFound):
        comment(cast.oleg, objective, "I should not be here")
    with pytest.raises(NotFound):
        thread(cast.zoe, objective)
    said = comment(cast.mika, objective, "A note to myself")
    with pytest.raises(NotFound):
        actions.edit_comment(actor=cast.oleg.actor, ref=said.ref, text="Mine now", at=AT)


def test_a_mention_mails_once_in_time_and_not_at_all_when_taken_back(cast: Cast) -> None:
    objective = of_growth(cast)
    said = comment(cast.lin, objective, f"@{cast.mika.name} and @{cast.oleg.email}, please look")
    assert [to for to, _state in mails(cast)] == [cast.mika.email, cast.oleg.email]
    actions.edit_comment(
        actor=cast.lin.actor, ref=said.ref, text=f"@{cast.mika.name} @{cast.ada.name} look", at=AT
    )
    assert [to for to, _state in mails(cast)] == [cast.mika.email, cast.oleg.email, cast.ada.email]
    actions.delete_comment(actor=cast.lin.actor, ref=said.ref, at=AT)
    assert {state for _to, state in mails(cast)} == {State.CANCELLED}


def test_a_mention_of_somebody_who_cannot_see_it_tells_the_writer(cast: Cast) -> None:
    objective = an_objective(cast.mika.actor, visibility="holder", holder="person", person=cast.mika.ref)
    said = comment(cast.mika, objective, f"@{cast.oleg.name} what do you think?")
    assert [person.ref for person in said.blind] == [cast.oleg.ref]
    assert mails(cast) == []


def test_names_are_found_in_running_chinese_and_addresses_are_no_mentions(cast: Cast) -> None:
    objective = of_growth(cast)
    comment(
        cast.lin,
        objective,
        f"＠{cast.mika.name}请看一下 ops@{cast.oleg.name} https://x.example/@{cast.ada.name}",
    )
    (row,) = thread(cast.lin, objective).comments
    assert list(row.mentions) == [cast.mika.name]


def test_own_words_are_changed_by_their_author_only_and_deleted_by_stewards_too(cast: Cast) -> None:
    objective = of_growth(cast)
    said = comment(cast.mika, objective, "First words")
    with pytest.raises(NotAllowed):
        actions.edit_comment(actor=cast.ada.actor, ref=said.ref, text="Other words", at=AT)
    with pytest.raises(NotAllowed):
        actions.delete_comment(actor=cast.lin.actor, ref=said.ref, at=AT)
    actions.delete_comment(actor=cast.ada.actor, ref=said.ref, at=AT)
    assert [(one.text, one.is_deleted) for one in thread(cast.lin, objective).comments] == [("", True)]


@pytest.mark.parametrize(
    ("text", "code"),
    [("  ", "required"), ("x" * 4_001, "too_long"), ("a\x00b", "control_characters")],
)
def test_unfit_words_are_refused_with_their_field(cast: Cast, text: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        comment(cast.lin, of_growth(cast), text)
    assert (refused.value.code, refused.value.field) == (code, "text")


def test_floods_are_stopped(cast: Cast) -> None:
    objective = of_growth(cast)
    with pytest.raises(Invalid, match="too_many_mentions"):
        comment(cast.lin, objective, " ".join(f"@somebody{number}" for number in range(30)))
    for number in range(20):
        comment(cast.lin, objective, f"Number {number}")
    with pytest.raises(Conflict, match="comments_too_fast"):
        comment(cast.lin, objective, "One too many")
    comment(cast.lin, objective, "Later is fine", at=AT + timedelta(minutes=2))


def test_a_reaction_is_given_and_taken_back(cast: Cast) -> None:
    objective = of_growth(cast)
    said = comment(cast.lin, objective, "We did it")
    for who in (cast.mika, cast.oleg):
        assert actions.toggle_feeling(actor=who.actor, ref=said.ref, feeling=Feeling.CHEERS)
    assert not actions.toggle_feeling(actor=cast.oleg.actor, ref=said.ref, feeling=Feeling.CHEERS)
    (row,) = thread(cast.mika, objective).comments
    felt = {one.feeling: (one.count, one.is_mine) for one in row.feelings if one.count}
    assert felt == {Feeling.CHEERS: (1, True)}


def test_news_tells_what_concerns_me_most_and_once(cast: Cast) -> None:
    objective = of_growth(cast)
    subject = Subject("objective", objective.pk)
    mine = comment(cast.mika, objective, "How is it going?")
    comment(cast.lin, objective, f"@{cast.mika.name} well", answers=mine.ref, at=AT + timedelta(minutes=1))
    comment(cast.oleg, objective, "Good to hear", at=AT + timedelta(minutes=2))
    told = queries.news(actor=cast.mika.actor, watched={subject}, verbs={"objective.created"}, since=LONG_AGO)
    assert [(one.code, one.by_name) for one in told] == [
        (NoticeCode.COMMENT, cast.oleg.name),
        (NoticeCode.MENTION, cast.lin.name),
        (NoticeCode.CHANGE, cast.lin.name),
    ]
    actions.mark_read(actor=cast.mika.actor, at=AT + timedelta(minutes=1))
    again = queries.news(actor=cast.mika.actor, watched={subject}, verbs=set(), since=LONG_AGO)
    assert [one.is_unread for one in again] == [True, False]
    actions.choose_notices(
        actor=cast.mika.actor, wanted=[NoticeCode.MENTION], mails_mentions=False, digest=Digest.NEVER
    )
    told = queries.news(actor=cast.mika.actor, watched={subject}, verbs={"objective.created"}, since=LONG_AGO)
    assert [one.code for one in told] == [NoticeCode.MENTION]
    comment(cast.lin, objective, f"@{cast.mika.name} again", at=AT + timedelta(minutes=5))
    assert len(mails(cast)) == 1


def test_what_is_said_is_followed_unless_one_said_otherwise(cast: Cast) -> None:
    objective = of_growth(cast)
    actions.follow(actor=cast.oleg.actor, kind="objective", ref=objective.ref, wants=False, at=AT, on=ON)
    for who in (cast.mika, cast.oleg):
        comment(who, objective, "Hello")
    subject = Subject("objective", objective.pk)
    assert queries.followed(actor=cast.mika.actor) == {subject: True}
    assert queries.followed(actor=cast.oleg.actor) == {subject: False}


@given(text=st.text(max_size=400))
def test_no_text_becomes_markup_of_its_own(text: str) -> None:
    shown = wording.words(f"<script>alert(1)</script>{text}", {}, organization_id=1)
    assert "<script" not in shown
