"""The private places of Textual that doelboom stands on are there, and are all in one list."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Iterator
from contextlib import suppress
from functools import cache

import pytest
from textual.app import App
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.message_pump import MessagePump

import doelboom.tui
from doelboom.data.storage.library import Opened
from doelboom.tui.explorer.app import Explorer
from doelboom.tui.explorer.widgets.tree import OutlineTree
from doelboom.tui.terminal.textual_places import PLACES, write_to_terminal


def _classes() -> Iterator[type]:
    """The classes of doelboom that stand on one of Textual's."""
    for module in pkgutil.walk_packages(doelboom.tui.__path__, "doelboom.tui."):
        for _name, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if kind.__module__ == module.name and issubclass(kind, (MessagePump, Driver)):
                yield kind


@cache
def _private_names(kind: type) -> frozenset[str]:
    """The private names that a class's source declares, and those of its own object that it uses."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    assert isinstance(tree, ast.ClassDef)
    names = {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}
    names |= {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"
    }
    return frozenset(name for name in names if name.startswith("_") and not name.startswith("__"))


def _of_textual(kind: type) -> dict[str, str]:
    """Textual's private names in the classes that a class stands on: to the class that declares each first."""
    origins: dict[str, str] = {}
    for base in kind.__mro__:
        if base.__module__.startswith("textual."):
            origins.update(dict.fromkeys(_private_names(base), base.__name__))
    return origins


def test_no_private_name_is_textuals_unless_it_is_in_the_list() -> None:
    kinds = list(_classes())
    assert {Explorer, OutlineTree} <= set(kinds)
    places = {"App._driver", "App._notifications", "DOMNode._pruning"}  # used from outside of the class
    for kind in kinds:
        origins = _of_textual(kind)
        places |= {f"{origins[name]}.{name}" for name in _private_names(kind) & origins.keys()}
    assert places == set(PLACES)


def test_the_terminal_is_written_to_through_the_driver() -> None:
    written: list[str] = []
    app: App[None] = App()
    assert app._driver is None
    write_to_terminal(app, "into the void")
    app._driver = type("Recorder", (), {"write": staticmethod(written.append)})()
    write_to_terminal(app, "\x1b]52;c;eA==\a")
    assert written == ["\x1b]52;c;eA==\a"]


@pytest.mark.parametrize(
    ("own", "textuals", "argument"),
    [
        (Explorer._handle_exception, App._handle_exception, Exception),
    ],
)
def test_what_is_overridden_is_called_alike(own: object, textuals: object, argument: type) -> None:
    assert callable(own)
    assert callable(textuals)
    assert list(inspect.signature(own).parameters) == list(inspect.signature(textuals).parameters)
    assert argument.__name__ in str(list(inspect.signature(textuals).parameters.values())[1].annotation)


def test_textual_calls_what_is_overridden() -> None:
    # The message loop where a handler fails.
    assert "._handle_exception(" in inspect.getsource(MessagePump)


def test_the_driver_reads_in_the_thread_of_its_own() -> None:
    assert "self.run_input_thread()" in inspect.getsource(LinuxDriver._run_input_thread)


async def failed_on(gent: Opened, error: Exception, *, closing: bool) -> str | None:
    """What the explorer ends for where a list fails by an error, while it is closed or while it is open."""

    def late() -> None:
        raise error

    app = Explorer(gent)
    with suppress(type(error)):
        async with app.run_test() as pilot:
            await pilot.press("v")
            screen = app.screen
            if closing:
                screen.dismiss()
            screen.call_next(late)
            await pilot.pause()
    return app.complaint


async def test_what_misses_its_parts_while_it_is_closed_is_no_reason_to_end(gent: Opened) -> None:
    assert await failed_on(gent, NoMatches("its table"), closing=True) is None
    assert "its table" in (await failed_on(gent, NoMatches("its table"), closing=False) or "")
    assert "another" in (await failed_on(gent, ValueError("another"), closing=True) or "")
