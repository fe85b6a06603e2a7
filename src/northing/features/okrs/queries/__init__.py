"""Nouns of the ledger, each scoped to what the actor may see; row types are published here."""

from northing.features.okrs.queries.audiences import AudienceOf
from northing.features.okrs.queries.cards import key_result_cards, objective_cards
from northing.features.okrs.queries.details import (
    CycleBrief,
    KeyResultDetail,
    Named,
    ObjectiveDetail,
    StageDetail,
)
from northing.features.okrs.queries.due import (
    DueKeyResult,
    DueStage,
    SaidToday,
    count_due,
    key_result_due,
    key_results_due,
    said_since,
)
from northing.features.okrs.queries.explaining import Explanation, PartName, explain
from northing.features.okrs.queries.held import HeldKeyResult, key_result_for_update
from northing.features.okrs.queries.pages import (
    AlignedRow,
    ObjectivePage,
    key_result_detail,
    objective_for_form,
    objective_page,
)
from northing.features.okrs.queries.planned import (
    PlannedKeyResult,
    PlannedObjective,
    PlannedParent,
    planned_objectives,
)
from northing.features.okrs.queries.standing_rows import KeyResultStandingRow, ObjectiveStandingRow
from northing.features.okrs.queries.told import CheckInRow, TermsChangeRow, ToldAct, check_ins_of
from northing.features.okrs.queries.visibility import VisibilityPreview, visibility_preview

__all__ = [
    "AlignedRow",
    "AudienceOf",
    "CheckInRow",
    "CycleBrief",
    "DueKeyResult",
    "DueStage",
    "Explanation",
    "HeldKeyResult",
    "KeyResultDetail",
    "KeyResultStandingRow",
    "Named",
    "ObjectiveDetail",
    "ObjectivePage",
    "ObjectiveStandingRow",
    "PartName",
    "PlannedKeyResult",
    "PlannedObjective",
    "PlannedParent",
    "SaidToday",
    "StageDetail",
    "TermsChangeRow",
    "ToldAct",
    "VisibilityPreview",
    "check_ins_of",
    "count_due",
    "explain",
    "key_result_cards",
    "key_result_detail",
    "key_result_due",
    "key_result_for_update",
    "key_results_due",
    "objective_cards",
    "objective_for_form",
    "objective_page",
    "planned_objectives",
    "said_since",
    "visibility_preview",
]
