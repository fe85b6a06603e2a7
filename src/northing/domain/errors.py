"""What the domain refuses: one family, each with a stable code and the field it concerns."""

import re


class DomainError(ValueError):
    """A rule of the domain was broken; `code` is stable, `field` names the input (or is empty)."""

    code = "domain_error"

    def __init_subclass__(cls) -> None:
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def __init__(self, field: str = "") -> None:
        super().__init__(self.code, field)
        self.field = field


class NotANumber(DomainError):
    """The text is no number at all."""


class NotFinite(DomainError):
    """NaN or infinity."""


class TooPrecise(DomainError):
    """More than 15 significant digits or more than 6 decimals."""


class Missing(DomainError):
    """This kind of key result cannot do without the field."""


class FlatSpan(DomainError):
    """Start equals target: no progress can be told."""


class BoundsCrossed(DomainError):
    """The lower bound lies above the upper one."""


class PointsOutOfOrder(DomainError):
    """Start, commit, target and stretch do not lie in one direction."""


class StagesNotIncreasing(DomainError):
    """Stages must grow strictly from above 0 to exactly 1."""


class PlanNotIncreasing(DomainError):
    """Plan points must move forward in time, never fall, and end at (1, 1)."""


class DueBeforeStart(DomainError):
    """The due day lies before the first day."""


class OutsideSpan(DomainError):
    """A day lies outside the span of the key result."""


class OutOfRange(DomainError):
    """A number lies outside the range its field allows."""


class GuardrailNotThreshold(DomainError):
    """Only a key result that keeps a number within bounds can be a guardrail."""


class WeightsDoNotFit(DomainError):
    """Pinned weights leave no place, or do not fill the whole."""


class UnknownPolicy(DomainError):
    """No policy of this name exists."""


class LoopInAlignment(DomainError):
    """The links lead back to where they began."""


class UnknownRule(DomainError):
    """A trace names a rule the domain does not have."""


class TraceDoesNotAddUp(DomainError):
    """A trace node's result is not what its rule gives."""


class WrongReading(DomainError):
    """The reading does not carry what this kind of key result measures."""
