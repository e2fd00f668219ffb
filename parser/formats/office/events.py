"""XML as a stream of what opens, closes and is said: no tree is built, no entity is declared, none is fetched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from xml.parsers import expat

from doelboom.parser.errors import ReportError

_MOST = 4_000_000
"""More elements than any report has."""
_DEEPEST = 256
_BETWEEN = " "
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "x",
    "http://purl.oclc.org/ooxml/spreadsheetml/main": "x",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
}
"""What the names of the namespaces that are read are cut to, whatever a file calls them."""


class Element(NamedTuple):
    """Something that opens or closes, or (without a name) a text."""

    name: str
    """With the prefix of `_PREFIXES`; a name of another namespace has none that is known."""
    opens: bool = True
    attributes: Mapping[str, str] = {}
    text: str = ""

    def get(self, name: str, otherwise: str = "") -> str:
        """The value of an attribute."""
        return self.attributes.get(name, otherwise)

    def number(self, name: str, otherwise: int) -> int:
        """The value of an attribute that counts something."""
        value = self.attributes.get(name, "")
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else otherwise


def elements(pieces: Iterable[bytes], name: str, wanted: frozenset[str] | None = None) -> Iterator[Element]:
    """What XML says, in its order.

    Args:
        pieces: the XML.
        name: what it is called in a complaint.
        wanted: the names of the elements that are told of; all where None.

    Raises:
        ReportError: it is no whole XML, or has more of anything than any report.
    """
    parser = expat.ParserCreate(namespace_separator=_BETWEEN)
    parser.buffer_text = True
    found: list[Element] = []
    count = depth = 0
    shorts = _Shorts()

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count, depth
        count += 1
        depth += 1
        if depth > _DEEPEST:
            raise ReportError(f"damaged or hostile: {name} is nested deeper than any report")
        short = shorts[tag]
        if wanted is None or short in wanted:
            found.append(Element(short, attributes={shorts[key]: value for key, value in attributes.items()}))

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        short = shorts[tag]
        if wanted is None or short in wanted:
            found.append(Element(short, opens=False))

    def text(data: str) -> None:
        found.append(Element("", text=data))

    def declared(*_: object) -> None:
        raise ReportError(f"damaged or hostile: {name} declares entities, which no office file does")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = declared
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            if count + len(found) > _MOST:
                raise ReportError(f"damaged or hostile: {name} has more in it than any report")
            yield from found
            found.clear()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ReportError(f"damaged: {name} is no whole XML (line {error.lineno}); fetch it again") from None
    yield from found


class _Shorts(dict[str, str]):
    """Names with the prefixes of `_PREFIXES`, each worked out once."""

    def __missing__(self, name: str) -> str:
        space, between, local = name.rpartition(_BETWEEN)
        self[name] = short = f"{_PREFIXES.get(space, '?')}:{local}" if between else local
        return short


def without(stream: Iterable[Element], names: frozenset[str]) -> Iterator[Element]:
    """A stream without some elements and all that is in them."""
    depth = 0
    for element in stream:
        if depth:
            if element.name:
                depth += 1 if element.opens else -1
        elif element.name in names and element.opens:
            depth = 1
        else:
            yield element
