"""Invented reports set by LibreOffice Writer, from HTML: a word processor's tables, lines and justified text."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from doelboom.parser import Report
from tests.documents.in_html import body, style
from tests.documents.looks import Look

PROGRAM = "soffice"


def write(report: Report, look: Look, path: Path) -> int:
    """Writes a report; how many pages it has is not known to its caller, so 0."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise OSError(f"{PROGRAM} is not here")
    page = f"@page {{ size: {look.paper[0]}pt {look.paper[1]}pt; margin: {look.margin}pt }}"
    html = f'<html lang="nl"><head><meta charset="utf-8"><style>{page}{style(look)}</style></head>'
    html += f"<body>{body(report, look)}</body></html>"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.html"
        source.write_text(html, encoding="utf-8")
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
        command += ["pdf:writer_web_pdf_Export", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        shutil.copy(Path(folder) / "report.pdf", path)
    return 0
