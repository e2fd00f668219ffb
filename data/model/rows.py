"""Records as rows of plain values, and back: the one place that knows how a record's field becomes a column.

A record's fields are its columns, in their order and under their names. What is a record itself (a `Place`) is as many
columns as that has; cells are written ``CODE:measure:column``. What has lines of its own (a node's amounts) is no
column but another table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from doelboom.data.model.cells import Cell

Row = Sequence[Any]
"""Plain values in the order of a table's columns: texts, numbers, exact decimals (or the texts of them), lists."""

_Field = tuple[str, Any, bool, Callable[[Any], Any] | None]
"""A field's name, the type of its value where it has one, whether that is a record, and what makes such a value of a
plain one."""


@cache
def columns_of(record: type) -> dict[str, Any]:
    """The columns of a kind of record: name to the type of what stands in them, where anything does."""
    columns: dict[str, Any] = {}
    for name, kind, is_record, _convert in _fields_of(record):
        columns.update(columns_of(kind) if is_record else {name: kind})
    return columns


def row_of(record: Any, kind: type | None = None) -> list[Any]:
    """A record's values by column; where a kind is given that it is one of, by that kind's columns."""
    values: list[Any] = []
    for name, _kind, _is_record, _convert in _fields_of(kind or type(record)):
        value = getattr(record, name)
        if is_dataclass(value):
            values += row_of(value)
        elif isinstance(value, tuple):
            values.append([str(cell) for cell in value])
        else:
            values.append(value.value if isinstance(value, Enum) else value)
    return values


def arguments_of(record: type, row: Row) -> dict[str, Any]:
    """What makes a record of a row: its fields by name. The inverse of `row_of`.

    Raises:
        ValueError, ArithmeticError: a value is none that its column can have.
        StopIteration: the row is too short.
    """
    return _arguments(record, iter(row))


def _arguments(record: type, values: Iterator[Any]) -> dict[str, Any]:
    arguments: dict[str, Any] = {}
    for name, kind, is_record, convert in _fields_of(record):
        if is_record:
            arguments[name] = kind(**_arguments(kind, values))
            continue
        value = next(values)
        arguments[name] = value if convert is None or value is None else convert(value)
    return arguments


@cache
def _fields_of(record: type) -> tuple[_Field, ...]:
    hints = get_type_hints(record, include_extras=True)
    kinds = ((declared.name, _without_none(hints[declared.name])) for declared in fields(record))
    return tuple(
        (name, kind, isinstance(kind, type) and is_dataclass(kind), _converter(kind))
        for name, kind in kinds
        if _is_column(kind)
    )


def _without_none(hint: Any) -> Any:
    kinds = [kind for kind in get_args(hint) if kind is not NoneType]
    return kinds[0] if NoneType in get_args(hint) else hint


def _is_column(kind: Any) -> bool:
    return get_origin(kind) is not tuple or get_args(kind)[0] is Cell


def _converter(kind: Any) -> Callable[[Any], Any] | None:
    if get_origin(kind) is tuple:
        return lambda texts: tuple(map(Cell.parse, texts))
    # An exact decimal can have a meaning of its own, such as a percentage.
    bare = get_args(kind)[0] if get_args(kind) else kind
    return bare if isinstance(bare, type) and issubclass(bare, Enum | Decimal) else None
