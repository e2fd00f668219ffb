"""What the levels of a report are called: the document's own words where it has some, whatever the depth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from doelboom.data.model.accounts import Source
from doelboom.data.model.outline import Item, Outline
from doelboom.data.model.queries import Scope, depth_of
from doelboom.parser.records import Level
from doelboom.tui.locale.words import N_, _, is_usual, level_name, level_word

_SCOPES = {
    Scope.LEAVES: N_("actions and projects"),
    Scope.PLANS: N_("action plans"),
    Scope.OBJECTIVES: N_("policy objectives"),
}
_KINDS = {
    Scope.LEAVES: (Level.AC, Level.PR),
    Scope.PLANS: (Level.OD,),
    Scope.OBJECTIVES: (Level.SD,),
}
_PLURALS = {
    Level.SD: N_("policy objectives"),
    Level.OD: N_("action plans"),
    Level.PO: N_("action plans"),
    Level.AC: N_("actions"),
    Level.PR: N_("projects"),
}
_USUAL_DEPTH = 3
"""So many levels have objectives, plans, and actions with projects beside them."""


def kind_words(item: Item, source: Source) -> str:
    """What an item is, in a word or two."""
    return _("remainder") if item.is_remainder else level_name(item.level, source.level_words, item.depth)


def scope_words(scope: Scope, source: Source, kinds: Iterable[str] = ()) -> str:
    """What the rows of a level are.

    Args:
        scope: the level.
        source: the report's, with its own words.
        kinds: the kinds of node (SD, OD, ...) that stand there, where the level is one by its depth.
    """
    words = source.level_words
    depth = depth_of(scope)
    if depth is None:
        own = [words[level.value] for level in _KINDS[scope] if level.value in words]
        return _(_SCOPES[scope]) if not own or all(map(is_usual, own)) else ", ".join(own)
    names = []
    for level in (level for level in Level if level.value in set(kinds)):
        word = level_word(level, words, depth)
        names.append(_(_PLURALS[level]) if word is None or is_usual(word) else word)
    return ", ".join(dict.fromkeys(names)) or _("level {number}").format(number=depth + 1)


def rows_of_level(outline: Outline, scope: Scope) -> str:
    """What the rows of a level of a report are."""
    return scope_words(scope, outline.source, _kinds_at(outline, scope))


def _kinds_at(outline: Outline, scope: Scope) -> frozenset[str]:
    """The kinds of the nodes that stand so far down; none where the level is known by what they are."""
    depth = depth_of(scope)
    items = outline.items.values() if depth is not None else ()
    return frozenset(item.level.value for item in items if item.depth == depth and not item.is_remainder)


def scopes_of(outline: Outline) -> Sequence[Scope]:
    """The levels that rows of a report can be ranked over, from the bottom up, each once."""
    depth = 1 + max((item.depth for item in outline.items.values() if not item.is_remainder), default=0)
    usual = (Scope.LEAVES, Scope.PLANS, Scope.OBJECTIVES)
    if depth <= _USUAL_DEPTH:
        return usual
    plans = _depths(outline, (Level.OD, Level.PO))
    objectives = _depths(outline, (Level.SD,))
    found = [Scope.LEAVES]
    for at in range(depth - 2, -1, -1):
        by_depth = Scope(str(at + 1)) if at < len(Scope) - len(usual) else None
        named = Scope.PLANS if plans == {at} else Scope.OBJECTIVES if objectives == {at} else by_depth
        found += [named] if named is not None else []
    return (*found, *(scope for scope in usual if scope not in found))


def scope_called(outline: Outline, typed: str) -> Scope | None:
    """The level that is called so: by what its rows are, or by the word for one of them; None for any other text."""
    wanted = typed.strip().casefold()
    words = outline.source.level_words
    deepest = max((item.depth for item in outline.items.values() if not item.is_remainder), default=0)
    scopes: list[Scope] = [Scope.PLANS, Scope.OBJECTIVES, *scopes_of(outline)]
    if deepest >= _USUAL_DEPTH:
        # A word for actions is that of a level of its own where projects stand below them.
        scopes = [*(scope for scope in Scope if (depth_of(scope) or 0) >= _USUAL_DEPTH - 1), *scopes]
    for scope in scopes:
        depth, kinds = depth_of(scope), _kinds_at(outline, scope)
        levels = [level for level in Level if level.value in kinds] if depth is not None else list(_KINDS[scope])
        names = {level_word(level, words, depth) or "" for level in levels}
        names |= {level_name(level, words, depth) for level in levels}
        rows = rows_of_level(outline, scope)
        if wanted in {name.casefold() for name in (*names, rows, *rows.split(", "))}:
            return scope
    return None


def _depths(outline: Outline, kinds: Sequence[Level]) -> set[int]:
    """How far down the nodes of some kinds stand that have none of them below."""
    items = outline.items
    above = {item.parent for item in items.values() if item.level in kinds and not item.is_remainder}
    return {item.depth for item in items.values() if item.level in kinds and item.code not in above}


def counts_of(outline: Outline) -> list[str]:
    """How many nodes of each kind there are: by the letters of the codes where these are the kind's own."""
    names: dict[str, int] = {}
    for kind in outline.kinds:
        name = kind.level.value if kind.is_coded else kind_words(kind.first, outline.source)
        names[name] = names.get(name, 0) + kind.count
    return [f"{count} {name}" for name, count in names.items()]
