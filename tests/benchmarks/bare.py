"""The smallest program to compare with: Textual's tree with as many nodes, and nothing else."""

from __future__ import annotations

import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Tree


class Bare(App[None]):
    """A tree of some nodes; q quits."""

    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "quit"), ("j", "down", "down")]

    def compose(self) -> ComposeResult:
        yield Tree("root")

    def on_mount(self) -> None:
        tree = self.query_one(Tree)
        count = int(sys.argv[1])
        for number in range(count // 15):
            node = tree.root.add(f"READY plan {number}", expand=True)
            for leaf in range(14):
                node.add_leaf(f"action {number}.{leaf}")
        tree.root.expand()
        tree.focus()

    def action_down(self) -> None:
        self.query_one(Tree).action_cursor_down()


if __name__ == "__main__":
    Bare().run()
