"""Questions of the user's own: kept under a name, read with what is wrong said, and asked from the command line."""

from __future__ import annotations

import shlex
import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doelboom.data.model.queries import VARIANCES, Group, Preset, Query, Scope, groups_of
from doelboom.data.storage import locations
from doelboom.parser.records import Measure
from doelboom.tui.settings.config import read_config
from doelboom.tui.settings.keeping import keep_in
from doelboom.tui.settings.questions import TABLE, Question, is_name, read, written
from tests.tui.running import run

numbers = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)
printable = st.text(min_size=1, max_size=30).filter(lambda text: text.isprintable() and bool(text.strip()))
queries = st.builds(
    Query,
    preset=st.sampled_from(Preset),
    measure=st.sampled_from(Measure),
    scope=st.sampled_from(Scope),
    floor=st.one_of(st.none(), numbers),
    floor_pct=numbers,
    service=st.one_of(st.none(), printable),
    sort=st.one_of(st.none(), st.sampled_from(VARIANCES)),
    descending=st.booleans(),
    text=st.one_of(st.none(), printable),
    corrections=st.booleans(),
    group=st.one_of(st.none(), st.sampled_from(Group)),
).map(
    lambda query: replace(
        query,
        group=query.group if query.group in groups_of(query.scope) else None,
        # Without a column to sort by there is no way that it goes.
        descending=query.descending or query.sort is None,
    )
)
asked = st.builds(
    Question,
    query=queries,
    hide_zeroes=st.booleans(),
    columns=st.lists(st.sampled_from(VARIANCES), unique=True, max_size=5).map(tuple),
)


def in_settings(text: str) -> Path:
    path = locations.settings()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=asked)
def test_what_is_kept_is_what_is_read(tmp_path_factory: pytest.TempPathFactory, question: Question) -> None:
    path = tmp_path_factory.mktemp("settings") / "config.toml"
    keep_in(TABLE, "mijn vraag", written(question), path)
    config = read_config(path)
    assert config.questions == {"mijn vraag": question}
    assert config.complaints == ()


WRONG = [
    ('preset = "wrong"', "preset"),
    ("measure = 3", "measure"),
    ('level = ["plans"]', "level"),
    ("service = 1", "service"),
    ('filter = ""', "filter"),
    ('floor = "veel"', "floor"),
    ("floor = -1", "floor"),
    ("floor = true", "floor"),
    ("floor_pct = inf", "floor_pct"),
    ("floor_pct = nan", "floor_pct"),
    ('group = "plans"', "group"),
    ('corrections = "no"', "corrections"),
    ("hide_zeroes = 0", "hide_zeroes"),
    ('sort = "-nothing"', "sort"),
    ("columns = []", "columns"),
    ('columns = ["code", "nothing"]', "columns"),
    ('columns = "code"', "columns"),
    ("something = 1979-05-27", "something"),
    ("[questions.een.preset]", "preset"),
]


@pytest.mark.parametrize(("line", "name"), WRONG)
def test_what_is_spoilt_is_said_once_and_the_rest_is_used(line: str, name: str) -> None:
    path = in_settings(f'theme = "dark"\n[questions.een]\n{line}\n[questions.twee]\npreset = "overspent"\n')
    config = read_config(path)
    assert config.theme == "dark"
    assert config.questions["een"] == Question()
    assert config.questions["twee"] == Question(Query(Preset.OVERSPENT))
    (complaint,) = config.complaints
    assert complaint == f'{path}, line 2: the question "een" holds but for what cannot be understood: {name}'


def test_numbers_of_toml_and_of_the_command_line() -> None:
    for value in (50000, "50.000", "50000", 50000.0, "50000,00"):
        question, spoilt = read({"floor": value})
        assert (question.query.floor, spoilt) == (Decimal(50000), [])


def test_a_group_that_its_level_does_not_have() -> None:
    question, spoilt = read({"group": "plan", "level": "plans"})
    assert (question.query.group, question.query.scope, spoilt) == (None, Scope.PLANS, ["group"])


