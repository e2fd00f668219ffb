"""Dataclasses whose methods are written when they are first used.

Writing and compiling the methods of a dataclass takes most of what its module costs to import, and one run uses a few
of them. Here a class has its fields at once, and from the standard library's own `dataclasses` each method at its
first use. An `__init__`, which nearly every class needs, is written here.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    _WRITTEN = ("__init__", "__repr__", "__eq__", "__hash__")
    _OF_A_FIELD = ("default", "default_factory", "init", "repr", "hash", "compare", "kw_only")

    def dataclass(cls=None, /, *, frozen=False, eq=True, slots=False, kw_only=False):
        """What `dataclasses.dataclass` makes of a class, with the same meaning of the arguments."""

        def make(cls):
            if any(name in cls.__dict__ for name in _WRITTEN):
                return dataclasses.dataclass(cls, frozen=frozen, eq=eq, slots=slots, kw_only=kw_only)
            # Of a class without words the standard library writes some, for which it reads the text of a signature.
            cls.__doc__ = cls.__doc__ or cls.__name__
            cls = dataclasses.dataclass(cls, init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)
            for name in _WRITTEN[: 4 if eq and frozen else 3 if eq else 2]:
                setattr(cls, name, _Unwritten(cls, name, frozen=frozen, slots=slots))
            if frozen:
                cls.__setattr__, cls.__delattr__ = _refuse_value, _refuse_deletion
                cls.__setstate__ = _set_state
            elif eq:
                cls.__hash__ = None
            return cls

        return make if cls is None else make(cls)

    class _Unwritten:
        """Stands in a class for a method until it is asked for, and then puts the method there."""

        __slots__ = ("cls", "frozen", "name", "slots")

        def __init__(self, cls, name, *, frozen, slots):
            self.cls = cls
            self.name = name
            self.frozen = frozen
            self.slots = slots

        def __get__(self, instance, owner):
            if instance is None and self.name == "__hash__":
                # The standard library looks at the class of a field's default value, whether it has one.
                return self
            method = self.cls.__dict__[self.name]
            # Another thread can have put it there meanwhile.
            if method is self:
                method = self._written()
                setattr(self.cls, self.name, method)
            return method.__get__(instance, owner)

        def _written(self):
            """The method: as the standard library writes it in a class with the same fields."""
            cls, frozen = self.cls, self.frozen
            declared = dataclasses.fields(cls)
            if self.name == "__init__" and all(one.init and one.name != "self" for one in declared):
                return _init_of(cls, declared, frozen=frozen)
            fields = [
                (one.name, one.type, dataclasses.field(**{name: getattr(one, name) for name in _OF_A_FIELD}))
                for one in declared
            ]
            body = {
                "__module__": cls.__module__,
                "__qualname__": cls.__qualname__,
                "__doc__": cls.__doc__,
            }
            if hasattr(cls, "__post_init__"):
                body["__post_init__"] = cls.__post_init__
            # Of a frozen class it compiles two methods more, which only `__init__` is not the same without.
            of_init = self.name == "__init__"
            model = dataclasses.make_dataclass(
                cls.__name__,
                fields,
                namespace=body,
                init=of_init,
                repr=self.name == "__repr__",
                eq=self.name == "__eq__",
                unsafe_hash=self.name == "__hash__",
                frozen=frozen and of_init,
                slots=self.slots and of_init,
            )
            return model.__dict__[self.name]

    class _Factory:
        """Stands for an argument that a factory makes where none is given."""

        def __repr__(self):
            return "<factory>"

    def _init_of(cls, declared, *, frozen):
        """The `__init__` of a class whose fields are all arguments: one function to compile, where the standard library
        compiles three for a frozen class."""
        scope = {"__set": object.__setattr__, "__factory": _Factory()}
        arguments, only_named, body = ["self"], [], []
        for one in declared:
            name = argument = value = one.name
            if one.default is not dataclasses.MISSING:
                scope[f"__of_{name}"] = one.default
                argument = f"{name}=__of_{name}"
            elif one.default_factory is not dataclasses.MISSING:
                scope[f"__of_{name}"] = one.default_factory
                argument = f"{name}=__factory"
                value = f"__of_{name}() if {name} is __factory else {name}"
            (only_named if one.kw_only else arguments).append(argument)
            body.append(f" __set(self,{name!r},{value})" if frozen else f" self.{name}={value}")
        if hasattr(cls, "__post_init__"):
            body.append(" self.__post_init__()")
        head = ",".join([*arguments, *(["*", *only_named] if only_named else [])])
        exec("\n".join([f"def __init__({head}):", *(body or [" pass"])]), scope)  # noqa: S102 - as `dataclasses` does
        method = scope["__init__"]
        method.__module__, method.__qualname__ = cls.__module__, f"{cls.__qualname__}.__init__"
        in_order = sorted(declared, key=lambda one: one.kw_only)
        method.__annotations__ = {**{one.name: one.type for one in in_order}, "return": None}
        return method

    def _refuse_value(_self, name, _value):
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def _refuse_deletion(_self, name):
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")

    def _set_state(self, state):
        """For copies: a state is set past what refuses changes."""
        of_dict, of_slots = state if isinstance(state, tuple) else (state, None)
        for name, value in {**(of_dict or {}), **(of_slots or {})}.items():
            object.__setattr__(self, name, value)
