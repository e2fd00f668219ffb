"""The page of a node: what stands on it in each form, that it needs nothing else, and that it is one page."""

from __future__ import annotations

import re
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from doelboom.data.model.outline import Outline, outline
from doelboom.data.storage import notes
from doelboom.data.storage.library import Opened, open_report
from doelboom.data.storage.notes import notes_of
from doelboom.parser.records import Measure
from doelboom.tui.brief.contents import page_of
from doelboom.tui.brief.writing import FORMS, written
from doelboom.tui.explorer.screens.dialogs.export import ExportScreen
from doelboom.tui.locale.words import use_language
from doelboom.tui.views.words.numbers import percentage, printed
from tests.tui.driving import explore
from tests.tui.running import run
from tests.tui.small_reports import opened, small_text

CODES = ("SD10022", "SD10023", "OD10041", "AC34834", "OD10041.x1", "OD10041.rest", "PR40005")


@pytest.fixture(autouse=True)
def _nothing_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes, "_shared", {})


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Outline:
    from doelboom.data.storage.archive import Archive

    return outline(open_report("bundled", Archive(tmp_path_factory.mktemp("archive"))).accounts)


class Reading(HTMLParser):
    """What a browser would take from a page: its texts, its elements with their attributes, closed in their order."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(content)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


class TestWhatStandsOnIt:
    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize("code", CODES)
    def test_every_figure_of_both_tables_as_printed(self, tree: Outline, code: str, form: str) -> None:
        words = re.sub(r"[|<>/]", " ", written(tree, code, form)).split()
        for measure in Measure:
            figures = tree.figures(code, measure)
            for column in ("reference", "actual", "prior"):
                assert printed(getattr(figures, column), measure) in words
            if figures.spent_pct is not None:
                assert percentage(figures.spent_pct).rstrip("%") in {word.rstrip("td%") for word in words}

    @pytest.mark.parametrize("form", FORMS)
    def test_place_facts_bridge_children_findings_source_and_note(self, tree: Outline, form: str) -> None:
        notes_of(tree.source).put("OD10041", "Navragen <bij> Fatima")
        content = written(tree, "OD10041", form)
        text = Reading(content).text if form == "html" else re.sub(r"\\(.)", r"\1", content)
        for said in (
            "Jaarrekening 2024 - Gent",
            "SD10021 Meer Gentenaars aan het werk met een Gents arbeidspact",
            "OD10041 Realiseren van banengroei en kwaliteitsvolle loopbanen in de sociale economie",
            "action plan · Groep Gent · 2020 - 2027",
            "What explains the variance: Exploitatie, uitgaven",
            "Largest variances below it: Exploitatie, uitgaven",
            "21 others",
            "and 21 more",
            "remainder: Exploitatie, uitgaven, Budget 2024; printed 18.216.001",
            "Navragen <bij> Fatima",
            "No figure of its tables is in doubt",
        ):
            assert said in text, said
        assert "bundled" in " ".join(text.split())
        assert re.search(r"ACD3725.{0,200}-1\.217\.260", text, re.DOTALL)

    def test_a_leaf_has_neither_bridge_nor_children(self, tree: Outline) -> None:
        page = page_of(tree, "AC34834")
        assert (page.waterfall, page.children, page.findings, page.note) == (None, None, (), ())

    def test_it_is_about_the_measure_that_is_asked_for_if_there_is_anything_in_it(self, tree: Outline) -> None:
        for asked, told in (
            (Measure.FTE, "VTE"),
            (None, "Exploitatie, uitgaven"),
            (Measure.FINANCING_RECEIPTS, "Exploitatie, uitgaven"),
        ):
            page = page_of(tree, "OD10041", measure=asked)
            assert page.waterfall is not None
            assert page.waterfall.title == f"What explains the variance: {told}"

    @pytest.mark.parametrize("form", FORMS)
    def test_a_figure_in_doubt_is_marked_wherever_it_stands(self, doubtful: Opened, form: str) -> None:
        report = outline(doubtful.accounts)
        content = written(report, "AC51000", form)
        assert "480.321 ?400.321" in content
        assert "1 figure of its tables is in doubt" in content
        above = written(report, "OD4100", form)
        assert above.count("-19.802?") >= 2
        # Wherever it stands: tables, the line of effects, pictures.
        assert not re.search(r"-19\.802(?!\?)", content + above)
        if form == "html":
            assert 'class="doubt">-19.802?' in above
            assert "480.321? / 500.123" in content

    @pytest.mark.parametrize("form", FORMS)
    def test_in_dutch(self, tree: Outline, form: str) -> None:
        use_language("nl")
        content = written(tree, "OD10041", form)
        assert "Wat de afwijking verklaart: Exploitatie, uitgaven" in content
        assert ('lang="nl"' in content) is (form == "html")

    @pytest.mark.parametrize("width", [40, 60, 80, 104, 200])
    def test_the_text_keeps_to_its_width_and_cuts_no_figure(self, tree: Outline, width: int) -> None:
        for code in (*CODES, *list(tree.items)[::29]):
            content = written(tree, code, "text", width=width)
            figures = tree.figures(code, Measure.OPERATING_EXPENDITURE)
            assert printed(figures.actual, Measure.OPERATING_EXPENDITURE) in content.split()
            for line in content.splitlines():
                assert len(line) <= width, line
                assert not re.search(r"\d…", line), line

    def test_the_description_is_on_it(self, lindendorp: Opened) -> None:
        for form in FORMS:
            assert "We planten elk jaar bomen." in written(outline(lindendorp.accounts), "AC51000", form)

    def test_a_title_that_would_take_half_the_page_is_cut_in_a_row(self, tmp_path: Path, home: Path) -> None:
        report = outline(opened(small_text(title="Bomen planten in elke straat " * 20), tmp_path).accounts)
        table = page_of(report, "OD4100").children
        assert table is not None
        assert len(table.rows[0].texts[1]) <= 161
        assert page_of(report, "AC51000").title == ("Bomen planten in elke straat " * 20).strip()

    def test_a_long_description_ends_where_it_is_cut(self, tmp_path: Path, home: Path) -> None:
        report = outline(opened(small_text(text="Wij planten bomen. " * 500), tmp_path).accounts)
        page = page_of(report, "AC51000")
        assert len("".join(page.description)) <= 3002
        assert page.description[-1].endswith(" …")


class TestTheFile:
    @pytest.mark.parametrize("code", CODES)
    def test_it_needs_no_other_and_runs_nothing(self, tree: Outline, code: str) -> None:
        content = written(tree, code, "html")
        page = Reading(content)
        assert {tag for tag, _attributes in page.elements} <= {
            *("html", "head", "meta", "title", "style", "body", "p", "br", "h1", "h2", "span", "div", "table", "tr"),
            *("th", "td", "ul", "li", "footer", "svg", "rect", "text", "path"),
        }
        names = {name for _tag, attributes in page.elements for name in attributes}
        assert names & {"src", "href", "style", "srcset", "data"} == set()
        assert not [name for name in names if name.startswith("on")]
        assert not re.search(r"url\(|@import|https?:", content)
        assert "default-src 'none'" in content

    @pytest.mark.parametrize("form", FORMS)
    def test_a_hostile_report_and_note_are_text(self, tmp_path: Path, home: Path, form: str) -> None:
        evil = "<script>alert(1)</script> & \"x\" 'y' </style><img src=x onerror=alert(1)> [a](javascript:x) =1+1 `c`"
        report = outline(opened(small_text(title=evil, text=evil), tmp_path).accounts)
        shown = report.items["AC51000"].title or ""
        notes_of(report.source).put("AC51000", f"{evil}\x1b[31m\u202e")
        content = written(report, "AC51000", form)
        assert all(character.isprintable() or character == "\n" for character in content)
        if form == "html":
            page = Reading(content)
            assert page.all("script") == page.all("img") == []
            assert len(page.all("style")) == 1
            assert " ".join(shown.split()) in page.text
        if form == "md":
            assert not re.search(r"(?<!\\)[<\[`]", content)

    def test_bars_are_to_scale(self, tree: Outline) -> None:
        widths: dict[str | None, Decimal] = {}
        for rectangle in Reading(written(tree, "AC34834", "html")).all("rect"):
            widths.setdefault(rectangle["class"], Decimal(rectangle["width"] or ""))
        assert float(widths["expenditure"] / widths["frame"]) == pytest.approx(365860 / 442318, abs=0.01)
        assert float(widths["receipts"] / widths["frame"]) == pytest.approx(116319 / 442318, abs=0.01)

    def test_the_steps_hang_together(self, tree: Outline) -> None:
        steps = [r for r in Reading(written(tree, "OD10041", "html")).all("rect") if "step" in (r["class"] or "")]
        ends = [(Decimal(r["x"] or ""), Decimal(r["x"] or "") + Decimal(r["width"] or "")) for r in steps]
        for (left, _right), (_left, right) in pairwise(ends):
            assert abs(left - right) <= 2

    @pytest.mark.parametrize("code", CODES)
    def test_it_is_one_page_on_paper(self, tree: Outline, code: str) -> None:
        try:
            import weasyprint
        except OSError:
            pytest.skip("WEASYPRINT LACKS ITS LIBRARIES HERE")
        assert len(weasyprint.HTML(string=written(tree, code, "html")).render().pages) == 1


class TestTheCommand:
    def test_markdown_in_a_pipe_text_on_a_terminal(self) -> None:
        assert run("brief", "34834").out.startswith("# AC34834 Gentse bedrijven")
        assert run("brief", "34834", terminal=80).out.startswith("Jaarrekening 2024 - Gent\n")
        assert run("brief", "34834", "--format", "html").out.startswith("<!doctype html>")
        assert run("brief", "34834", "-o", "-").out.startswith("# AC34834")

    @pytest.mark.parametrize(("name", "begin"), [("a.html", "<!d"), ("a.md", "# AC"), ("a.txt", "Jaar"), ("a", "#")])
    def test_the_name_says_the_form(self, tmp_path: Path, name: str, begin: str) -> None:
        path = tmp_path / name
        done = run("brief", "34834", "-o", str(path))
        assert (done.code, done.out, done.err) == (0, "", "")
        assert path.read_text(encoding="utf-8").startswith(begin)

    def test_a_file_that_is_there_stays_unless_one_says_otherwise(self, tmp_path: Path) -> None:
        path = tmp_path / "a.md"
        path.write_text("mine")
        done = run("brief", "34834", "-o", str(path))
        assert (done.code, path.read_text()) == (2, "mine")
        assert done.err == f"doelboom: {path}: is there already; --force replaces it\n"
        assert run("brief", "34834", "-o", str(path), "--force").code == 0
        assert path.read_text(encoding="utf-8").startswith("# AC34834")

    @pytest.mark.parametrize(
        ("arguments", "code", "complaint"),
        [
            (("99999",), 1, "no such code"),
            (("34834", "-o", "a.docx"), 2, "does not say which format"),
            (("34834", "-o", "/nowhere/a.md"), 2, "cannot be written"),
        ],
    )
    def test_says_what_is_wrong_in_one_line(self, arguments: tuple[str, ...], code: int, complaint: str) -> None:
        done = run("brief", *arguments)
        assert (done.code, done.out, done.err.count("\n")) == (code, "", 1)
        assert complaint in done.err


class TestTheKey:
    async def test_a_page_on_the_node_under_the_cursor(
        self, gent: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        async with explore(gent) as it:
            await it.press("colon", *"34834", "enter", "P", "enter")
            path = tmp_path / "AC34834-2024.html"
            await it.until(path.exists, "the page")
            assert "AC34834" in Reading(path.read_text(encoding="utf-8")).text
            assert it.said == [f"The page of AC34834 is written to {path}"]
            path.write_text("mine")
            await it.press("P", "enter")
            assert path.read_text() == "mine"
            assert "There is such a file. Enter again replaces it." in it.text
            await it.press("escape")
            assert path.read_text() == "mine"

    async def test_from_lists_and_the_bridge_with_its_measure(
        self, gent: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        async with explore(gent, code="SD10021") as it:
            await it.press("v")
            await it.until(lambda: it.table.row_count > 0, "rows")
            key = it.table.key
            await it.press("P", "enter")
            await it.until((tmp_path / f"{key}-2024.html").exists, "the page")
            await it.press("q", "w", "m", "G", "enter", "P")
            await it.until_screen(ExportScreen)
            await it.press("ctrl+u")
            await it.type_in("plan.txt")
            await it.press("enter")
            await it.until((tmp_path / "plan.txt").exists, "the page")
            assert "What explains the variance: VTE" in (tmp_path / "plan.txt").read_text(encoding="utf-8")
