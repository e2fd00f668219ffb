"""Makes the bundled data from a report: ``python -m doelboom.data.storage.bundle REPORT``.

Facts and figures only: codes, titles, services, periods, amounts and findings. The descriptions belong to the city's
document and stay out.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from doelboom.data.storage import entry
from doelboom.data.storage.library import BUNDLED_FOLDER, digest_of, read_file, without_descriptions
from doelboom.parser import ReportError

_ABOUT = """# Source

The facts and figures of *{title}*: codes, titles, services, periods, amounts and what the check found, as
`{name}` prints them. The report's descriptions are not in here; they belong to the city's document. Open the report
itself (`doelboom open FILE`) to read them.

- report: {title}, documentation of the policy objectives
- nodes: {nodes}, amounts: {amounts} lines
- SHA-256 of the file that was read: `{digest}`
- made with: `make data REPORT={name}`
"""


def bundle(report: Path, folder: Path = BUNDLED_FOLDER) -> None:
    """Reads a report and puts its facts and figures into a folder, all of it or nothing.

    Raises:
        ReportError: the report cannot be read.
        OSError: the folder cannot be written.
    """
    accounts = without_descriptions(read_file(report))
    source = replace(accounts.source, name=report.name, digest=digest_of(report), read_at=None)
    accounts = replace(accounts, source=source)
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder.parent))
    try:
        for name, content in entry.to_files(accounts).items():
            (temporary / name).write_bytes(content)
        about = _ABOUT.format(
            title=source.title,
            name=source.name,
            nodes=accounts.nodes.height,
            amounts=accounts.amounts.height,
            digest=source.digest,
        )
        (temporary / "SOURCE.md").write_text(about, encoding="utf-8")
        for file in temporary.iterdir():
            file.chmod(0o644)
        folder.mkdir(exist_ok=True)
        for file in temporary.iterdir():
            file.replace(folder / file.name)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def main() -> int:
    """The command line."""
    if len(sys.argv) != 2:
        print("usage: python -m doelboom.data.storage.bundle REPORT", file=sys.stderr)
        return 2
    try:
        bundle(Path(sys.argv[1]))
    except (ReportError, OSError) as error:
        print(f"doelboom.data.storage.bundle: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
