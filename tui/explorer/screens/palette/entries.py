"""What the palette offers: the commands of every screen, the questions, measures, themes and languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from doelboom.data.model.queries import Preset
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Measure
from doelboom.tui.explorer.commands import BY_ID, COMMANDS, PLACE_TITLES, Command, Place
from doelboom.tui.explorer.commands.also import ALSO
from doelboom.tui.explorer.key_names import key_names
from doelboom.tui.explorer.narrowing import Choice
from doelboom.tui.locale.words import (
    LANGUAGES,
    MEASURE_MEANINGS,
    N_,
    _,
    in_all_languages,
    measure_meaning,
    measure_term,
)
from doelboom.tui.settings.config import THEMES
from doelboom.tui.views.questions import PRESETS


@dataclass(frozen=True, slots=True)
class Run:
    """A command is to be run on its screen, with an answer to what it asks, where that is known already."""

    command: Command
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class GoTo:
    """The tree is to go to a node."""

    code: str


@dataclass(frozen=True, slots=True)
class UseTheme:
    """Another theme is to be in force."""

    name: str


@dataclass(frozen=True, slots=True)
class UseLanguage:
    """The interface is to speak another language."""

    name: str


@dataclass(frozen=True, slots=True)
class Keep:
    """The theme and the language that were chosen are to be kept in the settings file."""


Deed = Run | GoTo | UseTheme | UseLanguage | Keep
"""What is to be done."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is offered, and what it does."""

    choice: Choice
    deed: Deed


_ALSO_OF_PRESETS = {
    Preset.LARGEST: "unspent underspent biggest niet besteed grootste verschillen",
    Preset.NOT_EXECUTED: "unspent not made untouched niet besteed ongebruikt",
    Preset.OVERSPENT: "exceeded too much te veel overschreden",
    Preset.RECEIPTS_SHORT: "income revenue missing inkomsten tekort",
    Preset.STAFFING: "staff vacancies personeel vacatures vte fte",
    Preset.LAST_YEAR: "growth change trend groei evolutie vorig",
}
_ALSO_OF_THEMES = "colours colors settings kleuren instellingen"
_ALSO_OF_LANGUAGES = "settings instellingen"
_THEME_NAMES = {
    "dark": N_("dark"),
    "light": N_("light"),
    "contrast": N_("strong contrast"),
    "terminal": N_("the terminal's own colours"),
    "none": N_("no colour"),
}
_LANGUAGE_NAMES = {"nl": "Nederlands", "en": "English"}
_EXPLORER = (Place.EXPLORER, Place.TREE)
_OPENS = {
    Place.VARIANCES: "variances",
    Place.CHECK: "check",
    Place.SERVICES: "services",
    Place.BRIDGE: "bridge",
    Place.YEARS: "years",
    Place.REPORTS: "open",
}
"""The commands of the explorer that open the screens."""


def opener(place: Place) -> str | None:
    """The command of the explorer that opens the screen of a place; None for the explorer itself."""
    return _OPENS.get(place)


def entries(places: Sequence[Place], keys: Mapping[str, str]) -> list[Entry]:
    """Everything that is offered on a screen with these places: what can be done there first.

    Args:
        places: the places of the screen, without everywhere.
        keys: the keys in force, by the command's id.
    """
    offered = [command for command in COMMANDS if command.palette]
    here = [command for command in offered if command.place in (*places, Place.EVERYWHERE)]
    # Moving about is what one needs no palette for.
    here.sort(key=lambda command: command.place in (Place.TREE, Place.LIST))
    elsewhere = [command for command in offered if command not in here and _is_reachable(command)]
    return [
        *(_of_command(command, keys, is_here=True) for command in here),
        *(_of_command(command, keys, is_here=False) for command in elsewhere),
        *_questions(),
        *_measures(places),
        *_themes(),
        *_languages(),
        _keeping(),
    ]


def _is_reachable(command: Command) -> bool:
    """Whether there is one screen that it belongs to; to the top of which list, none could say."""
    return command.place in _EXPLORER or command.place in _OPENS


def _of_command(command: Command, keys: Mapping[str, str], *, is_here: bool) -> Entry:
    place = "" if is_here else _(PLACE_TITLES[command.place])
    parts = (key_names(keys.get(command.id, "")), place, _(command.help) if command.help else "")
    words = (in_all_languages(text) for text in (command.title, command.help, PLACE_TITLES[command.place]) if text)
    choice = _choice(
        f"run:{command.id}",
        _(command.title),
        " \N{MIDDLE DOT} ".join(part for part in parts if part),
        *words,
        ALSO.get(command.id, ""),
    )
    return Entry(choice, Run(command))


def _questions() -> list[Entry]:
    command = BY_ID["variances.preset"]
    return [
        Entry(
            _choice(
                f"question:{preset.value}",
                f"{_('Question')}: {_(name)}",
                _(meaning),
                in_all_languages("Question"),
                in_all_languages(name),
                in_all_languages(meaning),
                _ALSO_OF_PRESETS.get(preset, ""),
            ),
            Run(command, preset.value),
        )
        for preset, (name, meaning) in PRESETS.items()
    ]


def _measures(places: Sequence[Place]) -> list[Entry]:
    """The measures: of the screen that one is on, where it has any, else of the tree."""
    own = next((command for command in COMMANDS if command.action == "measure" and command.place in places), None)
    command = own or BY_ID["measure"]
    return [
        Entry(
            _choice(
                f"measure:{measure.value}",
                f"{_('Measure')}: {measure_term(measure)}",
                measure_meaning(measure),
                in_all_languages("Measure"),
                in_all_languages(MEASURE_MEANINGS[measure]),
            ),
            Run(command, measure.value),
        )
        for measure in Measure
    ]


def _themes() -> list[Entry]:
    return [
        Entry(
            _choice(
                f"theme:{name}",
                f"{_('Theme')}: {_(_THEME_NAMES[name])}",
                "",
                name,
                in_all_languages("Theme"),
                in_all_languages(_THEME_NAMES[name]),
                _ALSO_OF_THEMES,
            ),
            UseTheme(name),
        )
        for name in THEMES
    ]


def _languages() -> list[Entry]:
    return [
        Entry(
            _choice(
                f"language:{name}",
                f"{_('Language')}: {_LANGUAGE_NAMES[name]}",
                "",
                in_all_languages("Language"),
                _ALSO_OF_LANGUAGES,
            ),
            UseLanguage(name),
        )
        for name in LANGUAGES
    ]


def _keeping() -> Entry:
    title = N_("Keep theme and language")
    meaning = N_("in the settings file, those that were chosen here")
    also = (in_all_languages(title), in_all_languages(meaning), "save opslaan")
    return Entry(_choice("keep", _(title), _(meaning), *also), Keep())


def _choice(value: str, term: str, meaning: str, *also: str) -> Choice:
    return Choice(value, term, meaning, " ".join(also))
