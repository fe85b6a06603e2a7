"""A problem of a line as one sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from django.utils.translation import get_language

from northing.domain.plan import PlanProblem
from northing.features.exchange.wording.cells import CELLS, PLACES
from northing.features.exchange.wording.documents import DOCUMENTS, SKIPPED
from northing.kit.web.figures import day_text
from northing.kit.wording import sentence_for

_NAMED = re.compile(r"%\((\w+)\)s")


def problem_text(problem: PlanProblem) -> str:
    """What is wrong and what to do; a code of the readers, of the import, or of the ledger."""
    for table in (PLACES, CELLS, DOCUMENTS):
        known = table.get(problem.code)
        if known is not None and set(_NAMED.findall(str(known))) <= problem.params.keys():
            return str(known) % {name: _shown(name, text) for name, text in problem.params.items()}
    return _by_ledger(problem.code, problem.params)


def _shown(name: str, text: str) -> str:
    return day_text(date.fromisoformat(text), get_language() or "en", "medium") if name == "day" else text


def _by_ledger(code: str, params: Mapping[str, str]) -> str:
    sentence = sentence_for(code)
    if not _NAMED.search(sentence):
        return sentence
    # A cell that says nothing has no part for the sentence to name.
    is_complete = set(_NAMED.findall(sentence)) <= params.keys()
    return sentence_for(code, params) if is_complete else sentence_for("invalid")


def skip_text(why: str) -> str:
    """Why a line was not used."""
    return str(SKIPPED.get(why, why))


def excerpt(text: str, longest: int) -> str:
    """The beginning of a text, with an ellipsis where it goes on; a word is cut only if it is very long."""
    text = text.strip()
    if len(text) <= longest:
        return text
    cut = text[:longest].rstrip()
    at_word = cut if text[len(cut)].isspace() else cut[: max(cut.rfind(" "), 0)].rstrip()
    return f"{at_word if len(at_word) * 2 > longest else cut}…"
