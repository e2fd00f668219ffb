"""Whatever doelboom keeps for a user, spoilt: archive, library, notes, corrections, settings and session. Every command
answers, in a line at most where it cannot, and what it says is printable.
"""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any
from unittest.mock import patch

import polars as pl

from doelboom.data.storage import locations
from doelboom.data.storage.notes import notes_of
from tests.homes import environ_of
from tests.hostile.fuzzing.files import VALUES
from tests.hostile.fuzzing.kinds import Kind, Step
from tests.hostile.texts import complaint
from tests.tui.running import run
from tests.tui.towns import opened_town, paths_of_town

COMMANDS = (
    "show {code}", "show {code} --years", "search de --format json", "variances --limit 3", "check", "services",
    "variances --report all --format json", "bridge", "brief {code}", "export nodes --format csv", "notes", "doctor",
    "diff {id} {other}", "query 'SELECT * FROM nodes LIMIT 3'", "reports", "reports --format json",
    "show {code} --report {id}", "open {home}/verslag.txt --no-ui", "check --report {id} --format json",
    "reports --set {id} government=Deurle", "library publish {home}/library", "library publish {home}/new",
    "search de --report all", "export findings --format csv",
    "--linear", "--linear {code}", "reports --prune", "completion bash",
)  # fmt: skip
"""What is asked of a spoilt home."""
PLACES = (
    "config/**/*.toml", "state/**/*.json", "data/**/*.report", "data/**/last", "data/**/notes/**/*.md",
    "data/**/corrections/*.json", "library/**/library.json", "library/**/governments/*.json",
    "library/**/nodes/**/*.parquet", "library/**/*.parquet", "verslag.txt",
)  # fmt: skip
"""Which files are spoilt: one of those that a pattern names."""
_TYPED = "2\nv\nquestion overspent\nbookmark\nnote\nEen vraag.\nquit\nquit\nquit\n"
_HOSTILE = "\x1b]52;c;eA==\x07\x1b[31m\u202e\ud800=1+1"
_PATIENCE = 60
_LINES = 12
"""More lines of complaint than there are files, libraries and settings to complain of."""


class Hung(BaseException):
    """A command does not end: nothing in it may take this for an error of a file."""


def _hung(_number: int, _frame: FrameType | None) -> None:
    raise Hung


