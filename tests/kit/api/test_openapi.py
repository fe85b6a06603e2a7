"""The OpenAPI document tells what holds everywhere."""

from __future__ import annotations

import json

from northing.kit.api.openapi import openapi_text
from tests.kit.api.conftest import Caller
from tests.kit.api.notes_site import api


def test_it_is_served_and_complete(ada: Caller) -> None:
    document = ada.get("/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    assert document["info"]["title"] == "Northing"
    post = document["paths"]["/api/v1/notes"]["post"]
    assert [parameter["name"] for parameter in post["parameters"]] == ["Idempotency-Key", "dry_run"]
    assert post["responses"]["default"] == {"$ref": "#/components/responses/Problem"}
    assert post["security"] == [{"TokenAuth": []}]
    get = document["paths"]["/api/v1/notes"]["get"]
    assert [parameter["name"] for parameter in get["parameters"]] == ["limit", "cursor", "fields", "prefix"]
    assert not any("rest" in path for path in document["paths"]), "the catch-all is not part of the contract"


def test_the_baseline_text_is_stable() -> None:
    text = openapi_text(api.get_openapi_schema())
    assert text == openapi_text(api.get_openapi_schema())
    assert text.endswith("}\n")
    assert json.loads(text)["components"]["schemas"]["Problem"]["title"] == "Problem"
