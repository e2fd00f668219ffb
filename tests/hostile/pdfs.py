"""PDFs written by hand, so that anything in them can be made wrong."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable

Objects = dict[int, bytes]
"""The objects of a document by number; 1 is the catalog."""

LINES = (
    "Beleidsdoelstelling SD310",
    "Een stad waar iedereen graag woont",
    "Budgettaire onderbouwing Budget 2027 Jaarrekening 2027",
    "Exploitatie Uitgaven 1.250.400 1.000.320 80,0%",
)
_END = b"%%EOF\n"


def stream(content: bytes, extra: bytes = b"") -> bytes:
    """A stream object's body."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), extra, content)


def deflated(content: bytes, times: int = 1) -> bytes:
    """A stream that is compressed, as often as asked."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter [ %s ]" % (b"/FlateDecode " * times))


def text_content(lines: tuple[str, ...] = LINES, size: int = 9) -> bytes:
    """A page's content: lines of text from the top."""
    parts = [b"BT /F1 %d Tf 50 780 Td 14 TL" % size]
    parts += [b"(%s) Tj T*" % line.encode("latin-1") for line in lines]
    return b"\n".join([*parts, b"ET"])


def document(pages: int = 2, content: bytes | None = None) -> Objects:
    """A whole small document."""
    content = stream(text_content()) if content is None else content
    kids = b" ".join(b"%d 0 R" % (10 + page) for page in range(pages))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count %d /Kids [ %s ] >>" % (pages, kids),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: content,
    }
    for page in range(pages):
        objects[10 + page] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>"
        )
    return objects


