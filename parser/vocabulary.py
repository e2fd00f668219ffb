"""The words and signs by which the parts of a report are known, whatever they look like on the page.

They are the field's own terms (the tables of the BBC), tolerant of hyphens at a line's end and of a misspelling. Codes,
markers, labels and signs are declared here, once, for formats, grammar and layout.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from doelboom.parser.records import Level

BREAK_HYPHEN = "\N{HYPHEN}"
"""At the end of a word: the program that broke the line put the hyphen there. WeasyPrint and browsers use this
character for it, and leave the hyphens that were typed as they are; anywhere else it is a hyphen like others."""
HYPHENS = f"-\N{MINUS SIGN}{BREAK_HYPHEN}\N{NON-BREAKING HYPHEN}\N{SMALL HYPHEN-MINUS}"
"""The characters that are one short stroke on paper."""
MINUS_SIGNS = f"{HYPHENS}\N{EN DASH}\N{FIGURE DASH}"
"""The characters that producers print for a minus sign."""
DASHES = "-\N{EN DASH}\N{EM DASH}"
"""What stands between words or years, or where there is nothing to print, when all `HYPHENS` are one."""
PLAIN_BULLETS = "-\N{EN DASH}*+"
"""Characters that stand before the items of a list, and elsewhere too."""
ROUND_BULLETS = "•▪■◦‣●○"
"""Characters that nothing else is printed with."""
BULLETS = frozenset(f"{PLAIN_BULLETS}{ROUND_BULLETS}·∙⁃➢➤✓✔❖□▸►\uf0b7\uf0a7\uf0d8\uf076\uf02d\uf0fc\ufffd")
"""All that stand before the items of a list, those of the symbol fonts among them, and what has no character."""
DASH_BULLETS = BULLETS.intersection(DASHES)
"""Those of them that also stand between words."""
LEADERS = ".\N{HORIZONTAL ELLIPSIS}\N{MIDDLE DOT}"
"""What leads the eye from a title to its page number."""

ANY_DASH = f"[{MINUS_SIGNS}\N{EM DASH}]"
"""The pattern of a dash or hyphen, as any producer prints it."""
WORD = r"[^\W\d_]+(?:-[^\W\d_]+)*"
"""The pattern of a word; a compound with its hyphens is one."""
YEAR = r"(?:19|20)[0-9][0-9]"
"""The pattern of a year."""
UNTIL = rf"\s*(?:{ANY_DASH}|tot|t/m)\s*"
"""The pattern of what stands between the two years of a period."""
PLANS = (Level.OD, Level.PO)
LEAVES = (Level.AC, Level.PR)


class TableWords(NamedTuple):
    """What one of the two tables says in its header, beside years, per cent signs and "t.o.v."."""

    title: str
    reference: str
    actual: str


OBJECTIVE = "beleidsdoelstelling"
REFERENCES = ("budget", "plan", "meerjarenplan", "krediet", "kredieten", "eindbudget", "raming", "begroting")
"""What the planned amount is called, in whichever table."""
ACTUALS = ("jaarrekening", "betaald", "rekening", "realisatie", "gerealiseerd", "uitgevoerd")
"""What the amount that came of it is called."""
SHARES = ("besteding", "bestedingsgraad", "realisatiegraad", "uitvoeringsgraad", "aanwending", "benutting")
"""What the part of the plan is called that was spent."""
RATIOS = ("evolutie", "index")
"""What the comparison with the year before is called, where it is not "t.o.v."."""
BALANCE = "saldo"
"""A row that is receipts minus expenditure."""
STAFF = "personeel"
BUDGET_TABLE = TableWords("budgettaire onderbouwing", "budget", "jaarrekening")
STAFF_TABLE = TableWords(f"onderbouwing {STAFF}", "plan", "betaald")
SPENT = "besteding"
SECTIONS = ("exploitatie", "investering", "financiering")
"""The labels of a table's first column."""
DIRECTIONS = ("uitgaven", "ontvangsten")
"""Those of its second column."""
FTE = "vte"
"""The one label of the staff table."""
_MARKERS = {
    "actieplan": Level.OD,
    "actieplannen": Level.OD,
    "acties": Level.AC,
    "actie": Level.AC,
    "projecten": Level.PR,
    "project": Level.PR,
    "acties en projecten": Level.AC,
    "actie/project": Level.AC,
    "deelprojecten": Level.PR,
    "deelproject": Level.PR,
    "deelacties": Level.PR,
    "operationele doelstellingen": Level.OD,
    "prioritaire acties": Level.AC,
    "prioritaire actieplannen": Level.OD,
}
"""The lines that announce nodes, and of which level."""

