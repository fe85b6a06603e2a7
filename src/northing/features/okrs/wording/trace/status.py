"""Freshness, pace and status: the rules that give words, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from northing.domain.codes import Guardrail, Status
from northing.domain.trace import TraceNode
from northing.features.okrs.wording import values, words
from northing.features.okrs.wording.statuses import note_text
from northing.features.okrs.wording.trace.lines import Line, Told, gap_sum, given, percent
from northing.features.okrs.wording.trace.parts import part_line, part_lines
from northing.features.okrs.wording.trace.progress import number_line

AGES = ("due_factor", "due_days", "overdue_factor", "overdue_days")


def status_line(node: TraceNode, told: Told) -> Line:
    """Why this word: first match of the rules, then the limits."""
    inputs = given(node)
    lines = [*_ends(inputs, told), *_override(inputs, told)]
    if told.is_objective:
        silent, pace = node.children
        lines += [_silence(silent, told), _pace(pace, told), *_limits(inputs, told)]
        first = _(
            "The first that holds: closed, not started, no data, silent, set by hand, pace. Then its limits."
        )
    else:
        lines += [_age(age, told) for age in node.children[:2] if age.rule != "freshness.none"]
        lines += [_silence(silent, told) for silent in node.children[3:]]
        lines.append(_pace(node.children[2], told))
        first = _("The first that holds: closed, not started, silent, pending, set by hand, pace.")
    return Line(
        _("Status"), status_word(node.result, told), first, status=str(node.result), parts=tuple(lines)
    )


def status_word(code: object, told: Told) -> str:
    """The word of a status, for an objective or a key result."""
    if code is None:
        return _("none")
    known = words.OBJECTIVE_STATUSES if told.is_objective else words.KEY_RESULT_STATUSES
    return words.word(known, str(code))


def _ends(inputs: Mapping[str, Any], told: Told) -> list[Line]:
    if closed := inputs.get("closed"):
        return [Line(_("It is over"), status_word(closed, told), status=str(closed))]
    if not inputs.get("is_started"):
        return [Line(_("Its first day has not come yet"), status_word(Status.NOT_STARTED, told))]
    return []


def _override(inputs: Mapping[str, Any], told: Told) -> list[Line]:
    if not (override := inputs.get("override")):
        return []
    days = ("override_days",) if told.is_objective else ()
    return [
        Line(
            _("Set by hand"),
            status_word(override, told),
            told.overridden,
            status=str(override),
            policies=days,
        )
    ]


def _age(node: TraceNode, told: Told) -> Line:
    inputs = given(node)
    texts = {
        "freshness.number": _("Age of the number"),
        "freshness.judgement": _("Age of the judgement"),
        "freshness.manual": _("Age of the value entered by hand"),
    }
    age = ngettext("%(count)s day", "%(count)s days", inputs["age_days"]) % {"count": inputs["age_days"]}
    every = ngettext("expected every day", "expected every %(count)s days", inputs["cadence_days"])
    formula = f"{age} · {every % {'count': inputs['cadence_days']}}"
    if inputs["is_never_read"]:
        formula += " · " + _("never checked in")
    rule = _("Days off and absences do not count.")
    return Line(texts[node.rule], words.word(words.FRESHNESS, str(node.result)), rule, formula, policies=AGES)


def _limit(inputs: Mapping[str, Any], band: str) -> str:
    """The last age of a band, as the domain's cadence has it: by factor or by days, whichever comes first."""
    cadence = Decimal(inputs["cadence_days"])
    return values.number(
        min(cadence * inputs[f"{band}_factor"], cadence + inputs[f"{band}_days"]), decimals=1
    )


def _silence(node: TraceNode, told: Told) -> Line:
    if node.rule == "manual.is_silent":
        return (
            _age(node.children[0], told)
            if node.children[0].rule != "freshness.none"
            else Line(_("Entered by hand"), _("not silent"))
        )
    word = _("silent") if node.result else _("nothing counted") if node.result is None else _("not silent")
    rule = _("Unknown when more than this share of the weight is silent.")
    silent = tuple(
        line for line, part in zip(part_lines(node, told), node.children, strict=True) if part.result != 0
    )
    return Line(_("Silence"), word, rule, parts=silent, policies=("silent_limit",))


def _pace(node: TraceNode, told: Told) -> Line:
    return _PACES[node.rule](node, told)


def _limits(inputs: Mapping[str, Any], told: Told) -> list[Line]:
    limits = []
    which = _guardrails(inputs, told)
    if inputs.get("guardrail") == Guardrail.BREACHED:
        limits.append(
            Line(_("Limit: guardrail breached"), _("at best at risk"), status=Status.AT_RISK, parts=which)
        )
    if inputs.get("guardrail") == Guardrail.SILENT:
        limits.append(
            Line(_("Limit: guardrail silent"), _("at best unknown"), status=Status.UNKNOWN, parts=which)
        )
    if inputs.get("off_track") and not inputs.get("override"):
        text = note_text("key_results_off_track", inputs.get("off_track") or 0, inputs.get("counted") or 0)
        limits.append(
            Line(_("Limit: %(reason)s") % {"reason": text}, _("at best behind"), status=Status.BEHIND)
        )
    return limits


def _guardrails(inputs: Mapping[str, Any], told: Told) -> tuple[Line, ...]:
    """The guardrails that limit it, by name, each leading to its own explanation."""
    refs = str(inputs.get("guardrails") or "").split()
    word = words.word(words.GUARDRAILS, str(inputs.get("guardrail") or ""))
    return tuple(
        Line(told.titles.get(ref, _("key result")), word, href=told.links.get(ref, "")) for ref in refs
    )


