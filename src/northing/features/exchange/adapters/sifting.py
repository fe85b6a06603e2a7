"""After the reading: what was taken for an objective and is none goes to the skipped lines, with its reason."""

from __future__ import annotations

from northing.features.exchange.adapters import grammar
from northing.features.exchange.adapters.drafts import Draft, DraftPlan
from northing.features.exchange.adapters.lines import Line
from northing.features.exchange.adapters.sections import is_bad_mark

_HALF = 0.5


class Sieve:
    """Looks at every objective with its parts once more."""

    def __init__(
        self,
        plan: DraftPlan,
        lines: list[Line],
        used_by: dict[int, Draft],
        *,
        is_article: bool,
        is_marked: bool,
        has_heads: bool,
    ) -> None:
        self.plan = plan
        self.raw = {line.number: line for line in reversed(lines)}
        self.is_article = is_article
        self.is_marked = is_marked
        self.has_heads = has_heads
        self.has_results = any(draft.key_results for draft in plan.objectives)
        self.parents = {id(draft.parent) for draft in plan.objectives if draft.parent is not None}
        self.lines_of: dict[int, list[int]] = {}
        for number, draft in used_by.items():
            self.lines_of.setdefault(id(draft), []).append(number)

    def sift(self) -> None:
        seen: dict[str, set[str]] = {}
        kept: list[Draft] = []
        dropped: set[int] = set()
        for draft in self.plan.objectives:
            self._sift_parts(draft)
            why = self._why_not(draft) or self._why_repeated(draft, seen)
            if why:
                self._drop(draft, why)
                dropped.add(id(draft))
            else:
                kept.append(draft)
        self.plan.objectives = kept
        for draft in kept:
            while draft.parent is not None and id(draft.parent) in dropped:
                draft.parent = draft.parent.parent

    def _sift_parts(self, draft: Draft) -> None:
        for name in ("key_results", "initiatives"):
            parts: list[Draft] = getattr(draft, name)
            for part in list(parts):
                why = _why_no_part(part, is_article=self.is_article)
                if why:
                    parts.remove(part)
                    self._leave(part.line, why)

    def _why_not(self, draft: Draft) -> str:
        title = draft.text("title")
        line = self.raw.get(draft.line)
        if line and is_bad_mark(line.raw):
            return "bad_example"
        if grammar.is_placeholder(title):
            return "placeholder"
        has_parts = bool(draft.key_results or draft.initiatives)
        is_loose = self.is_article or self.is_marked
        if is_loose and grammar.is_definition(title) and not self._measures(draft):
            return "definition"
        if not has_parts and not self.is_marked and self._is_chapter(draft):
            return "group_heading"
        if not self.is_article:
            return ""
        if self.is_marked:
            return "" if has_parts else "commentary"
        return "" if self._is_plan(draft) else "commentary"

    def _measures(self, draft: Draft) -> bool:
        titles = [part.text("title") for part in draft.key_results]
        return any(grammar.has_number(title) and not grammar.is_definition(title) for title in titles)

    def _is_chapter(self, draft: Draft) -> bool:
        """A heading of a wiki page that only holds text, or stands among others that say "Key results"."""
        if id(draft) in self.parents:
            return False
        return self.has_heads or bool(draft.text("description") and self.has_results)

    def _is_plan(self, draft: Draft) -> bool:
        """In an article without markers: a title above a list that measures."""
        parts = draft.key_results
        numbers = sum(grammar.has_number(part.text("title")) for part in parts)
        return bool(parts) and grammar.may_be_title(draft.text("title")) and numbers >= _HALF * len(parts)

    def _why_repeated(self, draft: Draft, seen: dict[str, set[str]]) -> str:
        """A quotation of what stands elsewhere."""
        parts = {part.text("title") for part in draft.key_results}
        line = self.raw.get(draft.line)
        is_quoted = line is not None and line.raw.lstrip().startswith(">")
        known = seen.get(draft.text("title"))
        if is_quoted and known is not None and parts <= known:
            return "repeated"
        seen.setdefault(draft.text("title"), set()).update(parts)
        return ""

    def _drop(self, draft: Draft, why: str) -> None:
        for number in [draft.line, *self.lines_of.get(id(draft), [])]:
            self._leave(number, why)

    def _leave(self, number: int, why: str) -> None:
        if number in self.plan.used and number in self.raw:
            self.plan.used.discard(number)
            self.plan.skip(number, self.raw[number].raw, why)


def _why_no_part(part: Draft, *, is_article: bool) -> str:
    title = part.text("title")
    if part.has_box or part.items:
        return ""
    if grammar.is_placeholder(title) and not part.cells.keys() - {"title", "priority", "team"}:
        return "placeholder"
    if is_article and grammar.is_question(title):
        return "question"
    if is_article and grammar.is_definition(title):
        return "definition"
    return ""
