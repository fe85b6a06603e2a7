"""What a standing passes up to a parent."""

from decimal import Decimal

from northing.domain.codes import LinkKind, Part
from northing.domain.numbers import ONE, ZERO
from northing.domain.rollup import Contribution, TimeShare
from northing.domain.standing.values import KeyResultStanding, ObjectiveStanding


def key_result_contribution(
    standing: KeyResultStanding, *, weight: Decimal, subject: str = "", is_guardrail: bool = False
) -> Contribution:
    """A key result's part in its objective; dropped and postponed ones count nothing."""
    return Contribution(
        part=Part.KEY_RESULT,
        weight=ZERO if is_guardrail else weight,
        progress=standing.progress if standing.is_counted or is_guardrail else None,
        gap=standing.gap,
        confidence=Decimal(standing.judging_confidence) if standing.judging_confidence is not None else None,
        silent_share=ONE if standing.is_silent else ZERO,
        status=standing.status,
        pace=standing.pace,
        is_guardrail=is_guardrail,
        guardrail=standing.guardrail,
        subject=subject,
    )


def objective_contribution(
    standing: ObjectiveStanding,
    *,
    weight: Decimal,
    subject: str = "",
    link: LinkKind = LinkKind.CONTRIBUTES,
    time_share: TimeShare | None = None,
) -> Contribution:
    """A child objective's part in its parent; `time_share` where the parent's cycle is longer."""
    return Contribution(
        part=Part.CHILD,
        weight=weight,
        progress=standing.progress,
        gap=standing.gap,
        confidence=standing.confidence if standing.gap is None else None,
        silent_share=standing.silent_share,
        status=standing.status,
        pace=standing.pace,
        link=link,
        time_share=time_share,
        subject=subject,
    )
