"""A library of 300 governments, 12 years and 600 nodes each: what is asked of it, beside the same written in Polars on
the same files; and the explorer's start beside 10, 1.000 and 3.600 reports.

Each is measured in a process of its own: processor time, and the most memory that it used.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import polars as pl

from doelboom.data.model.accounts import Source
from doelboom.data.model.findings import Summary
from doelboom.data.model.frames import AMOUNTS, FAULTS, FINDINGS
from doelboom.data.model.outline import Outline
from doelboom.data.storage.shared.layout import CURRENT, VERSIONS, place_of
from doelboom.data.storage.shared.publishing import write_lists
from doelboom.data.storage.shared.reading import load, reports_in
from doelboom.data.storage.sources import to_plain
from doelboom.data.years.together.ranking import DOUBTS, RESTS
from tests.conftest import PROJECT
from tests.data.years.small_years import Entry, accounts
from tests.homes import environ_of, kilobytes_of

GOVERNMENTS, YEARS = (int(number) for number in os.environ.get("LIBRARY", "300x12").split("x"))
"""How large the library is; LIBRARY=300x3 makes a smaller one."""
PLANS, ACTIONS = 40, 14
"""Forty plans of fourteen actions below one objective: 601 nodes."""
_COLUMNS = ("code", "year", "government", "variance")
_WANTED = 10
_CITY, _CODE = "Stad 7", "AC0703"
Rows = list[tuple[Any, ...]]


def make(folder: Path) -> None:
    """Writes the library."""
    entries: list[Entry] = [("SD1", None, "Een stad voor iedereen")]
    for plan in range(PLANS):
        entries.append((f"OD{plan}", "SD1", f"Plan {plan} uitvoeren"))
        entries += [
            (f"AC{plan:02}{number:02}", f"OD{plan}", f"Actie {plan} {number} met woorden van een titel")
            for number in range(ACTIONS)
        ]
    report = accounts(*entries, figures={code: ("1000", "900", "800") for code, _parent, _title in entries})
    drawn = pl.int_range(1, report.amounts.height + 1).cast(pl.Decimal(38, 2))
    root = folder / VERSIONS / "000001"
    abouts = []
    for number in range(GOVERNMENTS * YEARS):
        year, city = 2010 + number % YEARS, f"Stad {number // YEARS}"
        identifier = f"{year}-{number:012x}"
        source = Source(year, city, digest=f"{number:064x}", id=identifier)
        factor = Decimal(number % 97 + 1)
        figures = (pl.col(name) + drawn * factor * sign for name, sign in (("reference", 1), ("actual", -1)))
        frames = {
            "nodes": report.nodes,
            "amounts": report.amounts.with_columns(*(one.cast(pl.Decimal(38, 2)) for one in figures)),
            "findings": pl.DataFrame(schema=FINDINGS),
            "remainders": pl.DataFrame(schema=AMOUNTS),
            "faults": pl.DataFrame(schema=FAULTS),
            "rests": pl.DataFrame(schema=RESTS),
            "doubts": pl.DataFrame(schema=DOUBTS),
        }
        for name, frame in frames.items():
            path = root / place_of(name, source, identifier)
            path.parent.mkdir(parents=True, exist_ok=True)
            frame.select(pl.lit(identifier).alias("report"), pl.all()).write_parquet(path, compression="lz4")
        abouts.append({"id": identifier, **to_plain(source), "summary": asdict(Summary())})
    abouts.sort(key=lambda about: (about["city"], about["year"]))
    write_lists(root, abouts)
    (folder / CURRENT).symlink_to(Path(VERSIONS) / "000001", target_is_directory=True)


# What is asked, by doelboom and in Polars


def variances_by_doelboom(folder: Path) -> Rows:
    """The largest variances of all."""
    from doelboom.data.model.queries import Query
    from doelboom.data.queries.variances import variances
    from doelboom.data.years.together.scanned import Scanned

    answer = variances(Scanned(tuple(reports_in(folder))), Query(), limit=_WANTED)
    return [(answer.total,), *answer.rows.select(_COLUMNS).rows()]


def variances_by_polars(folder: Path) -> Rows:
    """The same: of actions and projects that no other one is a part of, and of remainders."""
    nodes, amounts, rests = (
        pl.scan_parquet(folder / CURRENT / name / "*" / "*" / "*.parquet", hive_partitioning=True)
        for name in ("nodes", "amounts", "rests")
    )
    is_asked = pl.col("measure") == "exploitatie_uitgaven"
    leaves = nodes.filter(pl.col("level").is_in(["AC", "PR"]))
    above = leaves.select("report", pl.col("parent").alias("code"))
    leaves = leaves.join(above, on=["report", "code"], how="anti")
    leaves = leaves.select("government", "year", "report", "ordinal", "code")
    lines = amounts.filter(is_asked).select("report", "code", "reference", "actual")
    below = rests.filter(is_asked).select("government", "year", "report", "ordinal", "code", "reference", "actual")
    rows = pl.concat([leaves.join(lines, on=["report", "code"], how="left"), below], how="diagonal")
    rows = rows.with_columns((pl.col("actual") - pl.col("reference")).alias("variance"))
    keys = [pl.col("variance").abs(), pl.col("government"), pl.col("year"), pl.col("ordinal")]
    first = rows.sort(keys, descending=[True, False, False, False], nulls_last=True).head(_WANTED)
    count, top = pl.collect_all([rows.select(pl.len()), first.select(_COLUMNS)])
    return [count.row(0), *top.rows()]


def at_hand(folder: Path) -> Outline:
    """The newest report of a government, opened: what a node over its years is asked beside."""
    from doelboom.data.model.outline import outline
    from doelboom.data.storage.shared import libraries
    from doelboom.data.years import partitions, series  # noqa: F401 - what is loaded once is not part of a question

    libraries.use([str(folder)])
    return outline(load(reports_in(folder, _CITY.casefold())[-1]))


def years_by_doelboom(_folder: Path, tree: Outline) -> Rows:
    """An action in all years of a government: its figures in every measure."""
    from doelboom.data.years.series import Years

    rows = [one for one in Years(tree).series(_CODE).years if one.presence in ("same", "moved")]
    return [(one.year, one.presence.value, *(line.actual for line in one.figures.values())) for one in rows]


def years_by_polars(folder: Path, _tree: Outline) -> Rows:
    """The same: those of its code whose title agrees but for letter case, accents and signs, with its parent."""
    nodes, amounts = (
        pl.scan_parquet(folder / CURRENT / name / f"government={_CITY}" / "*" / "*.parquet", hive_partitioning=True)
        for name in ("nodes", "amounts")
    )
    is_it = pl.col("code").str.replace_all(r"\s", "").str.to_lowercase() == _CODE.casefold()
    words = pl.col("title").str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    words = words.str.extract_all(r"[\p{L}\p{N}]+").list.join(" ")
    known = nodes.filter(is_it).select("year", "report", "code", "parent", words.alias("words")).sort("year")
    known = known.filter(pl.col("words") == pl.col("words").last())
    known = known.with_columns(
        pl.when(pl.col("parent").eq_missing(pl.col("parent").last())).then(pl.lit("same")).otherwise(pl.lit("moved"))
        .alias("presence")
    )  # fmt: skip
    figures = ("reference", "actual", "prior", "spent_pct", "of_prior_pct")
    lines = amounts.filter(pl.col("code") == _CODE).group_by("report").agg(pl.col("measure", *figures))
    rows = known.join(lines, on="report").sort("year").collect()
    return [(year, presence, *actual) for year, presence, actual in rows.select("year", "presence", "actual").rows()]


_WORDS = "Áctie 7 3"


def search_by_doelboom(folder: Path) -> Rows:
    """The nodes that have some words, best first."""
    from doelboom.data.years.together.finding import find_in_all
    from doelboom.data.years.together.many import Many
    from doelboom.data.years.together.scanned import Mixed, Scanned

    found = find_in_all(Mixed(Scanned(tuple(reports_in(folder))), Many(())), _WORDS, _WANTED)
    return [(found.total,), *found.rows.select("government", "year", "code", "found_in").rows()]


def search_by_polars(folder: Path) -> Rows:
    """The same, letter case and accents left aside as Polars can."""
    fields = ("code", "title", "service", "description")
    nodes = pl.scan_parquet(folder / CURRENT / "nodes" / "*" / "*" / "*.parquet", hive_partitioning=True)

    def plain(text: pl.Expr) -> pl.Expr:
        return text.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()

    folded = nodes.select(
        "government", "year", "ordinal", "code", *(plain(pl.col(one)).alias(f"_{one}") for one in fields)
    )
    words = pl.select(plain(pl.lit(_WORDS))).item().split()
    ranks = []
    for word in words:
        rank: pl.Expr = pl.lit(None, pl.UInt8)
        for number, name in reversed(list(enumerate(fields))):
            has_it = pl.col(f"_{name}").str.contains(word, literal=True)
            rank = pl.when(has_it).then(pl.lit(number, pl.UInt8)).otherwise(rank)
        ranks.append(rank)
    found = folded.filter(pl.all_horizontal(rank.is_not_null() for rank in ranks))
    found = found.with_columns(pl.max_horizontal(ranks).alias("rank"))
    first = found.sort("rank", "government", "year", "ordinal").head(_WANTED)
    named = first.with_columns(pl.lit(pl.Series(fields)).gather(pl.col("rank")).alias("found_in"))
    count, top = pl.collect_all([found.select(pl.len()), named.select("government", "year", "code", "found_in")])
    return [count.row(0), *top.rows()]


ASKED: dict[str, tuple[Callable[..., Rows], Callable[..., Rows]]] = {
    "variances of all": (variances_by_doelboom, variances_by_polars),
    "a search": (search_by_doelboom, search_by_polars),
    "a node over its years": (years_by_doelboom, years_by_polars),
}


def _in_own_process(name: str, which: int, folder: Path) -> tuple[float, int, object]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bench_library", name, str(which), str(folder)],
        cwd=PROJECT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    seconds, memory, answer = json.loads(done.stdout.splitlines()[-1])
    return seconds, memory, answer


def _measure(name: str, which: int, folder: Path) -> None:
    ask = ASKED[name][which]
    # A node is asked for beside a report that is open already; both have then read something before.
    given = (at_hand(folder),) if ask in (years_by_doelboom, years_by_polars) else ()
    start = process_time()
    answer = ask(folder, *given)
    seconds = process_time() - start
    # Not by `getrusage`, which begins at what the process had that started it.
    memory = kilobytes_of(os.getpid(), "VmHWM") // 1024
    print(json.dumps([seconds, memory, [list(map(str, row)) for row in answer]]))


def _starts(folder: Path) -> None:
    """The start of a look-up and of opening the report opened last, beside so many others in the archive."""
    program = (
        "from time import process_time; start = process_time();"
        "from doelboom.data.storage.library import open_report; from doelboom.data.model.outline import outline;"
        "outline(open_report().accounts); print(process_time() - start)"
    )
    from tests.tui.small_reports import small_text

    for count in (10, 1_000, 3_600):
        home = folder / f"home{count}"
        home.mkdir()
        environment = environ_of(home)
        (home / "verslag.txt").write_text(small_text())
        run = [sys.executable, "-m", "doelboom.tui.cli.main", "open", str(home / "verslag.txt"), "--no-ui"]
        subprocess.run(run, cwd=PROJECT, env=environment, check=True, capture_output=True)
        (kept,) = (home / "data" / "doelboom" / "reports").glob("*.report")
        content, version = kept.read_bytes(), kept.name.partition("-")[2].partition("-")[2]
        for number in range(count - 1):
            kept.with_name(f"2020-{number:012x}-{version}").write_bytes(content)
        times = [
            float(
                subprocess.run(
                    [sys.executable, "-c", program], cwd=PROJECT, env=environment, check=True, capture_output=True
                ).stdout
            )
            for _try in range(5)
        ]
        print(f"start beside {count} reports: {min(times) * 1000:.0f} ms")


def main() -> None:
    """Prints, of each question, the processor time of both, their ratio, and the memory of both."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "library"
        start = process_time()
        make(folder)
        print(f"made {GOVERNMENTS * YEARS} reports in {process_time() - start:.0f} s")
        for asked in ASKED:
            ours, bare = (_in_own_process(asked, which, folder) for which in (0, 1))
            same = "the same answer" if ours[2] == bare[2] else f"ANOTHER ANSWER: {ours[2]} and {bare[2]}"
            ratio = ours[0] / bare[0]
            print(
                f"{asked}: {ours[0]:.2f} s, Polars {bare[0]:.2f} s, {ratio:.2f} x; {ours[1]} MB, {bare[1]} MB; {same}"
            )
        _starts(Path(name))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _measure(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
