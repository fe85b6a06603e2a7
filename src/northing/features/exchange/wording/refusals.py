"""Refusals of exchange, worded for every door."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from northing.kit.wording import register_sentences

SENTENCES: dict[str, object] = {
    "import_needs_a_member": _(
        "Observers cannot import. Ask an admin for another role, or a colleague to import it."
    ),
    "staged_document_gone": _("This document is not kept any more: a preview lasts one day. Send it again."),
    "document_too_big": _(
        "The file is larger than %(limit_mb)s MB. Divide it, and import the parts one by one."
    ),
    "document_missing": _("Choose a file, or paste the text of your OKRs."),
    "document_twice": _("Either choose a file or paste text, not both."),
    "preview_changed": _(
        "This preview was changed in another window meanwhile. Look at it again, then put the row right."
    ),
    "too_many_corrections": _(
        "More than %(limit)s rows were put right here. Correct the rest in the document itself, and send it again."
    ),
    "correction_empty": _("Write what the row should say, or leave it out."),
    "import_under_way": _(
        "Somebody else is importing the same things right now, or such an import broke off a moment ago. "
        "Try again in a quarter of an hour."
    ),
    "no_export_cycle": _(
        "There is no cycle yet, so there is nothing to export. Create one, or import a document."
    ),
}


def register() -> None:
    """Word the codes; called once from ``apps.ready()``."""
    register_sentences(SENTENCES)
