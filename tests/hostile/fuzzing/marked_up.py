"""Office files, web pages and texts whose structure is spoilt: elements and lines moved, doubled, dropped, put in one
another, with other attributes and texts; parts of an archive lost, renamed, damaged. Every reading ends in time.
"""

from __future__ import annotations

import io
import os
import random
import zipfile
import zlib
from collections.abc import Sequence
from copy import deepcopy
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree

import polars as pl

from doelboom.data.model.accounts import Accounts
from doelboom.data.reading.sandbox import read_guarded
from doelboom.parser import OwnFailure, ReportError
from tests.documents.in_html import body
from tests.documents.in_markdown import drawn, flat
from tests.documents.in_office import write
from tests.documents.invent import Size, invent
from tests.documents.looks import Look
from tests.hostile.fuzzing.kinds import Kind, Step, failure_in
from tests.hostile.pdfs import mutated
from tests.hostile.texts import ALL, complaint
from tests.tui.small_reports import small_text

_Element = ElementTree.Element
OFFICE = (".docx", ".odt", ".ods", ".xlsx")
TEXTS = ("html", "crossed", "dashed", "tables in html", "flat", "flat with feeds", "tabs")
_SECONDS = 60.0
"""Of the processor: more than any small document takes."""
_FEW = 100
_VALUES = ("", "0", "-1", "1", "2", "999999999", "1e999", "x", "preserve", "restart", "1.5", "\U0001f333", "01/01/2024")
_TAGS = ("table", "tr", "td", "ul", "li", "div", "b", "sup", "svg", "script", "br", "h1", "pre", "template")
_PIECES = (
    "|", "| --- | --- |", "+---+---+", "-----  -----", "\t", "\f", "```", "<table>", "</table>", "<td colspan=9999>",
    "<td rowspan=99>", "</", "<!--", "-->", "&amp", "&#x0;", "&#99999999;", "\\", "**", "[a](", "####", "> ", "    ",
    "Uitgaven", "AC51000 - ", "12.345", "-", "%", "\x00", "\ufeff", "\u2028", "\r",
)  # fmt: skip


def _size(chance: random.Random) -> int:
    return chance.choice((1, 2, 2, 30, 1000))


def _element_step(chance: random.Random) -> Step:
    seed = chance.randrange(2**31)
    match chance.randrange(8):
        case 0:
            return ["bytes", seed]
        case 1:
            return [
                chance.choice(("part lost", "part renamed", "part emptied", "part of another", "part flipped")),
                seed,
            ]
        case 2:
            return ["attribute", chance.randrange(len(_VALUES)), seed]
        case 3:
            return ["text", chance.randrange(len(ALL)), seed]
        case 4:
            return ["within itself", _size(chance), seed]
        case 5:
            return ["doubled", _size(chance), seed]
        case _:
            return [chance.choice(("moved", "dropped", "swapped", "unwrapped")), seed]


def _line_step(chance: random.Random) -> Step:
    seed = chance.randrange(2**31)
    match chance.randrange(6):
        case 0:
            return ["bytes", seed]
        case 1:
            return ["piece", chance.randrange(len(_PIECES)), _size(chance), seed]
        case 2:
            return ["hostile", chance.randrange(len(ALL)), seed]
        case 3:
            return ["tags", chance.choice(_TAGS), _size(chance), seed]
        case 4:
            return ["lines doubled", _size(chance), seed]
        case _:
            return [chance.choice(("lines dropped", "lines swapped", "lines joined", "line cut")), seed]


def _invented(chance: random.Random, forms: Sequence[str]) -> list[Step]:
    step = _element_step if forms == OFFICE else _line_step
    return [["form", chance.choice(forms)], *(step(chance) for _ in range(chance.choice((1, 2, 5, 20))))]


@cache
def _base(form: str) -> bytes:
    report, look = invent(12, Size(plans=2, leaves=4)), Look()
    if form in OFFICE:
        with TemporaryDirectory() as folder:
            return write(report, look, Path(folder) / f"right{form}").read_bytes()
    match form:
        case "html":
            text = f"<!DOCTYPE html><html><body>{body(report, look)}</body></html>"
        case "crossed" | "dashed":
            text = drawn(report, look, form)
        case "tables in html":
            text = drawn(report, look, "html")
        case "tabs":
            text = small_text()
        case _:
            text = flat(report, look, per_page=40, feeds=form == "flat with feeds")
    return text.encode()


def document(steps: Sequence[Step]) -> tuple[str, bytes]:
    """The ending of a file's name, and its content, that steps make."""
    form = next((step[1] for step in steps if step[0] == "form"), "tabs")
    content = _base(form)
    for step in steps:
        chance = random.Random(step[-1])
        match step[0]:
            case "form":
                continue
            case "bytes":
                content = _mutated(content, chance)
            case _ if form in OFFICE:
                content = _with_parts(content, step, chance)
            case _:
                content = _with_lines(content.decode("utf-8", "replace"), step, chance).encode("utf-8", "replace")
    return form if form in OFFICE else ".html" if form == "html" else ".md", content


def _mutated(content: bytes, chance: random.Random) -> bytes:
    """With other bytes, where there are enough of them to take some out."""
    return mutated(content, chance) if len(content) > _FEW else content


