"""An Excel workbook (.xlsx) as rows: the texts of its cells, and its numbers as they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from doelboom.parser.errors import ReportError
from doelboom.parser.formats.office.archive import Parts
from doelboom.parser.formats.office.events import Element, without
from doelboom.parser.formats.office.sheets import Form, Sheet, Value, number_of, rows_of_sheets, shown
from doelboom.parser.rows import Row

_UNPRINTED = frozenset({"x:rPh", "x:phoneticPr", "x:f"})
"""How a text is said, and what a value was worked out from."""
_READ = frozenset({"x:row", "x:c", "x:v", "x:t", *_UNPRINTED})
_USUAL_FORMS = {
    1: Form(0),
    2: Form(2),
    3: Form(0, grouped=True),
    4: Form(2, grouped=True),
    9: Form(0, percent=True),
    10: Form(2, percent=True),
    **{number: Form(0, grouped=True) for number in (5, 6, 37, 38, 41, 42)},
    **{number: Form(2, grouped=True) for number in (7, 8, 39, 40, 43, 44)},
}
"""The forms that have a number of their own (ECMA-376, part 1, 18.8.30); those with a currency too."""
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.([#0?]+))?(,*)")
_DATE = re.compile(r"[dmyhs]", re.IGNORECASE)
_MOST_DIGITS = 10
"""Of the number of a text: no file has as many."""
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def rows_of_excel(parts: Parts, main: str) -> Iterator[Row]:
    """The rows of a workbook's visible sheets; `main` is the part that lists them.

    Raises:
        ReportError: it is damaged, or has more cells than any report.
    """
    related = parts.related(main)
    by_kind = dict(related.values())
    texts = _shared(without(parts.elements(by_kind.get("sharedStrings", "")), _UNPRINTED))
    forms = _forms(parts.elements(by_kind.get("styles", "")))
    sheets = []
    for element in parts.elements(main):
        if element.opens and element.name == "x:sheet" and element.get("state", "visible") == "visible":
            kind, name = related.get(element.get("r:id"), ("", ""))
            if kind == "worksheet":
                sheets.append(_sheet(without(parts.elements(name, _READ), _UNPRINTED), texts, forms))
    yield from rows_of_sheets(sheets)


def form_of(code: str) -> Form | None:
    """The form that a number's code describes; None for one that says nothing of digits."""
    positive = _LITERAL.sub("", code).split(";")[0]
    match = _DIGITS.search(positive)
    if match is None or _DATE.search(positive):
        return None
    return Form(len(match[1] or ""), "," in match[0].partition(".")[0].rstrip(","), "%" in positive, len(match[2]))


def _shared(stream: Iterable[Element]) -> list[str]:
    """The texts that cells refer to by their number."""
    texts: list[str] = []
    said: list[str] = []
    in_text = False
    for element in stream:
        if element.name == "x:t":
            in_text = element.opens
        elif not element.name and in_text:
            said.append(element.text)
        elif element.name == "x:si" and not element.opens:
            texts.append("".join(said))
            said.clear()
    return texts


def _forms(stream: Iterable[Element]) -> list[Form | None]:
    """How each style of cells prints numbers."""
    codes: dict[int, Form | None] = dict(_USUAL_FORMS)
    forms: list[Form | None] = []
    in_cells = False
    for element in stream:
        if element.name == "x:numFmt" and element.opens:
            codes[element.number("numFmtId", 0)] = form_of(element.get("formatCode"))
        elif element.name == "x:cellXfs":
            in_cells = element.opens
        elif element.name == "x:xf" and element.opens and in_cells:
            forms.append(codes.get(element.number("numFmtId", 0)))
    return forms


def _sheet(stream: Iterable[Element], texts: Sequence[str], forms: Sequence[Form | None]) -> Sheet:
    sheet = Sheet()
    row = column = -1
    hidden = reading = False
    kind, style = "n", 0
    said: list[str] = []
    for element in stream:
        match element.name:
            case "x:row" if element.opens:
                row, column = element.number("r", row + 2) - 1, -1
                hidden = element.get("hidden") in ("1", "true")
            case "x:c" if element.opens:
                place = _PLACE.fullmatch(element.get("r"))
                column = _column(place[1]) if place is not None else column + 1
                kind, style = element.get("t", "n"), element.number("s", 0)
                said.clear()
            case "x:c" if not hidden:
                form = forms[style] if style < len(forms) else None
                sheet.put(row, column, _value("".join(said), kind, texts, form))
            case "x:v" | "x:t":
                reading = element.opens
            case "" if reading:
                said.append(element.text)
    return sheet


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _value(said: str, kind: str, texts: Sequence[str], form: Form | None) -> Value:
    if kind == "s":
        if not (said.isascii() and said.isdigit() and len(said) < _MOST_DIGITS and int(said) < len(texts)):
            raise ReportError("damaged: a cell refers to a text that is not there; fetch it again")
        return Value(texts[int(said)])
    number = number_of(said) if kind == "n" else None
    if number is None:
        return Value(said)
    if form is None:
        return Value(shown(number, Form()), number)
    return Value(shown(number, form), None if form.percent else number, formed=True)
