"""Reports that the tests draw word for word, each where it is to stand."""

from __future__ import annotations

from pathlib import Path

from fpdf import FPDF

from doelboom.parser import Node, read_report

_TABLES = (
    ("Budgettaire onderbouwing", "Budget 2031", "Jaarrekening 2031", "% Besteding budget 2031", "Jaarrekening 2030"),
    ("Onderbouwing personeel", "Plan 2031", "Betaald 2031", "% Besteding plan 2031", "Betaald 2030"),
)
_LAST = ("Jaarrekening 2031 t.o.v. 2030", "Betaald 2031 t.o.v. 2030")


class Drawing(FPDF):
    """A report drawn word for word, a page a node."""

    def __init__(self) -> None:
        super().__init__(unit="pt", format=(900, 600))
        self.set_auto_page_break(False)
        self.add_page()
        self.set_font("helvetica", size=8)
        self.at = 40.0

    def line(self, *cells: tuple[float, str], down: float = 11.0) -> None:  # type: ignore[override]
        """Writes cells side by side; `down`: how far below the line before."""
        self.at += down
        for x, text in cells:
            self.text(x, self.at, text)

    def tables(self) -> None:
        """Writes both tables, all zeros."""
        places = (300.0, 380.0, 480.0, 600.0, 700.0)
        for head, last in zip(_TABLES, _LAST, strict=True):
            self.line((50, head[0]), *zip(places, (*head[1:], last), strict=True), down=20)
            for label in ("VTE",) if "personeel" in head[0] else ("Uitgaven", "Ontvangsten") * 3:
                zero = "0,00" if label == "VTE" else "0"
                self.line(
                    (150 if label != "VTE" else 50, label),
                    *zip(places, (zero, zero, "0,0%", zero, "0,0%"), strict=True),
                )

    def start(self) -> None:
        """Writes an objective and a plan."""
        self.line((50, "Beleidsdoelstelling SD310"))
        self.line((50, "Een stad waar iedereen graag woont"))
        self.tables()
        self.line((50, "Actieplan"), down=20)
        self.line((50, "OD4100"), (110, "De straten vergroenen"), (500, "2026 - 2031"), (600, "Groep Lindendorp"))
        self.tables()


def read_drawing(made: Drawing, path: Path) -> dict[str, Node]:
    made.output(str(path))
    return {node.code: node for node in read_report(path).nodes}