LEVEL_WORDS = {
    "beleidsdoelstelling": Level.SD,
    "strategische doelstelling": Level.SD,
    "prioritaire beleidsdoelstelling": Level.SD,
    "actieplan": Level.OD,
    "operationele doelstelling": Level.OD,
    "prioritair actieplan": Level.OD,
    "actie": Level.AC,
    "prioritaire actie": Level.AC,
    "project": Level.PR,
    "deelproject": Level.PR,
    "deelactie": Level.PR,
}
"""The words that stand before a code, and of which level it then is."""

_REST_OF_POLICY = re.compile(
    r"(?:overige?|gelijkblijvende?|niet[- ]prioritaire?|reguliere?|lopende?) "
    r"(beleid|beleidsdoelstelling|doelstelling|actieplan|actie|project)(?:en|nen|s)?",
    re.IGNORECASE,
)
"""What cities call what they do outside of any plan."""
_LONGEST_MARKER = max(map(len, (*_MARKERS, *LEVEL_WORDS)))
_LABELS = (*SECTIONS, *DIRECTIONS, FTE)
_TITLE_WORDS = ("onderbouwing",)
"""What both tables have in their titles."""
_HEADER_WORDS = (*BUDGET_TABLE.title.split(), *BUDGET_TABLE[1:], *STAFF_TABLE.title.split(), *STAFF_TABLE[1:], SPENT)
_TOV = frozenset({"tov", "to", "ov", "v"})
"""What hyphens and line ends leave of "t.o.v."."""
NO_FIGURE = frozenset({*DASHES, "n.v.t.", "n.v.t", "nvt", "n.b.", "n.b", "n/a", "nan", "#n/b", "#n/a", "#deel/0!"})
"""What stands where there is no figure, in small letters: the words, and what spreadsheets print for them."""
CURRENCIES = ("€", "EUR", "euro")
"""What stands before or behind an amount of money."""
_CURRENCY_WORDS = frozenset({"eur", "euro"})
_AFTER_CODE = ":-\N{EN DASH}"
_SIGNS = re.compile(rf"[^\w{BREAK_HYPHEN}-]+")
_IS_YEAR = re.compile(YEAR)
_OBJECTIVE = re.compile(
    rf"(?i:{'|'.join(word for word, level in LEVEL_WORDS.items() if level is Level.SD)}|{OBJECTIVE}en)\s*:?\s+"
    r"((?i:[a-z]{1,5}[0-9]{2,8}|[0-9][a-z]{2,4}[0-9]{2,8})|[A-Z]{1,4} [0-9]{1,4}|[0-9]{1,3}(?=\s*(?:[:-]|$)))"
    rf"(?![\w.])\s*(?:{ANY_DASH}|:)?\s*(.*)",
)
_GROUPED = re.compile(r"-?[0-9]+[.,][0-9.,]+%?")
"""A figure of a table, which no header has."""
_SEAM = re.compile(r"(?<=\d)(?=[^\W\d]|%)|(?<=[^\W\d]|%)(?=\d)")
"""Where a year ends or begins in the midst of a word."""
_COMPOUND = re.compile(r"(?<=\w\w)[-/](?=\w\w)")
"""Within a label of two words: "Exploitatie-uitgaven"."""
_ENUMERATOR = re.compile(r"(?:[IVX]{1,4}|[A-Z]|[1-9])[.)]")
_CLOSE = 0.78
_SHORTEST_FUZZY = 6


def is_hyphenated(text: str) -> bool:
    """Whether a fragment ends in a hyphen."""
    return len(text) > 1 and text[-1] in f"-{BREAK_HYPHEN}"


def closest(text: str, vocabulary: Iterable[str], cutoff: float) -> str | None:
    """The word of a vocabulary that a text is most like, by difflib's ratio; None where no ratio reaches `cutoff`.

    Most words are like none, which the letters that they lack tell much sooner than difflib does.
    """
    size, letters = len(text), frozenset(text)
    able = [
        word
        for word in vocabulary
        # So many letters can be alike at most.
        if 2 * min(size, len(word)) >= (least := cutoff * (size + len(word)))
        and 2 * (size - len(letters - _letters(word))) >= least
        and 2 * (len(word) - len(_letters(word) - letters)) >= least
    ]
    return next(iter(difflib.get_close_matches(text, able, n=1, cutoff=cutoff)), None) if able else None


@lru_cache(maxsize=256)
def _letters(word: str) -> frozenset[str]:
    return frozenset(word)


def _bare(text: str) -> str:
    return _SIGNS.sub("", text).casefold()


