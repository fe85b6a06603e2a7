"""Items and sets as JSON brings them: checked, with the reason a row cannot be used as a code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from northing.coach.report import Report, check, check_set
from northing.coach.rules import Item, ItemSet

KINDS = ("objective", "key_result", "initiative")
_OWN = frozenset({"id", "kind", "text", "objective", "lang", "fields", "set", "waived"})


class BadItem(ValueError):
    """A row that is no item. `code` is `not_an_object`, `no_text`, `unknown_kind`, `bad_set` or `bad_field`;
    `name` is the key that is wrong."""

    def __init__(self, code: str, name: str = "") -> None:
        super().__init__(f"{code} {name}".strip())
        self.code = code
        self.name = name


def read_row(row: Any) -> Item | ItemSet:
    """The item or set of one JSON object; a row with a text is an item, one with only a `set` is a set.

    :raises BadItem: what is wrong with it
    """
    if not isinstance(row, Mapping):
        raise BadItem("not_an_object")
    if "set" in row and "text" not in row:
        return _set(row["set"])
    return _item(row)


def check_row(
    row: Any, *, profile: str = "balanced", reader: str | None = None, lang: str | None = None
) -> Report:
    """The report on one JSON object; `lang` is used where the row names no language.

    :raises BadItem: what is wrong with it
    """
    found = read_row(row)
    if isinstance(found, ItemSet):
        return check_set(
            found,
            profile=profile,
            reader=reader,
            lang=row.get("lang") or lang,
            waived=_waived(row.get("waived")),
        )
    if lang and not found.lang:
        found = Item(found.kind, found.text, found.objective, lang, found.fields, found.set, found.waived)
    return check(found, profile=profile, reader=reader)


def _item(row: Mapping[str, Any]) -> Item:
    text = row.get("text")
    if not isinstance(text, str):
        raise BadItem("no_text", "text")
    kind = row.get("kind", "key_result")
    if kind not in KINDS:
        raise BadItem("unknown_kind", "kind")
    fields = row.get("fields") or {}
    if not isinstance(fields, Mapping):
        raise BadItem("bad_field", "fields")
    beside = {name: value for name, value in row.items() if name not in _OWN}
    own_set = row.get("set")
    return Item(
        kind,
        text,
        _text(row, "objective"),
        _text(row, "lang"),
        {**beside, **fields},
        None if own_set is None else _set(own_set),
        _waived(row.get("waived")),
    )


def _text(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise BadItem("bad_field", name)
    return value


def _set(content: Any) -> ItemSet:
    """An object with `objective` and `key_results`, or the bare list of key results."""
    if isinstance(content, list):
        content = {"key_results": content}
    if not isinstance(content, Mapping):
        raise BadItem("bad_set", "set")
    objective = content.get("objective") or ""
    key_results = content.get("key_results", [])
    if not isinstance(objective, str) or not isinstance(key_results, list):
        raise BadItem("bad_set", "set")
    texts = [one.get("text") if isinstance(one, Mapping) else one for one in key_results]
    known = tuple(text for text in texts if isinstance(text, str))
    if len(known) != len(texts):
        raise BadItem("bad_set", "key_results")
    fields = {
        name: value for name, value in content.items() if name not in ("objective", "key_results", "fields")
    }
    more = content.get("fields") or {}
    return ItemSet(objective, known, {**fields, **more} if isinstance(more, Mapping) else fields)


def _waived(value: Any) -> dict[str, str]:
    """`{"K202": "reason"}`, or a list of codes or of `{"code", "reason"}`."""
    if isinstance(value, Mapping):
        return {str(code): str(reason) for code, reason in value.items()}
    if not isinstance(value, list):
        return {}
    pairs = (
        (one.get("code"), one.get("reason", "")) if isinstance(one, Mapping) else (one, "") for one in value
    )
    return {str(code): str(reason) for code, reason in pairs if code}
