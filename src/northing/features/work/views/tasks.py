"""Pages of tasks."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from northing.features.org.queries import visit_of
from northing.features.work import actions, queries, wording
from northing.features.work.forms import TaskForm
from northing.features.work.queries import TaskState, Whose
from northing.kit.errors import Conflict, Invalid
from northing.kit.web.frame import Choice
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of, now_of, today_of
from northing.kit.web.typed import Typed


@require_GET
def show_tasks(request: HttpRequest, organization: str) -> HttpResponse:
    """Tasks in four views: mine, asked by me, to accept, all; ``?done=1`` adds what is finished."""
    wanted = request.GET.get("view", "")
    whose = Whose(wanted) if wanted in set(Whose) else Whose.MINE
    with_done = bool(request.GET.get("done"))
    listed = queries.task_list(
        actor=actor_of(request), on=today_of(request), whose=whose, is_open=not with_done
    )
    tabs = [
        Choice(str(label), f"?view={view.value}", is_current=view is whose)
        for view, label in wording.VIEWS.items()
    ]
    context = {"listed": listed, "tabs": tabs, "whose": whose, "with_done": with_done}
    return page(request, "work/tasks.html", {**context, "slug": organization, "say": wording})


@require_http_methods(["GET", "POST"])
def show_task(request: HttpRequest, organization: str, task: str) -> HttpResponse:
    """One task and its history; a POST moves it to another state."""
    actor, today = actor_of(request), today_of(request)
    shown = queries.task_page(actor=actor, ref=task, on=today)
    form = Typed({"note": "", **request.POST.dict()})
    if request.method == "POST":
        try:
            to = form.choice("to", TaskState, TaskState(shown.row.task.state))
            at = now_of(request)
            result = actions.move_task(actor=actor, ref=task, to=to, at=at, on=today, note=form.value("note"))
        except (Invalid, Conflict) as error:
            form.refuse(error)
        else:
            _tell(request, result, _("“%(title)s” is %(state)s now.") % _names(result))
            return HttpResponseRedirect(_way_back(request, organization, task))
    context = {"shown": shown, "form": form, "slug": organization, "say": wording}
    return page(request, "work/task.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
def edit_task(request: HttpRequest, organization: str, task: str | None = None) -> HttpResponse:
    """The form of a new or known task; ``?initiative=`` and ``?key_result=`` say where a new one belongs."""
    places = request.GET if request.method != "POST" else request.POST
    entry = queries.task_entry(
        actor=actor_of(request),
        on=today_of(request),
        ref=task,
        initiative=places.get("initiative"),
        key_result=places.get("key_result"),
    )
    if request.method != "POST":
        form = TaskForm.of(entry, owner=visit_of(request=request).person.ref)
        return _form(request, organization, form, entry)
    form = TaskForm(request.POST.dict())
    if form.read():
        try:
            result = _save(request, form, task)
        except (Invalid, Conflict) as error:
            form.refuse(error)
        else:
            _tell(request, result, _("Saved."))
            return HttpResponseRedirect(_address(organization, result.task.ref))
    return _form(request, organization, form, entry, status=422)


def _save(request: HttpRequest, form: TaskForm, ref: str | None) -> actions.TaskResult:
    actor, at, on = actor_of(request), now_of(request), today_of(request)
    if ref is None:
        return actions.create_task(actor=actor, fields=form.fields, at=at, on=on)
    return actions.change_task(actor=actor, ref=ref, fields=form.fields, at=at, on=on, expected=form.version)


def _tell(request: HttpRequest, result: actions.TaskResult, sentence: str) -> None:
    messages.success(request, sentence)
    for why in wording.unmoved(result.moved):
        messages.warning(request, why)


def _names(result: actions.TaskResult) -> dict[str, str]:
    state = wording.TASK_STATES[TaskState(result.task.state)]
    return {"title": result.task.title, "state": str(state)}


def _form(
    request: HttpRequest, organization: str, form: TaskForm, entry: queries.TaskEntry, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "entry": entry, "slug": organization, "say": wording}
    return page(request, "work/task_form.html", context, status=status)


def _address(organization: str, ref: str) -> str:
    return reverse("work:task", kwargs={"organization": organization, "task": ref})


def _way_back(request: HttpRequest, organization: str, ref: str) -> str:
    target = request.POST.get("next", "")
    is_ours = target.startswith(f"/{organization}/") and url_has_allowed_host_and_scheme(
        target, allowed_hosts=None
    )
    return target if is_ours else _address(organization, ref)
