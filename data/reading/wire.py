"""A report's records as lines of JSON, and back: what a process that cannot be trusted hands over.

A record is the list of its fields in their order, a decimal its digits as text. What comes back is held against the
records' own fields and types, and against bounds that no report comes near; nothing of it is run, or believed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import IO, Any, Union, get_args, get_origin, get_type_hints

from doelboom.parser.records import Fault, Node, Report

MOST_NODES = 20_000
"""A city's report has some hundreds."""
MOST_FAULTS = 200_000
LONGEST_LINE = 4 * 1024 * 1024
"""Bytes of one line: a node with its description."""
LARGEST_ANSWER = 64 * 1024 * 1024
"""Bytes of all lines: as many as a report that comes as text may have."""

_LARGEST_NUMBER = 9999
"""Of a page or a year."""
_LARGEST_LINE = 2**32 - 1
_DECIMAL = re.compile(r"-?[0-9]{1,32}(\.[0-9]{1,2})?")
"""With its sums, too, it has room in a decimal of 38 digits, two of them behind the comma."""

Check = Callable[[Any], Any]
"""From a value of JSON to a field's. Raises `WireError`, which says what was expected."""


class WireError(ValueError):
    """What came is no report; the message says what of it is not."""


class Lines:
    """The values that a stream brings, a line of JSON each, none of them too long, all of them not too much."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._left = LARGEST_ANSWER

    def next(self) -> Any:
        """The next line's value.

        Raises:
            WireError: the line is no JSON, or too much.
            EOFError: there is none.
        """
        line = self._stream.readline(min(LONGEST_LINE, self._left) + 1)
        self._left -= len(line)
        if not line:
            raise EOFError
        if len(line) > LONGEST_LINE or self._left < 0:
            raise WireError("more than any report has")
        try:
            return json.loads(line)
        except (ValueError, RecursionError):
            raise WireError("expected a line of JSON") from None


def lines_of(report: Report) -> Iterator[bytes]:
    """A report as lines: a head that says how many nodes and faults follow, then these."""
    head = {
        "report": replace(report, nodes=(), faults=()),
        "nodes": len(report.nodes),
        "faults": len(report.faults),
    }
    for value in (head, *report.nodes, *report.faults):
        yield json.dumps(value, default=_plain, separators=(",", ":")).encode() + b"\n"


def report_of(head: dict[str, Any], lines: Lines) -> Report:
    """The report that a head and the lines after it say.

    Raises:
        WireError: they are not what `lines_of` makes.
        EOFError: some are missing.
    """
    report: Report = _check_of(Report)(head.get("report"))
    nodes = _records(Node, head.get("nodes"), MOST_NODES, lines)
    faults = _records(Fault, head.get("faults"), MOST_FAULTS, lines)
    return replace(report, nodes=nodes, faults=faults)


def _records(kind: Any, count: object, most: int, lines: Lines) -> tuple[Any, ...]:
    if type(count) is not int or not 0 <= count <= most:
        raise WireError(f"{kind.__name__}: expected at most {most}")
    check = _check_of(kind)
    return tuple(check(lines.next()) for _ in range(count))


def _plain(value: object) -> object:
    """What JSON has no form for: decimals and records."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    assert is_dataclass(value)
    return [getattr(value, field.name) for field in fields(value)]


@cache
def _check_of(kind: Any, largest: int = _LARGEST_NUMBER) -> Check:
    """What checks a value against a type that the records' fields have."""
    if is_dataclass(kind):
        return _record(kind)
    if get_origin(kind) is tuple:
        return _tuple(_check_of(get_args(kind)[0]))
    if get_origin(kind) in (Union, UnionType):
        (whole,) = (one for one in get_args(kind) if one is not NoneType)
        return _optional(_check_of(whole, largest))
    if issubclass(kind, Enum):
        return _member(kind)
    return {str: _text, bool: _truth, int: _number(largest), Decimal: _decimal}[kind]


def _record(kind: Any) -> Check:
    hints = get_type_hints(kind)
    checks = [
        (field.name, _check_of(hints[field.name], _LARGEST_LINE if field.name == "line" else _LARGEST_NUMBER))
        for field in fields(kind)
    ]

    def check(value: Any) -> Any:
        if type(value) is not list or len(value) != len(checks):
            raise WireError(f"{kind.__name__}: expected {len(checks)} fields")
        members = {}
        for (name, check_one), one in zip(checks, value, strict=True):
            try:
                members[name] = check_one(one)
            except WireError as error:
                raise WireError(f"{kind.__name__}.{name}: {error}") from None
        return kind(**members)

    return check


def _tuple(check_one: Check) -> Check:
    def check(value: Any) -> Any:
        if type(value) is not list:
            raise WireError("expected a list")
        return tuple(map(check_one, value))

    return check


def _optional(check_one: Check) -> Check:
    return lambda value: None if value is None else check_one(value)


def _member(kind: type[Enum]) -> Check:
    members = {member.value: member for member in kind}

    def check(value: Any) -> Any:
        if type(value) is not str or value not in members:
            raise WireError(f"expected one of {', '.join(members)}")
        return members[value]

    return check


def _number(largest: int) -> Check:
    def check(value: Any) -> Any:
        if type(value) is not int or not 0 <= value <= largest:
            raise WireError(f"expected a number from 0 to {largest}")
        return value

    return check


def _text(value: Any) -> Any:
    # JSON can hold half a character (a lone surrogate), which no file and no frame can.
    if type(value) is not str or not (value.isascii() or _encodes(value)):
        raise WireError("expected a text")
    return value


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _truth(value: Any) -> Any:
    if type(value) is not bool:
        raise WireError("expected true or false")
    return value


def _decimal(value: Any) -> Any:
    if type(value) is not str or _DECIMAL.fullmatch(value) is None:
        raise WireError("expected a decimal")
    return Decimal(value)