def written(objects: Objects, *, shift: int = 0, trailer: bytes = b"") -> bytes:
    """The file; `shift`: how far off its table of objects is."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        if number in places:
            out += b"%010d 00000 n \n" % (places[number] + shift)
        else:
            out += b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n" % (size, trailer, start)
    return bytes(out + _END)


def _loop(objects: Objects) -> None:
    objects[2] = b"<< /Type /Pages /Count 2 /Kids [ 2 0 R 2 0 R 10 0 R ] >>"


def _parent_loop(objects: Objects) -> None:
    objects[2] = b"<< /Type /Pages /Count 2 /Kids [ 10 0 R ] /Parent 5 0 R >>"
    objects[5] = b"<< /Type /Pages /Count 2 /Kids [ 2 0 R ] /Parent 2 0 R >>"


def _length_loop(objects: Objects) -> None:
    objects[4] = objects[4].replace(b"/Length", b"/Length 4 0 R /Old")


def _contents_loop(objects: Objects) -> None:
    objects[4] = b"[ 4 0 R 4 0 R ]"


def _form_loop(objects: Objects) -> None:
    objects[5] = stream(
        b"/X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"
    )
    objects[10] = objects[10].replace(b"/Font", b"/XObject << /X 5 0 R >> /Font")
    objects[4] = stream(b"/X Do " + text_content())


def _form_tree(objects: Objects) -> None:
    """Forms that each draw the next one ten times: ten to the twelfth in all."""
    for number in range(20, 32):
        resources = b"/Resources << /XObject << /X %d 0 R >> /Font << /F1 3 0 R >> >>" % (number + 1)
        objects[number] = stream(b"/X Do " * 10, b"/Type /XObject /Subtype /Form /BBox [0 0 999 999] " + resources)
    objects[32] = stream(
        text_content(), b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 3 0 R >> >>"
    )
    objects[10] = objects[10].replace(b"/Font", b"/XObject << /X 20 0 R >> /Font")
    objects[4] = stream(b"/X Do " + text_content())


def _form_ring(objects: Objects) -> None:
    """Forms that draw one another in a ring."""
    for number, other in ((5, 6), (6, 7), (7, 5)):
        resources = b"/Resources << /XObject << /X %d 0 R >> >>" % other
        objects[number] = stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + resources)
    objects[10] = objects[10].replace(b"/Font", b"/XObject << /X 5 0 R >> /Font")
    objects[4] = stream(b"/X Do " + text_content())


def _map_loop(objects: Objects) -> None:
    """A Unicode map that uses itself."""
    objects[5] = stream(
        b"/CIDInit /ProcSet findresource begin begincmap /M usecmap 1 beginbfrange <00> <ff> <0000> endbfrange",
        b"/Type /CMap /CMapName /M /UseCMap 5 0 R",
    )
    objects[3] = objects[3].replace(b">>", b"/ToUnicode 5 0 R >>")


def _font_loop(objects: Objects) -> None:
    """A font of which each part is the font itself."""
    objects[3] = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding 3 0 R /DescendantFonts [ 3 0 R ] /ToUnicode 3 0 R "
        b"/FontDescriptor 3 0 R /CharProcs 3 0 R >>"
    )


def _drawn_font_loop(objects: Objects) -> None:
    """A font whose letters are drawn, each with letters of that font."""
    objects[5] = stream(b"9 0 d0 BT /F1 9 Tf (aa) Tj ET")
    objects[3] = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /CharProcs << /a 5 0 R >> "
        b"/Encoding << /Differences [ 97 /a ] >> /FirstChar 97 /LastChar 97 /Widths [9] "
        b"/Resources << /Font << /F1 3 0 R >> >> >>"
    )
    objects[4] = stream(text_content(("aaaa", *LINES)))


def _pattern_loop(objects: Objects) -> None:
    """A pattern that is painted with itself."""
    resources = b"/Resources << /Pattern << /P 5 0 R >> >>"
    objects[5] = stream(
        b"/Pattern cs /P scn 0 0 9 9 re f",
        b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 1 /YStep 1 " + resources,
    )
    objects[10] = objects[10].replace(b"/Font", b"/Pattern << /P 5 0 R >> /Font")
    objects[4] = stream(b"/Pattern cs /P scn 0 0 500 500 re f " + text_content())


def _giant_image(objects: Objects) -> None:
    objects[5] = deflated(b"", 1).replace(
        b"/Filter",
        b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter",
    )
    objects[10] = objects[10].replace(b"/Font", b"/XObject << /I 5 0 R >> /Font")
    objects[4] = stream(b"q 500 0 0 500 0 0 cm /I Do Q " + text_content())


def _deep_arrays(objects: Objects) -> None:
    objects[4] = stream(b"[" * 200_000 + b"]" * 200_000 + text_content())
    objects[10] = objects[10].replace(b"/MediaBox [0 0 595 842]", b"/MediaBox " + b"[" * 100_000 + b"]" * 100_000)


def _deep_dictionaries(objects: Objects) -> None:
    objects[5] = b"<</A" * 100_000 + b" 1 " + b">>" * 100_000
    objects[1] = objects[1].replace(b">>", b"/Names 5 0 R >>")


def _deep_pages(objects: Objects) -> None:
    for number in range(20, 3020):
        objects[number] = b"<< /Type /Pages /Count 1 /Kids [ %d 0 R ] /Parent %d 0 R >>" % (number + 1, number - 1)
    objects[3020] = objects[10].replace(b"2 0 R", b"3019 0 R")
    objects[2] = b"<< /Type /Pages /Count 1 /Kids [ 20 0 R ] >>"


def _deep_states(objects: Objects) -> None:
    objects[4] = stream(b"q " * 300_000 + text_content())


def _box(box: bytes) -> Callable[[Objects], None]:
    def change(objects: Objects) -> None:
        for number in (10, 11):
            objects[number] = objects[number].replace(b"[0 0 595 842]", box)

    return change


def _content(content: bytes) -> Callable[[Objects], None]:
    def change(objects: Objects) -> None:
        objects[4] = content

    return change


def _many_pages(count: int, *, same: bool) -> Callable[[Objects], None]:
    def change(objects: Objects) -> None:
        empty = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
        if same:
            objects[2] = b"<< /Type /Pages /Count %d /Kids [ %s ] >>" % (count, b"10 0 R " * count)
            objects[10] = empty
            return
        for number in range(100, 100 + count):
            objects[number] = empty
        kids = b" ".join(b"%d 0 R" % number for number in range(100, 100 + count))
        objects[2] = b"<< /Type /Pages /Count %d /Kids [ %s ] >>" % (count, kids)

    return change


def _count_lies(count: bytes) -> Callable[[Objects], None]:
    def change(objects: Objects) -> None:
        objects[2] = objects[2].replace(b"/Count 2", b"/Count " + count)

    return change


def _no_unicode(objects: Objects) -> None:
    """A font whose characters have no meaning: the codes name glyphs of a font program that is not there."""
    objects[3] = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Nothing /Encoding /Identity-H /DescendantFonts [ 5 0 R ] >>"
    )
    objects[5] = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Nothing /CIDToGIDMap /Identity /DW 600 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 6 0 R >>"
    )
    objects[6] = (
        b"<< /Type /FontDescriptor /FontName /AAAAAA+Nothing /Flags 4 /FontBBox [0 0 1 1] /Ascent 1 /Descent 0 >>"
    )


def _map_bomb(objects: Objects) -> None:
    """A Unicode map whose one range makes a long text of every character."""
    bomb = (
        b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <00> <ff> <"
        + b"0041" * 60_000
        + b"> endbfrange"
    )
    objects[5] = deflated(bomb)
    objects[3] = objects[3].replace(b">>", b"/ToUnicode 5 0 R >>")


CASES: dict[str, Callable[[Objects], None]] = {
    "nothing wrong": lambda objects: None,
    "pages that are their own children": _loop,
    "pages that are their own parents": _parent_loop,
    "a length that is its own stream": _length_loop,
    "contents that contain themselves": _contents_loop,
    "a form that draws itself": _form_loop,
    "forms that draw ten forms each": _form_tree,
    "forms that draw one another in a ring": _form_ring,
    "a Unicode map that uses itself": _map_loop,
    "a font that is its own font": _font_loop,
    "letters drawn with themselves": _drawn_font_loop,
    "a pattern painted with itself": _pattern_loop,
    "an image of 60.000 by 60.000 points": _giant_image,
    "arrays in arrays": _deep_arrays,
    "dictionaries in dictionaries": _deep_dictionaries,
    "pages in pages in pages": _deep_pages,
    "states that are never given back": _deep_states,
    "a page of ten million points": _box(b"[0 0 10000000 10000000]"),
    "a page of no size": _box(b"[0 0 0 0]"),
    "a page of negative size": _box(b"[595 842 -1e38 -1e38]"),
    "a box that is no box": _box(b"[/A (b) null]"),
    "no box": _box(b"null"),
    "a stream of 40 MB of spaces": lambda objects: _content(deflated(b" " * 40_000_000))(objects),
    "a stream compressed three times": lambda objects: _content(deflated(b"\0" * 30_000_000, 3))(objects),
    "a stream with 150.000 words": lambda objects: _content(deflated(_words(150_000)))(objects),
    "a stream cut in the middle": lambda objects: _content(deflated(text_content() * 99)[:-40])(objects),
    "a stream of another kind": _content(stream(text_content(), b"/Filter /JBIG2Decode")),
    "a word of a million letters": lambda objects: _content(deflated(text_content(("x" * 1_000_000,))))(objects),
    "numbers of a million digits": lambda objects: _content(deflated(b"9" * 1_000_000 + b" " + text_content()))(
        objects
    ),
    "letters of no size": _content(stream(text_content(size=0))),
    "letters of a million points": _content(stream(text_content(size=1_000_000))),
    "thirty thousand empty pages": _many_pages(30_000, same=False),
    "one page thirty thousand times": _many_pages(30_000, same=True),
    "four thousand empty pages": _many_pages(4_000, same=False),
    "two thousand million pages, it says": _count_lies(b"2000000000"),
    "minus one page, it says": _count_lies(b"-1"),
    "a font without a Unicode map": _no_unicode,
    "a Unicode map that blows up": _map_bomb,
}
"""What can be wrong on purpose."""


NEED_A_GUARD = ("a form that draws itself", "forms that draw ten forms each", "a Unicode map that blows up")
"""What no reader survives in its own process."""


def _words(count: int) -> bytes:
    return b"BT /F1 9 Tf 14 TL 50 780 Td\n" + b"(woord) Tj T*\n" * count + b"ET"


def case(name: str) -> bytes:
    """The file of a case."""
    objects = document()
    CASES[name](objects)
    return written(objects)


def mutated(whole: bytes, chance: random.Random) -> bytes:
    """A file cut, or with bits flipped, bytes replaced, a piece moved, lost, doubled or overwritten."""
    data = bytearray(whole)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(data))
        span = chance.choice((1, 4, 16, 300, 5000))
        match chance.randrange(7):
            case 0:
                data[at] ^= 1 << chance.randrange(8)
            case 1:
                data[at : at + span] = chance.randbytes(span)
            case 2:
                del data[at : at + span]
            case 3:
                data[at:at] = data[at : at + span]
            case 4:
                other = chance.randrange(len(data))
                data[at : at + span] = data[other : other + span]
            case 5:
                data[at : at + 1] = chance.choice(
                    (b"99999999999", b"-1", b"0", b"[", b"<<", b">>", b" 1 0 R ", b"obj", b"(")
                )
            case _ if len(data) > 100:
                del data[chance.randrange(50, len(data)) :]
        if len(data) < 20:
            break
    return bytes(data)
