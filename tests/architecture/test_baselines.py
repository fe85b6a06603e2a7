"""What outsiders build on changes only on purpose: the API document, the command line, the reference."""

from __future__ import annotations

import pytest

from tests.architecture.addresses import api
from tests.support.baselines import FOLDER, check_text
from tests.support.reference import FOLDER as REFERENCE
from tests.support.reference import PAGES


def test_the_api_document() -> None:
    from northing.kit.api.openapi import openapi_text

    check_text(FOLDER / "openapi.json", openapi_text(api().get_openapi_schema()))


def test_the_help_of_the_command_line() -> None:
    from northing.config.cli import TABLE
    from northing.kit.cli.table import help_text

    check_text(FOLDER / "cli-help.txt", help_text(TABLE))


@pytest.mark.parametrize("name", PAGES)
def test_the_reference_says_what_the_code_says(name: str) -> None:
    check_text(REFERENCE / name, PAGES[name]())
