"""Why a whole document cannot be used: a sentence with the next step for every code of the readers."""

# ruff: noqa: E501  (a line is a sentence)

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

DOCUMENTS: dict[str, object] = {
    "control_characters": _(
        "The text holds an invisible control character (%(character)s). Remove it and send the file again."
    ),
    "damaged_document": _(
        "The Word document is damaged and cannot be opened. Save it again as .docx, or copy its text and paste it."
    ),
    "damaged_table": _(
        "The table breaks off here: a quotation mark is opened and never closed. Close it, or save the table again."
    ),
    "damaged_workbook": _("The workbook is damaged and cannot be opened. Save it again as .xlsx, or as CSV."),
    "empty_file": _("The document is empty. Choose another file, or paste the text of your OKRs."),
    "macro_or_entities": _(
        "The file holds code or document types, which are never opened. Save it as plain .docx, .xlsx or CSV."
    ),
    "no_header": _(
        "No column was recognised. The first row should name columns like Objective, Key result, Owner, Start, Target."
    ),
    "no_objectives": _(
        "No objective was found. Mark them as headings (# …) or begin their lines with “Objective:”."
    ),
    "not_a_plan": _(
        "This YAML file is no plan. It should begin with “northing: 1” and hold a list “objectives”."
    ),
    "not_text": _(
        "This is a file of another kind (%(kind)s). Send text, Markdown, HTML, Word (.docx), YAML, CSV or .xlsx; from other programs, copy the text and paste it."
    ),
    "too_big": _("The file is larger than %(limit_mb)s MB. Divide it, and import the parts one by one."),
    "too_many_items": _(
        "The document holds more than %(limit)s objectives and key results. Divide it, and import the parts one by one."
    ),
    "too_many_lines": _(
        "The document has more than %(limit)s lines. Divide it, and import the parts one by one."
    ),
    "truncated_text": _(
        "The text breaks off in the middle of a character: the file is incomplete. Copy or save it again."
    ),
    "unknown_encoding": _("The letters of this file could not be read. Save it as UTF-8 and send it again."),
    "unknown_version": _(
        "This file was written by a newer version of Northing. Update Northing, or export the file again with this one."
    ),
    "yaml_alias": _("YAML shortcuts (& and *) are not read. Write the value out in full."),
    "yaml_documents": _("The file holds several YAML documents (---). Keep one to a file."),
    "yaml_key": _("A key here is not plain text. Write it as a word followed by a colon."),
    "yaml_syntax": _(
        "This is not valid YAML. Look at the indentation and the quotation marks around this line."
    ),
    "yaml_tag": _("YAML tags (!…) are not read. Write the value as plain text."),
    "yaml_too_deep": _(
        "The YAML is nested too deeply here. A plan needs objectives, key results and their fields."
    ),
    "zip_bomb": _(
        "The file unpacks to far more than it should hold and was not opened. Save it again, or copy its text and paste it."
    ),
}

SKIPPED: dict[str, object] = {
    "above_header": _("stands above the header of the table"),
    "bad_example": _("shown as a bad example"),
    "before_first_objective": _("stands before the first objective"),
    "chat_header": _("only a name and a time"),
    "code": _("a block of code"),
    "column_not_imported": _("a column whose values are not imported: history is never taken from a plan"),
    "comment": _("a comment"),
    "commentary": _("commentary"),
    "definition": _("says what an objective or a key result is"),
    "document_title": _("the title of the document"),
    "empty_heading": _("a heading without text"),
    "empty_item": _("a list item without text"),
    "empty_section": _("a section with nothing under it"),
    "group_heading": _("a heading that only groups"),
    "left_out": _("left out by you"),
    "link": _("only a link"),
    "mail_header": _("the head of a message"),
    "no_objective": _("belongs to no objective"),
    "page_furniture": _("belongs to the page, not to its text"),
    "placeholder": _("a place to fill in"),
    "progress": _("a progress note: readings are checked in, never imported"),
    "question": _("a question"),
    "repeated": _("quoted from above"),
    "repeated_column": _("a column that was there already"),
    "separator": _("a line that only divides"),
    "signature": _("a signature"),
    "table": _("a table without known columns"),
    "table_of_contents": _("the table of contents"),
    "too_long": _("a line too long to be part of an outline"),
    "unknown_column": _("an unknown column"),
}
