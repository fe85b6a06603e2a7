"""What the ledger refuses, as sentences: what happened, why, and the next step."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from northing.kit.wording import register_sentences


def register() -> None:
    """Hand every sentence of this feature to kit."""
    register_sentences(
        {**_MISSING, **_PERMISSIONS, **_TERMS, **_NUMBERS, **_LINKS, **_STATES, **_CHECK_INS, **_CHOICES}
    )


_MISSING = {
    "objective_not_found": _lazy("This objective does not exist, or is not visible to you."),
    "key_result_not_found": _lazy("This key result does not exist, or is not visible to you."),
    "check_in_not_found": _lazy("This check-in does not exist, or is not visible to you."),
    "parent_not_found": _lazy("The parent does not exist, or is not visible to you. Choose another one."),
    "alignment_not_found": _lazy("These two are not aligned any more. Reload to see the newest state."),
    "part_not_found": _lazy(
        "One of the parts is no key result or contributing child of this objective. Reload."
    ),
}

_PERMISSIONS = {
    "may_not_check_in": _lazy(
        "Only the owner, the updater, their deputy, leads and coaches may check in here."
    ),
    "may_not_create_here": _lazy(
        "You may write objectives for yourself and your own teams. Ask a lead or a coach."
    ),
    "needs_second_person": _lazy(
        "A second person must agree to your own objective. Propose it to a lead or coach."
    ),
    "closing_needs_a_guide": _lazy("Only coaches and admins close the objectives of a cycle."),
    "only_the_owner_publishes": _lazy(
        "Only the owner may consent to publish the number of a private objective."
    ),
}

_TERMS = {
    "missing": _lazy("This kind of key result needs this field. Fill it in or choose another kind."),
    "flat_span": _lazy(
        "Start and target are the same number, so no progress could be told. Change one of them."
    ),
    "bounds_crossed": _lazy("The lower bound lies above the upper one. Swap them."),
    "points_out_of_order": _lazy(
        "Start, commit value, target and stretch must lie in one direction, in this order."
    ),
    "stages_not_increasing": _lazy("Each stage must add progress, and the last one must end at 100 %."),
    "plan_not_increasing": _lazy(
        "The points of the plan must move forward in time, never fall, and end at 100 %."
    ),
    "due_before_start": _lazy("The due day lies before the first day. Change one of them."),
    "outside_span": _lazy("This day lies outside the time from the first to the due day."),
    "guardrail_not_threshold": _lazy(
        "Only a key result that keeps a number within bounds can be a guardrail."
    ),
    "counter_metric_is_itself": _lazy("A key result cannot be its own counter-metric. Choose another one."),
    "weights_do_not_fit": _lazy("The pinned weights must leave room for the others, or fill 100 % exactly."),
    "needs_numbers": _lazy(
        "This key result has no numbers yet. Say first how it is measured, then check in."
    ),
    "too_many": _lazy("That is too many: at most %(limit)s fit here."),
}

_NUMBERS = {
    "not_a_number": _lazy("This is not a number. Write it like 1250 or 0.75."),
    "not_finite": _lazy("This is not a number that can be measured. Write it like 1250 or 0.75."),
    "too_precise": _lazy("At most 15 digits and 6 decimals are kept. Round the number and try again."),
    "out_of_range": _lazy("This number lies outside what the field allows."),
    "progress_out_of_range": _lazy(
        "This lies a million times beyond the target. Check the number and its unit."
    ),
    "wrong_reading": _lazy(
        "This kind of key result is measured differently. Reload and fill in the field shown."
    ),
}

_LINKS = {
    "alignment_loop": _lazy(
        "This link would lead back to the objective itself. Choose a parent outside its branch."
    ),
    "loop_in_alignment": _lazy("These links lead back to where they began. Remove one of them."),
    "already_aligned": _lazy("These two are aligned already."),
    "contributes_would_widen": _lazy(
        "Fewer people see this objective than its parent, so it can only support it. Widen its visibility, or let "
        "its owner publish the number."
    ),
}

_STATES = {
    "wrong_state": _lazy(
        "This is not possible any more in its present state. Reload to see the newest state."
    ),
    "not_manual": _lazy(
        "The progress of this objective is worked out from its parts. Change what drives it first."
    ),
    "not_running": _lazy(
        "This key result is over or put off, so nothing can be recorded. Take it up again first."
    ),
    "not_editable_here": _lazy(
        "This field has its own action and cannot be changed together with the others."
    ),
}

_CHECK_INS = {
    "already_superseded": _lazy(
        "This check-in was corrected or taken back meanwhile. Reload and use the newest one."
    ),
    "key_reused": _lazy(
        "This idempotency key already belongs to a check-in of another key result. Use a new key."
    ),
}

_CHOICES = {
    "inactive_person": _lazy("%(name)s has left. Choose somebody who is active."),
    "same_person": _lazy("They hold it already. Choose somebody else."),
    "unknown_sort": _lazy(
        "There is no such order. Sort by position, title, progress, status, freshness, owner or changed."
    ),
    "unknown_pillar": _lazy("This pillar does not exist. Choose one from the list."),
    "unknown_kpi": _lazy("This KPI does not exist. Choose one from the list."),
    "unknown_counter_metric": _lazy("This counter-metric does not exist, or is not visible to you."),
    "empty_unit": _lazy("Please say what is counted, for example: count, percent, currency:EUR."),
    "unknown_currency": _lazy("This is not a currency code. Write three letters, for example currency:EUR."),
    "unknown_duration": _lazy("This is not a duration. Write for example duration:hours or duration:days."),
    "long_unit": _lazy("The name of the unit is too long: at most 40 characters fit here."),
}
