"""Numbers and units as people type them, in English, Chinese and Russian, mixed.

`read_entry` reads a check-in field; `read_amount` a cell or a field of a file; `read_unit` the name of a
unit. All answer with values or codes, never with an exception, for any text.
"""

from northing.coach.quantities.answers import LIMIT, Ambiguous, Answer, Understood, Unreadable
from northing.coach.quantities.entry import read_amount, read_entry
from northing.coach.quantities.units import read_unit

__all__ = [
    "LIMIT",
    "Ambiguous",
    "Answer",
    "Understood",
    "Unreadable",
    "read_amount",
    "read_entry",
    "read_unit",
]
