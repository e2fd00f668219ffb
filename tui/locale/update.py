"""Brings the catalogues up to date with the code and compiles them: ``python -m doelboom.tui.locale.update``.

What lacks a translation afterwards is listed, and makes it fail. The same code and the same translations give the same
files, byte for byte: no dates, no names, no order but that of the messages.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

FOLDER = Path(__file__).parent
_CODE = FOLDER.parent
_KEYWORDS = {"_": 1, "N_": 1, "counted": 2}
"""The functions that take messages, and how many: one, or a singular and a plural."""

MessageId = str | tuple[str, ...]


class Words(Catalog):
    """A catalogue whose header says what is needed to read it, and nothing that changes by itself."""

    def _get_mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", "doelboom"),
            ("Language", str(self.locale_identifier)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]

    mime_headers = property(_get_mime_headers)


def messages(code: Path = _CODE) -> list[MessageId]:
    """Every message in the code, in order; those in f-strings too, which Babel's own extraction passes over."""
    found = {message for path in code.rglob("*.py") for message in _messages_in(path)}
    return sorted(found, key=lambda message: message if isinstance(message, tuple) else (message,))


def _messages_in(path: Path) -> Iterator[MessageId]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _KEYWORDS:
            wanted = node.args[: _KEYWORDS[node.func.id]]
            texts = [arg.value for arg in wanted if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if texts and len(texts) == len(wanted):
                yield texts[0] if len(texts) == 1 else tuple(texts)


def updated(language: str) -> Catalog:
    """A language's catalogue with the messages of the code: new ones without a translation, old ones left out."""
    with po_path(language).open("rb") as file:
        before = read_po(file, locale=language)
    comment = f"# The words of doelboom in the language {language}. Only the msgstr lines are written by hand."
    catalog = Words(locale=language, header_comment=comment, charset="utf-8", fuzzy=False)
    for identifier in messages():
        known = before.get(identifier)
        message = catalog.add(identifier, known.string if known is not None and known.id == identifier else None)
        # Babel takes "% spent" for a format.
        message.flags.discard("python-format")
    return catalog


def po_path(language: str) -> Path:
    """Where a language's catalogue is."""
    return FOLDER / language / "LC_MESSAGES" / "doelboom.po"


def written(catalog: Catalog) -> bytes:
    """A catalogue as translators read it."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=120, no_location=True, sort_output=True)
    return buffer.getvalue()


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
        path.write_bytes(written(catalog))
        path.with_suffix(".mo").write_bytes(compiled(catalog))
        for message in missing(catalog):
            lacking += 1
            sys.stderr.write(f"{path.name}: not translated: {message}\n")
    return 1 if lacking else 0


if __name__ == "__main__":
    raise SystemExit(main())
