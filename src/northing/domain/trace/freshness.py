"""The node of a freshness: an age in counting days against a cadence, with the policy's limits named."""

from northing.domain.policy import Policy
from northing.domain.trace.nodes import TraceNode
from northing.domain.trace.rules import made


def freshness_node(
    of: str, policy: Policy, *, age_days: int, cadence_days: int, is_never_read: bool
) -> TraceNode:
    """`of` is number, judgement or manual."""
    return made(
        f"freshness.{of}",
        {
            "age_days": age_days,
            "cadence_days": cadence_days,
            "is_never_read": is_never_read,
            "due_factor": policy.due_factor,
            "due_days": policy.due_days,
            "overdue_factor": policy.overdue_factor,
            "overdue_days": policy.overdue_days,
        },
    )


def nothing_ages() -> TraceNode:
    """There is nothing here that could be fresh or stale."""
    return made("freshness.none", {})
