"""The gallery, an example, and the draft it becomes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from northing import library
from northing.features.okrs import queries as okr_queries
from northing.features.okrs.wording import words
from northing.features.org.queries import visit_of
from northing.features.writing import actions, queries, wording
from northing.features.writing.forms import UseForm, filled
from northing.features.writing.forms.library import NUMBERS, initiative_place, key_result_place
from northing.features.writing.queries import Example
from northing.kit.errors import Refusal
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of, now_of, today_of

_ASKED = ("department", "role", "q")


@require_GET
def show_library(request: HttpRequest, organization: str) -> HttpResponse:
    """Examples by department; ``?department=``, ``role=`` and ``q=`` narrow them."""
    asked = {name: request.GET.get(name, "").strip()[:200] for name in _ASKED}
    found = queries.gallery(
        actor=actor_of(request),
        language=wording.language(),
        department=asked["department"],
        role=asked["role"],
        text=asked["q"],
    )
    context = {
        "found": found,
        "asked": asked,
        "choices": wording.choices_of(found),
        "saved": [wording.card_of(one) for one in found.saved],
        "groups": [
            (wording.department_label(code), code, [wording.card_of(one) for one in examples])
            for code, examples in found.groups
        ],
        "slug": organization,
    }
    return page(request, "writing/library.html", context, fragment="examples")


@require_GET
def show_example(
    request: HttpRequest, organization: str, example: str, *, is_saved: bool = False
) -> HttpResponse:
    """One example with everything in it; ``?in=`` tells it in another language."""
    told_in = _language(request)
    shown = _example(request, example, told_in, is_saved=is_saved)
    context = {
        "shown": shown,
        "key_results": wording.key_result_lines(shown),
        "initiatives": wording.initiative_lines(shown),
        "card": wording.card_of(shown),
        "department": wording.department_label(shown.department),
        "ambition": words.word(words.AMBITIONS, shown.plan.ambition) if shown.plan.ambition else "",
        "languages": () if is_saved else wording.language_names(),
        "told_in": told_in,
        "use_url": _use_url(request, organization, shown),
        "slug": organization,
    }
    return page(request, "writing/example.html", context)


@require_http_methods(["GET", "POST"])
def use_example(
    request: HttpRequest, organization: str, example: str, *, is_saved: bool = False
) -> HttpResponse:
    """The form of a new objective, filled with everything the example holds."""
    actor, on, at = actor_of(request), today_of(request), now_of(request)
    shown = _example(request, example, _language(request), is_saved=is_saved)
    choices = okr_queries.form_choices(actor=actor, on=on)
    if request.method != "POST":
        held_by = "organization" if choices.may_hold_organization else f"person:{choices.own_ref}"
        cycle = choices.cycles[0].ref if choices.cycles else ""
        beginning = {**filled(shown), "held_by": held_by, "cycle": cycle}
        return _form(request, organization, shown, UseForm(beginning), choices)
    form = UseForm(request.POST.dict())
    if form.read_draft(shown, own_ref=choices.own_ref):
        try:
            drafted = actions.draft_from_example(
                actor=actor,
                objective=form.fields,
                key_results=form.key_results,
                initiatives=form.initiatives,
                at=at,
                on=on,
            )
        except Refusal as error:
            form.refuse(error)
        else:
            messages.success(request, _("Drafted. Make the numbers your own, then propose it."))
            address = {"organization": organization, "ref": drafted}
            return HttpResponseRedirect(reverse("okrs:objective", kwargs=address))
    return _form(request, organization, shown, form, choices, status=422)


def _form(
    request: HttpRequest,
    organization: str,
    shown: Example,
    form: UseForm,
    choices: okr_queries.FormChoices,
    *,
    status: int = 200,
) -> HttpResponse:
    parts = [
        (key_result_place(line.place), line, part, NUMBERS.get(part.kind, ()), wording.unit_suffix(part.unit))
        for line, part in zip(wording.key_result_lines(shown), shown.plan.key_results, strict=True)
    ]
    context = {
        "shown": shown,
        "form": form,
        "parts": parts,
        "initiatives": [(initiative_place(one.place), one) for one in wording.initiative_lines(shown)],
        "holders": wording.holders(choices),
        "cycles": [
            ("", _("none yet: keep it in the backlog")),
            *((one.ref, one.name) for one in choices.cycles),
        ],
        "ambitions": [
            (code.value, words.AMBITIONS[code], words.AMBITION_MEANINGS[code])
            for code in words.AMBITION_MEANINGS
        ],
        "back": _address(organization, shown),
        "slug": organization,
    }
    return page(request, "writing/use.html", context, status=status)


def _example(request: HttpRequest, name: str, told_in: str, *, is_saved: bool) -> Example:
    return queries.example(
        actor=actor_of(request),
        name=name,
        language=told_in,
        is_saved=is_saved,
        user_id=visit_of(request=request).user_id,
    )


def _language(request: HttpRequest) -> str:
    """The language asked for, else the reader's."""
    asked = request.GET.get("in", "")
    return asked if asked in library.LANGUAGES else wording.language()


def _address(organization: str, shown: Example) -> str:
    route = "writing:saved" if shown.is_saved else "writing:example"
    return reverse(route, kwargs={"organization": organization, "example": shown.name})


def _use_url(request: HttpRequest, organization: str, shown: Example) -> str:
    asked = request.GET.get("in", "")
    suffix = f"?in={asked}" if asked in library.LANGUAGES and not shown.is_saved else ""
    return f"{_address(organization, shown)}/use{suffix}"
