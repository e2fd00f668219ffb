"""The interface's words: complete in Dutch, faithful to the English ones, and in the language that was asked for."""

from __future__ import annotations

import ast
import gettext
import inspect
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from doelboom.tui.explorer.commands import COMMANDS
from doelboom.tui.locale import click_words
from doelboom.tui.locale.update import FOLDER, compiled, messages, missing, po_path, updated, written
from doelboom.tui.locale.words import _, counted, use_language
from tests.conftest import PROJECT

_PLACEHOLDER = re.compile(r"\{\w*(?:![rs])?\}|%\(\w+\)s")
_LITERAL = re.compile(
    r"(?<![\w-])--?[a-z][a-z-]+|\b(?:CODE|FILE|COLUMN|AC34834|PDF|Markdown|doelboom|csv|json|xlsx|parquet)\b"
)
"""What a user has to type, or what has one name in every language: options, arguments, formats."""


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use_language("en")


def _forms() -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Every message in English and in Dutch: one form, or one for one and one for many."""
    return [(_tuple(message.id), _tuple(message.string)) for message in updated("nl") if message.id]


def _tuple(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def _pairs() -> list[tuple[str, str]]:
    """Every English form with its Dutch one."""
    return [pair for english, dutch in _forms() for pair in zip(english, dutch, strict=True)]


# The catalogue


def test_every_message_has_a_dutch_translation() -> None:
    assert missing(updated("nl")) == []


def test_the_files_are_what_the_code_and_the_translations_make() -> None:
    catalog = updated("nl")
    update = "run: python -m doelboom.tui.locale.update"
    assert po_path("nl").read_bytes() == written(catalog), update
    assert po_path("nl").with_suffix(".mo").read_bytes() == compiled(catalog), update


def test_the_files_are_the_same_every_time_and_say_nothing_of_who_or_when() -> None:
    assert written(updated("nl")) == written(updated("nl"))
    assert compiled(updated("nl")) == compiled(updated("nl"))
    header = written(updated("nl")).decode().split('\n\nmsgid "')[0]
    assert "Project-Id-Version: doelboom\\n" in header
    assert "Language: nl\\n" in header
    for word in ("Date", "@", "FULL NAME", "Generated", "fuzzy"):
        assert word not in header


def test_the_compiled_catalogue_translates_as_the_written_one_says() -> None:
    with po_path("nl").with_suffix(".mo").open("rb") as file:
        translation = gettext.GNUTranslations(file)
    for english, dutch in _forms():
        if len(english) == 1:
            assert translation.gettext(english[0]) == dutch[0]
        else:
            assert tuple(translation.ngettext(english[0], english[1], count) for count in (1, 2)) == dutch


def test_both_languages_have_the_same_placeholders() -> None:
    for english, dutch in _pairs():
        assert set(_PLACEHOLDER.findall(dutch)) == set(_PLACEHOLDER.findall(english)), dutch


def test_what_a_user_types_is_the_same_in_both_languages() -> None:
    for english, dutch in _pairs():
        assert set(_LITERAL.findall(dutch)) == set(_LITERAL.findall(english)), dutch


def test_both_languages_begin_and_end_alike() -> None:
    for english, dutch in _pairs():
        for pattern in (r"^[\s;(]*", r"(?:(?<!afw)\.|[\s:…])*$"):
            ends = [re.search(pattern, text) for text in (english, dutch)]
            assert len({end[0] for end in ends if end}) == 1, dutch


def test_the_words_of_the_line_of_keys_are_single_and_short() -> None:
    use_language("nl")
    for command in COMMANDS:
        if command.brief is not None:
            assert len(_(command.brief)) <= 11
            assert len(_(command.brief).split()) <= 2


# What the code says


def test_messages_are_found_wherever_they_stand(tmp_path: Path) -> None:
    (tmp_path / "some").mkdir()
    (tmp_path / "some" / "code.py").write_text(
        'a = _("plain")\nb = f"{_(\'in an f-string\')}: {x}"\nc = N_("in two " "parts")\n'
        'd = counted("{count} one", "{count} many", n)\ne = _(variable)\nf = other("no message")\n',
        encoding="utf-8",
    )
    assert messages(tmp_path) == [
        "in an f-string",
        "in two parts",
        "plain",
        ("{count} one", "{count} many"),
    ]


def test_no_message_is_made_where_the_catalogue_cannot_know_it() -> None:
    for path in FOLDER.parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and path.name != "words.py":
                place = f"{path.relative_to(PROJECT)}:{node.lineno}"
                if node.func.id == "counted":
                    assert all(isinstance(argument, ast.Constant) for argument in node.args[:2]), place
                if node.func.id in ("_", "N_"):
                    assert not isinstance(node.args[0], ast.JoinedStr | ast.BinOp), place


def test_the_words_marked_for_click_are_those_that_click_says() -> None:
    folder = Path(inspect.getfile(click)).parent
    said = {
        node.value
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    }
    assert [word for word in click_words.WORDS if word not in said] == []


# The language


@pytest.mark.parametrize(
    ("asked", "environ", "expected"),
    [
        (None, {}, "en"),
        ("nl", {"LC_ALL": "en_GB.UTF-8"}, "nl"),
        ("en", {"LANG": "nl_BE.UTF-8"}, "en"),
        (None, {"LANG": "nl_BE.UTF-8"}, "nl"),
        (None, {"LANG": "NL"}, "nl"),
        (None, {"LC_MESSAGES": "nl_NL", "LANG": "fr_BE.UTF-8"}, "nl"),
        (None, {"LC_ALL": "C", "LC_MESSAGES": "nl_NL", "LANG": "nl_BE.UTF-8"}, "en"),
        (None, {"LC_ALL": "", "LC_MESSAGES": "en_US.UTF-8", "LANG": "nl_BE.UTF-8"}, "en"),
        (None, {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "nl_BE.UTF-8"}, "nl"),
        (None, {"LANG": "fr_BE.UTF-8"}, "en"),
        (None, {"LANGUAGE": "nl"}, "en"),
    ],
)
def test_the_language_is_the_one_asked_for_then_the_locales_then_english(
    asked: str | None, environ: dict[str, str], expected: str
) -> None:
    assert use_language(asked, environ) == expected
    assert _("favourable") == {"nl": "gunstig", "en": "favourable"}[expected]


def test_a_language_can_be_changed_back() -> None:
    use_language("nl")
    assert _("adverse") == "ongunstig"
    use_language("en")
    assert _("adverse") == "adverse"


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        ("en", 0, "0 rows"),
        ("en", 1, "1 row"),
        ("en", 2, "2 rows"),
        ("nl", 0, "0 rijen"),
        ("nl", 1, "1 rij"),
        ("nl", 2, "2 rijen"),
    ],
)
def test_a_count_has_its_form(language: str, count: int, expected: str) -> None:
    use_language(language)
    assert counted("{count} row", "{count} rows", count).format(count=count) == expected


def test_every_counted_message_has_two_dutch_forms_with_the_count() -> None:
    for english, dutch in _forms():
        if len(english) == 2:
            assert len(dutch) == 2
            assert all("{count}" in form for form in dutch) or "{count}" not in english[0]


# The command line speaks it, click's part too


def _said(*arguments: str, **environ: str) -> tuple[str, str]:
    known = {name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LC_MESSAGES", "LANG")}
    done = subprocess.run(
        [sys.executable, "-m", "doelboom.tui.cli.main", *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=PROJECT,
        env={**known, "PYTHONIOENCODING": "utf-8", **environ},
        check=False,
    )
    return done.stdout, done.stderr


@pytest.mark.parametrize("arguments", [("--help",), ("variances", "--help"), ("doctor", "--help")])
def test_the_help_is_dutch_throughout(arguments: tuple[str, ...]) -> None:
    out, err = _said(*arguments, LANG="nl_BE.UTF-8")
    assert err == ""
    assert out.startswith("Gebruik: doelboom")
    assert "Toon deze hulp en stop." in out
    english = r"\b(?:Usage|Options:|Commands:|Examples|default:|the|and|with|which|only|else)\b"
    assert [line for line in out.splitlines() if re.search(english, line)] == []


def test_what_is_typed_wrong_is_said_in_dutch() -> None:
    assert _said("show", "--lang", "nl") == ("", "doelboom: Ontbrekend argument 'CODE'. (doelboom show --help)\n")
    _out, err = _said("variances", "--limit", "0", "--lang=nl")
    assert "Ongeldige waarde voor '--limit': 0 ligt niet in het bereik" in err


def test_the_language_asked_for_goes_before_that_of_the_locale_for_click_too() -> None:
    out, _err = _said("--lang", "en", "--help", LANG="nl_BE.UTF-8", LANGUAGE="nl")
    assert out.startswith("Usage: doelboom")
    assert "Show this message and exit." in out
