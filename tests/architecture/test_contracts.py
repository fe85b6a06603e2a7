"""The import contracts of `.importlinter` hold, none of them is weaker than it looks, and each still bites."""

from __future__ import annotations

import configparser
from copy import deepcopy

import grimp
import pytest
from importlinter.application.use_cases import _register_contract_types, read_user_options
from importlinter.configuration import configure
from importlinter.domain.contract import Contract, registry

from tests.architecture.source import PURE, ROOT, SRC, feature_order, layers_of

configure()
INI = ROOT / ".importlinter"


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("northing", include_external_packages=True, cache_dir=None)


@pytest.fixture(scope="module")
def contracts() -> dict[str, Contract]:
    options = read_user_options(config_filename=str(INI))
    _register_contract_types(options)
    return {
        chosen["id"]: registry.get_contract_class(chosen["type"])(
            name=chosen["name"], session_options=options.session_options, contract_options=chosen
        )
        for chosen in options.contracts_options
    }


NAMES = ("rings", "inside", "order", "doors", "pure")


@pytest.mark.parametrize("name", NAMES)
def test_contract_holds(name: str, graph: grimp.ImportGraph, contracts: dict[str, Contract]) -> None:
    check = contracts[name].check(deepcopy(graph), verbose=False)
    assert check.kept, f"run `lint-imports` to see where: {check.metadata}"


PLANTED = [
    ("rings", "northing.domain.planted", "northing.coach"),
    ("rings", "northing.coach.planted", "northing.kit"),
    ("rings", "northing.kit.planted", "northing.features.org.queries"),
    ("rings", "northing.features.org.planted", "northing.config.settings"),
    ("rings", "northing.demo.planted", "northing.config.settings"),
    ("rings", "northing.utils", ""),
    ("inside", "northing.features.okrs.queries.planted", "northing.features.okrs.actions"),
    ("inside", "northing.features.okrs.models.planted", "northing.features.okrs.policies"),
    ("inside", "northing.features.okrs.actions.planted", "northing.features.okrs.schemas"),
    ("inside", "northing.features.okrs.views.planted", "northing.features.okrs.api"),
    ("inside", "northing.features.okrs.api.planted", "northing.features.okrs.views"),
    ("inside", "northing.features.okrs.forms.planted", "northing.features.okrs.schemas"),
    ("inside", "northing.features.okrs.helpful", ""),
    ("order", "northing.features.org.planted", "northing.features.okrs.queries"),
    ("order", "northing.features.cycles.planted", "northing.features.strategy"),
    ("order", "northing.features.checkins.planted", "northing.features.home"),
    ("order", "northing.features.stray", ""),
    ("doors", "northing.features.okrs.views.planted", "northing.features.okrs.models"),
    ("doors", "northing.features.okrs.api.planted", "northing.features.okrs.models"),
    ("doors", "northing.features.okrs.cli.planted", "northing.features.okrs.models"),
    ("doors", "northing.features.okrs.tasks.planted", "northing.features.okrs.models"),
    ("pure", "northing.domain.planted", "django"),
    ("pure", "northing.coach.planted", "northing.kit"),
    ("pure", "northing.coach.planted", "northing.config"),
]


@pytest.mark.parametrize(("name", "importer", "imported"), PLANTED)
def test_a_planted_import_is_rejected(
    name: str, importer: str, imported: str, graph: grimp.ImportGraph, contracts: dict[str, Contract]
) -> None:
    broken = deepcopy(graph)
    _add(broken, importer)
    if imported:
        _add(broken, imported)
        broken.add_import(importer=importer, imported=imported)
    assert not contracts[name].check(broken, verbose=False).kept


def _add(graph: grimp.ImportGraph, module: str) -> None:
    parts = module.split(".")
    for length in range(1, len(parts) + 1):
        name = ".".join(parts[:length])
        if name not in graph.modules:
            graph.add_module(name)


def test_a_room_that_exists_is_not_optional() -> None:
    optional = {"": _optional("rings") - {"__main__"}, "features": _optional("order")}
    found = [name for folder, names in optional.items() for name in names if (SRC / folder / name).exists()]
    assert not found, f"take the parentheses in .importlinter off {found}"


def _optional(contract: str) -> set[str]:
    text = " : ".join(layers_of(contract)).replace("|", ":")
    return {name.strip().strip("()") for name in text.split(":") if name.strip().startswith("(")}


def test_every_pure_room_is_in_the_contract() -> None:
    config = configparser.ConfigParser()
    config.read(INI)
    named = config["importlinter:contract:pure"]["source_modules"].split()
    assert {f"northing.{room}" for room in PURE if (SRC / room).exists()} <= set(named)


def test_installed_features_are_listed_from_the_lowest_up() -> None:
    from northing.config import settings

    installed = [
        app.rpartition(".")[2] for app in settings.INSTALLED_APPS if app.startswith("northing.features.")
    ]
    assert set(installed) == {path.parent.name for path in (SRC / "features").glob("*/apps.py")}
    assert set(installed) <= set(feature_order())
