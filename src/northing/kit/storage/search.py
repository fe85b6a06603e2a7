"""Search: one entry a subject, its text cut into words here, so both databases find the same things.

Words are lower-cased, stripped of accents, and runs of Chinese, Japanese or Korean become pairs of characters
(bigrams): trigram indexes cannot find two-character words, and most Chinese words have two. SQLite keeps the
words in FTS5 (``kit_storage_search``, filled by triggers), PostgreSQL in a GIN index over the same words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from django.db import connection
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Length

from northing.kit.storage.bulk import insert_rows
from northing.kit.storage.models import SearchEntry
from northing.kit.storage.writing import writing
from northing.kit.subjects import Subject

MOST_WORDS: Final = 5_000
MOST_QUERY_WORDS: Final = 12
LONGEST_WORD: Final = 60

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003fffd"
_RUN = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")
_IS_CJK = re.compile(rf"[{_CJK}]")
_ACCENTS = re.compile("[\u0300-\u036f]")


def words_of(text: str) -> list[str]:
    """The words to index of ``text``, each once, in order of appearance.

    A run of CJK characters gives its bigrams and its last character alone, so that any single character is the
    beginning of some word: ``"提升 NPS"`` gives ``提升``, ``升``, ``nps``.
    """
    found: dict[str, None] = {}
    for run in _runs(text):
        for word in [*_bigrams(run), run[-1]] if _IS_CJK.match(run) else [run[:LONGEST_WORD]]:
            found[word] = None
        if len(found) >= MOST_WORDS:
            break
    return list(found)[:MOST_WORDS]


def _runs(text: str) -> Iterator[str]:
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text).casefold())
    return (match.group() for match in _RUN.finditer(unicodedata.normalize("NFKC", plain)))


def _bigrams(run: str) -> list[str]:
    return [run[start : start + 2] for start in range(len(run) - 1)]


def query_words(text: str) -> tuple[list[str], list[str]]:
    """What a query asks for: words that must be there, and beginnings of words that must be there.

    The last Latin or Cyrillic word counts as a beginning, because people search while they type.
    """
    runs = list(_runs(text))[:MOST_QUERY_WORDS]
    whole: list[str] = []
    begun: list[str] = []
    for place, run in enumerate(runs):
        if _IS_CJK.match(run):
            (whole if len(run) > 1 else begun).extend(_bigrams(run)[:MOST_QUERY_WORDS] or [run])
        else:
            (begun if place == len(runs) - 1 else whole).append(run[:LONGEST_WORD])
    return whole, begun


def index(subject: Subject, *, organization_id: int, text: str) -> None:
    """Make ``subject`` findable by the words of ``text``; earlier words are forgotten."""
    with writing():
        SearchEntry.within(organization_id).update_or_create(
            organization_id=organization_id,
            subject_kind=subject.kind,
            subject_id=subject.id,
            defaults={"words": " ".join(words_of(text))},
        )


def index_new(texts: Mapping[Subject, str], *, organization_id: int) -> None:
    """Make subjects that were never indexed findable by the words of their texts, in few statements."""
    with writing():
        insert_rows(
            SearchEntry,
            ["organization_id", "subject_kind", "subject_id", "words"],
            (
                (organization_id, subject.kind, subject.id, " ".join(words_of(text)))
                for subject, text in texts.items()
            ),
        )


def remove(subject: Subject, *, organization_id: int) -> None:
    """Make ``subject`` not findable any more."""
    with writing():
        SearchEntry.within(organization_id).filter(subject_kind=subject.kind, subject_id=subject.id).delete()


def find(*, organization_id: int, query: str, kinds: Collection[str] = (), limit: int = 50) -> list[Subject]:
    """Subjects with every word of ``query``, shortest text first, then newest; a query without words finds none.

    Whoever calls asks :func:`northing.kit.subjects.cards` which of them the reader may see.

    :param kinds: only these kinds; empty means all
    """
    whole, begun = query_words(query)
    if not whole and not begun:
        return []
    rows = _matching(SearchEntry.within(organization_id), whole, begun)
    if kinds:
        rows = rows.filter(subject_kind__in=kinds)
    ordered = rows.order_by(Length("words"), "-id").values_list("subject_kind", "subject_id")
    return [Subject(kind, number) for kind, number in ordered[:limit]]


def _matching(rows: QuerySet[SearchEntry], whole: list[str], begun: list[str]) -> QuerySet[SearchEntry]:
    # Words hold only letters and digits, so quoting them is enough: no operator can get in.
    if connection.vendor == "postgresql":
        terms = [f"'{word}'" for word in whole] + [f"'{word}':*" for word in begun]
        sql = "array_to_tsvector(string_to_array(words, ' ')) @@ %s::tsquery"
        return rows.filter(RawSQL(sql, [" & ".join(terms)], output_field=BooleanField()))  # noqa: S611
    terms = [f'"{word}"' for word in whole] + [f'"{word}"*' for word in begun]
    sql = "SELECT rowid FROM kit_storage_search WHERE kit_storage_search MATCH %s"
    return rows.filter(pk__in=RawSQL(sql, [" AND ".join(terms)]))  # noqa: S611
