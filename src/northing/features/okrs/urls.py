"""Addresses of objectives and key results below an organization's slug."""

from __future__ import annotations

from django.urls import path

from northing.features.okrs.views import (
    acts,
    aligning,
    editing,
    explain,
    explorer,
    explorer_panels,
    key_result_states,
    key_results,
    objective,
    placing,
    weights,
)

app_name = "okrs"

urlpatterns = [
    path("okrs", explorer.show_objectives, name="list"),
    path("okrs/<ref:ref>/parts", explorer.show_parts, name="parts"),
    path("okrs/team/<ref:team>", explorer_panels.show_of_team, name="of_team"),
    path("okrs/person/<ref:person>", explorer_panels.show_of_person, name="of_person"),
    path("okrs/new", editing.new_objective, name="objective_new"),
    path("okrs/number", key_results.read_number, name="number"),
    path("okrs/key-results/<ref:ref>", key_results.show_key_result, name="key_result"),
    path("okrs/key-results/<ref:ref>/edit", key_results.edit_key_result, name="key_result_edit"),
    path("okrs/key-results/<ref:ref>/drop", key_results.drop_key_result, name="key_result_drop"),
    path(
        "okrs/key-results/<ref:ref>/postpone",
        key_result_states.postpone_key_result,
        name="key_result_postpone",
    ),
    path("okrs/key-results/<ref:ref>/resume", key_result_states.resume_key_result, name="key_result_resume"),
    path("okrs/check-ins/<ref:ref>/withdraw", key_results.withdraw_check_in, name="check_in_withdraw"),
    path("okrs/<ref:ref>", objective.show_objective, name="objective"),
    path("okrs/<ref:ref>/why", explain.show_why, name="why"),
    path("okrs/<ref:ref>/edit", editing.edit_objective, name="objective_edit"),
    path("okrs/<ref:ref>/key-results/new", key_results.new_key_result, name="key_result_new"),
    path("okrs/<ref:ref>/weights", weights.change_weights, name="weights"),
    path("okrs/<ref:ref>/propose", acts.propose, name="propose"),
    path("okrs/<ref:ref>/agree", acts.agree, name="agree"),
    path("okrs/<ref:ref>/restore", acts.restore, name="restore"),
    path("okrs/<ref:ref>/return", acts.return_to_draft, name="return"),
    path("okrs/<ref:ref>/drop", acts.drop, name="drop"),
    path("okrs/<ref:ref>/postpone", acts.postpone, name="postpone"),
    path("okrs/<ref:ref>/status", acts.override, name="override"),
    path("okrs/<ref:ref>/value", acts.enter_value, name="manual_value"),
    path("okrs/<ref:ref>/move", placing.move, name="move"),
    path("okrs/<ref:ref>/visibility", placing.change_visibility, name="visibility"),
    path("okrs/<ref:ref>/align", aligning.align, name="align"),
    path("okrs/<ref:ref>/unalign", aligning.unalign, name="unalign"),
]
