"""Verbs of the ledger. Keyword-only; ``at`` is the moment (UTC), ``on`` the organization's calendar day."""

from northing.features.okrs.actions.agreeing import agree, propose, return_to_draft
from northing.features.okrs.actions.aligning import align, realign, unalign
from northing.features.okrs.actions.ending import (
    close_objectives,
    drop_objective,
    postpone_objective,
    restore_objective,
)
from northing.features.okrs.actions.fields import KeyResultFields, ObjectiveFields, StageFields, WeightFields
from northing.features.okrs.actions.handing_over import HandedOver, hand_over
from northing.features.okrs.actions.importing import (
    Arrival,
    CheckedNew,
    NewKeyResult,
    NewObjective,
    begin_arrival,
    check_added,
    check_new,
    check_terms,
    done_day,
    publish_new,
    stage_new,
    sweep_arrivals,
    withdraw_new,
)
from northing.features.okrs.actions.judging import OVERRIDES, override_status, record_manual_value
from northing.features.okrs.actions.key_results import (
    add_key_result,
    change_key_result_state,
    drop_key_result,
    edit_key_result,
)
from northing.features.okrs.actions.objectives import create_objective, edit_objective
from northing.features.okrs.actions.placing import (
    VisibilityChange,
    move_objective,
    set_visibility,
    share_with_teams,
)
from northing.features.okrs.actions.previews import TermsEffect, preview_key_result_edit
from northing.features.okrs.actions.reactions import (
    RECOMPUTE_JOB,
    after_calendar_change,
    after_cycle_dates_change,
    after_policy_change,
    close_with_the_cycle,
    list_what_is_held,
    move_linked_key_results,
    recompute_in_background,
    reopen_with_the_cycle,
)
from northing.features.okrs.actions.readings import (
    CheckInResult,
    correct_check_in,
    record_reading,
    repeated,
    withdraw_check_in,
)
from northing.features.okrs.actions.recomputing import (
    Difference,
    RecomputeReport,
    VerifyReport,
    day_roll,
    fold_tally,
    recompute,
    recompute_affected,
    verify,
)
from northing.features.okrs.actions.reopening import reopen_objectives
from northing.features.okrs.actions.stewards import note_steward_reading
from northing.features.okrs.actions.weighing import set_weights

__all__ = [
    "OVERRIDES",
    "RECOMPUTE_JOB",
    "Arrival",
    "CheckInResult",
    "CheckedNew",
    "Difference",
    "HandedOver",
    "KeyResultFields",
    "NewKeyResult",
    "NewObjective",
    "ObjectiveFields",
    "RecomputeReport",
    "StageFields",
    "TermsEffect",
    "VerifyReport",
    "VisibilityChange",
    "WeightFields",
    "add_key_result",
    "after_calendar_change",
    "after_cycle_dates_change",
    "after_policy_change",
    "agree",
    "align",
    "begin_arrival",
    "change_key_result_state",
    "check_added",
    "check_new",
    "check_terms",
    "close_objectives",
    "close_with_the_cycle",
    "correct_check_in",
    "create_objective",
    "day_roll",
    "done_day",
    "drop_key_result",
    "drop_objective",
    "edit_key_result",
    "edit_objective",
    "fold_tally",
    "hand_over",
    "list_what_is_held",
    "move_linked_key_results",
    "move_objective",
    "note_steward_reading",
    "override_status",
    "postpone_objective",
    "preview_key_result_edit",
    "propose",
    "publish_new",
    "realign",
    "recompute",
    "recompute_affected",
    "recompute_in_background",
    "record_manual_value",
    "record_reading",
    "reopen_objectives",
    "reopen_with_the_cycle",
    "repeated",
    "restore_objective",
    "return_to_draft",
    "set_visibility",
    "set_weights",
    "share_with_teams",
    "stage_new",
    "sweep_arrivals",
    "unalign",
    "verify",
    "withdraw_check_in",
    "withdraw_new",
]
