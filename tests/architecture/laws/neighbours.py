"""Who may know whose tables."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

from tests.architecture.laws import law
from tests.architecture.source import DOORS, Module, feature_order

RELATIONS = frozenset({"ForeignKey", "OneToOneField", "ManyToManyField"})


@law(
    broken_by=[
        ("northing.features.work.queries", "from northing.features.okrs.models import Objective"),
        ("northing.features.work.queries", "from northing.features.okrs import models"),
        ("northing.features.work.queries", "import northing.features.okrs.models.derived"),
        ("northing.features.work.queries", "from ..okrs.models import Objective"),
        ("northing.demo.story", "from northing.features.org.models import Person"),
        ("northing.config.jobs", "from northing.features.org.models import Person"),
    ],
    kept_by=[
        ("northing.features.okrs.queries", "from northing.features.okrs.models import Objective"),
        ("northing.features.okrs.queries", "from .models import Objective"),
        ("northing.features.work.queries", "from northing.features.okrs.queries import objective"),
    ],
)
def no_neighbours_models(module: Module) -> Iterator[str]:
    """A feature's models are its own; others speak to its queries and actions."""
    for line, name in module.imports:
        parts = [*name.split("."), "", "", "", ""]
        if parts[:2] == ["northing", "features"] and parts[3] == "models" and parts[2] != module.feature:
            yield f"{module.path}:{line} imports {name}: ask {parts[2]}.queries or {parts[2]}.actions"


@law(
    broken_by=[
        (
            "northing.features.work.queries",
            'from django.apps import apps\napps.get_model("okrs", "Objective")',
        )
    ],
    kept_by=[("northing.features.work.migrations.0001_initial", 'apps.get_model("okrs", "Objective")')],
)
def no_models_by_name(module: Module) -> Iterator[str]:
    """``get_model`` is the back door of the law above; only migrations need it."""
    for node in module.nodes:
        if isinstance(node, ast.Attribute) and node.attr == "get_model" and not module.is_migration:
            yield module.at(node, "looks a model up by name")


@law(
    broken_by=[
        ("northing.features.okrs.queries", "rows = Objective.objects.all()"),
        ("northing.features.org.views", "Person._default_manager.get(pk=1)"),
        ("northing.kit.outbox.deliver", "Message.objects.filter(sent=True)"),
    ],
    kept_by=[
        ("northing.features.okrs.queries", "rows = Objective.within(actor.organization_id)"),
        ("northing.features.org.models.people", "rows = Person.objects.all()"),
        ("northing.features.org.migrations.0002_names", "Person.objects.all()"),
        ("northing.kit.storage.rows", "cls._default_manager.filter(organization_id=1)"),
    ],
)
def objects_only_in_models(module: Module) -> Iterator[str]:
    """Everything else starts from ``Model.within(organization_id)``, so no query forgets the tenant."""
    if module.is_models or module.is_migration or module.name == "northing.kit.storage.rows":
        return
    for node in module.nodes:
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
            yield module.at(node, f"reads .{node.attr}: start from Model.within(organization_id)")


@law(
    broken_by=[
        ("northing.features.org.models", 'models.ForeignKey("okrs.Objective", on_delete=1)'),
        ("northing.kit.activity.models", 'models.ForeignKey("org.Person", on_delete=1)'),
        ("northing.kit.activity.models", "models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=1)"),
        ("northing.features.cycles.models", 'models.ManyToManyField(to="kpis.Kpi")'),
    ],
    kept_by=[
        ("northing.features.okrs.models", 'models.ForeignKey("org.Person", on_delete=1)'),
        ("northing.features.okrs.models", 'models.ForeignKey("self", on_delete=1)'),
        ("northing.features.okrs.models", 'models.ForeignKey("KeyResult", on_delete=1)'),
        ("northing.kit.outbox.models", 'models.ForeignKey("Message", on_delete=1)'),
    ],
)
def foreign_keys_point_down(module: Module) -> Iterator[str]:
    """A foreign key named by a string hides from import graphs; it may only point down the list of features."""
    for node in module.nodes:
        if not isinstance(node, ast.Call) or _last_name(node.func) not in RELATIONS:
            continue
        target = _target(node)
        if target and _points_up(module, target):
            yield module.at(node, f"points up to {target}")


def _target(node: ast.Call) -> str:
    values = [*node.args[:1], *(keyword.value for keyword in node.keywords if keyword.arg == "to")]
    for value in values:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            return value.value
        if _last_name(value) == "AUTH_USER_MODEL":
            return "org.User"
    return ""


def _points_up(module: Module, target: str) -> bool:
    label = target.partition(".")[0] if "." in target else ""
    order = feature_order()
    if label not in order:
        return False
    if module.ring != "features":
        return True
    return module.feature not in order or order.index(label) > order.index(module.feature)


def _last_name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


@law(
    broken_by=[
        (
            "northing.features.okrs.migrations.0002_more",
            "from northing.features.okrs.models import Objective",
        ),
        ("northing.features.okrs.migrations.0002_more", "import northing.kit.web"),
        ("northing.features.okrs.migrations.0002_more", "import allauth.account.models"),
    ],
    kept_by=[
        ("northing.features.okrs.migrations.0001_initial", "import northing.kit.storage.refs\nimport uuid"),
        ("northing.features.okrs.migrations.0001_initial", "from django.db import migrations, models"),
        ("northing.features.okrs.migrations.0001_initial", "from northing.domain.terms import Kind"),
    ],
)
def migrations_import_little(module: Module) -> Iterator[str]:
    """A migration must still run when the feature has long changed: Django, kit.storage and domain only."""
    if not module.is_migration:
        return
    for line, name in module.imports:
        is_ours = name.startswith(("northing.kit.storage", "northing.domain"))
        if not is_ours and name.partition(".")[0] not in {"django", *sys.stdlib_module_names}:
            yield f"{module.path}:{line} imports {name}"


@law(
    broken_by=[
        ("northing.features.okrs.views", "from django.db import transaction"),
        ("northing.features.okrs.api", "rows = Objective.within(1)"),
        ("northing.features.okrs.panels", "from northing.features.okrs.models import Objective"),
        ("northing.features.okrs.forms", "class F(forms.ModelForm): pass"),
    ],
    kept_by=[("northing.features.okrs.views", "from northing.features.okrs import queries")],
)
def doors_touch_no_rows(module: Module) -> Iterator[str]:
    """A door calls one action or one query; it neither reads rows nor opens transactions."""
    if module.ring != "features":
        return
    is_door = module.layer in DOORS
    for line, name in module.imports:
        if is_door and (name.startswith("django.db.") or f"features.{module.feature}.models" in name):
            yield f"{module.path}:{line} imports {name}"
    for node in module.nodes:
        if is_door and isinstance(node, ast.Attribute) and node.attr == "within":
            yield module.at(node, "reads rows")
        if isinstance(node, ast.ClassDef) and any(_last_name(base) == "ModelForm" for base in node.bases):
            yield module.at(node, "binds a form to a model")
