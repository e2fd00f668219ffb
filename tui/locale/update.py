"""Brings the catalogues up to date with the code and compiles them: ``python -m tui.locale.update``.

What lacks a translation afterwards is listed, and makes it fail.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

FOLDER = Path(__file__).parent
_CODE = FOLDER.parent
_KEYWORDS = {"_": None, "N_": None, "counted": (1, 2)}


def messages() -> Catalog:
    """Every message in the code."""
    catalog = Catalog(project="doelboom", charset="utf-8")
    found = extract_from_dir(str(_CODE), method_map=[("**.py", "python")], keywords=_KEYWORDS)
    for name, _line, message, _comments, context in sorted(found, key=lambda entry: (entry[0], entry[1])):
        catalog.add(message, locations=[(name, 0)], context=context)
    return catalog


def updated(language: str) -> Catalog:
    """A language's catalogue with the messages of the code: new ones without a translation, old ones left out."""
    path = po_path(language)
    with path.open("rb") as file:
        catalog = read_po(file, locale=language)
    catalog.update(messages(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    return catalog


def po_path(language: str) -> Path:
    """Where a language's catalogue is."""
    return FOLDER / language / "LC_MESSAGES" / "doelboom.po"


def compiled(catalog: Catalog) -> bytes:
    """A catalogue as gettext reads it."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def missing(catalog: Catalog) -> list[str]:
    """The messages that lack a translation."""
    lacking = []
    for message in catalog:
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and not all(strings):
            lacking.append(message.id if isinstance(message.id, str) else message.id[0])
    return lacking


def main() -> int:
    """Updates every language."""
    lacking = 0
    for path in sorted(FOLDER.glob("*/LC_MESSAGES/doelboom.po")):
        catalog = updated(path.parent.parent.name)
        with path.open("wb") as file:
            write_po(file, catalog, width=120, omit_header=False, no_location=True, sort_output=True)
        path.with_suffix(".mo").write_bytes(compiled(catalog))
        for message in missing(catalog):
            lacking += 1
            sys.stderr.write(f"{path.name}: not translated: {message}\n")
    return 1 if lacking else 0


if __name__ == "__main__":
    raise SystemExit(main())
