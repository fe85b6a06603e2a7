"""Sentences of the org feature: roles, refusals, sign-in."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from northing.kit.actors import Role
from northing.kit.wording import register_sentences


def role_word(role: Role) -> str:
    """A role as people read it."""
    words = {
        Role.PRINCIPAL: _("Principal"),
        Role.ADMIN: _("Admin"),
        Role.COACH: _("Coach"),
        Role.MEMBER: _("Member"),
        Role.OBSERVER: _("Observer"),
    }
    return words[role]


def role_meaning(role: Role) -> str:
    """What a role may do, in one line, for the form that gives it."""
    meanings = {
        Role.PRINCIPAL: _("Everything, and names the other principals"),
        Role.ADMIN: _("Runs the organization: people, cycles, settings"),
        Role.COACH: _("Runs cycles and helps every team"),
        Role.MEMBER: _("Writes objectives and checks in"),
        Role.OBSERVER: _("Reads and comments"),
    }
    return meanings[role]


def role_choices(*, with_principal: bool) -> list[tuple[str, str]]:
    """``(code, word: meaning)`` of every role somebody may give, from most to least."""
    return [
        (role.value, _("%(role)s: %(meaning)s") % {"role": role_word(role), "meaning": role_meaning(role)})
        for role in Role
        if with_principal or role is not Role.PRINCIPAL
    ]


MAILS = {
    "mail_invitation_subject": _lazy("Your place at %(organization)s in Northing"),
    "mail_invitation_text": _lazy(
        "Hello %(name)s,\n\n"
        "%(organization)s keeps its objectives and key results in Northing, and you are part of it. "
        "Open this link to come in and choose a password:\n\n%(link)s\n\n"
        "The link works once and for seven days. If you did not expect this mail, simply ignore it.\n"
    ),
    "mail_password_reset_subject": _lazy("Choose a new password for Northing"),
    "mail_password_reset_text": _lazy(
        "Hello,\n\n"
        "somebody, hopefully you, asked for a new password for %(email)s. Open this link to choose one:\n\n"
        "%(link)s\n\n"
        "If it was not you, ignore this mail: nothing has changed.\n"
    ),
}


REFUSALS: dict[str, object] = {
    "nobody_with_mail": _lazy("Nobody here has the mail address “%(email)s”. See northing person list."),
    "no_organization": _lazy(
        "There is no organization yet. Open the set-up link that `northing serve` prints, "
        "or run `northing init`."
    ),
    "already_set_up": _lazy("This installation has been set up already. Sign in instead."),
    "link_unusable": _lazy(
        "This link does not work any more: it works once and not for ever. Ask for a new one."
    ),
    "slug_taken": _lazy("Another organization is called “%(value)s” in addresses. Choose another name."),
    "slug_reserved": _lazy("“%(value)s” is kept for Northing's own pages. Choose another name."),
    "not_a_slug": _lazy("Use lower-case letters, digits and single dashes here, like acme-labs."),
    "email_taken": _lazy("Somebody in this organization has the address %(value)s already."),
    "mail_needed_to_invite": _lazy("To invite this person, write their mail address here."),
    "weak_password": _lazy("Choose a stronger password. %(reasons)s"),
    "unknown_person": _lazy("There is nobody of that name here. Choose from the list."),
    "unknown_team": _lazy("There is no such team here. Choose from the list."),
    "person_inactive": _lazy("This person has left the organization. Bring them back first."),
    "manages_themself": _lazy("That would make somebody their own manager. Choose another one."),
    "last_principal": _lazy(
        "This is the last principal, and somebody must hold the keys. Make another person principal first."
    ),
    "leaves_themself": _lazy("You cannot take yourself out. Ask another admin to do it."),
    "has_login": _lazy("This person can sign in already."),
    "link_by_mail_only": _lazy(
        "They have chosen a password already, or belong to another organization too: "
        "only they may get a link, by mail."
    ),
    "login_taken": _lazy("That mail address signs in somebody else of this organization."),
    "deputy_is_self": _lazy("Choose somebody else to stand in."),
    "ends_before_start": _lazy("The last day lies before the first one."),
    "unknown_policy": _lazy(
        "There is no such setting. Choose one of those in the settings of the organization."
    ),
    "too_many_days": _lazy("That is more than %(limit)s days. Choose a shorter span."),
    "team_name_taken": _lazy("There is a team “%(value)s” at this place already."),
    "team_below_itself": _lazy("A team cannot be below itself. Choose another parent."),
    "too_deep": _lazy("Teams go at most %(limit)s levels deep."),
    "team_has_subteams": _lazy("This team has teams below it. Move or close those first."),
    "parent_closed": _lazy("The team above is closed. Open that one first."),
}


def register() -> None:
    """Add the mails of signing in, and the sentences of every code this feature raises."""
    register_sentences(MAILS)
    register_sentences(REFUSALS)
