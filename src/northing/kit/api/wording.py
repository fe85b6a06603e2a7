"""Sentences and titles of the REST door."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from northing.kit.wording import register_sentences

TITLES = {
    400: _("The request cannot be read"),
    401: _("Not signed in"),
    403: _("Not allowed"),
    404: _("Not found"),
    405: _("Not offered"),
    409: _("Conflict"),
    412: _("Changed meanwhile"),
    413: _("Too large"),
    422: _("Not accepted"),
    429: _("Too many requests"),
    500: _("Something broke on our side"),
    503: _("Busy right now"),
}

register_sentences(
    {
        "unreadable_body": _(
            "The body is not valid JSON. Nothing was changed; check the quotes, commas and encoding."
        ),
        "body_too_large": _("The body is too large. Send it in smaller parts."),
        "token_needed": _(
            "Send a valid token as “Authorization: Bearer nth_…”. Tokens are made in the settings."
        ),
        "scope_missing": _("This token does not hold the scope “%(scope)s”. Make one that does."),
        "too_many_requests": _(
            "That were more than %(limit)s requests in a minute. Wait %(seconds)s seconds."
        ),
        "unexpected": _("Something broke on our side and was logged. Nothing was changed."),
        "bad_cursor": _("This cursor belongs to another list. Start again without a cursor."),
        "bad_etag": _('“If-Match” must hold the ETag of this item, like "v3".'),
        "bad_idempotency_key": _("“Idempotency-Key” must be 1 to 200 plain characters."),
        "idempotency_key_reused": _("This Idempotency-Key was used for another request. Use a new key."),
        "still_running": _(
            "The first request with this Idempotency-Key is still running. Ask again in a moment."
        ),
        "token_name_needed": _("Name the token, so that you know later what it is for."),
        "token_expiry_past": _("Choose an expiry in the future, at most one year away."),
        "token_scopes_needed": _("Choose at least one scope."),
        "token_scope_not_yours": _(
            "You cannot give a token the scope “%(scope)s”, because you do not hold it."
        ),
        "number_expected": _("A number is expected here, like 12.5."),
        "whole_number_expected": _("A whole number is expected here."),
        "yes_or_no_expected": _("true or false is expected here."),
        "text_expected": _("A text is expected here."),
        "list_expected": _("A list is expected here."),
        "object_expected": _("An object with named fields is expected here."),
        "at_least": _("The smallest value accepted here is %(limit)s."),
        "at_most": _("The largest value accepted here is %(limit)s."),
        "too_short": _("That is too short: at least %(limit)s characters are needed."),
        "too_few_items": _("At least %(limit)s items are needed."),
        "too_many_items": _("At most %(limit)s items are accepted at once."),
        "unknown_field": _("There is no field of this name. Remove it or check its spelling."),
        "wrong_form": _("This value does not have the form that is expected here."),
        "method_not_offered": _("This address does not offer that method."),
    }
)
