"""Typed texts: what cannot be seen is nothing, what turns the letters round is refused, joiners stay."""

from __future__ import annotations

import pytest

from northing.kit.errors import Invalid
from northing.kit.text import checked_text, holds_controls, tidy
from northing.kit.web.typed import Typed

UNSEEN = [
    "",
    " ",
    "\u200b\u200b",
    "\ufeff",
    "\u2060 \u200d",
    "\u00ad",
    "\u3164",
    "\u2800\u00a0",
    "\ufe0f",
    "\u200e",
]
TURNED = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
KEPT = [
    "👩\u200d🚀 lands",
    "می\u200cخواهم",
    "क्\u200dष",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "שלום\u200f!",
    "❤\ufe0f",
]


@pytest.mark.parametrize("text", UNSEEN)
def test_what_nobody_can_see_is_empty(text: str) -> None:
    assert tidy(text) == ""
    with pytest.raises(Invalid) as refused:
        checked_text(text, field="title", limit=10, is_required=True)
    assert (refused.value.code, refused.value.field) == ("required", "title")


@pytest.mark.parametrize("text", KEPT)
def test_joiners_and_marks_inside_words_and_pictures_stay(text: str) -> None:
    assert checked_text(text, field="title", limit=40) == text


@pytest.mark.parametrize("code", [*TURNED, 0x00, 0x07, 0x7F, 0xD800])
def test_controls_and_turned_letters_are_refused(code: int) -> None:
    with pytest.raises(Invalid) as refused:
        checked_text(f"Pay {chr(code)}elbat", field="title", limit=40)
    assert refused.value.code == "control_characters"


def test_only_controls_are_named_as_such_not_as_empty() -> None:
    assert holds_controls(tidy("\u202e\u200b"))


def test_line_ends_become_plain_and_one_line_refuses_them() -> None:
    assert checked_text(" a\r\nb\rc\t ", field="why", limit=10) == "a\nb\nc"
    with pytest.raises(Invalid):
        checked_text("a\nb", field="title", limit=10, kept="")


def test_a_form_says_it_beside_the_field() -> None:
    form = Typed({"title": "\u200b\u200b", "why": "a\u202eb", "note": "👩\u200d🚀"})
    form.text("title", is_required=True)
    form.text("why")
    assert form.text("note") == "👩\u200d🚀"
    assert set(form.problems) == {"title", "why"}
    assert form.problem("title") == "Please fill in this field."
