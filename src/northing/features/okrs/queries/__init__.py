"""Nouns of the ledger, each scoped to what the actor may see; row types are published here."""

from northing.features.okrs.queries.audiences import AudienceOf
from northing.features.okrs.queries.cards import key_result_cards, objective_cards
from northing.features.okrs.queries.counts import Counts, header_counts
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
from northing.features.okrs.queries.entries import (
    AudienceRefs,
    FormChoices,
    NamedPerson,
    NamedTeam,
    audience_refs,
    counter_metrics,
    form_choices,
    person_named,
)
from northing.features.okrs.queries.explaining import Explanation, PartName, explain
from northing.features.okrs.queries.explorer import (
    Branch,
    Explorer,
    ExplorerRows,
    ExplorerWish,
    HeldObjectives,
    branch_of,
    branches,
    explorer,
    more_rows,
    objectives_of_person,
    objectives_of_team,
)
from northing.features.okrs.queries.filters import SORTS, ObjectiveFilters
from northing.features.okrs.queries.held import HeldKeyResult, key_result_for_update
from northing.features.okrs.queries.importing import (
    Stamp,
    done_refs,
    editable_refs,
    last_position,
    ledger_stamp,
    taken_refs,
)
from northing.features.okrs.queries.lists import (
    ObjectiveList,
    child_rows,
    child_rows_of,
    key_result_row,
    key_results_of,
    objective_row,
    objective_rows_named,
    objectives_list,
)
from northing.features.okrs.queries.mine import MyObjectives, my_objectives
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
from northing.features.okrs.queries.rows import KeyResultRow, LinkOf, ObjectiveRow
from northing.features.okrs.queries.standing_rows import KeyResultStandingRow, ObjectiveStandingRow
from northing.features.okrs.queries.told import CheckInRow, TermsChangeRow, ToldAct, check_ins_of
from northing.features.okrs.queries.trails import trails
from northing.features.okrs.queries.visibility import VisibilityPreview, visibility_preview

__all__ = [
    "SORTS",
    "AlignedRow",
    "AudienceOf",
    "AudienceRefs",
    "Branch",
    "CheckInRow",
    "Counts",
    "CycleBrief",
    "DueKeyResult",
    "DueStage",
    "Explanation",
    "Explorer",
    "ExplorerRows",
    "ExplorerWish",
    "FormChoices",
    "HeldKeyResult",
    "HeldObjectives",
    "KeyResultDetail",
    "KeyResultRow",
    "KeyResultStandingRow",
    "LinkOf",
    "MyObjectives",
    "Named",
    "NamedPerson",
    "NamedTeam",
    "ObjectiveDetail",
    "ObjectiveFilters",
    "ObjectiveList",
    "ObjectivePage",
    "ObjectiveRow",
    "ObjectiveStandingRow",
    "PartName",
    "PlannedKeyResult",
    "PlannedObjective",
    "PlannedParent",
    "SaidToday",
    "StageDetail",
    "Stamp",
    "TermsChangeRow",
    "ToldAct",
    "VisibilityPreview",
    "audience_refs",
    "branch_of",
    "branches",
    "check_ins_of",
    "child_rows",
    "child_rows_of",
    "count_due",
    "counter_metrics",
    "done_refs",
    "editable_refs",
    "explain",
    "explorer",
    "form_choices",
    "header_counts",
    "key_result_cards",
    "key_result_detail",
    "key_result_due",
    "key_result_for_update",
    "key_result_row",
    "key_results_due",
    "key_results_of",
    "last_position",
    "ledger_stamp",
    "more_rows",
    "my_objectives",
    "objective_cards",
    "objective_for_form",
    "objective_page",
    "objective_row",
    "objective_rows_named",
    "objectives_list",
    "objectives_of_person",
    "objectives_of_team",
    "person_named",
    "planned_objectives",
    "said_since",
    "taken_refs",
    "trails",
    "visibility_preview",
]
