"""Every code has a sentence with its parts; nobody meets a code."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from northing.domain.plan import PlanProblem
from northing.features.exchange import wording
from northing.features.exchange.adapters.codes import PROBLEMS, REFUSALS, SKIPS
from northing.features.exchange.wording.cells import CELLS, PLACES
from northing.features.exchange.wording.documents import DOCUMENTS, SKIPPED

NAMED = re.compile(r"%\((\w+)\)s")


@pytest.mark.parametrize(("codes", "sentences"), [(REFUSALS, DOCUMENTS), (PROBLEMS, CELLS)])
def test_every_code_of_the_readers_is_worded_with_its_own_parts(
    codes: Mapping[str, tuple[str, ...]], sentences: Mapping[str, object]
) -> None:
    assert codes.keys() == sentences.keys()
    for code, parts in codes.items():
        assert set(NAMED.findall(str(sentences[code]))) <= set(parts), code


def test_every_skipped_line_says_why() -> None:
    assert SKIPPED.keys() == SKIPS
    assert {wording.skip_text(code) for code in SKIPS} == {str(text) for text in SKIPPED.values()}


def test_codes_of_the_import_do_not_hide_others() -> None:
    assert not PLACES.keys() & (CELLS.keys() | DOCUMENTS.keys())
    assert not CELLS.keys() & DOCUMENTS.keys()


@pytest.mark.parametrize(
    ("code", "params", "told"),
    [
        ("not_a_date", {"text": "soon"}, "“soon” is not a date. Write it like 2026-10-01."),
        ("unknown_owner", {"text": "Ann"}, "Nobody here is called “Ann”. It is left without owner."),
        ("out_of_range", {"low": "1", "high": "366"}, "outside what the field allows"),
        ("too_long", {"limit": "200"}, "at most 200 characters"),
        ("not_a_date", {}, "Please look at the marked fields."),
        ("cycle_ended", {"cycle": "2018 Q3", "day": "2018-09-30"}, "2018 Q3 ended on 30 Sep"),
    ],
)
def test_a_problem_is_one_sentence(code: str, params: dict[str, str], told: str) -> None:
    text = wording.problem_text(PlanProblem(1, "x", code, params)).replace("\N{NO-BREAK SPACE}", " ")
    assert told in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("short enough", "short enough"),
        ("exactly twenty chars", "exactly twenty chars"),
        ("cut between two whole words here", "cut between two…"),
        ("everything fits to this edge", "everything fits to…"),
        ("团队每周回顾一次所有的目标并且记录下来，然后再讨论", "团队每周回顾一次所有的目标并且记录下来，…"),
        ("averyverylongwordthatgoesonandon", "averyverylongwordtha…"),
    ],
)
def test_what_is_cut_says_so(text: str, shown: str) -> None:
    assert wording.excerpt(text, 20) == shown


def test_refusals_name_word_documents_and_web_pages() -> None:
    assert "Word document" in str(DOCUMENTS["damaged_document"])
    assert "HTML, Word (.docx)" in str(DOCUMENTS["not_text"])
