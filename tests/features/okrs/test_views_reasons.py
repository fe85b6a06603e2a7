"""A change of what was agreed asks why: told beforehand; a key result is put off and taken up again with a reason."""

from __future__ import annotations

import re

import pytest

from northing.domain.codes import KeyResultState, Status
from northing.features.okrs.models import TermsChange
from tests.builders import a_check_in, a_key_result, an_objective
from tests.cast import Cast
from tests.features.okrs.pages import an_agreed_one, send, text_of

pytestmark = pytest.mark.django_db
SAID_BEFORE = "needed as soon as one of the terms changes"


def _reason(html: str) -> str:
    found = re.search(r'<div class="field reason[^>]*>', html)
    return found.group(0) if found else ""


def test_the_form_of_agreed_terms_says_beforehand_that_a_reason_is_needed(cast: Cast) -> None:
    _objective, row = an_agreed_one(cast)
    html = text_of(cast.lin.client.get(cast.lin.path(f"okrs/key-results/{row.ref}/edit")))
    assert SAID_BEFORE in html
    assert "okrs/terms.js" in html
    field = _reason(html)
    assert "is-needed" not in field
    assert {"title", "target", "weight", "stage_title", "stage_count", "plan_share"} <= set(
        field.split('data-reason="')[1].split('"')[0].split()
    )
    assert "measured_every" not in field


def test_a_form_that_comes_back_with_another_term_needs_it_already(cast: Cast) -> None:
    _objective, row = an_agreed_one(cast)
    data = {"kind": "metric", "title": row.title, "start": "100", "target": "300", "cadence_days": "x"}
    html = text_of(send(cast.lin, f"key-results/{row.ref}/edit", **data, version=row.version))
    assert "is-needed" in _reason(html)
    assert re.search(r'<textarea[^>]*id="id_reason"[^>]* required', html)


def test_another_kind_and_a_new_key_result_need_it_from_the_start(cast: Cast) -> None:
    objective, row = an_agreed_one(cast)
    for address in (
        f"key-results/{row.ref}/edit?kind=binary",
        f"{objective.ref}/key-results/new?kind=binary",
    ):
        html = text_of(cast.lin.client.get(cast.lin.path(f"okrs/{address}")))
        assert "is-needed" in _reason(html)


def test_a_draft_asks_for_no_reason(cast: Cast) -> None:
    objective = an_objective(cast.ada.actor, team=cast.growth.ref, owner=cast.lin.ref)
    row = a_key_result(cast.lin.actor, objective)
    for address in (f"{objective.ref}/edit", f"key-results/{row.ref}/edit"):
        assert _reason(text_of(cast.lin.client.get(cast.lin.path(f"okrs/{address}")))) == ""


def test_an_objective_says_it_too(cast: Cast) -> None:
    objective, _row = an_agreed_one(cast)
    html = text_of(cast.lin.client.get(cast.lin.path(f"okrs/{objective.ref}/edit")))
    assert 'data-reason="title ambition driver"' in _reason(html)
    assert SAID_BEFORE in html


def test_a_key_result_is_put_off_with_a_reason_and_taken_up_again(cast: Cast) -> None:
    objective, row = an_agreed_one(cast)
    a_check_in(cast.lin.actor, row, 150)
    page = cast.lin.path(f"okrs/{objective.ref}?kr={row.ref}")
    assert f"/okrs/key-results/{row.ref}/postpone" in text_of(cast.lin.client.get(page))
    refused = send(cast.lin, f"key-results/{row.ref}/postpone")
    assert refused.status_code == 422
    assert "say why" in text_of(refused)
    assert send(cast.lin, f"key-results/{row.ref}/postpone", reason="the supplier is late").status_code == 302
    row.refresh_from_db()
    objective.refresh_from_db()
    assert (row.state, row.standing.status) == (KeyResultState.POSTPONED, Status.POSTPONED)
    assert objective.standing.progress is None
    shown = text_of(cast.lin.client.get(page))
    assert "postponed" in shown
    assert f"/okrs/key-results/{row.ref}/resume" in shown
    assert send(cast.lin, f"key-results/{row.ref}/resume", reason="it came").status_code == 302
    row.refresh_from_db()
    assert row.state == KeyResultState.ACTIVE
    told = TermsChange.within(cast.acme.id).filter(key_result=row).values_list("reason", flat=True)
    assert set(told) == {"the supplier is late", "it came"}


def test_a_draft_key_result_is_put_off_without_a_reason(cast: Cast) -> None:
    objective = an_objective(cast.ada.actor, team=cast.growth.ref, owner=cast.lin.ref)
    row = a_key_result(cast.lin.actor, objective)
    assert 'name="reason"' not in text_of(
        cast.lin.client.get(cast.lin.path(f"okrs/key-results/{row.ref}/postpone"))
    )
    assert send(cast.lin, f"key-results/{row.ref}/postpone").status_code == 302
