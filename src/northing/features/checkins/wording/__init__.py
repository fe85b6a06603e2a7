"""The words of the weekly ritual: refusals, rows, what was understood, what was said."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from northing.features.checkins.wording.console import meanings, question
from northing.features.checkins.wording.echoes import (
    Before,
    EchoText,
    echo_text,
    shortcut_text,
    understood_text,
)
from northing.features.checkins.wording.rows import RowText, open_row, told_row
from northing.features.checkins.wording.weeks import (
    SummaryGroup,
    SummaryLine,
    lead,
    next_due,
    summary_groups,
    summary_lead,
)
from northing.kit.wording import register_sentences

register_sentences(
    {
        "check_in_not_yours": _(
            "This key result is updated by somebody else. Ask its owner, or have yourself named as deputy."
        ),
        "nothing_to_repeat": _("There is no earlier number to repeat. Type the first one."),
        "value_far_outside": _(
            "%(value)s is far outside everything known of this number. Send it once more to keep it."
        ),
        "nothing_typed": _("Type a number, = for the same value, or / when there is no new number yet."),
        "confidence_needed": _("Choose how sure you are: 0 to 10."),
        "confidence_out_of_range": _("Confidence is a whole number from 0 to 10."),
        "which_number": _("“%(text)s” can be read in two ways. Which one is it?"),
        "check_in_day_too_late": _("A reading cannot be of a day that has not come, or lie after the cycle."),
        "check_in_day_too_early": _("That day lies before the cycle. Choose a day within it."),
    }
)

__all__ = [
    "Before",
    "EchoText",
    "RowText",
    "SummaryGroup",
    "SummaryLine",
    "echo_text",
    "lead",
    "meanings",
    "next_due",
    "open_row",
    "question",
    "shortcut_text",
    "summary_groups",
    "summary_lead",
    "told_row",
    "understood_text",
]
