"""A web page as rows: its paragraphs, lists and tables. Nothing of it is run, and nothing is fetched.

Of what a browser does not show (scripts, styles, what is hidden) nothing is read.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from doelboom.parser.errors import ReportError
from doelboom.parser.formats.flow import Flow, item
from doelboom.parser.formats.markup import lowered, raised
from doelboom.parser.rows import Row

_UNSEEN = frozenset(
    {
        *("script", "style", "head", "template", "noscript", "svg", "math", "iframe", "object", "select", "textarea"),
        *("button", "datalist", "canvas", "audio", "video"),
    }
)
_BLOCKS = frozenset(
    {
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "main", "header", "footer", "nav"),
        *("aside", "blockquote", "address", "figure", "figcaption", "caption", "dl", "dt", "dd", "form", "fieldset"),
        *("hr", "body", "html", "details", "summary", "center"),
    }
)
_TABLE_PARTS = frozenset({"thead", "tbody", "tfoot"})
_VOID = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "col", "area", "base", "embed", "source", "track", "wbr"}
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_MOST_TAGS = 4_000_000
"""More marks than any report has."""
_PICTURE = re.compile(r"""data:image/[^"'<>\s]*""")
"""A picture within a mark, which can be longer than all the rest."""
_LONGEST_TAG = 1 << 16
"""A mark that goes on for longer is none of a report's."""
_PIECE = 1 << 16
_MOSTLY = 0.5


def read_web(text: str) -> list[Row] | str:
    """The rows of a web page; of one that mostly holds text as it was typed (``<pre>``), that text.

    Raises:
        ReportError: it has more marks than any report.
    """
    page = _Page()
    page.read(text)
    if sum(map(len, page.typed)) > _MOSTLY * (len(text) - page.marks):
        return "".join(page.typed)
    return page.flow.finished()


def rows_of_marks(text: str) -> list[Row]:
    """The rows of a part of a page.

    Raises:
        ReportError: it has more marks than any report.
    """
    page = _Page()
    page.read(text)
    return page.flow.finished()


class _Page(HTMLParser):
    """What the marks so far say."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.flow = Flow()
        self.typed: list[str] = []
        """What is set as it was typed."""
        self.marks = 0
        """How many characters are marks."""
        self._tags = 0
        self._unseen: list[str] = []
        """The marks within the outermost one that is not shown, and that one."""
        self._typed = 0
        self._lists: list[int | None] = []
        """The number of the last item of each list; None where its items have none."""
        self._places: list[str] = []

    def read(self, text: str) -> None:
        """Reads a page."""
        text = _PICTURE.sub("", text)
        for at in range(0, len(text), _PIECE):
            self.feed(text[at : at + _PIECE])
            if len(self.rawdata) > _LONGEST_TAG:
                raise ReportError("damaged or hostile: a mark in it goes on for longer than any report's")
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tags += 1
        self.marks += len(self.get_starttag_text() or "")
        if self._tags > _MOST_TAGS:
            raise ReportError("damaged or hostile: it has more marks than any report")
        if self._unseen:
            if tag == self._unseen[0]:
                self._unseen.append(tag)
            return
        attributes = {name: value or "" for name, value in attrs}
        hidden = "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")) is not None
        if tag in _UNSEEN or (hidden and tag not in _VOID):
            self._unseen.append(tag)
        else:
            self._open(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        self.marks += len(tag) + 3
        if self._unseen:
            if tag == self._unseen[0]:
                self._unseen.pop()
            return
        self._close(tag)

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._typed:
            self.typed.append(data)
            first, *others = data.split("\n")
            self.flow.text(first)
            for line in others:
                self.flow.line()
                self.flow.text(line)
            return
        data = _SPACE.sub(" ", data)
        place = self._places[-1] if self._places else ""
        self.flow.text(raised(data) if place == "sup" else lowered(data) if place == "sub" else data)

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        flow = self.flow
        match tag:
            case "table":
                flow.table()
            case "tr":
                flow.row()
            case "td" | "th" if flow.in_table:
                flow.cell(_count(attributes, "colspan"), _count(attributes, "rowspan"))
            case "br":
                flow.line()
            case "ul" | "menu":
                flow.end_paragraph()
                self._lists.append(None)
            case "ol":
                flow.end_paragraph()
                self._lists.append(_count(attributes, "start") - 1)
            case "li":
                flow.paragraph(self._item(attributes))
            case "sup" | "sub":
                self._places.append(tag)
            case "pre":
                flow.paragraph()
                self._typed += 1
            case "p" | "div" if flow.is_fresh_item:
                # The first paragraph of an item stands beside its mark.
                pass
            case _ if tag in _BLOCKS or tag in _TABLE_PARTS:
                flow.end_paragraph()

    def _close(self, tag: str) -> None:
        flow = self.flow
        match tag:
            case "table":
                flow.end_table()
            case "td" | "th" | "tr":
                flow.end_cell()
            case "ul" | "ol" | "menu" if self._lists:
                flow.end_paragraph()
                self._lists.pop()
            case "sup" | "sub" if self._places:
                self._places.pop()
            case "pre" if self._typed:
                self._typed -= 1
                flow.end_paragraph()
            case _ if tag in _BLOCKS or tag == "li":
                flow.end_paragraph()

    def _item(self, attributes: dict[str, str]) -> str:
        level = max(0, len(self._lists) - 1)
        last = self._lists[-1] if self._lists else None
        if last is None:
            return item(level)
        self._lists[-1] = _count(attributes, "value") if "value" in attributes else last + 1
        return item(level, f"{self._lists[-1]}.")


def _count(attributes: dict[str, str], name: str) -> int:
    value = attributes.get(name, "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else 1
