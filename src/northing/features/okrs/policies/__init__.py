"""Who may do what with objectives and key results: pure functions over ties, and the visibility filter."""

from northing.features.okrs.policies.rules import (
    Agreement,
    ObjectiveRights,
    agreement,
    may_agree,
    may_change_terms,
    may_check_in,
    may_close,
    may_create,
    may_edit,
    may_hand_over,
    may_see,
    needs_agreeing_again,
    require,
    rights_of,
)
from northing.features.okrs.policies.ties import Tie, key_result_ties, objective_ties
from northing.features.okrs.policies.visible import led_by, visible_to

__all__ = [
    "Agreement",
    "ObjectiveRights",
    "Tie",
    "agreement",
    "key_result_ties",
    "led_by",
    "may_agree",
    "may_change_terms",
    "may_check_in",
    "may_close",
    "may_create",
    "may_edit",
    "may_hand_over",
    "may_see",
    "needs_agreeing_again",
    "objective_ties",
    "require",
    "rights_of",
    "visible_to",
]