@lru_cache(maxsize=4096)
def _is_word_of(text: str, vocabulary: tuple[str, ...]) -> bool:
    """Whether a word, or a fragment of one beside a hyphen, is of a vocabulary."""
    bare = _bare(text)
    stem = bare.rstrip(f"-{BREAK_HYPHEN}")
    if not stem:
        return False
    if bare in vocabulary:
        return True
    if is_hyphenated(bare):
        return any(word.startswith(stem) for word in vocabulary)
    if len(stem) >= _SHORTEST_FUZZY and closest(stem, vocabulary, _CLOSE) is not None:
        return True
    return len(stem) >= 2 and any(word.endswith(stem) and word != stem for word in vocabulary)


@lru_cache(maxsize=4096)
def is_header_word(text: str) -> bool:
    """Whether a word can stand in the header of one of the two tables."""
    if text in ("%", "-") or _IS_YEAR.fullmatch(text):
        return True
    if _GROUPED.fullmatch(text):
        return False
    bare = _bare(text)
    if text[0] == "(" and text[-1] == ")" and bare in _CURRENCY_WORDS:
        return True
    if bare in _TOV or ((bare.isalpha() or is_hyphenated(bare)) and _is_word_of(text, _HEADER_WORDS)):
        return True
    parts = header_parts(text)
    return len(parts) > 1 and all(map(is_header_word, parts))


@lru_cache(maxsize=1024)
def header_parts(text: str) -> tuple[str, ...]:
    """The words of a header that stand so close that they are one: "2024Jaarrekening" is a year and a word."""
    return tuple(_SEAM.split(text))


def is_table_title(text: str) -> bool:
    """Whether a cell names one of the two tables, give or take a letter."""
    return any(_is_word_of(word, _TITLE_WORDS) for word in text.split())


@lru_cache(maxsize=4096)
def is_label_word(text: str) -> bool:
    """Whether a word, or a fragment of one, can be a table's label ("Uitgaven", "Ontvang-", "sten")."""
    if any(map(str.isdigit, text)):
        return False
    parts = _COMPOUND.split(text)
    if len(parts) > 1 and all(parts):
        return all(_bare(part) in _LABELS for part in parts)
    return _is_word_of(text, _LABELS) or is_balance(text)


def is_balance(text: str) -> bool:
    """Whether a word names a balance: "Saldo", "Exploitatiesaldo"."""
    return _bare(text).endswith(BALANCE)


def is_enumerator(text: str) -> bool:
    """Whether a word numbers a row of a table: "I.", "B)"."""
    return _ENUMERATOR.fullmatch(text) is not None


@lru_cache(maxsize=1024)
def is_section(text: str) -> bool:
    """Whether a word (or fragment) is a label of the first column: a section, as opposed to a direction."""
    bare = _bare(text)
    if is_balance(text):
        return False
    if any(_bare(part) in SECTIONS for part in _COMPOUND.split(text)):
        return True
    return _is_word_of(text, SECTIONS) and not (not is_hyphenated(bare) and _is_word_of(text, _LABELS[len(SECTIONS) :]))


def is_figure(text: str) -> bool:
    """Whether a word is a figure, part of one, or what stands for a missing one."""
    return text[:1].isdigit() or text == "%" or text.casefold() in NO_FIGURE or any(map(str.isdigit, text))


def marked_level(text: str) -> Level | None:
    """The level of the plans, actions or projects that a line announces; None for any other line."""
    word = text.rstrip(" :")
    if len(word) > _LONGEST_MARKER:
        return None
    word = word.casefold()
    level = LEVEL_WORDS.get(word)
    return _MARKERS.get(word) if level is None or level is Level.SD else level


def rest_of_policy(text: str) -> Level | None:
    """The level of what a city does outside of its plans, mostly without a code ("Overig beleid", "Overige acties"), by
    its noun; None for any other text."""
    match = _REST_OF_POLICY.fullmatch(text)
    return LEVEL_WORDS.get(match[1].casefold(), Level.SD) if match is not None else None


def singular(text: str) -> str:
    """The word for one node, in the words of a line that announces nodes: "actie" for "Acties"."""
    word = text.rstrip(" :").casefold()
    fitting = [known for known in LEVEL_WORDS if word.startswith(known[:-1])]
    return max(fitting, key=len, default=word)


def bare_code(text: str) -> str:
    """A code without the colon or dash that follows it."""
    return text.rstrip(_AFTER_CODE)


def read_objective(text: str) -> tuple[str, str] | None:
    """Code and title (which can be "") of the heading of a policy objective; None for any other line."""
    match = _OBJECTIVE.fullmatch(text)
    return (match[1].upper(), match[2]) if match else None
