"""Wheel and sdist: built, installed into a fresh environment, run from another folder."""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import OUTER_ENVIRONMENT, PROJECT

IN_THE_PROJECT = ("doelboom", "parser", "data", "tui", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, so that building leaves nothing in it."""
    copy = tmp_path_factory.mktemp("project") / "doelboom"
    copy.mkdir()
    for name in IN_THE_PROJECT:
        path = PROJECT / name
        if path.is_dir():
            shutil.copytree(path, copy / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
        elif path.exists():
            shutil.copy(path, copy / name)
    return copy


@pytest.fixture(scope="module")
def sdist(project: Path) -> Path:
    """What others build from."""
    _built(["hatchling", "build", "-t", "sdist", "-d", str(project.parent)], project)
    (archive,) = project.parent.glob("doelboom-*.tar.gz")
    return archive


@pytest.fixture(scope="module", params=["checkout", "sdist"])
def wheel(request: pytest.FixtureRequest, project: Path, sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a checkout and from an sdist."""
    folder = tmp_path_factory.mktemp("wheel")
    source = project if request.param == "checkout" else sdist
    _built(["pip", "wheel", str(source), "--no-deps", "--no-build-isolation", "--quiet", "-w", str(folder)], folder)
    (built,) = folder.glob("doelboom-*.whl")
    return built


def _built(command: list[str], folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=OUTER_ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-1000:]


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, installed from the wheel into an environment that shares only the dependencies with this one."""
    folder = tmp_path_factory.mktemp("environment")
    venv.EnvBuilder(with_pip=False, symlinks=True).create(folder)
    python = folder / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", "--quiet"]
    done = subprocess.run([*install, str(wheel)], env=OUTER_ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-1000:]
    return folder / "bin" / "doelboom"


def _run(program: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # Dependencies come from here, behind the environment's own packages; the project itself must not.
    (own,) = program.parents[1].glob("lib/python*/site-packages")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(own), *site.getsitepackages()])}
    command = [str(program), *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60)


ROOMS = ("parser", "data", "tui")


def _in_the_rooms(project: Path) -> set[str]:
    """The files of the project that are the program's, by where they are installed."""
    files = {path.relative_to(project) for room in ROOMS for path in (project / room).rglob("*") if path.is_file()}
    return {f"doelboom/{path.as_posix()}" for path in files} | {"doelboom/__init__.py"}


def test_the_wheel_holds_the_program_and_no_more(wheel: Path, project: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    (about,) = {name.split("/")[0] for name in names if name.split("/")[0].endswith(".dist-info")}
    rest = set(names) - _in_the_rooms(project)
    assert {name.replace(about.removesuffix(".dist-info"), "") for name in rest} == {
        *(f".dist-info/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")),
        ".data/data/share/man/man1/doelboom.1",
    }
    assert _in_the_rooms(project) <= set(names)


def test_the_sdist_holds_what_a_wheel_is_built_from_and_no_more(sdist: Path, project: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {member.name.partition("/")[2] for member in archive.getmembers()}
    about = {"PKG-INFO", "README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml", "tui/doelboom.1"}
    assert names - {".gitignore"} == _in_the_rooms(project) | about


def test_what_is_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "doelboom/tui/explorer/doelboom.tcss",
        "doelboom/tui/locale/nl/LC_MESSAGES/doelboom.mo",
        "doelboom/data/bundled/nodes.parquet",
        "doelboom/data/bundled/amounts.parquet",
        "doelboom/data/bundled/SOURCE.md",
        "doelboom/parser/__init__.py",
    } <= names
    assert {name.split("/")[0] for name in names if not name.startswith("doelboom-")} == {"doelboom"}
    assert not any("__pycache__" in name or name.startswith("tests/") for name in names)


def test_it_runs_from_another_folder(program: Path, tmp_path: Path) -> None:
    done = _run(program, tmp_path, "show", "AC34834", "--format", "plain")
    assert done.stderr == ""
    assert done.returncode == 0
    assert done.stdout.startswith(
        "Report: Jaarrekening 2024 - Gent (bundled)\n"
        "Code: AC34834\nTitle: Gentse bedrijven ondersteunen bij het vinden van talent\n"
    )


def test_it_runs_what_was_installed_and_not_the_project(program: Path, tmp_path: Path) -> None:
    (own,) = program.parents[1].glob("lib/python*/site-packages")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(own), *site.getsitepackages()])}
    command = [str(program.parent / "python"), "-c"]
    command += ["from doelboom import tui, data; print(tui.__file__, data.__file__)"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert all(path.startswith(str(own)) for path in done.stdout.split())


def test_it_writes_nothing_where_it_is_installed(program: Path, tmp_path: Path) -> None:
    from tests.documents import by_fpdf
    from tests.documents.invent import Size, invent
    from tests.documents.looks import Look

    report = tmp_path / "verslag.pdf"
    by_fpdf.write(invent(12, Size(plans=1, leaves=2)), Look(), report)
    (own,) = program.parents[1].glob("lib/python*/site-packages")
    files = [own, *own.rglob("*")]
    modes = {path: path.stat().st_mode for path in files}
    for path in files:
        path.chmod(modes[path] & ~0o222)
    before = {path: path.stat().st_mtime_ns for path in files}
    try:
        opened = _run(program, Path("/"), "open", str(report), "--no-ui")
        shown = _run(program, Path("/"), "check")
    finally:
        after = {path: path.stat().st_mtime_ns for path in [own, *own.rglob("*")]}
        for path, mode in modes.items():
            path.chmod(mode)
    assert (opened.returncode, opened.stderr) == (0, "")
    assert shown.returncode == 0
    assert after == before


def test_it_speaks_dutch(program: Path, tmp_path: Path) -> None:
    done = _run(program, tmp_path, "show", "AC34834", "--format", "plain", "--lang", "nl")
    assert done.returncode == 0
    assert "Titel: Gentse bedrijven" in done.stdout
