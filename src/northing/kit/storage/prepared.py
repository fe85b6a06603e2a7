"""Questions asked all the time, compiled once: Django needs longer to write most SQL than the database to answer it.

A check-in asks a dozen; compiling them anew took two thirds of its time. A :class:`Prepared` question is an
ordinary queryset, built once a *shape* (which arguments are given, how long each list is) with marker values in
place of the real ones. What it answers is what the queryset would: the same SQL, the same instances or tuples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, Generic, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet
from django.db.models.query import ModelIterable, ValuesListIterable, get_related_populators

Row = TypeVar("Row")
Value = int | str | date | Sequence[int]

LONGEST: Final = 64  # a longer list is asked the ordinary way: its compilation is not what takes time
_FIRST_NUMBER: Final = 8_070_450_532_247_928_832  # no key, and it fits eight bytes
_FIRST_DAY: Final = date(9000, 1, 1)
_FIRST_MOMENT: Final = datetime(9000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """SQL of one shape; ``parameters`` holds fixed values, ``places`` where the given ones go."""

    sql: str
    parameters: tuple[Any, ...]
    places: tuple[tuple[int, str, int | None], ...]
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]
    made: Callable[[Sequence[Any]], Any]

    def run(self, values: Mapping[str, Value]) -> list[Any]:
        filled = list(self.parameters)
        for place, name, index in self.places:
            filled[place] = _adapted(
                values[name] if index is None else cast(Sequence[int], values[name])[index]
            )
        with connection.cursor() as cursor:
            cursor.execute(self.sql, filled)
            rows = cursor.fetchall()
        return [self.made(self._converted(row)) for row in rows]

    def _converted(self, row: Sequence[Any]) -> Sequence[Any]:
        if not self.converters:
            return row
        plain = list(row)
        for place, converters, expression in self.converters:
            value = plain[place]
            if value is None:  # no column of ours makes something of nothing
                continue
            for convert in converters:
                value = convert(value, expression, connection)
            plain[place] = value
        return tuple(plain)


class Prepared(Generic[Row]):
    """``build`` makes the queryset from keyword arguments: whole numbers, texts, days, moments, or lists of
    whole numbers.

    It may look only at which arguments there are and at the length of lists, never at a value; every value must
    reach the SQL as a parameter of its own. Lists hold each number once.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self._build = build
        self._known: dict[tuple[Any, ...], _Compiled | None] = {}

    def __call__(self, **values: Value) -> list[Row]:
        """Ask now; every row at once."""
        lengths = tuple((name, _length(value)) for name, value in values.items())
        shape = (connection.vendor, lengths)
        if any((length or 0) > LONGEST for _name, length in lengths):
            return list(self._build(**values))
        if shape not in self._known:
            self._known[shape] = _compiled(self._build, values)
        compiled = self._known[shape]
        return [] if compiled is None else compiled.run(values)


def _length(value: Value) -> int | None:
    return None if isinstance(value, int | str | date) else len(value)


def _adapted(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _compiled(build: Callable[..., QuerySet[Any, Any]], values: Mapping[str, Value]) -> _Compiled | None:
    """The shape of ``values``, compiled; ``None`` when Django sees that nothing can match."""
    marked, names = _markers(values)
    queryset = build(**marked)
    compiler: Any = queryset.query.chain().get_compiler(DEFAULT_DB_ALIAS)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet:
        return None
    places = tuple(
        (place, *names[value])
        for place, value in enumerate(parameters)
        if _is_hashable(value) and value in names
    )
    if {names[value] for value in names} != {(name, index) for _place, name, index in places}:
        raise TypeError("a value of a prepared question never reached its SQL as a parameter")
    expressions = [one[0] for one in compiler.select[: compiler.col_count]]
    converters = compiler.get_converters(expressions)
    return _Compiled(
        sql,
        tuple(parameters),
        places,
        tuple((place, tuple(several), expression) for place, (several, expression) in converters.items()),
        _maker(queryset, compiler),
    )


def _is_hashable(value: object) -> bool:
    return isinstance(value, int | str | date)


def _markers(values: Mapping[str, Value]) -> tuple[dict[str, Any], dict[Any, tuple[str, int | None]]]:
    """Values of the same types that occur nowhere else, and what each stands for."""
    marked: dict[str, Any] = {}
    names: dict[Any, tuple[str, int | None]] = {}
    fresh = _fresh()
    for name, value in values.items():
        if isinstance(value, date | str | int):
            marked[name] = fresh(value)
            names[_adapted(marked[name])] = (name, None)
            continue
        marked[name] = [fresh(0) for _ in value]
        names |= {marker: (name, index) for index, marker in enumerate(marked[name])}
    return marked, names


def _fresh() -> Callable[[Any], Any]:
    numbers: Iterator[int] = iter(range(10_000))

    def marker(like: Any) -> Any:
        number = next(numbers)
        if isinstance(like, str):
            return f"\x02marker {number}\x03"
        if isinstance(like, datetime):
            return _FIRST_MOMENT + timedelta(days=number)
        return _FIRST_DAY + timedelta(days=number) if isinstance(like, date) else _FIRST_NUMBER + number

    return marker


def _maker(queryset: QuerySet[Any, Any], compiler: Any) -> Callable[[Sequence[Any]], Any]:
    """From a converted row to what the queryset would have given."""
    kind: Any = queryset._iterable_class
    if kind is ValuesListIterable:
        return tuple
    if kind is not ModelIterable:
        raise TypeError("a prepared question answers with instances or tuples")
    select, info = compiler.select, compiler.klass_info
    model, fields = info["model"], info["select_fields"]
    first, last = fields[0], fields[-1] + 1
    names = [one[0].target.attname for one in select[first:last]]
    populators: Any = get_related_populators  # its type is told of a later Django
    related = populators(info, select, DEFAULT_DB_ALIAS)
    annotations = tuple((compiler.annotation_col_map or {}).items())

    def made(row: Sequence[Any]) -> Any:
        instance = model.from_db(DEFAULT_DB_ALIAS, names, row[first:last])
        for populator in related:
            populator.populate(row, instance)
        for name, place in annotations:
            setattr(instance, name, row[place])
        return instance

    return made