def _by_gap(node: TraceNode, told: Told) -> Line:
    bar, expected, progress = node.children
    inputs = given(node)
    gap = _gap_text(bar, expected, progress)
    rule = _(
        "Behind by at most %(on_track)s is on track, by at most %(behind)s behind, by more off track."
    ) % {
        "on_track": percent(inputs["on_track"]),
        "behind": percent(inputs["behind"]),
    }
    return Line(
        _("Pace"),
        status_word(node.result, told),
        rule,
        gap,
        status=str(node.result),
        parts=_of_pace(bar, expected, told),
        policies=_limits_of(str(inputs["policy"])),
    )


def _by_ratio(node: TraceNode, told: Told) -> Line:
    bar, expected, progress = node.children
    inputs = given(node)
    rule = _(
        "At least %(on_track)s of what is expected is on track, at least %(behind)s behind, less off track."
    ) % {
        "on_track": percent(inputs["on_track"]),
        "behind": percent(inputs["behind"]),
    }
    formula = f"{percent(progress.result)} ÷ ({percent(bar.result)} × {percent(expected.result)})"
    return Line(
        _("Pace"),
        status_word(node.result, told),
        rule,
        formula,
        status=str(node.result),
        parts=_of_pace(bar, expected, told),
        policies=_limits_of(str(inputs["policy"])),
    )


def _of_pace(bar: TraceNode, expected: TraceNode, told: Told) -> tuple[Line, ...]:
    if expected.rule == "expected.parts":
        return (number_line(expected, told),)
    return (number_line(bar, told), number_line(expected, told))


def _gap_text(bar: TraceNode, expected: TraceNode, progress: TraceNode) -> str:
    if not all(isinstance(node.result, Decimal) for node in (bar, expected, progress)):
        return ""
    good, due, done = (Decimal(str(node.result)) for node in (bar, expected, progress))
    return _("gap %(gap)s") % {"gap": gap_sum(None if expected.rule == "expected.parts" else good, due, done)}


def _limits_of(policy: str) -> tuple[str, ...]:
    return ("key_result_pace", f"{policy}_on_track", f"{policy}_behind")


def _by_confidence(node: TraceNode, told: Told) -> Line:
    inputs = given(node)
    rule = _(
        "No pace before it is due, so confidence speaks: from %(on_track)s on track, from %(at_risk)s at risk."
    )
    parts = (number_line(node.children[0], told),) if node.children else ()
    confidence = inputs.get("confidence")
    formula = "" if parts else _("confidence %(number)s") % {"number": values.number(confidence)}
    return Line(
        _("Judgement"),
        status_word(node.result, told) if node.result else _("not judged yet"),
        rule % {"on_track": inputs["on_track"], "at_risk": inputs["at_risk"]},
        formula,
        status=str(node.result or ""),
        parts=parts,
        policies=("confidence_on_track", "confidence_at_risk"),
    )


def _reached(node: TraceNode, told: Told) -> Line:
    bar, progress = node.children
    formula = ""
    if progress.result is not None:
        formula = f"{percent(progress.result)} / {percent(bar.result if given(node)['is_threshold'] else Decimal(1))}"
    rule = _(
        "All that was aimed at was there on %(day)s, so confidence has nothing left to guess. "
        "From the due day on it reads met."
    ) % {"day": values.day(given(node)["read_on"])}
    return Line(
        _("Done before it is due"), status_word(node.result, told), rule, formula, status=str(node.result)
    )


def _verdict(node: TraceNode, told: Told) -> Line:
    bar, progress = node.children
    rule = _("Due on %(day)s: judged by its bar, without any tolerance.") % {
        "day": values.day(given(node)["due_on"])
    }
    formula = f"{percent(progress.result)} / {percent(bar.result)}"
    return Line(
        _("Verdict"),
        status_word(node.result, told),
        rule,
        formula,
        status=str(node.result),
        parts=(number_line(bar, told),),
        policies=("band_good", "band_partial"),
    )


def _too_early(node: TraceNode, told: Told) -> Line:
    inputs = given(node)
    formula = _("%(elapsed)s of %(span)s days") % {
        "elapsed": max(inputs["elapsed_days"], 0),
        "span": inputs["span_days"],
    }
    rule = _("The first part of the span is too early to judge.")
    names = ("too_early_share", "too_early_days")
    return Line(
        _("Pace"), status_word(node.result, told), rule, formula, status=str(node.result), policies=names
    )


def _given(node: TraceNode, told: Told) -> Line:
    if node.result == Status.TOO_EARLY:
        return Line(
            _("Pace"),
            status_word(node.result, told),
            _("There is no reading to judge by yet."),
            status="too_early",
        )
    return Line(_("Pace"), status_word(node.result, told), status=str(node.result or ""))


def _worst(node: TraceNode, told: Told) -> Line:
    parts = tuple(part_line(child, told) for child in node.children)
    return Line(
        _("Pace"),
        status_word(node.result, told),
        _("The worst of its parts decides."),
        status=str(node.result or ""),
        parts=parts,
        policies=("objective_pace",),
    )


def _parts_too_early(node: TraceNode, told: Told) -> Line:
    parts = tuple(part_line(child, told) for child in node.children)
    rule = _("All its parts are too early to judge, or none of them has a pace yet.")
    return Line(_("Pace"), status_word(node.result, told), rule, status=str(node.result or ""), parts=parts)


_PACES: dict[str, Callable[[TraceNode, Told], Line]] = {
    "pace.gap": _by_gap,
    "pace.ratio": _by_ratio,
    "pace.confidence": _by_confidence,
    "pace.verdict": _verdict,
    "pace.reached": _reached,
    "pace.too_early": _too_early,
    "pace.given": _given,
    "pace.worst": _worst,
    "pace.parts_too_early": _parts_too_early,
}
