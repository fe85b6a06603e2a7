"""The rules of the organization: the policy registry as a form; every number may be changed, none is hidden."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods

from northing.domain.policy import Policy, PolicyField
from northing.features.org import actions, policies, queries
from northing.features.org.views.addresses import address
from northing.kit.errors import Invalid
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of, now_of
from northing.kit.web.typed import Typed

# The first field of each part; what follows belongs to it until the next part begins.
PARTS = {
    "key_result_pace": _lazy("Pace"),
    "commit_at": _lazy("Points of an aspirational key result"),
    "confidence_on_track": _lazy("Confidence"),
    "plausible_spans": _lazy("Readings"),
    "cadence_days": _lazy("Freshness"),
    "band_exceptional": _lazy("Grades and verdicts"),
    "forecast_minimum": _lazy("Forecast"),
    "closing_days": _lazy("Cycles and agreement"),
    "review_mode": _lazy("Reviews and pay"),
}
CHOICES = {
    "deadband": _lazy("Dead band around the expected course"),
    "gap25": _lazy("Gap to the expected course"),
    "ratio95": _lazy("Share of the expected course, 95 %%"),
    "ratio90": _lazy("Share of the expected course, 90 %%"),
    "rollup": _lazy("By the roll-up of its key results"),
    "worst_kr": _lazy("By its worst key result"),
    "periods": _lazy("Share of the periods inside the bounds"),
    "latest": _lazy("The latest reading decides"),
    "none": _lazy("The owner alone"),
    "second_person": _lazy("A second person"),
    "chain": _lazy("A second person, then the next level"),
    "decoupled": _lazy("Decoupled: raters do not see them"),
    "evidence": _lazy("Evidence: shown, without a share"),
    "weighted": _lazy("Weighted: a declared share"),
}


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule of the form: what it means, its value here, its default and its range."""

    name: str
    kind: str
    meaning: str
    value: str
    default: str
    low: str
    high: str
    choices: tuple[tuple[str, str], ...]
    problem: str
    is_changed: bool


@require_http_methods(["GET", "HEAD", "POST"])
def change_policy(request: HttpRequest, organization: str) -> HttpResponse:
    """Every rule with its default; a POST keeps what differs. ``restore`` takes all defaults back."""
    actor = actor_of(request)
    policies.require_may_manage_organization(actor)
    if request.method != "POST":
        return _page(request, Typed(_values(request)))
    form = Typed(request.POST.dict())
    wanted = {} if form.is_checked("restore") else _typed(form)
    try:
        actions.change_organization(actor=actor, changes={"policy": wanted}, at=now_of(request))
    except Invalid as refused:
        form.refuse(refused, fields={entry.name for entry in Policy.registry()})
        return _page(request, form, status=422)
    messages.success(request, _("Saved. Every status is judged by these rules from now on."))
    return redirect(address(request, "policy"))


def _values(request: HttpRequest) -> dict[str, str]:
    policy = queries.policy_of(organization_id=actor_of(request).organization_id)
    return {entry.name: _text(getattr(policy, entry.name)) for entry in Policy.registry()}


def _typed(form: Typed) -> dict[str, object]:
    """What differs from the default; an unticked switch is not sent, so it is off."""
    found: dict[str, object] = {}
    for entry in Policy.registry():
        typed = form.value(entry.name).strip().replace(",", ".")
        value = ("true" if typed else "false") if entry.kind == "switch" else typed
        if value and value != _text(entry.default):
            found[entry.name] = value
    return found


def _page(request: HttpRequest, form: Typed, *, status: int = 200) -> HttpResponse:
    parts: list[tuple[object, list[RuleLine]]] = []
    for entry in Policy.registry():
        if entry.name in PARTS or not parts:
            parts.append((PARTS.get(entry.name, ""), []))
        parts[-1][1].append(_line(entry, form))
    values = {
        "parts": parts,
        "form": form,
        "has_changes": any(line.is_changed for _name, lines in parts for line in lines),
        "here": address(request, "policy"),
        "settings_url": address(request, "settings"),
    }
    return page(request, "org/policy.html", values, status=status)


def _line(entry: PolicyField, form: Typed) -> RuleLine:
    value, default = form.value(entry.name), _text(entry.default)
    choices = tuple((code, str(CHOICES[code]).replace("%%", "%")) for code in entry.choices)
    return RuleLine(
        name=entry.name,
        kind=entry.kind,
        meaning=_(entry.meaning),
        value=_spoken(value),
        default=dict(choices).get(default, _spoken(default)),
        low=_spoken(_text(entry.low)) if entry.low is not None else "",
        high=_spoken(_text(entry.high)) if entry.high is not None else "",
        choices=choices,
        problem=form.problem(entry.name),
        is_changed=entry.kind != "switch" and value != default,
    )


def _spoken(number: str) -> str:
    """The number with the reader's decimal sign; codes of choices hold no point and stay."""
    return number.replace(".", str(get_format("DECIMAL_SEPARATOR")))


def _text(value: object) -> str:
    """A value as the form writes it: plain digits, on for a switch that is on, codes for choices."""
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, Decimal):
        plain = format(value, "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return str(value)
