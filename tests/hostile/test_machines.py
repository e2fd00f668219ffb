"""Machines that this one is not: with other numbers of processors, or a limit on what a program may take."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.documents import by_fpdf
from tests.documents.invent import Size, invent
from tests.documents.looks import Look
from tests.tui.small_reports import small_text
from tests.tui.terminal import PROGRAM, Terminal

Environ = dict[str, str]

ARENAS_A_CORE = 8
"""The memory arenas that glibc allows itself for each processor. It counts these before our library is there."""


@pytest.fixture(scope="module")
def with_cores(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Environ]:
    """What a program is told on a machine with so many processors; skips, loudly, where that cannot be."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if sys.platform != "linux" or compiler is None:
        pytest.skip("NO C COMPILER HERE (OR NO LINUX), SO NO OTHER NUMBER OF PROCESSORS WAS TRIED")
    folder = tmp_path_factory.mktemp("cores")
    source = Path(__file__).with_name("cores.c")

    def environ(cores: int) -> Environ:
        library = folder / f"{cores}.so"
        command = [compiler, "-shared", "-fPIC", f"-DCORES={cores}", "-o", str(library), str(source), "-ldl"]
        subprocess.run(command, check=True)
        return {**os.environ, "LD_PRELOAD": str(library), "MALLOC_ARENA_MAX": str(ARENAS_A_CORE * cores)}

    return environ


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A report's PDF, and how many nodes it has."""
    report = invent(12, Size(plans=4, leaves=6))
    path = tmp_path_factory.mktemp("report") / "verslag.pdf"
    assert by_fpdf.write(report, Look(), path) >= 5
    return path, len(report.nodes)


def run(
    *arguments: str, environ: Environ | None = None, kilobytes: int | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs Python with these arguments, with so much address space if it is to be limited."""
    command = [sys.executable, *arguments]
    if kilobytes is not None:
        command = ["sh", "-c", f'ulimit -v {kilobytes}; exec "$@"', "sh", *command]
    return subprocess.run(command, cwd=PROJECT, env=environ, capture_output=True, text=True, check=False, timeout=300)


def opened(path: Path, **machine: object) -> subprocess.CompletedProcess[str]:
    return run("-m", "doelboom.tui.cli.main", "open", str(path), "--no-ui", "--format", "json", **machine)  # type: ignore[arg-type]


@pytest.mark.parametrize("cores", [4, 16, 64])
def test_a_pdf_opens_whatever_the_number_of_processors(
    cores: int, with_cores: Callable[[int], Environ], report: tuple[Path, int]
) -> None:
    path, nodes = report
    environ = with_cores(cores)
    assert run("-c", "import os; print(os.cpu_count())", environ=environ).stdout == f"{cores}\n"
    # A container has a share of the processors only, and what goes by that is told here.
    done = opened(path, environ={**environ, "POLARS_MAX_THREADS": str(cores)})

    assert (done.returncode, done.stderr) == (0, "")
    assert [row["nodes"] for row in json.loads(done.stdout)] == [nodes]


def test_a_pdf_opens_on_many_processors_with_little_address_space(
    with_cores: Callable[[int], Environ], report: tuple[Path, int]
) -> None:
    path, nodes = report

    done = opened(path, environ=with_cores(64), kilobytes=1_000_000)

    assert (done.returncode, done.stderr) == (0, "")
    assert [row["nodes"] for row in json.loads(done.stdout)] == [nodes]


@pytest.mark.skipif(sys.platform != "linux", reason="`ulimit -v` IS LINUX'S: THE USER'S OWN LIMIT WAS NOT TRIED")
@pytest.mark.parametrize("kilobytes", [60_000, 300_000, 900_000])
@pytest.mark.parametrize("kind", ["pdf", "txt"])
def test_a_limit_of_the_users_own_that_is_too_small_is_said_in_one_line(
    kind: str, kilobytes: int, report: tuple[Path, int], tmp_path: Path
) -> None:
    path = report[0]
    if kind == "txt":
        path = tmp_path / "verslag.txt"
        path.write_text(small_text(), encoding="utf-8")

    done = opened(path, kilobytes=kilobytes)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"doelboom: {path.name}: too little room to read it: `ulimit -v` is {kilobytes} (kB), "
        "expected at least 1000000; raise that limit, or ask who set it\n"
    )


@pytest.mark.skipif(sys.platform != "linux", reason="`ulimit -v` IS LINUX'S: THE USER'S OWN LIMIT WAS NOT TRIED")
@pytest.mark.parametrize("kilobytes", [100_000, 400_000, 900_000])
@pytest.mark.parametrize("command", ["variances", "export nodes --format csv", "services"])
def test_a_question_that_there_is_no_room_for_ends_in_one_line(command: str, kilobytes: int) -> None:
    done = run("-m", "doelboom.tui.cli.main", *command.split(), kilobytes=kilobytes)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"doelboom: too little room: `ulimit -v` is {kilobytes} (kB), expected at least 1000000; "
        "raise that limit, or ask who set it\n"
    )


@pytest.mark.skipif(sys.platform != "linux", reason="`ulimit -v` IS LINUX'S: THE USER'S OWN LIMIT WAS NOT TRIED")
def test_many_processors_and_just_enough_room(with_cores: Callable[[int], Environ]) -> None:
    done = run("-m", "doelboom.tui.cli.main", "variances", "--limit", "1", environ=with_cores(64), kilobytes=1_000_000)

    assert (done.returncode, done.stderr) == (0, "")


def test_the_explorer_gives_the_terminal_back_where_there_is_no_room_for_a_list() -> None:
    with Terminal("-c", 'ulimit -v 900000; exec "$0"', str(PROGRAM), program=("sh",)) as it:
        it.until_shown("SD10021", "3.836 percentages ok")
        it.type("v")
        assert it.exit_code() == 2
        assert it.left_on == []
        assert b"too little room: `ulimit -v` is 900000 (kB)" in it.written


LIMITED = """
import mmap
from doelboom.data.reading.confinement.limits import limit
limit(256)
reserved = mmap.mmap(-1, 8 << 30, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, mmap.PROT_READ)
used = bytearray(128 << 20)
print("reserved 8 GB, used 128 MB")
try:
    used += bytearray(128 << 20)
except MemoryError:
    print("not 256 MB")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="ONLY LINUX TELLS MEMORY THAT IS USED FROM WHAT IS RESERVED")
def test_memory_is_limited_that_is_used_not_what_is_reserved() -> None:
    done = run("-c", LIMITED)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["reserved 8 GB, used 128 MB", "not 256 MB"]


STACKED = """
import resource
from doelboom.data.reading.confinement.limits import limit
limit(256)
print(0 < resource.getrlimit(resource.RLIMIT_STACK)[0] <= 8 << 20)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="NO LIMITS OF THIS KIND")
def test_memory_is_limited_where_the_stack_is_not() -> None:
    done = subprocess.run(
        ["sh", "-c", 'ulimit -s unlimited; exec "$@"', "sh", sys.executable, "-c", STACKED],
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.stdout == "True\n", done.stderr
