"""The rules of the organization and one's own tokens, as people meet them."""

from __future__ import annotations

import re

from northing.domain.policy import Policy
from northing.features.org import queries
from northing.kit.api.tokens import tokens_of
from tests.cast import Cast


def rules(cast: Cast, **typed: str) -> dict[str, str]:
    """The form of the rules as the browser sends it, with some fields typed anew."""
    shown = cast.ada.client.get(cast.ada.path("settings/rules")).content.decode()
    fields = dict(re.findall(r'<input class="input"[^>]* name="(\w+)" value="([^"]*)"', shown))
    fields |= {"shows_objective_grades": "on", "key_result_pace": "deadband", "approval": "second_person"}
    return fields | typed


def policy(cast: Cast) -> Policy:
    return queries.policy_of(organization_id=cast.acme.id)


def test_every_rule_stands_on_the_page_with_its_default(cast: Cast) -> None:
    shown = cast.ada.client.get(cast.ada.path("settings/rules")).content.decode()
    for entry in Policy.registry():
        assert f'name="{entry.name}"' in shown, entry.name
    assert "Default: 0.1, from 0 to 1" in shown
    assert "Take all defaults back" not in shown


def test_what_differs_is_kept_and_defaults_come_back(cast: Cast) -> None:
    page = cast.ada.path("settings/rules")
    sent = rules(cast, cadence_days="14", deadband_on_track="0,15", key_result_pace="ratio90")
    assert cast.ada.client.post(page, sent).status_code == 302
    assert (policy(cast).cadence_days, str(policy(cast).deadband_on_track)) == (14, "0.15")
    assert policy(cast).key_result_pace == "ratio90"
    assert queries.organization_of(organization_id=cast.acme.id).policy.commit_at == Policy().commit_at
    assert "Take all defaults back" in cast.ada.client.get(page).content.decode()
    cast.ada.client.post(page, {**sent, "restore": "on"})
    assert policy(cast) == Policy()


def test_a_switch_that_is_not_sent_is_off(cast: Cast) -> None:
    sent = rules(cast)
    del sent["shows_objective_grades"]
    cast.ada.client.post(cast.ada.path("settings/rules"), sent)
    assert not policy(cast).shows_objective_grades


def test_a_number_out_of_range_stays_typed_and_marked(cast: Cast) -> None:
    refused = cast.ada.client.post(cast.ada.path("settings/rules"), rules(cast, cadence_days="4000"))
    assert refused.status_code == 422
    text = refused.content.decode()
    assert 'value="4000"' in text
    assert "id_cadence_days-error" in text
    assert policy(cast) == Policy()


def test_a_token_is_shown_once_works_and_ends(cast: Cast) -> None:
    page = cast.mika.path("account/tokens")
    made = cast.mika.client.post(page, {"name": "Board", "scope_read": "on", "days": "30"})
    (secret,) = re.findall(r"nth_\d+_[0-9a-z]{40}", made.content.decode())
    assert made["Cache-Control"] == "no-store"
    assert secret not in cast.mika.client.get(page).content.decode()
    asked = {"headers": {"Authorization": f"Bearer {secret}"}}
    assert cast.client("").get("/api/v1/people", **asked).status_code == 200
    (row,) = tokens_of(cast.mika.actor)
    cast.oleg.client.post(cast.oleg.path(f"account/tokens/{row.ref}/end"))
    assert tokens_of(cast.mika.actor)
    cast.mika.client.post(cast.mika.path(f"account/tokens/{row.ref}/end"))
    assert cast.client("").get("/api/v1/people", **asked).status_code == 401


def test_a_token_needs_a_name_and_a_right(cast: Cast) -> None:
    refused = cast.mika.client.post(cast.mika.path("account/tokens"), {"name": " ", "days": "30"})
    assert refused.status_code == 422
    assert refused.content.decode().count("field__error") == 2
    assert not tokens_of(cast.mika.actor)
