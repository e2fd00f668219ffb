"""An OpenDocument text (.odt) as rows: its paragraphs, lists and tables, as they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field

from doelboom.parser.dataclass import dataclass
from doelboom.parser.formats.flow import Flow
from doelboom.parser.formats.markup import lowered, raised
from doelboom.parser.formats.office.archive import Parts
from doelboom.parser.formats.office.events import Element, without
from doelboom.parser.formats.office.lists import BULLET, Counters
from doelboom.parser.rows import Row

UNPRINTED = frozenset(
    {"text:tracked-changes", "office:annotation", "text:note", "text:ruby-text", "office:scripts", "office:forms"}
)
"""What was deleted, what stands beside the page or below it, and programs."""
_MOST_REPEATED = 1_000
_MOST_SPACES = 200


@dataclass(slots=True)
class _Styles:
    places: dict[str, str] = field(default_factory=dict)
    """By style of text: whether it stands above or below the line."""
    formats: dict[tuple[str, int], str] = field(default_factory=dict)

    def read(self, stream: Iterable[Element]) -> None:
        name = ""
        for element in stream:
            if not element.opens:
                continue
            match element.name:
                case "style:style":
                    name = element.get("style:name")
                case "style:text-properties" if position := element.get("style:text-position").partition(" ")[0]:
                    self.places[name] = position
                case "text:list-style":
                    name = element.get("style:name")
                case "text:list-level-style-bullet":
                    self.formats[name, element.number("text:level", 1) - 1] = BULLET
                case "text:list-level-style-number":
                    form = element.get("style:num-format") or "none"
                    self.formats[name, element.number("text:level", 1) - 1] = form
                case "office:body":
                    return


def rows_of_open_text(parts: Parts, main: str) -> Iterator[Row]:
    """The rows of an OpenDocument text; `main` is the part that has its text."""
    styles = _Styles()
    styles.read(parts.elements("styles.xml"))
    styles.read(parts.elements(main))
    reader = _Reader(styles, Counters(styles.formats))
    for element in without(parts.elements(main), UNPRINTED):
        reader.read(element)
        if not element.opens and element.name in ("text:p", "text:h", "table:table"):
            yield from reader.flow.rows()
    yield from reader.flow.finished()


@dataclass(slots=True)
class _Reader:
    styles: _Styles
    counters: Counters
    flow: Flow = field(default_factory=Flow)
    _body: bool = False
    _lists: list[str] = field(default_factory=list)
    _mark: str = ""
    """What stands before the next paragraph: it is the first of an item."""
    _spans: list[str] = field(default_factory=list)
    _open_paragraphs: int = 0
    _repeated: int = 1
    """How many cells the open one stands for."""

    def read(self, element: Element) -> None:
        if element.name == "office:body":
            self._body = element.opens
        elif not self._body:
            return
        elif not element.name:
            if self._open_paragraphs:
                self.flow.text(self._placed(collapsed(element.text)))
        elif element.opens:
            self._open(element)
        else:
            self._close(element.name)

    def _placed(self, text: str) -> str:
        place = self._spans[-1] if self._spans else ""
        if place == "super" or (place.endswith("%") and place[:1].isdigit() and place != "0%"):
            return raised(text)
        return lowered(text) if place == "sub" or place.startswith("-") else text

    def _open(self, element: Element) -> None:
        flow = self.flow
        match element.name:
            case "text:p" | "text:h":
                mark, self._mark = self._mark, ""
                flow.paragraph(mark if element.name == "text:p" else "")
                self._open_paragraphs += 1
            case "text:span":
                self._spans.append(self.styles.places.get(element.get("text:style-name"), ""))
            case "text:s":
                flow.text(spaces_of(element))
            case "text:tab":
                flow.text("\t")
            case "text:line-break":
                flow.line()
            case "text:list":
                outer = self._lists[-1] if self._lists else ""
                self._lists.append(element.get("text:style-name") or outer)
            case "text:list-item":
                self._mark = self.counters.mark(self._lists[-1], len(self._lists) - 1) or "" if self._lists else ""
            case "table:table":
                flow.table()
            case "table:table-row":
                flow.row()
            case "table:table-cell":
                # What a cell spans beside itself is there too, as covered cells.
                flow.cell()
                self._repeated = min(element.number("table:number-columns-repeated", 1), _MOST_REPEATED)
            case "table:covered-table-cell":
                flow.skip(min(element.number("table:number-columns-repeated", 1), _MOST_REPEATED))

    def _close(self, name: str) -> None:
        match name:
            case "text:p" | "text:h":
                self._open_paragraphs -= 1
                self.flow.end_paragraph()
            case "text:span" if self._spans:
                self._spans.pop()
            case "text:list" if self._lists:
                self._lists.pop()
                self._mark = ""
            case "table:table-cell":
                self.flow.end_cell()
                self.flow.repeat(self._repeated)
                self._repeated = 1
            case "table:table":
                self.flow.end_table()


def spaces_of(element: Element) -> str:
    """The spaces that an element stands for."""
    return " " * min(element.number("text:c", 1), _MOST_SPACES)


def collapsed(text: str) -> str:
    """A text whose tabs and line ends are the file's: on paper they are spaces."""
    return text.replace("\t", " ").replace("\n", " ")