def _with_parts(content: bytes, step: Step, chance: random.Random) -> bytes:
    """An archive with one part that is another; the same where it is none any more."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, zlib.error):
        return content
    if not parts:
        return content
    name = chance.choice(list(parts)) if step[0].startswith("part") else max(parts, key=lambda name: len(parts[name]))
    match step[0]:
        case "part lost":
            del parts[name]
        case "part renamed":
            parts[chance.choice((f"../{name}", name.upper(), f"x/{name}", "\x1b[31m"))] = parts.pop(name)
        case "part emptied":
            parts[name] = b""
        case "part of another":
            parts[name] = parts[chance.choice(list(parts))]
        case "part flipped":
            parts[name] = _mutated(parts[name], chance)
        case _:
            parts[name] = _with_elements(parts[name], step, chance)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, said in parts.items():
            archive.writestr(part, said)
    return written.getvalue()


def _with_elements(content: bytes, step: Step, chance: random.Random) -> bytes:
    """A part whose elements are others; the same where it is no XML any more."""
    try:
        root = ElementTree.fromstring(content)
        above = {child: parent for parent in root.iter() for child in parent}
        if len(above) > 1:
            one, other = chance.sample(list(above), k=2)
            _said(list(above), one, step, chance)
            _placed(above, one, other, step)
        return ElementTree.tostring(root)
    except (ElementTree.ParseError, ValueError, LookupError, RecursionError, TypeError):
        return content


def _said(every: list[_Element], one: _Element, step: Step, chance: random.Random) -> None:
    """Has an element say something else, if that is the step."""
    if step[0] == "attribute":
        at = chance.choice([at for at in every if at.attrib] or [one])
        at.set(chance.choice(list(at.attrib) or ["x"]), _VALUES[step[1]])
    elif step[0] == "text":
        one.text = "".join(sign for sign in ALL[step[1]] if sign.isprintable() or sign in "\t\n")


def _placed(above: dict[_Element, _Element], one: _Element, other: _Element, step: Step) -> None:
    """Gives an element another place, if that is the step."""
    are_apart = one not in other.iter() and other not in one.iter()
    match step[0]:
        case "within itself":
            for _ in range(min(step[1], 200)):
                inner = ElementTree.Element(one.tag, one.attrib)
                inner[:] = list(one)
                one[:] = [inner]
        case "doubled":
            above[one].extend(deepcopy(one) for _ in range(min(step[1], 20_000 // (1 + len(list(one.iter()))))))
        case "dropped":
            above[one].remove(one)
        case "unwrapped":
            place = list(above[one]).index(one)
            above[one][place : place + 1] = list(one)
        case "moved" if are_apart:
            above[one].remove(one)
            other.append(one)
        case "swapped" if are_apart:
            one[:], other[:], one.text, other.text = list(other), list(one), other.text, one.text


def _with_lines(text: str, step: Step, chance: random.Random) -> str:
    lines = text.split("\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    start, end = sorted((at, min(len(lines), at + chance.choice((1, 3, 10)))))
    place = chance.randrange(len(lines[at]) + 1)
    before, behind = lines[at][:place], lines[at][place:]
    match step[0]:
        case "piece":
            lines[at] = before + _PIECES[step[1]] * step[2] + behind
        case "hostile":
            lines[at] = before + ALL[step[1]] + behind
        case "tags":
            lines[at] = before + f"<{step[1]}>" * step[2] + behind + f"</{step[1]}>" * chance.choice((0, step[2]))
        case "lines doubled":
            lines[end:end] = lines[start:end] * min(step[1], 20_000 // (end - start + 1))
        case "lines dropped":
            del lines[start:end]
        case "lines swapped":
            lines[at], lines[other] = lines[other], lines[at]
        case "lines joined":
            lines[start:end] = [" ".join(lines[start:end])]
        case _:
            lines[at] = before
    return "\n".join(lines)


def _wrong(steps: Sequence[Step], folder: Path) -> str | None:
    ending, content = document(steps)
    path = folder / f"spoilt{ending}"
    path.write_bytes(content)
    start = sum(os.times()[:4])
    try:
        accounts = read_guarded(path)
    except OwnFailure as error:
        return str(error)
    except ReportError as error:
        said = str(error)
        return None if complaint(said) is None else f"a complaint that no terminal should get: {said!r}"[:300]
    if (seconds := sum(os.times()[:4]) - start) > _SECONDS:
        return f"it takes {seconds:.0f} seconds"
    return failure_in(accounts) or _unprintable(accounts)


def _unprintable(accounts: Accounts) -> str | None:
    """What of the texts of a report no terminal should get."""
    texts: set[Any] = set()
    for frame in (accounts.nodes, accounts.faults, accounts.findings):
        texts.update(*(frame[name].drop_nulls() for name in frame.select(pl.col(pl.String)).columns))
    texts |= {accounts.source.city or "", *accounts.source.notes, *accounts.source.level_words.values()}
    return next((found for text in texts if (found := complaint(text, lines=True)) is not None), None)


MARKED_UP = Kind(partial(_invented, forms=TEXTS), _wrong)
OFFICE_FILES = Kind(partial(_invented, forms=OFFICE), _wrong)