@pytest.mark.parametrize("text", ["questions = 3", "[[questions]]\na = 1", "[questions]\nx = 3", '[questions.""]'])
def test_what_is_no_question_is_said(text: str) -> None:
    config = read_config(in_settings(text))
    assert config.questions == {}
    assert len(config.complaints) == 1
    assert "questions" in config.complaints[0]


def test_names() -> None:
    assert all(map(is_name, ("a", "onze vraag", "x" * 60, "é", '"')))
    assert not any(map(is_name, ("", " a", "a ", "x" * 61, "a\nb", "a\x1b[1m", "a\u202eb")))


# The command line

KEPT = """\
[questions.grote]
preset = "underspent"
level = "plans"
group = "objective"
corrections = false
floor = "1.000.000"
columns = ["code", "variance"]

[questions."onze dienst"]
service = "Dienst Kinderopvang"
sort = "-reference"
"""


def test_a_question_by_its_name() -> None:
    in_settings(KEPT)
    rows = run("variances", "--question", "grote", "--format", "json").rows
    assert [(row["code"], row["group"]) for row in rows[:2]] == [("OD10042", "SD10022"), ("OD10043", "SD10022")]
    assert list(rows[0]) == ["code", "variance", "group", "doubt"]
    whole = run(
        *("variances", "--preset", "underspent", "--level", "plans", "--group", "objective", "--no-corrections"),
        *("--floor", "1000000", "--columns", "code,variance", "--format", "json"),
    ).rows
    assert rows == whole
    assert run("export", "variances", "--question", "grote", "--format", "json").rows == whole


def test_what_is_given_goes_before_what_is_kept() -> None:
    in_settings(KEPT)
    done = run("variances", "--question", "grote", "--floor", "4000000", "--columns", "code", "--format", "json")
    assert [row["code"] for row in done.rows] == ["OD10042", "OD10051"]
    assert done.err == ""


def test_the_list_gives_the_command_of_each() -> None:
    in_settings(KEPT)
    done = run("variances", "--questions")
    commands = dict(line.split(": ", 1) for line in done.out.splitlines())
    assert list(commands) == ["grote", "onze dienst"]
    for name, command in commands.items():
        given_whole = run(*shlex.split(command)[1:], "--format", "json").rows
        assert run("variances", "--question", name, "--format", "json").rows == given_whole


def test_there_is_none() -> None:
    done = run("variances", "--questions")
    assert (done.code, done.out) == (0, "")
    assert done.err == "doelboom: no question is kept; S in the variances keeps one\n"


def test_a_name_that_is_nearly_right() -> None:
    in_settings(KEPT)
    done = run("variances", "--question", "groot")
    assert (done.code, done.out) == (1, "")
    assert done.err == 'doelboom: --question: no question is kept under "groot"; did you mean "grote"?\n'


def test_a_spoilt_question_is_said_and_asked_with_the_rest() -> None:
    path = in_settings('[questions.een]\npreset = "overspent"\nfloor = "veel"\n')
    done = run("variances", "--question", "een", "--limit", "1")
    assert done.code == 0
    assert done.err == (
        f'doelboom: {path}, line 1: the question "een" holds but for what cannot be understood: floor\n'
    )
    assert "Question: Overspent" in done.out


def test_a_question_says_nothing_of_other_rows() -> None:
    in_settings(KEPT)
    done = run("export", "services", "--question", "grote")
    assert done.code == 2
    assert "--question: says nothing of services" in done.err


def test_the_settings_are_toml_that_a_user_can_read() -> None:
    keep_in(TABLE, "vraag", written(Question(Query(Preset.OVERSPENT, floor=Decimal("2.5"), text="zorg"))))
    text = locations.settings().read_text(encoding="utf-8")
    assert tomllib.loads(text)["questions"]["vraag"] == {
        "preset": "overspent", "measure": "exploitatie_uitgaven", "level": "leaves", "filter": "zorg", "floor": "2,5",
    }  # fmt: skip
