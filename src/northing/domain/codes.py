"""The closed lists of the domain. Values are stored and travel in every format; the edge finds words."""

from enum import StrEnum


class Kind(StrEnum):
    METRIC = "metric"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    MILESTONE = "milestone"
    BINARY = "binary"
    BASELINE = "baseline"
    TASKS = "tasks"

    @property
    def is_threshold(self) -> bool:
        """The kinds that keep a number within bounds, period after period."""
        return self in _THRESHOLDS


_THRESHOLDS = frozenset({Kind.AT_LEAST, Kind.AT_MOST, Kind.BETWEEN})


class Ambition(StrEnum):
    COMMITTED = "committed"
    ASPIRATIONAL = "aspirational"
    LEARNING = "learning"


class Curve(StrEnum):
    LINEAR = "linear"
    BACK_LOADED = "back_loaded"
    FRONT_LOADED = "front_loaded"
    PLAN = "plan"


class Indicator(StrEnum):
    LEADING = "leading"
    LAGGING = "lagging"


class Driver(StrEnum):
    """What an objective's progress is rolled up from."""

    KEY_RESULTS = "key_results"
    CHILDREN = "children"
    BOTH = "both"
    MANUAL = "manual"


class KeyResultDriver(StrEnum):
    OWN = "own"
    CHILDREN = "children"


class LinkKind(StrEnum):
    CONTRIBUTES = "contributes"
    SUPPORTS = "supports"


class Part(StrEnum):
    """What a contribution comes from."""

    KEY_RESULT = "key_result"
    CHILD = "child"


class ObjectiveState(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    RETURNED = "returned"
    AGREED = "agreed"
    DROPPED = "dropped"
    POSTPONED = "postponed"
    CLOSED = "closed"


class KeyResultState(StrEnum):
    ACTIVE = "active"
    MET = "met"
    DROPPED = "dropped"
    POSTPONED = "postponed"
    CLOSED = "closed"


class CycleKind(StrEnum):
    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    CUSTOM = "custom"


class Phase(StrEnum):
    PLANNING = "planning"
    ACTIVE = "active"
    CLOSING = "closing"
    CLOSED = "closed"


class Visibility(StrEnum):
    ORGANIZATION = "organization"
    TEAMS = "teams"
    NAMED = "named"
    HOLDER = "holder"


class Origin(StrEnum):
    OWN_IDEA = "own_idea"
    ASKED = "asked"
    AGREED_WITH = "agreed_with"


class Source(StrEnum):
    """Where a check-in came from."""

    PERSON = "person"
    KPI = "kpi"
    CONNECTOR = "connector"
    IMPORT = "import"
    AGENT = "agent"


class UnitKind(StrEnum):
    NUMBER = "number"
    PERCENT = "percent"
    CURRENCY = "currency"
    DURATION = "duration"
    RATIO = "ratio"
    CUSTOM = "custom"


class Approval(StrEnum):
    NONE = "none"
    SECOND_PERSON = "second_person"
    CHAIN = "chain"


class Freshness(StrEnum):
    PENDING = "pending"
    FRESH = "fresh"
    DUE = "due"
    OVERDUE = "overdue"
    STALE = "stale"


class Status(StrEnum):
    """Every word a key result or an objective may be given; pace uses some of them."""

    ON_TRACK = "on_track"
    BEHIND = "behind"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    TOO_EARLY = "too_early"
    PENDING = "pending"
    UNKNOWN = "unknown"
    NOT_STARTED = "not_started"
    NO_DATA = "no_data"
    MET = "met"
    GOOD = "good"
    PARTLY = "partly"
    MISSED = "missed"
    DROPPED = "dropped"
    POSTPONED = "postponed"
    CLOSED = "closed"


class Guardrail(StrEnum):
    INSIDE = "inside"
    BREACHED = "breached"
    SILENT = "silent"


class Reason(StrEnum):
    """Why a status is limited, or what is written beside it."""

    GUARDRAIL_BREACHED = "guardrail_breached"
    GUARDRAIL_SILENT = "guardrail_silent"
    KEY_RESULTS_OFF_TRACK = "key_results_off_track"
    OVERRIDDEN = "overridden"
    JUDGED_BY_CONFIDENCE = "judged_by_confidence"
    REACHED = "reached"
    NEVER_READ = "never_read"
    BASELINE_DUE = "baseline_due"
    WON_AT_A_PRICE = "won_at_a_price"
    MANUAL = "manual"


class HolderKind(StrEnum):
    """Who an objective belongs to."""

    ORGANIZATION = "organization"
    TEAM = "team"
    PERSON = "person"
