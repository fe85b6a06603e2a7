"""Why an input cannot be judged, in sentences: those of documents are the importer's own words."""

# ruff: noqa: E501  (a line is a sentence)

from __future__ import annotations

from collections.abc import Mapping

from northing.kit.cli.language import gettext as _


def sentence_of(code: str, params: Mapping[str, str]) -> str:
    """The sentence for a code of the readers; an unknown code speaks for itself."""
    told = {
        "not_an_object": _('a line holds one JSON object, like {"kind": "key_result", "text": "…"}.'),
        "no_text": _("“text” is missing or no text."),
        "unknown_kind": _("“kind” is objective, key_result or initiative."),
        "bad_set": _("“set” holds “objective” (a text) and “key_results” (a list of texts)."),
        "bad_field": _("“%(name)s” is of the wrong kind."),
        "empty_file": _("The document is empty. Choose another file, or paste the text of your OKRs."),
        "too_big": _("The file is larger than %(limit_mb)s MB. Divide it, and import the parts one by one."),
        "too_many_lines": _(
            "The document has more than %(limit)s lines. Divide it, and import the parts one by one."
        ),
        "too_many_items": _(
            "The document holds more than %(limit)s objectives and key results. Divide it, and import the parts one by one."
        ),
        "not_text": _(
            "This is a file of another kind (%(kind)s). Send text, Markdown, HTML, Word (.docx), YAML, CSV or .xlsx; from other programs, copy the text and paste it."
        ),
        "truncated_text": _(
            "The text breaks off in the middle of a character: the file is incomplete. Copy or save it again."
        ),
        "unknown_encoding": _(
            "The letters of this file could not be read. Save it as UTF-8 and send it again."
        ),
        "control_characters": _(
            "The text holds an invisible control character (%(character)s). Remove it and send the file again."
        ),
        "yaml_syntax": _(
            "This is not valid YAML. Look at the indentation and the quotation marks around this line."
        ),
        "not_a_plan": _(
            "This YAML file is no plan. It should begin with “northing: 1” and hold a list “objectives”."
        ),
        "no_header": _(
            "No column was recognised. The first row should name columns like Objective, Key result, Owner, Start, Target."
        ),
    }.get(code)
    return told % params if told else _("The input cannot be read (%(code)s).") % {"code": code}
