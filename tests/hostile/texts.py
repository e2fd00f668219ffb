"""Texts that a report should not have: what steers a terminal, floods, what other programs run."""

from __future__ import annotations

import base64
import re
import unicodedata

from hypothesis import strategies as st

from tests.parser.small_reports import action, cells, objective, plan, tables

MARK = "KWAAD"
"""Stands in every sequence below, so that one that gets through can be told from the program's own."""

SEQUENCES = (
    "\x1b[31mKWAAD\x1b[0m",
    "\x1b[2J\x1b[HKWAAD",
    "\x1b[6nKWAAD",
    "\x1b[?1049lKWAAD",
    "\x1b[?1000lKWAAD",
    "\x1b]0;KWAAD\x07",
    "\x1b]2;KWAAD\x1b\\",
    "\x1b]8;;https://kwaad.example/KWAAD\x1b\\klik\x1b]8;;\x1b\\",
    f"\x1b]52;c;{base64.b64encode(b'KWAAD').decode()}\x07",
    "\x1bP+q544e\x1b\\KWAAD",
    "\x1bPqKWAAD\x1b\\",
    "\x1b_GKWAAD\x1b\\",
    "\x1b^KWAAD\x1b\\",
    "\x1bcKWAAD",
    "\x9b31mKWAAD",
    "\x9d52;c;S1dBQUQ=\x9c",
    "\x90qKWAAD\x9c",
    "\x84KWAAD\x85KWAAD\x8dKWAAD",
    "KWAAD\b\b\b\b\bGOED",
    "KWAAD\x07\x0e\x0f\x05",
    "KWAAD\vGOED\fGOED",
    "&#27;[31mKWAAD&#x9b;31m",
    "<b>\x1b[31mKWAAD</b>",
    "\x1b\x1b[31mKWAAD\\\x1b",
)
DIRECTIONS = ("\u202eDAAWK\u202c", "\u2066\u2067KWAAD\u2069", "\u200e\u200f\u061cKWAAD", "&#x202e;KWAAD")
INVISIBLE = ("\u200bKW\u200cAA\u200dD\ufeff", "\u00ad" * 40, "\u2060" * 40, "\U000e0041\U000e0042" * 20, "KW\ufe0fAAD")
FLOODS = ("e" + "\u0301" * 400, "z" + "\u0300\u0316" * 400, "a" + "\u20dd\u0489" * 100, "\u0344" * 60)
MARKUP = (
    "[bold red]KWAAD[/]",
    "[/]",
    "[@click=app.quit]KWAAD[/]",
    "[link=https://kwaad.example]KWAAD[/link]",
    "[on red] [[KWAAD]]",
    r"\[red]KWAAD\\[/red]",
    "$KWAAD ${KWAAD} $(KWAAD) `KWAAD` {KWAAD} %s %(x)s {0.__class__}",
)
FORMULAS = (
    '=HYPERLINK("https://kwaad.example";"KWAAD")',
    "=cmd|' /C calc'!A0",
    "+KWAAD",
    "-KWAAD",
    "@SUM(KWAAD)",
    "\uff1dKWAAD",
    "  =KWAAD",
)
WIDE = ("漢字" * 40, "👩\u200d👩\u200d👧" * 10, "ﷺ" * 20, "\u3164" * 20, "ก็็็็็็็" * 5)
NODES = 12
"""How many actions share the texts."""
ALL = (*SEQUENCES, *DIRECTIONS, *INVISIBLE, *FLOODS, *MARKUP, *FORMULAS, *WIDE)

_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
_RUN = re.compile(r"[^\w\s\x00-\u02ff]{9,}")

CHARACTERS = st.characters(exclude_characters="\n\t\r", exclude_categories=["Cs"])
PIECES = st.one_of(st.sampled_from(ALL), st.text(CHARACTERS, max_size=6))
TEXTS = st.lists(PIECES, min_size=1, max_size=4).map(" ".join)
"""One line of hostile text."""


def plan_of(title: str, service: str, text: str) -> str:
    heading = cells("OD4100", f"Plan {title}", "2026 - 2031", f"Groep {service}")
    return f"#### Actieplan\n\n{heading}\n\n{text}\n\n{tables()}\n"


def report_of(title: str, service: str, text: str) -> str:
    """A report with one action that says these; its figures are always the same."""
    return "\n".join(
        [
            objective("SD310", f"Doel {title}"),
            plan_of(title, service, text),
            action("AC51000", f"Actie {title}", f"Dienst {service}", text),
            action("AC51001", title, service, f"- {text}"),
        ]
    )


REPORTS = st.builds(report_of, TEXTS, TEXTS, TEXTS)


def report_of_all() -> str:
    """A report with every text of this module in titles, services and descriptions."""
    nodes = [
        action(f"AC{52000 + number}", f"Actie {number} {text}", f"Dienst {number} {text}", f"- {text}\n\n{text}")
        for number, text in enumerate(" ".join(ALL[start::NODES]) for start in range(NODES))
    ]
    return "\n".join([objective("SD310", f"Doel {SEQUENCES[0]}"), plan("OD4100", f"Plan {SEQUENCES[4]}"), *nodes])


def harmless_twin(text: str) -> str:
    """The same report, its hostile texts replaced by the word in them."""
    for one in ALL:
        text = text.replace(one, MARK)
    return text


def complaint(text: str, *, lines: bool = False) -> str | None:
    """What is wrong with a text for a terminal; None where nothing is.

    Args:
        lines: whether it may have line breaks.
    """
    if (match := _STEERING.search(text.replace("\n", " ") if lines else text)) is not None:
        return f"{match[0]!r} ({unicodedata.category(match[0])}) at {match.start()}"
    for run in _RUN.findall(text):
        if sum(unicodedata.category(character) in ("Mn", "Me") for character in run) > len(run) - 2:
            return "a flood of marks"
    return None
