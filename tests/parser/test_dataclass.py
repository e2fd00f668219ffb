"""The lazily written dataclasses beside those of the standard library: the same, whatever is asked of them."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from doelboom.parser.dataclass import dataclass

Make = Callable[..., Any]


def _classes(make: Make, arguments: dict[str, bool]) -> tuple[type, type]:
    """A class with every kind of field, and one that inherits from it."""

    @make(**arguments)
    class Base:
        """A base."""

        code: str
        hidden: int = dataclasses.field(default=1, repr=False, compare=False)
        named: list[int] = dataclasses.field(default_factory=list, kw_only=True)
        made: str = dataclasses.field(init=False, default="made")

        @property
        def twice(self) -> str:
            return self.code * 2

    @make(**arguments)
    class Derived(Base):
        """With another default, and a field more."""

        code: str = "A"
        more: tuple[int, ...] = ()

    return Base, Derived


ARGUMENTS = [
    {},
    {"slots": True},
    {"frozen": True},
    {"frozen": True, "slots": True},
    {"frozen": True, "slots": True, "kw_only": True},
    {"eq": False, "slots": True},
    {"frozen": True, "eq": False},
]


def _outcome(call: Callable[[], Any]) -> object:
    """What a call gives, or the error that it ends with."""
    try:
        return call()
    except Exception as error:
        return type(error), str(error).replace("Base.__init__", "__init__").replace("Derived.__init__", "__init__")


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=lambda arguments: "-".join(arguments) or "plain")
@pytest.mark.parametrize("which", [0, 1])
def test_it_does_what_one_of_the_standard_library_does(which: int, arguments: dict[str, bool]) -> None:
    ours, theirs = (_classes(make, arguments)[which] for make in (dataclass, dataclasses.dataclass))

    def asked(cls: Any) -> list[object]:
        one, same, other = cls(code="x", named=[1]), cls(code="x", named=[1], hidden=2), cls(code="y")
        return [
            _outcome(lambda: cls("x")),
            _outcome(lambda: cls("x", 2, 3, 4, 5)),
            _outcome(lambda: cls(unknown=1)),
            [repr(each) for each in (one, same, other)],
            [one == same, one == other, one == "x", one != same],
            _outcome(lambda: hash(cls(code="x")) is not None if arguments.get("eq") is False else hash(cls(code="x"))),
            _outcome(lambda: setattr(one, "code", "z")),
            repr(one),
            _outcome(lambda: delattr(one, "code")),
            dataclasses.asdict(same),
            repr(dataclasses.replace(other, hidden=7)),
            _outcome(lambda: dataclasses.replace(other, made="no")),
            repr(copy.copy(other)),
            repr(copy.deepcopy(other)),
            [(one.name, one.type, one.kw_only) for one in dataclasses.fields(cls)],
            cls.__match_args__,
            str(inspect.signature(cls)),
            hasattr(other, "__dict__"),
            other.twice,
        ]

    for of_ours, of_theirs in zip(asked(ours), asked(theirs), strict=True):
        assert str(of_ours) == str(of_theirs)


@dataclass(frozen=True, slots=True)
class Kept:
    """In a module, where pickles find it."""

    code: str
    names: tuple[str, ...] = ()


def test_it_goes_from_process_to_process() -> None:
    kept = Kept("x", ("y",))
    assert pickle.loads(pickle.dumps(kept)) == kept
    assert {kept: 1}[Kept("x", ("y",))] == 1


def test_what_a_class_says_itself_stays() -> None:
    @dataclass(frozen=True, slots=True)
    class Own:
        """Says itself what is equal."""

        code: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Own) and self.code[0] == other.code[0]

        def __repr__(self) -> str:
            return "own"

        def __hash__(self) -> int:
            return hash(self.code[0])

    assert Own("ab") == Own("ac")
    assert (repr(Own("ab")), len({Own("ab"), Own("ac")})) == ("own", 1)


def test_what_is_done_after_the_fields_are_set_is_done() -> None:
    @dataclass(slots=True)
    class After:
        """Makes one field of another."""

        code: str
        length: int = 0

        def __post_init__(self) -> None:
            self.length = len(self.code)

    assert After("abc").length == 3


def test_a_method_is_written_at_its_first_use() -> None:
    ours, _derived = _classes(dataclass, {"frozen": True})
    unwritten = {name: ours.__dict__[name] for name in ("__init__", "__repr__", "__eq__", "__hash__")}
    assert not any(map(inspect.isfunction, unwritten.values()))
    ours("x")
    assert inspect.isfunction(ours.__dict__["__init__"])
    assert {name: ours.__dict__[name] for name in unwritten if name != "__init__"} == {
        name: method for name, method in unwritten.items() if name != "__init__"
    }


def test_a_class_without_words_has_its_name_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspect, "signature", None)
    wordless = type("Wordless", (), {"__annotations__": {"code": str}, "__module__": __name__})
    assert dataclass(slots=True)(wordless).__doc__ == "Wordless"
