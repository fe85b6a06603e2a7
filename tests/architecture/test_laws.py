"""The source obeys every law, and every law still bites."""

from __future__ import annotations

import pytest

from tests.architecture.laws import LAWS, Example, Law
from tests.architecture.source import SRC, modules, planted

BROKEN = [
    pytest.param(law, example, id=f"{law.name}-{example[0]}")
    for law in LAWS.values()
    for example in law.broken_by
]
KEPT = [
    pytest.param(law, example, id=f"{law.name}-{example[0]}")
    for law in LAWS.values()
    for example in law.kept_by
]


@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS.keys())
def test_the_source_obeys(law: Law) -> None:
    findings = [finding for module in modules() for finding in law.check(module)]
    assert not findings, f"{law.check.__doc__}\n" + "\n".join(findings)


@pytest.mark.parametrize(("law", "example"), BROKEN)
def test_a_planted_violation_is_caught(law: Law, example: Example) -> None:
    assert list(law.check(planted(*example)))


@pytest.mark.parametrize(("law", "example"), KEPT)
def test_innocent_source_passes(law: Law, example: Example) -> None:
    assert not list(law.check(planted(*example)))


def test_there_are_no_template_tags() -> None:
    assert not list(SRC.rglob("templatetags"))
