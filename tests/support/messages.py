"""``make messages``: read every translatable text and bring the four catalogues up to date.

The catalogues hold no dates and no line numbers, and are sorted, so a change of theirs is a change of words.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from northing.domain.policy import Policy

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "zh_Hans", "zh_Hant", "ru")
LAZY = {
    "gettext_lazy": None,
    "gettext_noop": None,
    "pgettext_lazy": ((1, "c"), 2),
    "ngettext_lazy": (1, 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# The short names some modules import them by.
ALIASES = {"_lazy": None, "lazy": None, "of": ((1, "c"), 2)}
KEYWORDS = {**DEFAULT_KEYWORDS, **LAZY, **ALIASES}


def catalogue_path(language: str) -> Path:
    """Where the words of ``language`` live."""
    return ROOT / "src" / "northing" / "locale" / language / "LC_MESSAGES" / "django.po"


def extracted() -> Catalog:
    """Every translatable text of the source, as a template."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    template = Catalog(charset="utf-8")
    found = extract_from_dir(
        ROOT / "src",
        methods,
        options,
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )
    for _file, _line, message, comments, context in found:
        template.add(message, auto_comments=comments, context=context)
    for entry in Policy.registry():  # the one prose of the domain; pages translate it when they show it
        template.add(entry.meaning)
    return template


def read(language: str) -> Catalog:
    """The catalogue of ``language`` as it is on disk; an empty one when there is none."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def merged(language: str, template: Catalog) -> Catalog:
    """The catalogue of ``language`` with exactly the texts of ``template``; translations are kept."""
    known = read(language)
    fresh = Catalog(locale=language, charset="utf-8")
    for message in template:
        if not message.id:
            continue
        old = known.get(message.id, context=message.context)
        words = old.string if old is not None and not old.fuzzy else ""
        if language == "en" and not (words and all(words)):
            words = message.id  # the source is written in English
        fresh.add(message.id, words, auto_comments=message.auto_comments, context=message.context)
    return fresh


def printed(catalogue: Catalog) -> bytes:
    """The catalogue as text: sorted, without dates, people and places."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=110, sort_output=True, no_location=True, omit_header=True)
    header = (
        f'msgid ""\nmsgstr ""\n"Language: {catalogue.locale_identifier}\\n"\n'
        f'"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    return header.encode() + buffer.getvalue().lstrip(b"\n")


def main() -> None:
    """Rewrite the four catalogues and say how much is left to translate."""
    template = extracted()
    for language in LANGUAGES:
        catalogue = merged(language, template)
        path = catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(printed(catalogue))
        left = sum(1 for message in catalogue if message.id and not (message.string and all(message.string)))
        print(f"{language}: {len(catalogue)} texts, {left} to translate")


if __name__ == "__main__":
    main()
