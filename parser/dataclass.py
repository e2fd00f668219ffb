"""Dataclasses whose methods are written when they are first used.

Writing and compiling the methods of a dataclass takes most of what its module costs to import, and one run uses a few
of them. Here a class has its fields at once, and from the standard library's own `dataclasses` each method at its
first use.
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

        __slots__ = ("cls", "name", "options")

        def __init__(self, cls, name, **options):
            self.cls = cls
            self.name = name
            self.options = options

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
            """The method, out of a class with the same fields that the standard library makes."""
            cls = self.cls
            fields = [
                (one.name, one.type, dataclasses.field(**{name: getattr(one, name) for name in _OF_A_FIELD}))
                for one in dataclasses.fields(cls)
            ]
            body = {
                "__module__": cls.__module__,
                "__qualname__": cls.__qualname__,
                "__doc__": cls.__doc__,
            }
            if hasattr(cls, "__post_init__"):
                body["__post_init__"] = cls.__post_init__
            model = dataclasses.make_dataclass(
                cls.__name__,
                fields,
                namespace=body,
                init=self.name == "__init__",
                repr=self.name == "__repr__",
                eq=self.name in ("__eq__", "__hash__"),
                **self.options,
            )
            return model.__dict__[self.name]

    def _refuse_value(_self, name, _value):
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def _refuse_deletion(_self, name):
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")

    def _set_state(self, state):
        """For copies: a state is set past what refuses changes."""
        of_dict, of_slots = state if isinstance(state, tuple) else (state, None)
        for name, value in {**(of_dict or {}), **(of_slots or {})}.items():
            object.__setattr__(self, name, value)
