"""The service of an action, where its heading has no cell for it."""

from __future__ import annotations

import pytest

from tests.parser.small_reports import Read, action, report


@pytest.mark.parametrize(
    ("lines", "service"),
    [
        ("Groendienst", "Groendienst"),
        ("Dienst Openbaar  \nDomein", "Dienst Openbaar Domein"),
        ("Dienst  \nOpenbaar Domein  \nen Groen", "Dienst Openbaar Domein en Groen"),
        ("Wijkbureau Oud-  \nLindendorp", "Wijkbureau Oud-Lindendorp"),
    ],
)
def test_service_on_one_to_three_lines_below_the_title(read: Read, lines: str, service: str) -> None:
    node = read(report(action(service=None, text=f"{lines}\n\nWe planten.\n\nEn we snoeien.")))["AC51000"]

    assert (node.title, node.service) == ("Bomen planten langs de lanen", service)
    assert node.description == "We planten.\n\nEn we snoeien."


def test_service_below_the_title_without_any_description(read: Read) -> None:
    text = report(action("AC51001"), action(service=None, text="Groendienst"))
    node = read(text)["AC51000"]

    assert (node.service, node.description) == ("Groendienst", None)


def test_service_below_the_title_and_a_dash_for_description(read: Read) -> None:
    node = read(report(action(service=None, text="Groendienst\n\n-")))["AC51000"]

    assert (node.service, node.description) == ("Groendienst", None)


def test_service_run_into_the_title_is_parted_where_the_report_prints_it_elsewhere(read: Read) -> None:
    text = report(
        action("AC51001", service="Dienst Openbaar Groen"),
        action(title="Hagen snoeien in wijk 4 Dienst Openbaar Groen", service=None, text="We snoeien elk jaar."),
    )
    node = read(text)["AC51000"]

    assert (node.title, node.service) == ("Hagen snoeien in wijk 4", "Dienst Openbaar Groen")
    assert node.description == "We snoeien elk jaar."


def test_service_run_into_the_title_is_parted_where_it_stands_below_several_titles(read: Read) -> None:
    below = "Dienst Openbaar Groen\n\nWe snoeien elk jaar."
    text = report(
        action("AC51001", service=None, text=below),
        action("AC51002", service=None, text=below),
        action(title="Hagen snoeien Dienst Openbaar Groen", service=None, text="We snoeien elk jaar."),
    )
    node = read(text)["AC51000"]

    assert (node.title, node.service) == ("Hagen snoeien", "Dienst Openbaar Groen")


def test_longest_service_is_parted_from_the_title(read: Read) -> None:
    text = report(
        action("AC51001", service="Groen"),
        action("AC51002", service="Dienst Groen"),
        action(title="Hagen snoeien Dienst Groen", service=None),
    )
    assert read(text)["AC51000"].service == "Dienst Groen"


def test_title_stays_whole_where_no_service_is_printed_elsewhere(read: Read) -> None:
    text = report(action(title="Hagen snoeien Dienst Openbaar Groen", service=None, text="We snoeien elk jaar."))
    node = read(text)["AC51000"]

    assert (node.title, node.service) == ("Hagen snoeien Dienst Openbaar Groen", None)
    assert node.description == "We snoeien elk jaar."


@pytest.mark.parametrize(
    "title", ["Ondersteunen van Dienst Groen", "De interne werking van de Dienst Groen", "Beheren Dienst Groen"]
)
def test_title_stays_whole_where_what_is_left_would_be_no_title(read: Read, title: str) -> None:
    text = report(action("AC51001", service="Dienst Groen"), action(title=title, service=None))
    node = read(text)["AC51000"]

    assert (node.title, node.service) == (title, None)


def test_title_ends_in_a_service_in_other_letters(read: Read) -> None:
    text = report(action("AC51001", service="Groene Ruimte"), action(title="Meer bomen, groene ruimte", service=None))

    assert read(text)["AC51000"].title == "Meer bomen, groene ruimte"


def test_title_ends_in_a_service_while_the_service_stands_below(read: Read) -> None:
    text = report(
        action("AC51001", service="Dienst Groen"),
        action(title="Interne werking Dienst Groen", service=None, text="Dienst Groen\n\nWe werken."),
    )
    node = read(text)["AC51000"]

    assert (node.title, node.service, node.description) == (
        "Interne werking Dienst Groen",
        "Dienst Groen",
        "We werken.",
    )


def test_title_stays_whole_where_title_and_text_name_different_services(read: Read) -> None:
    text = report(
        action("AC51001", service="Dienst Groen"),
        action(title="Interne werking Dienst Groen", service=None, text="Wegendienst\n\nWe werken."),
    )
    node = read(text)["AC51000"]

    assert (node.title, node.service) == ("Interne werking Dienst Groen", None)
    assert node.description == "Wegendienst\n\nWe werken."


@pytest.mark.parametrize(
    "text",
    [
        "We planten elk jaar bomen.\n\nEn hagen.",
        "een deel van de bomen\n\nEn hagen.",
        "Hierbij:\n\n- bomen\n- hagen",
        "- bomen\n- hagen",
        "Bomen planten langs de lanen\n\nEn langs de pleinen.",
    ],
)
def test_description_is_not_taken_for_a_service(read: Read, text: str) -> None:
    node = read(report(action(service=None, text=text)))["AC51000"]

    assert (node.service, node.description) == (None, text)


def test_service_with_a_different_printed_spelling_is_kept_as_printed(read: Read) -> None:
    text = report(
        action("AC51001", service="Groendienst Oost"), action(service=None, text="Groendienst oost\n\nTekst.")
    )

    assert read(text)["AC51000"].service == "Groendienst oost"
