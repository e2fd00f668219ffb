"""Commands by their words: which of the registry's are meant by what was typed, in English and in Dutch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from doelboom.data.queries.search import fold
from doelboom.tui.explorer.commands import Command
from doelboom.tui.explorer.commands.also import ALSO
from doelboom.tui.explorer.narrowing import Choice, narrowed
from doelboom.tui.locale.words import _, in_all_languages, in_each_language

PICTURES: Mapping[str, str] = {
    **dict.fromkeys(("tree.left", "tree.right", "list.left", "list.right"), "columns are all there"),
    **dict.fromkeys(("list.step_left", "list.step_right"), "columns are all there, and the rows of every group"),
    **dict.fromkeys(("bars",), "a drawing"),
    **dict.fromkeys(("full", "pane", "lists.pane"), "there is one pane, of any length"),
    **dict.fromkeys(
        ("detail.down", "detail.up", "detail.top", "detail.bottom", "detail.page_down", "detail.page_up"),
        "the detail is written as a whole",
    ),
    "repaint": "nothing is painted",
    "stop": "the terminal's own key does it",
}
"""The commands that only arrange a picture, and what makes them needless where there is none."""

_SIGNS = {"slash": "/", "colon": ":", "question_mark": "?", "asterisk": "*", "plus": "+"}


def titles_of(command: Command) -> frozenset[str]:
    """What a command is called, folded: its title and its word, in every language."""
    words = (text for text in (command.title, command.brief) if text)
    return frozenset(fold(name) for text in words for name in in_each_language(text))


def names_of(command: Command) -> frozenset[str]:
    """The same, and its id, with and without the place before it."""
    return titles_of(command) | {fold(command.id), fold(command.id.rpartition(".")[2])}


def keys_of(command: Command) -> frozenset[str]:
    """The keys of a command that are a sign, as they are typed."""
    return frozenset(_SIGNS.get(key, key) for key in command.keys.split(",") if len(_SIGNS.get(key, key)) == 1)


def meant(commands: Sequence[Command], typed: str) -> list[tuple[Command, str]]:
    """The commands that may be meant, each with what was typed behind its name; one where it is clear."""
    words = typed.split()
    first = words[0] if words else ""
    for count in range(len(words), 0, -1):
        name, rest = fold(" ".join(words[:count])), " ".join(words[count:])
        named = [command for command in commands if name in names_of(command)]
        # What is called so comes before what has it for an id.
        titled = [command for command in named if name in titles_of(command)]
        if named:
            return [(command, rest) for command in titled or named]
    if by_key := [command for command in commands if first in keys_of(command)]:
        return [(by_key[0], " ".join(words[1:]))]
    # "/zorg" and ":34834", as they are typed in the explorer.
    if first and not first[0].isalnum() and (signed := [one for one in commands if first[0] in keys_of(one)]):
        return [(signed[0], typed.strip()[1:].strip())]
    having = narrowed([_choice(command) for command in commands], typed)
    by_id = {command.id: command for command in commands}
    return [] if having.nearly else [(by_id[choice.value], "") for choice in having.choices]


def _choice(command: Command) -> Choice:
    also = " ".join((in_all_languages(command.title), ALSO.get(command.id, "")))
    return Choice(command.id, _(command.title), "", also)


def described(commands: Iterable[Command]) -> list[str]:
    """A line a command: its words, its key where it is a sign, and what it does."""
    lines = []
    for command in commands:
        key = next(iter(sorted(keys_of(command))), "")
        meaning = f": {_(command.help)}" if command.help else ""
        lines.append(f"{_(command.title)}{f' ({key})' if key else ''}{meaning}")
    return lines
