"""Sentences of the outbox."""

from django.utils.translation import gettext_lazy as _

from northing.kit.wording import register_sentences

register_sentences(
    {
        "not_a_mail_address": _("“%(value)s” is not a mail address. Write it like name@example.com."),
    }
)
