"""Screens by chance, each held against the same screen where there is room for everything.

    python -m tests.tui.whole_screens [SCREENS [SEED]]

What has digits on a screen of 40x12 or more must stand so on the large one too.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from random import Random
from time import monotonic

from doelboom.data.storage.library import Opened, open_report
from tests.tui.driving import Driven, explore

LARGE = (420, 400)
"""A terminal in which nothing is cut and nothing is scrolled away."""
FEWEST = (40, 12)
MOST = (200, 50)

PLACES: dict[str, Sequence[str]] = {
    "the tree": (),
    "the tree, unfolded": ("t",),
    "the variances in groups": ("v", "b", "down", "enter", "l"),
    "what was not spent": ("v", "p", "p", "enter"),
    "the marked": ("space", "j", "space", "v", "space"),
    "columns of the tree": ("c",),
    "the tree by another column": ("s", "down", "down", "enter"),
    "a note": ("a",),
    "the filter": ("slash", *"jeugd", "enter"),
    "the filter, typing": ("slash", *"2024"),
    "the detail": ("tab",),
    "the detail in full": ("i",),
    "variances": ("v",),
    "variances against last year": ("v", "p", "G", "enter"),
    "variances of staff": ("v", "m", "G", "enter"),
    "services": ("d",),
    "services by staff": ("d", "m", "G", "enter"),
    "the check": ("K",),
    "the bridge": ("w",),
    "measures": ("m",),
    "questions": ("v", "p"),
    "columns to sort by": ("v", "s"),
    "columns": ("v", "c"),
    "floors": ("v", "f"),
    "a code": ("colon", *"348"),
    "help": ("question_mark",),
    "the palette": ("ctrl+p",),
    "an export": ("v", "e"),
}
"""Where one can be, and the keys that lead there from the tree."""
BEFORE = ("j", "j", "k", "G", "g", "l", "l", "z", "u", "b", "pagedown", "m m enter", "space", "t", "J")
ROWS = ("j", "G", "g", "pagedown", "pageup")
COLUMNS = ("L", "L", "H")
_SMALL = 0.6
"""How many of the screens are small ones."""
LEAVE = ("escape", "escape", "escape", "escape")

_WITH_DIGITS = re.compile(r"[^\s│┃|]*\d[^\s│┃|]*")
_OF_THE_WINDOW = re.compile(
    r"\d+ more (?:columns?|lines?|rows?)(?: >)?|< \d+(?= |$)|nog \d+ (?:kolom|kolommen|regels?|rijen|rij)(?: >)?"
)
"""What says how much is out of view: true of one window."""
_ENDS = "(),.;:…\"'?●◆▸▾"


def with_digits(line: str) -> list[str]:
    """The words of a line that have digits."""
    return [word.strip(_ENDS) for word in _WITH_DIGITS.findall(_OF_THE_WINDOW.sub(" ", line))]


def pieces(screen: Sequence[str], large: Sequence[str], known: frozenset[str]) -> list[str]:
    """The words with digits on a screen that stand nowhere on the large one, nor among those that are known."""
    whole = {word for line in large for word in with_digits(line)}
    wrong = []
    for line in screen:
        words = with_digits(line)
        wrong += [f"{word!r} in {line!r}" for word in words if word not in whole and word not in known]
    return wrong


@dataclass
class Walk:
    """A walk by chance through the explorer's screens."""

    it: Driven
    random: Random
    known: frozenset[str]
    screens: int = 0

    async def states(self, count: int, sizes: int) -> AsyncIterator[tuple[str, list[str]]]:
        """Goes to so many places by chance, and looks at each in so many sizes: where it was, and what was wrong."""
        for _state in range(count):
            name = self.random.choice(list(PLACES))
            before = [self.random.choice(BEFORE) for _key in range(self.random.randrange(5))]
            keys = [key for presses in before for key in presses.split()] + list(PLACES[name])
            await self.it.press(*keys)
            if self.can_move:
                moves = [self.random.choice(ROWS) for _key in range(self.random.randrange(3))]
                await self.it.press(*moves)
                keys += moves
            await self.it.resize(*LARGE)
            large = self.large
            for _size in range(sizes):
                size = self.random.randint(FEWEST[0], MOST[0]), self.random.randint(FEWEST[1], MOST[1])
                if self.random.random() < _SMALL:
                    size = self.random.randint(FEWEST[0], 90), self.random.randint(FEWEST[1], 26)
                await self.it.resize(*size)
                across = [self.random.choice(COLUMNS) for _key in range(self.random.randrange(3))]
                if self.can_move:
                    await self.it.press(*across)
                    keys += across
                self.screens += 1
                wrong = pieces(self.it.lines, large, self.known)
                where = f"{name} at {size[0]}x{size[1]} after {' '.join(keys)}"
                yield where, [f"{'; '.join(wrong)}\n{self.it.text}"] if wrong else []
            await self.it.press(*LEAVE)

    @property
    def large(self) -> list[str]:
        """The lines of the large screen, those that a dialog covers there too."""
        stack = self.it.app.screen_stack
        return [strip.text for screen in stack for strip in screen._compositor.render_strips()]

    @property
    def can_move(self) -> bool:
        """Whether keys move what is shown, instead of being typed or choosing."""
        return (
            self.it.screen.focused is not None
            and not self.it.screen.is_modal
            and "Input" not in {kind.__name__ for kind in type(self.it.screen.focused).__mro__}
        )


def words_of(opened: Opened) -> frozenset[str]:
    """The words with digits in a report's texts."""
    nodes = opened.accounts.nodes.to_dicts()
    texts = [str(value) for node in nodes for name, value in node.items() if isinstance(value, str)]
    texts += [f"{node['period_start']} - {node['period_end']}" for node in nodes]
    return frozenset(word for text in texts for word in with_digits(text))


async def walk(opened: Opened, screens: int, seed: int, sizes: int = 12) -> tuple[int, list[str]]:
    """Looks at this many screens; how many those were, and what was wrong on them."""
    random = Random(seed)
    wrong: list[str] = []
    seen = 0
    while seen < screens:
        async with explore(opened, (120, 36)) as it:
            one = Walk(it, random, words_of(opened))
            async for where, faults in one.states(min(20, 1 + (screens - seen - 1) // sizes), sizes):
                wrong += [f"{where}: {fault}" for fault in faults]
            seen += one.screens
    return seen, wrong


def main() -> int:
    """Looks at as many screens as asked for."""
    screens, seed = ([int(word) for word in sys.argv[1:]] + [10_000, 1])[:2] if len(sys.argv) > 1 else (10_000, 1)
    start = monotonic()
    seen, wrong = asyncio.run(walk(open_report("bundled"), screens, seed))
    print(f"{seen} screens in {monotonic() - start:.0f} s, seed {seed}: {len(wrong)} pieces of figures")
    for fault in wrong[:20]:
        print(fault)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
