"""What a reader finds in the library, and what a template of one's own holds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from northing import library
from northing.domain.codes import Kind
from northing.features.okrs import queries as okr_queries
from northing.features.work import actions as work_actions
from northing.features.writing import actions, queries
from northing.features.writing.models.content import from_json, to_json
from northing.features.writing.policies import may_remove, may_save, may_share, may_use
from northing.kit.actors import Actor, Role, Scope
from northing.kit.errors import Conflict, Invalid, NotAllowed, NotFound
from northing.kit.storage import versions
from northing.kit.subjects import Subject, cards
from tests.builders import TODAY, a_cycle, a_key_result, an_objective, moment
from tests.cast import Cast, Player
from tests.support.statements import counted


def saved_by(player: Player, cast: Cast) -> str:
    objective = an_objective(cast.ada.actor, title="Readers recommend us", why_now="They are silent.")
    a_key_result(
        cast.ada.actor,
        objective,
        title="Recommendations from 10 to 40",
        start=Decimal(10),
        target=Decimal(40),
    )
    return actions.save_template(
        actor=player.actor,
        objective=objective.ref,
        department="marketing",
        at=moment(),
        on=TODAY,
    ).ref


@pytest.mark.parametrize(
    ("role", "uses", "shares", "removes"),
    [
        (Role.PRINCIPAL, True, True, True),
        (Role.ADMIN, True, True, True),
        (Role.COACH, True, True, True),
        (Role.MEMBER, True, False, False),
        (Role.OBSERVER, False, False, False),
    ],
)
def test_who_may(role: Role, uses: bool, shares: bool, removes: bool) -> None:
    actor = Actor(1, 1, role)
    assert (may_use(actor), may_save(actor), may_share(actor)) == (uses, uses, shares)
    assert may_remove(actor, saved_by_id=2) is removes
    assert may_remove(actor, saved_by_id=1) is uses
    reader = Actor(1, 1, role, scopes=frozenset({Scope.READ}))
    assert not any([may_use(reader), may_share(reader), may_remove(reader, saved_by_id=1)])


def test_the_gallery_holds_everything_and_narrows(cast: Cast) -> None:
    everything = queries.gallery(actor=cast.mika.actor, language="en")
    assert everything.count == len(library.templates())
    assert [code for code, _examples in everything.groups] == list(library.departments())
    assert not everything.is_narrowed
    ref = saved_by(cast.mika, cast)
    with counted() as statements:
        found = queries.gallery(actor=cast.olga.actor, language="en", text="RECOMMEND")
    assert len(statements) == 1
    assert [(one.name, one.saved_by, one.may_use) for one in found.saved] == [(ref, "Mika", False)]
    assert found.is_narrowed
    assert queries.gallery(actor=cast.ada.actor, language="en", text="no such word").count == 0
    assert queries.gallery(actor=cast.ada.actor, language="en", department="legal").saved == ()
    assert queries.gallery(actor=cast.ada.actor, language="en", role="editor").saved == ()
    assert queries.gallery(actor=cast.zoe.actor, language="en").saved == ()


def test_an_example_is_told_in_the_language(cast: Cast) -> None:
    shown = queries.example(actor=cast.mika.actor, name="sdr-worth-the-hour", language="zh-hant")
    assert shown.plan.title == library.template("sdr-worth-the-hour").words["zh-hant"].objective
    assert shown.content.counters == (None, None, None, 0)
    with pytest.raises(NotFound):
        queries.example(actor=cast.mika.actor, name="nothing", language="en")


def test_a_template_holds_words_and_terms_and_nobody(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    objective = an_objective(cast.ada.actor, cycle=cycle, why_now="They are silent.", agreed=True)
    guard = a_key_result(
        cast.ada.actor,
        objective,
        title="Complaints",
        kind="at_most",
        upper=Decimal("2.5"),
        unit="percent",
        is_guardrail=True,
        reason="new",
    )
    result = a_key_result(
        cast.ada.actor,
        objective,
        title="Hours to answer",
        start=Decimal(72_000),
        target=Decimal(5_400),
        unit="duration:hours",
        counter_metric=guard.ref,
        indicator="leading",
        definition="Median",
        reason="new",
    )
    fields = {"title": "Call back", "why": "People wait", "objective": objective.ref}
    initiative = work_actions.create_initiative(
        actor=cast.ada.actor,
        fields=fields,
        at=moment(),
        on=TODAY,  # type: ignore[arg-type]
    )
    work_actions.suppose(
        actor=cast.ada.actor, ref=initiative.ref, key_result=result.ref, at=moment(), on=TODAY
    )
    content = queries.content_of_objective(actor=cast.mika.actor, ref=objective.ref, on=TODAY)
    first, second = content.plan.key_results
    assert (first.kind, first.upper, first.guardrail) == (Kind.AT_MOST, Decimal("2.5"), True)
    assert (second.start, second.target, str(second.unit)) == (20, Decimal("1.5"), "duration:hours")
    assert (second.indicator, second.definition, second.owner) == ("leading", "Median", "")
    assert (content.counters, content.moves) == ((1, None), ((1,),))
    assert (content.plan.cycle, content.plan.owner, content.plan.ref) == (None, "", "")
    assert from_json(to_json(content)) == content


def test_what_not_everybody_may_read_becomes_no_template(cast: Cast) -> None:
    hidden = an_objective(cast.ada.actor, visibility="holder")
    with pytest.raises(Conflict) as refused:
        actions.save_template(
            actor=cast.ada.actor, objective=hidden.ref, department="", at=moment(), on=TODAY
        )
    assert refused.value.code == "template_needs_an_open_objective"
    for player in (cast.mika, cast.zoe):
        with pytest.raises(NotFound):
            actions.save_template(
                actor=player.actor, objective=hidden.ref, department="", at=moment(), on=TODAY
            )
    seen = an_objective(cast.ada.actor)
    with pytest.raises(NotAllowed):
        actions.save_template(actor=cast.olga.actor, objective=seen.ref, department="", at=moment(), on=TODAY)
    with pytest.raises(Invalid):
        actions.save_template(
            actor=cast.ada.actor, objective=seen.ref, department="kitchen", at=moment(), on=TODAY
        )


def test_a_saved_template_is_named_and_removed_by_its_saver_or_a_guide(cast: Cast) -> None:
    ref = saved_by(cast.mika, cast)
    row = queries.template_row(actor=cast.mika.actor, ref=ref)
    assert [past.number for past in versions.history(row)] == [1]
    subject = Subject("saved_template", row.pk)
    assert cards([subject], seen_by=cast.olga.actor)[subject].url == f"/acme/library/saved/{ref}"
    assert cards([subject], seen_by=cast.zoe.actor) == {}
    for player, error in ((cast.oleg, NotAllowed), (cast.olga, NotAllowed), (cast.zoe, NotFound)):
        with pytest.raises(error):
            actions.remove_template(actor=player.actor, ref=ref, at=moment())
    actions.remove_template(actor=cast.mika.actor, ref=ref, at=moment())
    with pytest.raises(NotFound):
        queries.template_row(actor=cast.mika.actor, ref=ref)
    assert okr_queries.planned_objectives(actor=cast.mika.actor, on=TODAY) != []