@cache
def _template() -> TemporaryDirectory[str]:
    """A home with everything in it."""
    folder = TemporaryDirectory()
    home = Path(folder.name)
    with _living_in(home):
        reports = opened_town(2025)
        code = reports[0].accounts.nodes["code"][1]
        notes_of(reports[0].accounts.source).put(code, "Dit vragen we na.")
        assert run("reports", "--set", reports[0].id, "government=Lindendorp").code == 0
        assert run("library", "publish", str(home / "library")).code == 0
        settings = home / "config" / "doelboom" / "config.toml"
        settings.parent.mkdir(parents=True)
        settings.write_text('theme = "dark"\nlibraries = ["~/library"]\n[keys]\nquit = "q"\n', encoding="utf-8")
        shutil.copy(paths_of_town(2025)[0], home / "verslag.txt")
        assert run("open", str(home / "verslag.txt"), "--no-ui").code == 0
        assert _run(["--linear", code])[0] == 0
        # The later year is in the library alone.
        next(locations.archive().glob(f"{reports[1].id}*")).unlink()
        asked = {"code": code, "id": reports[0].id, "other": reports[1].id}
        (home / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
    return folder


@contextmanager
def _living_in(home: Path) -> Iterator[None]:
    # What a report is read from in this home has no place there.
    with patch.dict(os.environ, environ_of(home, LANG="C.UTF-8", TERM="dumb"), clear=True):
        yield


def _files(home: Path, pattern: str) -> list[Path]:
    """What is kept there under a pattern's names, and is a file still."""
    return sorted(path for path in home.glob(pattern) if path.is_file() and not path.is_symlink())


def _step(chance: random.Random) -> Step:
    seed = chance.randrange(2**31)
    match chance.randrange(5):
        case 0:
            how = chance.choice(("empty", "folder", "pipe", "loop", "gone", "text"))
            return [how, chance.choice(PLACES), seed]
        case 1:
            return [chance.choice(("flip", "cut", "lose", "double")), chance.choice(PLACES), seed]
        case 2:
            return ["deep", chance.choice(PLACES), chance.choice((3, 200, 600, 20_000)), seed]
        case 3:
            return ["column", "library/**/*.parquet", seed]
        case _:
            return ["value", chance.choice(PLACES), chance.randrange(len(VALUES) + 1), seed]


def _invented(chance: random.Random) -> list[Step]:
    steps = [_step(chance) for _ in range(chance.choice((1, 1, 2, 4)))]
    return [*steps, *(["command", command] for command in chance.sample(COMMANDS, k=2))]


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a nested value: what holds it, and its key there."""
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in list(keys):
        yield value, key
        yield from _places(value[key])


def _in_values(path: Path, chance: random.Random, new: Any) -> None:
    """Puts something else in a place of a file of JSON, or behind a name of the settings."""
    text = path.read_bytes()
    if path.suffix == ".toml":
        name = chance.choice(("theme", "libraries", "keys", "keys.quit", "questions.x", "x"))
        written = json.dumps(new).replace("null", "''").replace("Infinity", "inf").replace("{}", '{a = ""}')
        path.write_text(f"{name} = {written}\n", encoding="utf-8")
        return
    head, line_end, rest = text.partition(b"\n") if b'"parts"' in text[:100_000] else (text, b"", b"")
    try:
        about = json.loads(head)
    except (ValueError, RecursionError):
        return
    places = list(_places(about))
    if places:
        holder, key = chance.choice(places)
        holder[key] = new
        path.write_bytes(json.dumps(about).encode() + line_end + rest)


def _deep(path: Path, chance: random.Random, depth: int) -> None:
    """Puts lists in lists in a place, written as text: what writes JSON would not get as deep."""
    _in_values(path, chance, "THE DEPTH OF IT")
    content = path.read_bytes()
    path.write_bytes(content.replace(b'"THE DEPTH OF IT"', b"[" * depth + b"]" * depth))


def _column(path: Path, chance: random.Random) -> None:
    """Puts something else in a column of a library's frame, as far as a frame can hold it."""
    with suppress(pl.exceptions.PolarsError, OSError):
        frame = pl.read_parquet(path, hive_partitioning=False)
        name = chance.choice(frame.columns)
        kind = frame.schema[name]
        other: tuple[pl.Expr, ...] = (
            pl.lit(_HOSTILE.replace("\ud800", "")), pl.lit(None, dtype=kind), pl.lit(-1), pl.lit(1e300), pl.lit([[1]]),
            pl.col(name).first(), pl.lit("x" * 100_000), pl.lit(float("nan")),
        )  # fmt: skip
        new = chance.choice(other).alias(name)
        new = new.cast(kind, strict=False) if chance.random() < 0.5 else new
        changed = frame.drop(name) if chance.random() < 0.1 else frame.with_columns(new)
        changed.write_parquet(path)


def _replaced(path: Path, how: str) -> None:
    path.unlink()
    if how == "folder":
        path.mkdir()
    elif how == "pipe":
        os.mkfifo(path)
    elif how == "loop":
        path.symlink_to(path)


def _spoil(home: Path, step: Step) -> None:
    """Does a step to one of the files that are there."""
    how, pattern, *_size, seed = step
    chance = random.Random(seed)
    files = _files(home, pattern)
    if not files:
        return
    path = chance.choice(files)
    content = bytearray(path.read_bytes())
    at = chance.randrange(len(content)) if content else 0
    match how:
        case "empty":
            path.write_bytes(b"")
        case "folder" | "pipe" | "loop" | "gone":
            _replaced(path, how)
        case "text":
            path.write_bytes(_HOSTILE.encode("utf-8", "surrogatepass") * chance.choice((1, 10_000)))
        case "deep":
            _deep(path, chance, step[2])
        case "value":
            values = [*VALUES, _HOSTILE]
            _in_values(path, chance, values[step[2]])
        case "column":
            _column(path, chance)
        case "flip" if content:
            content[at] ^= chance.randrange(1, 256)
            path.write_bytes(content)
        case "cut":
            path.write_bytes(content[:at])
        case "lose":
            path.write_bytes(content[:at] + content[at + chance.choice((1, 8, 300)) :])
        case _:
            path.write_bytes(content[:at] + content[at:] * 2)


def _run(arguments: Sequence[str]) -> tuple[int, str, str]:
    with patch.object(sys, "stdin", io.StringIO(_TYPED)):
        done = run(*arguments)
    return done.code, done.out, done.err


def _wrong_with(arguments: Sequence[str]) -> str | None:
    """What is wrong with what a command says."""
    before = signal.signal(signal.SIGALRM, _hung)
    signal.alarm(_PATIENCE)
    try:
        code, out, err = _run(arguments)
    except Hung:
        return "it does not end"
    except BaseException as error:  # a panic of the query engine is no Exception
        return f"{type(error).__name__}: {error}"[:300]
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    if code not in (0, 1, 2):
        return f"it ended with {code}"
    if "error of its own" in err or "the explorer stopped" in err or "Traceback" in err:
        return err[:300]
    if err.count("\n") > _LINES:
        return f"{err.count(chr(10))} lines of complaint: {err[:200]}"
    if code == 2 and not err:
        return "it fails and says nothing"
    if (found := complaint(err, lines=True)) is not None:
        return f"{found}: {err[:200]}"
    return complaint(out.replace("\t", " ").replace("\r", "").removeprefix("\ufeff"), lines=True)


def _wrong(steps: Sequence[Step], folder: Path) -> str | None:
    home = folder / "home"
    shutil.copytree(_template().name, home, symlinks=True)
    asked = {**json.loads((home / "asked.json").read_text()), "home": str(home)}
    (home / "asked.json").unlink()
    with _living_in(home):
        for step in steps:
            if step[0] != "command":
                _spoil(home, step)
        for step in steps:
            if step[0] == "command":
                arguments = [part.strip("'") for part in _parted(step[1].format(**asked))]
                if (why := _wrong_with(arguments)) is not None:
                    return f"{step[1]}: {why}"
    return None


def _parted(command: str) -> list[str]:
    """A command's words; what stands between quotation marks is one."""
    head, quote, rest = command.partition("'")
    return [*head.split(), *([rest.rstrip("'")] if quote else [])]


HOME = Kind(_invented, _wrong)
