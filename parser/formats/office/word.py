"""A Word file (.docx) as rows: its paragraphs, lists and tables, as they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field

from doelboom.parser.dataclass import dataclass
from doelboom.parser.formats.flow import Flow
from doelboom.parser.formats.markup import lowered, raised
from doelboom.parser.formats.office.archive import Parts
from doelboom.parser.formats.office.events import Element, without
from doelboom.parser.formats.office.lists import Counters
from doelboom.parser.rows import Row

_UNPRINTED = frozenset({"w:del", "w:moveFrom", "mc:Fallback", "w:pPrChange", "w:rPrChange"})
"""What was deleted or replaced, and what stands there for programs of old."""
_READ = frozenset(
    {
        *("w:t", "w:p", "w:pPr", "w:pStyle", "w:numId", "w:ilvl", "w:r", "w:vanish", "w:vertAlign", "w:tab", "w:br"),
        *("w:cr", "w:noBreakHyphen", "w:tbl", "w:tr", "w:tc", "w:gridBefore", "w:gridSpan", "w:vMerge", "w:hMerge"),
        *_UNPRINTED,
    }
)
_OFF = ("0", "false", "off", "none")
_MOST_STYLES = 50
"""More styles than are ever built on one another."""


@dataclass(slots=True)
class _Style:
    based: str = ""
    list_name: str | None = None
    level: int | None = None
    heading: bool = False
    hidden: bool = False


@dataclass(slots=True)
class _Lists:
    styles: dict[str, _Style]
    counters: Counters

    def mark(self, style: str, name: str | None, level: int | None) -> str:
        """What stands before a paragraph of a style, with the list that it names itself, if any."""
        heading = False
        for _ in range(_MOST_STYLES):
            there = self.styles.get(style)
            if there is None:
                break
            heading = heading or there.heading
            name = there.list_name if name is None else name
            level = there.level if level is None else level
            style = there.based
        # List 0 is none; the number of a heading is no part of its text.
        if name is None or name == "0" or heading:
            return ""
        return self.counters.mark(name, level or 0) or ""


def rows_of_word(parts: Parts, main: str) -> Iterator[Row]:
    """The rows of a Word file.

    Args:
        parts: its parts.
        main: the name of the part that has its text.
    """
    related = dict(parts.related(main).values())
    styles = _styles(parts.elements(related.get("styles", "")))
    formats = _formats(parts.elements(related.get("numbering", "")))
    reader = _Reader(_Lists(styles, Counters(formats)))
    for element in without(parts.elements(main, _READ), _UNPRINTED):
        reader.read(element)
        if not element.opens and element.name in ("w:p", "w:tbl"):
            yield from reader.flow.rows()
    yield from reader.flow.finished()


@dataclass(slots=True)
class _Reader:
    lists: _Lists
    flow: Flow = field(default_factory=Flow)
    _in_text: bool = False
    _in_settings: bool = False
    """Whether the paragraph's settings are being read, in which a tab is a place and no text."""
    _style: str = ""
    _list: str | None = None
    _level: int | None = None
    _hidden: bool = False
    _place: str = ""
    """Above or below the line."""

    def read(self, element: Element) -> None:
        name = element.name
        if not name:
            if self._in_text and not self._hidden:
                self.flow.text(self._placed(element.text))
        elif name.startswith("w:"):
            if element.opens:
                self._open(name[2:], element)
            else:
                self._close(name[2:])

    def _placed(self, text: str) -> str:
        return raised(text) if self._place == "superscript" else lowered(text) if self._place == "subscript" else text

    def _open(self, name: str, element: Element) -> None:
        flow, value = self.flow, element.get("w:val")
        match name:
            case "t":
                self._in_text = True
            case "p":
                flow.paragraph()
                self._style, self._list, self._level = "", None, None
            case "pPr":
                self._in_settings = True
            case "pStyle":
                self._style = value
            case "numId":
                self._list = value
            case "ilvl":
                self._level = element.number("w:val", 0)
            case "r":
                self._hidden, self._place = False, ""
            case "vanish" | "vertAlign":
                self._set(name, value)
            case "tab" if not self._in_settings:
                flow.text("\t")
            case "br" | "cr":
                flow.line()
            case "noBreakHyphen":
                flow.text("-")
            case _:
                self._open_table(name, element)

    def _set(self, name: str, value: str) -> None:
        if name == "vertAlign":
            self._place = value
        else:
            self._hidden = not self._in_settings and value not in _OFF

    def _open_table(self, name: str, element: Element) -> None:
        flow, value = self.flow, element.get("w:val")
        match name:
            case "tbl":
                flow.table()
            case "tr":
                flow.row()
            case "tc":
                flow.cell()
            case "gridBefore":
                flow.skip(element.number("w:val", 0))
            case "gridSpan":
                flow.span(element.number("w:val", 1))
            case "vMerge" | "hMerge" if value != "restart":
                flow.cover()

    def _close(self, name: str) -> None:
        flow = self.flow
        match name:
            case "t":
                self._in_text = False
            case "pPr":
                self._in_settings = False
                if mark := self.lists.mark(self._style, self._list, self._level):
                    flow.mark(mark)
            case "p":
                flow.end_paragraph()
            case "tc":
                flow.end_cell()
            case "tbl":
                flow.end_table()


def _styles(stream: Iterable[Element]) -> dict[str, _Style]:
    """The styles of paragraphs, by the names that paragraphs give them."""
    styles: dict[str, _Style] = {}
    style = _Style()
    for element in stream:
        if not element.opens:
            continue
        value = element.get("w:val")
        match element.name:
            case "w:style":
                style = styles[element.get("w:styleId")] = _Style()
            case "w:basedOn":
                style.based = value
            case "w:numId":
                style.list_name = value
            case "w:ilvl":
                style.level = element.number("w:val", 0)
            case "w:outlineLvl":
                style.heading = True
    return styles


def _formats(stream: Iterable[Element]) -> dict[tuple[str, int], str]:
    """How the items of each list are numbered, by its name and level."""
    abstract: dict[str, dict[int, str]] = {}
    formats: dict[tuple[str, int], str] = {}
    levels: dict[int, str] = {}
    name = ""
    level = 0
    for element in stream:
        if not element.opens:
            continue
        match element.name:
            case "w:abstractNum":
                levels = abstract[element.get("w:abstractNumId")] = {}
            case "w:lvl":
                level = element.number("w:ilvl", 0)
            case "w:numFmt":
                levels[level] = element.get("w:val")
            case "w:num":
                name, levels = element.get("w:numId"), {}
            case "w:abstractNumId":
                formats |= {(name, at): form for at, form in abstract.get(element.get("w:val"), {}).items()}
    return formats
