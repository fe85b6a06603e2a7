"""What must be mended in a line or cell, and what an import could not place: a sentence for every code."""

# ruff: noqa: E501  (a line is a sentence)

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

CELLS: dict[str, object] = {
    "ambiguous_clock": _(
        "“%(text)s” could be minutes and seconds, or hours and minutes. Write it like %(first)s min %(second)s s or %(first)s h %(second)s min."
    ),
    "ambiguous_number": _(
        "“%(text)s” could mean %(choices)s. Write one of these instead, as it stands here."
    ),
    "bad_grouping": _("The separators in “%(text)s” do not fit a number. Write it without thousands marks."),
    "bounds_crossed": _("The upper bound “%(text)s” lies below the lower one. Exchange them."),
    "days_crossed": _("“%(text)s” lies before the first day. Exchange the two days."),
    "empty": _("“%(text)s” holds no number. Write one, or leave the cell empty."),
    "empty_title": _("The title is missing. Write what this is."),
    "empty_unit": _("The unit “%(text)s” is empty. Write one, or leave the cell empty."),
    "flat_span": _("Start and target are both %(text)s, so there is no way to go. Change one of them."),
    "formula": _("“%(text)s” is a formula, and formulas are never computed here. Paste the cell as a value."),
    "guardrail_needs_bounds": _(
        "A guardrail needs a bound to stay within. Give it a lower or an upper value."
    ),
    "long_unit": _("The unit “%(text)s” is too long: at most 30 characters fit."),
    "missing_bound": _("The bound to stay within is missing. Write it, or choose another kind."),
    "negative_weight": _("A weight cannot be negative: “%(text)s”. Write 0 or more."),
    "no_last_value": _(
        "“%(text)s” is a change, but there is no earlier value to change. Write the value itself."
    ),
    "no_objective": _(
        "This row belongs to no objective. Put one above it, or name it in the objective column."
    ),
    "not_a_date": _("“%(text)s” is not a date. Write it like 2026-10-01."),
    "not_a_list": _("A list belongs here: one item a line, each beginning with a hyphen."),
    "not_a_mapping": _("Named fields belong here, like “title: …”."),
    "not_a_number": _("“%(text)s” cannot be read as a number. Write it like 1250 or 12.5."),
    "not_a_ref": _(
        "“%(text)s” is no reference. Keep the 12 characters of an export as they are, or leave the cell empty."
    ),
    "not_a_share": _("“%(text)s” is no share. Write a number above 0 and up to 1, or a percentage."),
    "not_a_text": _("Plain text belongs here, neither a list nor fields."),
    "not_a_whole_number": _("“%(text)s” is no whole number that fits here."),
    "not_yes_or_no": _("“%(text)s” is neither yes nor no."),
    "other_digits": _("Please write “%(text)s” with the digits 0 to 9."),
    "parent_loop": _("The parent “%(text)s” leads back to this objective itself. Choose another parent."),
    "repeated_key": _("“%(key)s” stands here twice. Keep one of them."),
    "repeated_ref": _("The reference “%(text)s” stands in this document twice. A reference names one thing."),
    "shares_not_rising": _("The stages must rise from one to the next. Look at their shares."),
    "too_large": _("“%(text)s” is too large: numbers have at most 15 digits."),
    "too_long": _("“%(text)s…” is too long: at most %(limit)s characters fit here."),
    "too_precise": _("“%(text)s” is too precise: at most 15 digits and 6 decimals are kept."),
    "unknown_choice": _("“%(text)s” is none of the choices: %(allowed)s."),
    "unknown_currency": _("“%(text)s” is no currency. Write its three letters, like EUR."),
    "unknown_duration": _(
        "“%(text)s” is no unit of time. Write seconds, minutes, hours, days, weeks, months or years."
    ),
    "unknown_key": _("“%(key)s” is no field of a plan. Correct or remove it."),
    "unknown_type": _(
        "This row is neither an objective, a key result nor an initiative. Say which in its type."
    ),
    "wrong_unit": _("“%(text)s” is in another unit than the rest of this key result."),
}

PLACES: dict[str, object] = {
    "cycle_ended": _(
        "%(cycle)s ended on %(day)s: check-ins are dated inside it, and nobody is asked for them every week. "
        "To track these OKRs now, choose another cycle."
    ),
    "cycle_without_dates": _(
        "There is no cycle “%(cycle)s”, and the document does not say its days. Choose a cycle, or create it first."
    ),
    "done_not_measured": _(
        "Marked as done, but its value is not known. Check the number in after the import."
    ),
    "done_too_early": _("Marked as done, but the cycle has not begun: check it in once it has."),
    "holder_assumed": _(
        "The document does not say whose it is: it is held by %(name)s. Choose somebody else on its own page."
    ),
    "holder_unknown": _(
        "It belongs to a person, but nobody here is called “%(text)s”. Name their mail address, or add them first."
    ),
    "no_cycle": _("The document names no cycle and there is none yet. Choose or create one first."),
    "not_yours_to_edit": _(
        "This exists already and is not yours to change. Ask its owner, or take it out of the document."
    ),
    "objectives_unowned": _(
        "Objectives without an owner: %(count)s. Nobody is asked for their numbers. Name owners in the document, or choose who owns what names nobody."
    ),
    "owner_ambiguous": _(
        "Several people are called “%(text)s”. It is left without owner; name a mail address to be sure."
    ),
    "person_unnamed": _("No person is named: it is held by the organization until you choose one."),
    "priorities_noted": _(
        "Priorities (%(names)s) have no field: they are kept in square brackets at the end of the description or definition."
    ),
    "ref_taken": _(
        "The reference “%(text)s” names something else here already. Remove it from the document."
    ),
    "stays_in_cycle": _("It exists in %(cycle)s already and stays there. Move it on its own page."),
    "team_ambiguous": _("Several teams are called “%(text)s”. Rename one of them, or name another team."),
    "team_noted": _("There is no team “%(text)s”; its name is kept in the definition."),
    "team_unnamed": _("No team is named: it is held by the organization until you choose one."),
    "unknown_cycle": _(
        "There is no cycle “%(cycle)s”. Choose another one, or ask a coach or admin to create it."
    ),
    "unknown_owner": _("Nobody here is called “%(text)s”. It is left without owner."),
    "unknown_parent": _("The parent “%(text)s” was not found. It is imported without a parent."),
    "unknown_pillar_named": _("There is no pillar “%(text)s”. It is imported without one."),
    "unknown_team_named": _(
        "There is no team “%(text)s”. Create it, correct the name, or let the import create the teams it names."
    ),
    "visibility_stays": _("Who sees it stays as it is. Change that on its own page."),
}
"""What the import itself says; the rest are refusals of the ledger."""
