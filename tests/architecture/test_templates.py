"""Templates: strict content security policy, one template language, text that can be translated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.source import SRC

RULES = {
    "inline style": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "inline handler": re.compile(r"<[^>]*\s(on[a-z]+|hx-on[:\w-]*)\s*=", re.IGNORECASE),
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc\s*=)(?![^>]*application/json)", re.IGNORECASE),
    "javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "address of another host": re.compile(r"\b(src|href|action)\s*=\s*[\"']?(https?:)?//", re.IGNORECASE),
    "Django template tag": re.compile(
        r"{%-?\s*(load|url|static|csrf_token|endblock\s+\w+\s+\w+|blocktrans|endtrans\w+)\b"
    ),
    "unescaped value": re.compile(r"\|\s*safe\b"),
}
BROKEN = {
    "inline style": '<div class="a" style="width: 3px">',
    "style element": "<style>a {}</style>",
    "inline handler": '<a href="#" onclick="go()">',
    "inline script": "<script>go()</script>",
    "javascript address": '<a href="javascript:go()">',
    "address of another host": '<script src="//cdn.example/x.js"></script>',
    "Django template tag": "{% load i18n %}",
    "unescaped value": "{{ note|safe }}",
}
INNOCENT = """
<script src="{{ static('kit/page.js') }}" type="module"></script>
<script type="application/json" id="points">[]</script>
<progress value="3" max="10" class="style"></progress> {% trans %}on = off{% endtrans %}
<p>Set style = plain, onward = true</p>
"""


def templates() -> list[Path]:
    return sorted(path for path in SRC.rglob("*.html"))


def faults(text: str) -> list[str]:
    plain = re.sub(r"{#.*?#}", "", text, flags=re.DOTALL)
    return [f"{name}: {match[0]}" for name, rule in RULES.items() if (match := rule.search(plain))]


def test_every_template_obeys() -> None:
    found = {
        str(path.relative_to(SRC)): fault
        for path in templates()
        if (fault := faults(path.read_text("utf-8")))
    }
    assert not found


@pytest.mark.parametrize("name", RULES)
def test_a_planted_fault_is_caught(name: str) -> None:
    assert any(fault.startswith(name) for fault in faults(BROKEN[name]))


def test_innocent_markup_passes() -> None:
    assert not faults(INNOCENT)


def test_every_template_compiles() -> None:
    """A template no test renders would otherwise break at its first reader."""
    from django.template import engines

    environment = engines["jinja2"].env
    for path in templates():
        environment.parse(path.read_text("utf-8"), filename=str(path))
        environment.compile(path.read_text("utf-8"), filename=str(path))
