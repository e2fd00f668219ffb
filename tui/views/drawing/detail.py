"""The detail of a node as text: where it stands, what it is, its tables, its findings, its description."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence

from rich.style import Style
from rich.text import Text

from doelboom.data.model.findings import Finding
from doelboom.data.model.outline import WHOLE, Item, Outline
from doelboom.data.queries.search import spans
from doelboom.parser.records import Measure
from doelboom.tui.locale.words import _, counted
from doelboom.tui.views.drawing.look import Look
from doelboom.tui.views.drawing.tables import Tables, draw_tables
from doelboom.tui.views.words.check.findings import describe_finding, doubt_marks
from doelboom.tui.views.words.check.status import verification
from doelboom.tui.views.words.levels import counts_of, kind_words
from doelboom.tui.views.words.notes import note_lines
from doelboom.tui.views.words.places import place_words
from doelboom.tui.views.words.titles import shown_title
from doelboom.tui.views.words.titles import title_of as title_of  # the screens take it from here

_NO_BREAK = "\N{NO-BREAK SPACE}"
_NARROW = 60
"""Characters below which most titles take two lines."""


def draw_detail(
    outline: Outline,
    code: str,
    width: int,
    look: Look,
    words: Sequence[str] = (),
    note: str = "",
    *,
    years: Callable[[str, int], Text] | None = None,
    head: int = 0,
) -> Text:
    """Everything about an item within a width, with the user's note on it; `words` are marked where they stand, and
    `years` draws the other years below the tables. What stands above the tables takes `head` lines at least."""
    item = outline.item(code)
    width = max(20, width)
    blocks = [_whole_head(outline, width, look) if item.is_whole else _head(outline, item, width, look, words, head)]
    findings = outline.findings.get(code, ())
    figures = {measure: outline.figures(code, measure) for measure in Measure}
    tables = Tables(figures, outline.source.year, doubt_marks(outline.doubts_of(code)))
    blocks.append(draw_tables(tables, width, look))
    if years is not None:
        blocks.append(years(code, width))
    if findings and not item.is_remainder:
        blocks.append(_findings(findings, outline, width, look))
    if note:
        blocks.append(_note(note, width, look, words))
    if item.is_remainder:
        blocks.append(_paragraph(_rest_words(item), width, look.dim))
    elif not item.is_whole:
        blocks.append(_description(outline, item, width, look, words))
    blocks.append(_place(outline, item, look))
    return Text("\n\n").join(block for block in blocks if block.plain)


def _rest_words(item: Item) -> str:
    words = _(
        "What {parent} has beyond the sum of its children: it belongs to no action or project that this report prints. "
        "Where it is negative, the children have more than {parent}."
    )
    return words.format(parent=item.parent)


def wrapped(text: str, width: int, style: Style = Style(), indent: str = "") -> list[Text]:  # noqa: B008 - immutable
    """A text in lines of a width."""
    lines = textwrap.wrap(text, width, subsequent_indent=indent, break_long_words=True, break_on_hyphens=False)
    return [Text(line, style=style) for line in lines]


def _paragraph(text: str, width: int, style: Style = Style()) -> Text:  # noqa: B008 - immutable
    return Text("\n").join(wrapped(text, width, style))


def _head(outline: Outline, item: Item, width: int, look: Look, words: Sequence[str], height: int = 0) -> Text:
    lines = wrapped(" > ".join(outline.path(item.code)), width, look.dim)
    title = wrapped(shown_title(outline, item.code), width, look.strong)
    lines += [_marked(line, words, look) for line in title]
    if width < _NARROW:
        # Where titles often take two lines, all do: the tables below stay where they are from node to node.
        lines += [Text()] * (2 - len(title))
    if item.is_lost:
        lines += wrapped(
            _("The report prints no code and no title here; this code is doelboom's own."), width, look.dim
        )
    elif not (item.code_printed or item.is_remainder):
        lines += wrapped(_("The report prints no code here; this code is doelboom's own."), width, look.dim)
    kind = kind_words(item, outline.source)
    facts = [kind, item.service or item.entity]
    if item.period_start is not None:
        # A period is one thing: no line ends within it.
        facts.append(f"{item.period_start} - {item.period_end}".replace(" ", _NO_BREAK))
    facts += [item.status, item.phase]
    facts_lines = wrapped(" \N{MIDDLE DOT} ".join(fact for fact in facts if fact), width, look.dim)
    lines += [Text()] * (height - len(lines) - len(facts_lines))
    for line in facts_lines:
        line.plain = line.plain.replace(_NO_BREAK, " ")
        lines.append(_marked(line, words, look))
    return Text("\n").join(lines)


def _whole_head(outline: Outline, width: int, look: Look) -> Text:
    """What the report consists of, how far it has proved itself, and that its figures are sums."""
    nodes = sum(kind.count for kind in outline.kinds)
    count = counted("{count} node", "{count} nodes", nodes).format(count=nodes)
    lines = wrapped(title_of(outline.item(WHOLE)), width, look.strong)
    lines += wrapped(f"{count}: {', '.join(counts_of(outline))}", width, look.dim)
    lines += wrapped(verification(outline.summary), width, look.dim)
    lines.append(Text())
    words = _("Sums over the policy objectives, worked out: the report prints no tables of the whole.")
    return Text("\n").join([*lines, *wrapped(words, width, look.dim)])


def _marked(line: Text, words: Sequence[str], look: Look) -> Text:
    for start, end in spans(line.plain, words):
        line.stylize(look.match, start, end)
    return line


def _description(outline: Outline, item: Item, width: int, look: Look, words: Sequence[str]) -> Text:
    if item.description is None:
        if outline.has_descriptions:
            return _paragraph(_("The report prints no description."), width, look.dim)
        hint = _("No descriptions here: open the report itself to read them (doelboom open FILE).")
        return _paragraph(hint, width, look.dim)
    lines: list[Text] = []
    for part in item.description.split("\n"):
        bare = part.lstrip(" ")
        indent = " " * (len(part) - len(bare))
        if bare.startswith("- "):
            text, hanging = f"{indent}{look.signs.bullet} {bare[2:]}", f"{indent}  "
        else:
            text, hanging = part, ""
        lines += wrapped(text, width, indent=hanging) or [Text()]
    return Text("\n").join(_marked(line, words, look) for line in lines)


def _findings(findings: Sequence[Finding], outline: Outline, width: int, look: Look) -> Text:
    lines = [Text(_("Findings"), style=look.term)]
    for finding in findings:
        words = describe_finding(finding, outline)
        lines += wrapped(f"{look.signs.bullet} {words}", width, indent="  ")
    return Text("\n").join(lines)


def _note(note: str, width: int, look: Look, words: Sequence[str]) -> Text:
    lines = [Text(f"{look.signs.noted} {_('Note')}", style=look.term)]
    for part in note_lines(note):
        indent = " " * (len(part) - len(part.lstrip(" ")))
        lines += [_marked(line, words, look) for line in wrapped(part, width, indent=indent)] or [Text()]
    return Text("\n").join(lines)


def _place(outline: Outline, item: Item, look: Look) -> Text:
    name = outline.source.name
    if item.is_whole:
        return Text(f"{outline.source.label}, {name}" if name else outline.source.label, look.dim, overflow="fold")
    place = place_words(item.place)
    if not place:
        return Text()
    return Text(f"{place}, {name}" if name else place, style=look.dim, overflow="fold")
