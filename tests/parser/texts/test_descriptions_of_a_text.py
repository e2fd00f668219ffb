"""Descriptions: paragraphs and bullets as printed, nothing lost, nothing of another node."""

from __future__ import annotations

import pytest

from tests.parser.small_reports import Read, action, report


def described(read: Read, text: str) -> str | None:
    """The description of an action that prints this text, between two others that keep theirs."""
    reading = read(report(action("AC50000", text="Ervoor."), action(text=text), action("AC52000", text="Erna.")))
    assert reading["AC50000"].description == "Ervoor."
    assert reading["AC52000"].description == "Erna."
    return reading["AC51000"].description


@pytest.mark.parametrize("text", ["", "-", "–", "\n\n-\n\n", " - "])
def test_no_description(read: Read, text: str) -> None:
    assert described(read, text) is None


def test_paragraphs_are_parted_by_an_empty_line(read: Read) -> None:
    assert described(read, "Eerste zin. Tweede zin.\n\nNieuwe alinea.\n\n\n\nLaatste.") == (
        "Eerste zin. Tweede zin.\n\nNieuwe alinea.\n\nLaatste."
    )


def test_sentence_that_a_page_break_cut_goes_on(read: Read) -> None:
    assert described(read, "De bomen van de stad\n\nkrijgen water.\n\nOok de hagen") == (
        "De bomen van de stad krijgen water.\n\nOok de hagen"
    )


def test_line_break_that_was_printed_stays(read: Read) -> None:
    assert described(read, "Eerste regel.  \nTweede regel.") == "Eerste regel.\nTweede regel."


def test_line_that_was_full_goes_on(read: Read) -> None:
    assert described(read, "Overleg met Wijkbureau Oud-  \nLindendorp en de  \nBuren.") == (
        "Overleg met Wijkbureau Oud-Lindendorp en de Buren."
    )


@pytest.mark.parametrize(
    "mark", ["- ", "-", "* ", "+ ", "• ", "•", "▪ ", "– ", "\\* ", "\\*", "- \\* ", "- ° ", "- o ", "*", "- • "]
)
def test_bullets_of_every_kind(read: Read, mark: str) -> None:
    text = f"We doen:\n\n{mark}bomen planten\n{mark}hagen snoeien\n\nDat is alles."

    assert described(read, text) == "We doen:\n\n- bomen planten\n- hagen snoeien\n\nDat is alles."


def test_bullets_parted_by_empty_lines_are_one_list(read: Read) -> None:
    assert described(read, "- bomen\n\n- hagen") == "- bomen\n- hagen"


def test_nested_bullets_are_indented(read: Read) -> None:
    text = "1. Bomen:\n  - linden\n    - zilverlinden\n  - eiken\n2. Hagen"

    assert described(read, text) == "1. Bomen:\n  - linden\n    - zilverlinden\n  - eiken\n2. Hagen"


@pytest.mark.parametrize("numbers", [("1.", "2."), ("1)", "2)"), ("(i)", "(ii)"), ("a)", "b)"), ("(1)", "(2)")])
def test_numbered_lists(read: Read, numbers: tuple[str, str]) -> None:
    first, second = numbers

    assert described(read, f"Zo gaat het:\n\n{first} graven\n\n{second} planten") == (
        f"Zo gaat het:\n\n{first} graven\n{second} planten"
    )


