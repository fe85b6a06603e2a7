"""A problem of a line as one sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping

from northing.domain.plan import PlanProblem
from northing.features.exchange.wording.cells import CELLS, PLACES
from northing.features.exchange.wording.documents import DOCUMENTS, SKIPPED
from northing.kit.wording import sentence_for

_NAMED = re.compile(r"%\((\w+)\)s")


def problem_text(problem: PlanProblem) -> str:
    """What is wrong and what to do; a code of the readers, of the import, or of the ledger."""
    for table in (PLACES, CELLS, DOCUMENTS):
        known = table.get(problem.code)
        if known is not None and set(_NAMED.findall(str(known))) <= problem.params.keys():
            return str(known) % dict(problem.params)
    return _by_ledger(problem.code, problem.params)


def _by_ledger(code: str, params: Mapping[str, str]) -> str:
    try:
        return sentence_for(code, params)
    except KeyError:  # a cell that says nothing has no part for the sentence to name
        return sentence_for("invalid")


def skip_text(why: str) -> str:
    """Why a line was not used."""
    return str(SKIPPED.get(why, why))
