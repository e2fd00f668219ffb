"""PDFs whose structure is spoilt and whose syntax is sound: objects swapped, cycles, fonts, filters, lengths.

Changed with pikepdf, so that a reader gets to where bytes changed at random never lead it.
"""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf

from doelboom.data.reading.sandbox import read_guarded
from doelboom.parser import OwnFailure, ReportError
from tests.documents import by_fpdf
from tests.documents.invent import Size, invent
from tests.documents.looks import Look
from tests.hostile.fuzzing.kinds import REAL, Kind, Step, failure_in

_KEYS = (
    "/Kids", "/Parent", "/Contents", "/Resources", "/Font", "/XObject", "/MediaBox", "/Rotate", "/Encoding",
    "/ToUnicode", "/Widths", "/FirstChar", "/LastChar", "/DescendantFonts", "/Filter", "/DecodeParms", "/Subtype",
    "/Type", "/Count", "/BaseFont", "/FontDescriptor", "/Length1",
)  # fmt: skip
_VALUES: tuple[Any, ...] = (
    0, -1, 2**31 - 1, 1e30, True, "woord", "/Name", "/FlateDecode", "/LZWDecode", "/ASCII85Decode", "/Identity-H",
    "/Type0", "/Type3", [], [[]], [0, 0, 0, 0], [0, 0, 1e9, 1e9], ["/FlateDecode"] * 3, {},
)  # fmt: skip


def _step(chance: random.Random) -> Step:
    seed = chance.randrange(2**31)
    match chance.randrange(4):
        case 0:
            return ["swap", seed]
        case 1:
            return ["point", chance.choice(_KEYS), seed]
        case 2:
            return ["set", chance.choice(_KEYS), chance.randrange(len(_VALUES)), seed]
        case _:
            return ["fill", chance.choice((0, 1, 100, 100_000)), seed]


def _invented(chance: random.Random) -> list[Step]:
    base: Step = ["document", chance.choice(("small", "small", "small", "small", "real"))]
    return [base, *(_step(chance) for _ in range(chance.choice((1, 2, 5, 20))))]


def _object(value: Any) -> Any:
    if isinstance(value, str):
        return pikepdf.Name(value) if value.startswith("/") else pikepdf.String(value)
    if isinstance(value, list):
        return pikepdf.Array([_object(one) for one in value])
    return pikepdf.Dictionary() if isinstance(value, dict) else value


@cache
def _base(name: str) -> bytes:
    if name == "real" and REAL.exists():
        return REAL.read_bytes()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "right.pdf"
        by_fpdf.write(invent(12, Size(plans=2, leaves=4)), Look(), path)
        return path.read_bytes()


def _spoil(pdf: pikepdf.Pdf, step: Step) -> None:
    """Does a step, where the document has what it is done to."""
    chance = random.Random(step[-1])
    objects = [one for one in pdf.objects if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream))]
    match step:
        case ["swap", _seed]:
            one, other = chance.choice(objects), chance.choice(objects)
            for key in set(one.keys()) & set(other.keys()) - {"/Length"}:
                one[key], other[key] = other[key], one[key]
        case ["point", key, _seed]:
            having = [one for one in objects if key in one.keys()]  # noqa: SIM118 - of pikepdf's objects
            if having:
                at, to = chance.choice(having), chance.choice(objects)
                at[key] = pikepdf.Array([to, to]) if chance.random() < 0.3 else to
        case ["set", key, number, _seed]:
            having = [one for one in objects if key in one.keys()]  # noqa: SIM118 - as above
            if having:
                chance.choice(having)[key] = _object(_VALUES[number])
        case ["fill", size, _seed]:
            streams = [one for one in objects if isinstance(one, pikepdf.Stream)]
            if streams:
                stream = chance.choice(streams)
                words = (
                    b"q ",
                    b"Q ",
                    b"BT ",
                    b"ET ",
                    b"(woord) Tj ",
                    b"/F1 9 Tf ",
                    b"/X1 Do ",
                    b"1 0 0 1 9 9 cm ",
                    b"<< ",
                )
                stream.write(b"".join(chance.choices(words, k=size)))


def document(steps: Sequence[Step]) -> bytes | None:
    """The document that steps make; None where no such can be written."""
    name = next((step[1] for step in steps if step[0] == "document"), "small")
    try:
        with pikepdf.open(io.BytesIO(_base(name))) as pdf:
            for step in steps:
                if step[0] != "document":
                    _spoil(pdf, step)
            written = io.BytesIO()
            pdf.save(written, static_id=True, compress_streams=False)
            return written.getvalue()
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError, NotImplementedError):
        return None


def _wrong(steps: Sequence[Step], folder: Path) -> str | None:
    content = document(steps)
    if content is None:
        return None
    path = folder / "spoilt.pdf"
    path.write_bytes(content)
    try:
        accounts = read_guarded(path)
    except OwnFailure as error:
        return str(error)
    except ReportError as error:
        return None if "\n" not in str(error) else "a complaint of more than a line"
    return failure_in(accounts)


STRUCTURE = Kind(_invented, _wrong)
