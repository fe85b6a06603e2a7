"""What an import does, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from northing.domain.units import COUNT
from northing.features.exchange.actions import Change, Figures, ImportRow, Thing
from northing.kit.web.figures import value_text
from northing.kit.wording import listed

_CHANGES = {
    Change.NEW: gettext_lazy("new"),
    Change.CHANGED: gettext_lazy("changes"),
    Change.UNCHANGED: gettext_lazy("as it is"),
}
_THINGS = {
    Thing.OBJECTIVE: gettext_lazy("Objective"),
    Thing.KEY_RESULT: gettext_lazy("Key result"),
    Thing.INITIATIVE: gettext_lazy("Initiative"),
}
_FORMATS = {
    "outline": gettext_lazy("outline (Markdown or text)"),
    "yaml": gettext_lazy("OKR YAML"),
    "csv": gettext_lazy("table (CSV)"),
    "tsv": gettext_lazy("table (TSV)"),
    "xlsx": gettext_lazy("workbook (XLSX)"),
    "docx": gettext_lazy("Word document (DOCX)"),
    "html": gettext_lazy("web page (HTML)"),
}
_FIELDS = {
    "title": gettext_lazy("title"),
    "description": gettext_lazy("description"),
    "why_now": gettext_lazy("why now"),
    "definition": gettext_lazy("definition"),
    "ambition": gettext_lazy("ambition"),
    "weight": gettext_lazy("weight"),
    "is_pinned": gettext_lazy("pinned weight"),
    "pillar": gettext_lazy("pillar"),
    "owner": gettext_lazy("owner"),
    "updater": gettext_lazy("updater"),
    "holder": gettext_lazy("holder"),
    "team": gettext_lazy("team"),
    "person": gettext_lazy("person"),
    "parent": gettext_lazy("parent"),
    "kind": gettext_lazy("kind"),
    "unit": gettext_lazy("unit"),
    "decimals": gettext_lazy("decimals"),
    "start": gettext_lazy("start"),
    "start_unknown_until": gettext_lazy("day the start will be known"),
    "target": gettext_lazy("target"),
    "commit": gettext_lazy("commit"),
    "stretch": gettext_lazy("stretch"),
    "lower": gettext_lazy("lower bound"),
    "upper": gettext_lazy("upper bound"),
    "required_share": gettext_lazy("required share"),
    "due_on": gettext_lazy("due day"),
    "starts_on": gettext_lazy("first day"),
    "cadence_days": gettext_lazy("rhythm"),
    "is_guardrail": gettext_lazy("guardrail"),
    "indicator": gettext_lazy("indicator"),
    "stages": gettext_lazy("stages"),
    "done": gettext_lazy("done"),
    "why": gettext_lazy("why"),
    "priority": gettext_lazy("priority"),
    "state": gettext_lazy("state"),
    "cycle": gettext_lazy("cycle"),
    "visibility": gettext_lazy("visibility"),
    "ref": gettext_lazy("reference"),
}


def read_as(form: str, encoding: str) -> str:
    """How the document was read, and that nothing is saved."""
    shown = format_word(form)
    told = listed([shown, encoding_word(encoding)]) if encoding else shown
    return _("Read as %(how)s. Nothing is saved yet.") % {"how": told}


def change_word(change: Change) -> str:
    """What becomes of a row, in a word."""
    return str(_CHANGES[change])


def thing_word(thing: Thing) -> str:
    """What a row is."""
    return str(_THINGS[thing])


def kind_choices(*, is_skipped: bool) -> list[tuple[str, str]]:
    """What a row can be; a line that is not used needs no way to be left out."""
    found = [(thing.value, thing_word(thing)) for thing in Thing]
    return found if is_skipped else [*found, ("left_out", _("Nothing: leave it out"))]


def objective_above() -> str:
    """Where the parts of an objective go that becomes one itself."""
    return _("the objective above")


def format_word(code: str) -> str:
    """How a document was read."""
    return str(_FORMATS.get(code, code))


def encoding_word(code: str) -> str:
    """The encoding of a text as people know it; empty for workbooks."""
    return code.upper().replace("_", "-")


def field_words(names: Iterable[str]) -> str:
    """Names of fields, in words, each once."""
    hidden = {"team", "person"} if "holder" in set(names) else set()
    return listed(dict.fromkeys(str(_FIELDS.get(name, name)) for name in names if name not in hidden))


def kind_words(row: ImportRow) -> str:
    """How a key result will be judged, where the document leaves that open."""
    if row.asks:
        return _("asks for its numbers")
    if row.kind == "binary":
        return _("yes or no, done") if row.is_done else _("yes or no")
    return _span_words(row)


def _span_words(row: ImportRow) -> str:
    """The numbers as they were understood: "2:37 → 1:30", "≥ 90%"."""
    locale, unit = get_language() or "en", row.unit or COUNT
    said = {name: value_text(value, unit, locale) for name, value in row.span.items()}
    if "target" in said:
        return f"{said['start']} → {said['target']}" if "start" in said else f"→ {said['target']}"
    bounds = [f"{sign} {said[name]}" for name, sign in (("lower", "≥"), ("upper", "≤")) if name in said]
    return ", ".join(bounds)


def row_note(row: ImportRow, changed: str) -> str:
    """What stands below a row's title: its line, who holds it, what changes or how it will be judged."""
    line = _("line %(line)s") % {"line": row.line} if row.line else ""
    return " · ".join(text for text in (line, row.holder, changed or kind_words(row)) if text)


def summary_lines(figures: Figures) -> Iterator[str]:
    """What the import does or did, a sentence each."""
    if what := _counted(figures.new):
        yield _("New: %(what)s.") % {"what": what}
    if what := _counted(figures.changed):
        yield _("Changed: %(what)s.") % {"what": what}
    if same := figures.unchanged:
        told = ngettext("%(count)s row stays as it is.", "%(count)s rows stay as they are.", same)
        yield told % {"count": same}
    if figures.new_cycles:
        yield _("New cycle: %(names)s.") % {"names": listed(figures.new_cycles)}
    if figures.new_teams:
        yield _("New teams: %(names)s.") % {"names": listed(figures.new_teams)}
    if count := figures.proposed:
        told = ngettext(
            "%(count)s objective waits for a second person to agree.",
            "%(count)s objectives wait for a second person to agree.",
            count,
        )
        yield told % {"count": count}
    if count := figures.asks:
        told = ngettext(
            "%(count)s key result asks for its numbers.",
            "%(count)s key results ask for their numbers.",
            count,
        )
        yield told % {"count": count}


def unused_lines(count: int) -> str:
    """What stands above the lines of a document that became nothing."""
    told = ngettext("%(count)s line is not used:", "%(count)s lines are not used:", count)
    return told % {"count": count}


def to_mend(count: int) -> str:
    """Why nothing was imported."""
    told = ngettext(
        "%(count)s thing must be mended first (marked ✗). Nothing was written.",
        "%(count)s things must be mended first (marked ✗). Nothing was written.",
        count,
    )
    return told % {"count": count}


def _counted(counts: tuple[int, int, int]) -> str:
    objectives, key_results, initiatives = counts
    told = (
        (objectives, ngettext("%(count)s objective", "%(count)s objectives", objectives)),
        (key_results, ngettext("%(count)s key result", "%(count)s key results", key_results)),
        (initiatives, ngettext("%(count)s initiative", "%(count)s initiatives", initiatives)),
    )
    return listed(words % {"count": count} for count, words in told if count)
