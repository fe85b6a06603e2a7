"""A template as a plan: the shape that drafts, imports and the coach already know."""

from __future__ import annotations

from northing.domain.plan import PlanInitiative, PlanKeyResult, PlanObjective
from northing.library.shapes import Line, Measure, Template


def as_plan(template: Template, language: str) -> PlanObjective:
    """The template in the language: key results, then guardrails, then initiatives with their hypotheses."""
    words = template.told_in(language)
    return PlanObjective(
        title=words.objective,
        why_now=words.why_now,
        ambition=template.ambition.value,
        tags=words.tags,
        key_results=(
            *(_key_result(m, line) for m, line in zip(template.key_results, words.key_results, strict=True)),
            *(
                _key_result(m, line, is_guardrail=True)
                for m, line in zip(template.guards, words.guards, strict=True)
            ),
        ),
        initiatives=tuple(
            PlanInitiative(title=line.text, description=line.meaning) for line in words.initiatives
        ),
    )


def _key_result(measure: Measure, line: Line, *, is_guardrail: bool = False) -> PlanKeyResult:
    return PlanKeyResult(
        title=line.text,
        kind=measure.kind,
        unit=measure.unit,
        start=measure.start,
        target=measure.target,
        lower=measure.lower,
        upper=measure.upper,
        indicator=measure.indicator.value if measure.indicator else "",
        definition=line.meaning,
        guardrail=is_guardrail,
    )