def test_bullet_that_goes_on_below(read: Read) -> None:
    assert described(read, "- bomen langs de lanen  \n  en op de pleinen\n- hagen") == (
        "- bomen langs de lanen en op de pleinen\n- hagen"
    )


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("- zo doen we het op de markt", "- zo doen we het op de markt"),
        ("- * op * het plein", "- op * het plein"),
        ("+32 9 123 45 67 is ons nummer.", "+32 9 123 45 67 is ons nummer."),
        ("-5 graden is koud.", "-5 graden is koud."),
        ("*Let op* voor vorst.", "*Let op* voor vorst."),
        ("**Let op** voor vorst.", "Let op voor vorst."),
        ("\\*\\*Let op\\*\\* voor vorst.", "**Let op** voor vorst."),
        ("__Let op__ voor vorst.", "Let op voor vorst."),
        ("Het kost 2 * 3 * 4 euro.", "Het kost 2 * 3 * 4 euro."),
        ("Zie bestand\\_2027\\_a.", "Zie bestand_2027_a."),
        ("Zie bestand__2027__a.", "Zie bestand__2027__a."),
        ("Map C:\\\\groen.", "Map C:\\groen."),
        ("R&amp;D, 3 &lt; 4, caf&eacute;.", "R&D, 3 < 4, café."),
        ("AT&T en B&B blijven.", "AT&T en B&B blijven."),
        ("3 < 4 en 5 > 4.", "3 < 4 en 5 > 4."),
        ("Zie <https://voorbeeld.be/a_b>.", "Zie https://voorbeeld.be/a_b."),
        (
            "Zie [https://voorbeeld.be/a\\\\_b](https://voorbeeld.be/a_b).",
            "Zie https://voorbeeld.be/a_b.",
        ),
        ("Zie [onze site](https://voorbeeld.be).", "Zie onze site (https://voorbeeld.be)."),
        ("Zie [1] en (2).", "Zie [1] en (2)."),
        ("Regel een<br>regel twee.", "Regel een regel twee."),
        ("<u>Onder</u>streept en <i>schuin</i>.", "Onderstreept en schuin."),
        ("<groen> blijft staan.", "<groen> blijft staan."),
        ("## Doelgroep", "Doelgroep"),
        ("## Doelgroep ##", "Doelgroep"),
        ("## Werken in C#", "Werken in C#"),
        ("#groen op straat", "#groen op straat"),
        ("12.500 euro is begroot.", "12.500 euro is begroot."),
        ("VTE: 3,5 | euro: 1.000", "VTE: 3,5 | euro: 1.000"),
        ("Van\N{NO-BREAK SPACE}2027 tot\N{NARROW NO-BREAK SPACE}2031.", "Van 2027 tot 2031."),
        ("sub\N{SOFT HYPHEN}sidie", "subsidie"),
        ("cafe\N{COMBINING ACUTE ACCENT}", "café"),
        ("=SOM(A1:A3)", "=SOM(A1:A3)"),
        ("[bold red]rood[/] en {blauw}", "[bold red]rood[/] en {blauw}"),
        ("“Groen” – ’t is beter… €5", "“Groen” – ’t is beter… €5"),
    ],
)
def test_what_was_printed_is_what_is_read(read: Read, line: str, printed: str) -> None:
    assert described(read, f"Vooraf.\n\n{line}\n\nNa afloop.") == f"Vooraf.\n\n{printed}\n\nNa afloop."


def test_subheading_in_a_description_is_no_heading(read: Read) -> None:
    text = "Inleiding.\n\n## Groepen in de stad\n\nIedereen.\n\n#### Aanpak & middelen\n\nSamen."

    assert described(read, text) == "Inleiding.\n\nGroepen in de stad\n\nIedereen.\n\nAanpak & middelen\n\nSamen."


def test_terminal_escapes_and_direction_overrides_do_not_get_through(read: Read) -> None:
    text = "\x1b[31mrood\x1b]52;c;aGFjaw==\x07 \u202egnor\u202c en \x9b0m \u200b\u200b\u2066stil\u2069"

    assert described(read, text) == "�[31mrood�]52;c;aGFjaw==� gnor en �0m stil"


def test_description_of_a_megabyte_without_a_space(read: Read) -> None:
    assert described(read, "x" * 1_000_000) == "x" * 1_000_000


def test_description_of_many_wrapped_lines(read: Read) -> None:
    text = "\n".join(["woord  "] * 20_000)

    assert described(read, text) == " ".join(["woord"] * 20_000)
