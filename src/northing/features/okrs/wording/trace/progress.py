"""Progress, expected, bar and gap: the rules that give numbers, in words."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from northing.domain.codes import Ambition, Curve
from northing.domain.trace import TraceNode
from northing.features.okrs.wording import values, words
from northing.features.okrs.wording.trace.lines import Line, Told, gap_sum, given, percent
from northing.features.okrs.wording.trace.parts import part_lines

Word = Callable[[TraceNode, Told], Line]


def number_line(node: TraceNode, told: Told) -> Line:
    """The line of a rule that gives a number; its family decides the words."""
    return _WORDS[node.rule](node, told)


def _no_progress(node: TraceNode, told: Told) -> Line:
    until = given(node).get("until")
    rule = (
        _("The start is not known yet (until %(day)s): without it no progress can be told.")
        % {"day": values.day(until)}
        if until
        else _("This key result is there to find a number; it has no progress to count.")
    )
    return Line(_("Progress"), _("none"), rule)


def _metric(node: TraceNode, told: Told) -> Line:
    inputs = given(node)
    start, target, current = (
        values.measured(inputs[name], told.unit) for name in ("start", "target", "current")
    )
    if inputs["current"] is None:
        return Line(
            _("Progress"),
            percent(node.result),
            _("No reading yet: it stands at its start, %(start)s.") % {"start": start},
        )
    return Line(
        _("Progress"),
        percent(node.result),
        _("How far from the start, of the whole way to the target."),
        f"({current} − {start}) ÷ ({target} − {start})",
    )


def _periods(node: TraceNode, told: Told) -> Line:
    inputs = given(node)
    inside = ngettext("%(count)s period inside", "%(count)s periods inside", inputs["inside"])
    planned = _("%(planned)s planned") % inputs
    counts = _("%(outside)s outside, %(missed)s without a reading") % inputs
    return Line(
        _("Progress"),
        percent(node.result),
        _("Periods inside the bounds, of all planned; a missed one counts like one outside."),
        f"{inside % {'count': inputs['inside']}} ÷ {planned}; {counts}",
    )


def _latest(node: TraceNode, told: Told) -> Line:
    inputs = given(node)
    current = values.measured(inputs["current"], told.unit)
    rule = (
        _("The last reading, %(value)s, is inside the bounds.")
        if inputs["is_done"]
        else _("The last reading, %(value)s, is outside the bounds.")
    )
    return Line(
        _("Progress"), percent(node.result), rule % {"value": current}, policies=("threshold_control",)
    )


def _binary(node: TraceNode, told: Told) -> Line:
    rule = _("It is done.") if given(node)["is_done"] else _("It is not done yet: all or nothing.")
    return Line(_("Progress"), percent(node.result), rule)


def _milestone(node: TraceNode, told: Told) -> Line:
    rule = _("The furthest stage reached with all before it reached.")
    return Line(
        _("Progress"), percent(node.result), rule, parts=tuple(_stage(child, told) for child in node.children)
    )


def _stage(node: TraceNode, told: Told) -> Line:
    inputs = given(node)
    text = _("Stage %(number)s") % inputs
    due = inputs.get("due_after_days")
    rule = (
        ""
        if due is None
        else ngettext("due after %(days)s day", "due after %(days)s days", due) % {"days": due}
    )
    mark = _("reached") if inputs["is_reached"] else ""
    return Line(text, percent(node.result), " · ".join(part for part in (mark, rule) if part))


def _plan_point(node: TraceNode, told: Told) -> Line:
    text = _("After %(share)s of the time") % {"share": percent(given(node)["share"])}
    return Line(text, percent(node.result))


def _tasks(node: TraceNode, told: Told) -> Line:
    inputs = given(node)
    formula = f"{values.number(inputs['done_weight'])} ÷ {values.number(inputs['total_weight'])}"
    return Line(
        _("Progress"), percent(node.result), _("Tasks done, of all tasks. It measures output."), formula
    )


def _manual(node: TraceNode, told: Told) -> Line:
    return Line(_("Progress"), percent(node.result), _("Entered by hand, with a reason."))


def _rollup(node: TraceNode, told: Told) -> Line:
    if not node.children:
        return Line(
            _("Progress"),
            _("no data"),
            _("Nothing that counts has a number yet, so there is no progress to tell."),
        )
    return Line(
        _("Progress"),
        percent(node.result),
        _("Each part by its weight; a part counts from 0% up to the cap."),
        parts=part_lines(node, told),
        policies=("rollup_cap",),
    )


def _rollup_gap(node: TraceNode, told: Told) -> Line:
    return Line(
        _("Gap"),
        percent(node.result),
        _(
            "How far each part is behind what was expected of it, by weight; parts without a pace are left out."
        ),
        parts=part_lines(node, told),
    )


def _confidence(node: TraceNode, told: Told) -> Line:
    result = node.result if isinstance(node.result, Decimal) else None
    return Line(
        _("Confidence"),
        values.number(result, decimals=1),
        _("The owners' words, by weight."),
        parts=part_lines(node, told),
    )


def _bar(node: TraceNode, told: Told) -> Line:
    inputs = given(node)
    if "ambition" not in inputs:
        return Line(
            _("Counts as good"), percent(node.result), _("Each part brings its own bar into the gap.")
        )
    if told.is_threshold:
        rule = _("The share of periods that must be inside.")
        names: tuple[str, ...] = ("required_share",)
    elif inputs["value"] == 1:
        committed = inputs["ambition"] == Ambition.COMMITTED
        rule = (
            _("A promise: the whole target.")
            if committed
            else _("The target itself; the stretch lies beyond it.")
        )
        names = ()
    else:
        rule = _("%(ambition)s: this much of the way is already good.") % {
            "ambition": words.word(words.AMBITIONS, inputs["ambition"])
        }
        names = ("good_at",)
    return Line(_("Counts as good"), percent(node.result), rule, policies=names)


def _expected_curve(node: TraceNode, told: Told) -> Line:
    inputs = given(node)
    rule = _("Expected to move %(curve)s.") % {"curve": words.word(words.CURVES, inputs["curve"])}
    days = _("%(elapsed)s of %(span)s days") % {
        "elapsed": max(inputs["elapsed_days"], 0),
        "span": inputs["span_days"],
    }
    read_on = inputs.get("read_on")
    text = _("Expected on %(day)s") % {"day": values.day(read_on)} if read_on else _("Expected")
    points = node.children if inputs["curve"] == Curve.PLAN else ()
    return Line(
        text, percent(node.result), rule, days, parts=tuple(_plan_point(child, told) for child in points)
    )


def _expected_milestone(node: TraceNode, told: Told) -> Line:
    text = _("Expected on %(day)s") % {"day": values.day(given(node)["read_on"])}
    rule = _("The last stage due by then; stages without a day are spread evenly.")
    return Line(text, percent(node.result), rule, parts=tuple(_stage(child, told) for child in node.children))


def _expected_periods(node: TraceNode, told: Told) -> Line:
    formula = _("%(elapsed)s of %(planned)s periods have passed") % given(node)
    return Line(_("Expected"), percent(node.result), _("Every period so far inside the bounds."), formula)


def _expected_whole(node: TraceNode, told: Told) -> Line:
    due = given(node).get("due_on")
    rule = (
        _("Due on %(day)s: the whole is expected.") % {"day": values.day(due)}
        if due
        else _("All of it, at any time.")
    )
    return Line(_("Expected"), percent(node.result), rule)


def _expected_none(node: TraceNode, told: Told) -> Line:
    return Line(
        _("Expected"),
        _("nothing yet"),
        _("There is no pace before the first reading, or none at all before it is due."),
    )


def _expected_parts(node: TraceNode, told: Told) -> Line:
    return Line(
        _("Expected for good"),
        percent(node.result),
        _("What counts as good by now, of all parts together: their gap plus their progress."),
        parts=(number_line(node.children[0], told),) if node.children else (),
    )


def _gap(node: TraceNode, told: Told) -> Line:
    bar, expected, progress = node.children
    numbers = [one.result for one in (bar, expected, progress) if isinstance(one.result, Decimal)]
    return Line(
        _("Gap"),
        percent(node.result),
        _("What counts as good, times what is expected, less progress."),
        gap_sum(numbers[0], numbers[1], numbers[2]) if len(numbers) == len(node.children) else "",
    )


_WORDS: dict[str, Word] = {
    "progress.none": _no_progress,
    "progress.metric": _metric,
    "progress.periods": _periods,
    "progress.latest": _latest,
    "progress.binary": _binary,
    "progress.milestone": _milestone,
    "progress.tasks": _tasks,
    "progress.manual": _manual,
    "rollup.progress": _rollup,
    "rollup.paced_progress": _rollup,
    "rollup.gap": _rollup_gap,
    "rollup.confidence": _confidence,
    "stage": _stage,
    "plan_point": _plan_point,
    "bar": _bar,
    "expected.curve": _expected_curve,
    "expected.milestone": _expected_milestone,
    "expected.periods": _expected_periods,
    "expected.whole": _expected_whole,
    "expected.none": _expected_none,
    "expected.parts": _expected_parts,
    "gap": _gap,
}
