"""What the forms of the ledger share: people by ref or name, shares, numbers with an echo, newer values."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from northing.coach.quantities import Ambiguous, Understood, read_entry
from northing.domain.numbers import divide, multiply
from northing.domain.units import PERCENT, Unit
from northing.features.okrs.queries.entries import NamedPerson
from northing.kit.storage.refs import is_ref
from northing.kit.web.figures import value_text
from northing.kit.web.typed import Typed, as_stored, brief
from northing.kit.wording import listed, register_sentences

FindPerson = Callable[[str], Sequence[NamedPerson]]
HUNDRED = Decimal(100)
_ROW_NUMBER = re.compile(r"_\d+$")


class LedgerForm(Typed):
    """A form whose fields know what was saved meanwhile (``newer``) and how numbers were understood (``echoes``)."""

    def __init__(self, data: Mapping[str, str] | None = None, *, find: FindPerson | None = None) -> None:
        super().__init__(data)
        self.newer: dict[str, str] = {}
        self.echoes: dict[str, str] = {}
        self._find = find

    @property
    def version(self) -> int | None:
        """The version the person had on screen."""
        known = self.value("version")
        return int(known) if known.isdecimal() and len(known) < 10 else None

    def hint(self, name: str, text: str = "") -> str:
        """What stands under a field: the value saved meanwhile, else how its number was read, else ``text``."""
        if name in self.newer:
            return _("Saved meanwhile: %(value)s") % {"value": self.newer[name] or "–"}
        return self.echoes.get(name, text)

    def differs(self, saved: Mapping[str, str], names: Collection[str]) -> bool:
        """Whether one of the inputs holds something else than what is saved; rows are named without their number."""
        return any(
            self.value(name).replace("\r\n", "\n").strip() != saved.get(name, "").strip()
            for name in self.values.keys() | saved.keys()
            if _ROW_NUMBER.sub("", name) in names
        )

    def compare(self, saved: Mapping[str, str], names: Iterable[str]) -> None:
        """Remember which of the fields were saved with another value meanwhile."""
        for name in names:
            if saved.get(name, "") != self.value(name).replace("\r\n", "\n"):
                self.newer[name] = saved.get(name, "")

    def measured(self, name: str, unit: Unit) -> Decimal | None:
        """A number in the reader's habit, in ``unit``; understood ones are echoed, unclear ones asked about."""
        plain = self.value(name).strip()
        if not plain:
            return None
        language = get_language() or "en"
        answer = read_entry(plain, unit=unit, last=None, locale=language)
        if isinstance(answer, Understood):
            value = as_stored(answer.value, unit)
            self.echoes[name] = f"= {value_text(value, unit, language)}"
            return value
        if isinstance(answer, Ambiguous):
            meant = " / ".join(
                value_text(as_stored(choice.value, unit), unit, language) for choice in answer.choices
            )
            self.add(name, "number_ambiguous", text=brief(plain), choices=meant)
        else:
            self.add(name, f"number_{answer.code}", text=brief(plain))
        return None

    def share(self, name: str) -> Decimal | None:
        """A percentage as a share of the whole: "90" or "90%" is 0.9."""
        points = self.amount(name, unit=PERCENT)
        return None if points is None else divide(points, HUNDRED)

    def person(self, name: str) -> str | None:
        """A person by ref (chosen) or by name or mail address (typed); none when empty."""
        plain = self.value(name).strip()
        if not plain:
            return None
        if is_ref(plain) or self._find is None:
            return plain
        found = self._find(plain[:200])
        if len(found) == 1:
            return found[0].ref
        if found:
            self.add(name, "several_people", word=plain[:80], mails=listed(one.email for one in found[:5]))
        else:
            self.add(name, "nobody_of_that_name", word=plain[:80])
        return None

    def several(self, name: str) -> list[str]:
        """The ticked boxes of a group; they travel joined by blanks."""
        return self.value(name).split()


def percent_input(share: Decimal | None) -> str:
    """A share as typed into a percentage field."""
    return "" if share is None else number_input(multiply(share, HUNDRED))


def number_input(value: Decimal | None) -> str:
    """A number as typed into a field: plain digits, no grouping, a point before decimals."""
    if value is None:
        return ""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


register_sentences(
    {
        "several_people": lazy(
            "Several people are called “%(word)s”. Write one of these addresses: %(mails)s."
        ),
        "nobody_of_that_name": lazy(
            "Nobody here is called “%(word)s”. Write a name or mail address as it is known."
        ),
        "stages_needed": lazy("Write at least one stage: what is there when it is reached?"),
        "parent_needed": lazy("Choose the objective or key result it should be aligned to."),
    }
)
