"""How parts become a whole: contributions, their weighted means, a longer cycle shared by time."""

from dataclasses import dataclass
from decimal import Decimal

from northing.domain.codes import Guardrail, LinkKind, Part, Status
from northing.domain.numbers import ZERO


@dataclass(frozen=True, slots=True)
class TimeShare:
    """The child's cycle (`slot` tells cycles apart) and how many of the parent's days it covers."""

    slot: str
    days: int
    parent_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What travels up: all numbers are stored ones (nine places); `weight` is any exact proportion ≥ 0.

    `gap` and `confidence` are None where the part is left out of its parent's pace. `status` is the shown
    one, `pace` the computed one. `subject` names the part for traces (a ref), never for arithmetic.
    """

    part: Part
    weight: Decimal
    progress: Decimal | None
    gap: Decimal | None = None
    confidence: Decimal | None = None
    silent_share: Decimal = ZERO
    status: Status | None = None
    pace: Status | None = None
    is_guardrail: bool = False
    guardrail: Guardrail | None = None
    link: LinkKind = LinkKind.CONTRIBUTES
    time_share: TimeShare | None = None
    subject: str = ""
