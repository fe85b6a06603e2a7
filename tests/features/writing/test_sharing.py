"""A template is copied between the organizations of one user, and nothing else crosses."""

from __future__ import annotations

import pytest

from northing.features.org import actions as org_actions
from northing.features.writing import actions, queries
from northing.kit.actors import Role, Via, system_actor
from northing.kit.errors import Invalid, NotAllowed, NotFound
from tests.builders import TODAY, an_objective, moment
from tests.cast import Cast, Player


def joins_zenith(cast: Cast, player: Player, role: Role) -> None:
    """The same login becomes a person of Zenith, too."""
    hand = system_actor(cast.zenith.id, via=Via.WEB)
    person = org_actions.add_person(actor=hand, name=player.name, email=player.email, role=role, at=moment())
    org_actions.link_user(actor=hand, ref=person.ref, at=moment())


def a_template(cast: Cast) -> str:
    objective = an_objective(cast.ada.actor)
    return actions.save_template(
        actor=cast.ada.actor, objective=objective.ref, department="", at=moment(), on=TODAY
    ).ref


def share(cast: Cast, player: Player, ref: str, *slugs: str) -> int:
    return actions.share_template(
        actor=player.actor, ref=ref, organizations=slugs, user_id=player.user_id, at=moment()
    )


def test_a_copy_belongs_to_the_other_organization(cast: Cast) -> None:
    joins_zenith(cast, cast.ada, Role.MEMBER)
    ref = a_template(cast)
    shown = queries.example(
        actor=cast.ada.actor, name=ref, language="en", is_saved=True, user_id=cast.ada.user_id
    )
    assert [(one.slug, one.name) for one in shown.shares_with] == [("zenith", "Zenith")]
    assert share(cast, cast.ada, ref, "zenith", "zenith") == 1
    (copy,) = queries.gallery(actor=cast.zoe.actor, language="en").saved
    assert (copy.plan.title, copy.saved_by) == (shown.plan.title, "Ada")
    assert copy.name != ref
    actions.remove_template(actor=cast.ada.actor, ref=ref, at=moment())
    assert len(queries.gallery(actor=cast.zoe.actor, language="en").saved) == 1


def test_only_guides_share_and_only_with_their_own(cast: Cast) -> None:
    ref = a_template(cast)
    joins_zenith(cast, cast.mika, Role.MEMBER)
    with pytest.raises(NotAllowed):
        share(cast, cast.mika, ref, "zenith")
    for slugs in (["zenith"], ["acme"], ["nowhere"]):
        with pytest.raises(NotFound):
            share(cast, cast.ada, ref, *slugs)
    with pytest.raises(Invalid):
        share(cast, cast.ada, ref)
    assert queries.gallery(actor=cast.zoe.actor, language="en").saved == ()


def test_an_observer_there_takes_no_copy(cast: Cast) -> None:
    joins_zenith(cast, cast.ada, Role.OBSERVER)
    ref = a_template(cast)
    assert queries.other_organizations(actor=cast.ada.actor, user_id=cast.ada.user_id) == ()
    with pytest.raises(NotAllowed):
        share(cast, cast.ada, ref, "zenith")
