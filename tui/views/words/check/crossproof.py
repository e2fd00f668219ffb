"""What the report of a neighbouring year says of the same account, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from doelboom.data.model.findings import FindingKind
from doelboom.data.years.crossproof import AFTER, BEFORE, CrossProof, Part, Restated
from doelboom.parser.records import Measure
from doelboom.tui.locale.words import N_, _, column_heading, counted, measure_term
from doelboom.tui.views.words.check.findings import KINDS, figure_name
from doelboom.tui.views.words.numbers import grouped, printed
from doelboom.tui.views.words.places import place_words

PARTS: Mapping[Part, str] = {
    Part.MOVED_IN: N_("moved in"),
    Part.MOVED_OUT: N_("moved out"),
    Part.CAME: N_("came"),
    Part.WENT: N_("went"),
    Part.PERHAPS: N_("perhaps restated"),
    Part.RESTATED: N_("restated"),
}
_MOST_NAMED = 6


def cross_proof_lines(proof: CrossProof, *, of_later: bool) -> list[str]:
    """Whether the other report agrees, then what differs, a line each.

    Args:
        of_later: whether the report at hand is the later of the two.
    """
    lines = [verdict(proof, of_later=of_later)]
    lines += [f"{one.code}: {describe_restated(one, proof)}" for one in proof.restated]
    for cells in proof.confirmed:
        in_before, in_after = (cell.code for cell in cells)
        name = figure_name(cells[0], proof.before.year)
        codes = name if in_before == in_after else f"{name} ({in_after})"
        lines.append(_("{figure}: in doubt in one report, and the other prints the same").format(figure=codes))
    return lines + [f"{code}: {words}" for code, words in _explained(proof.explained).items()]


def verdict(proof: CrossProof, *, of_later: bool) -> str:
    """Whether the other report agrees, and in how many figures, in one line."""
    year, other = proof.before.year, proof.before if of_later else proof.after
    number = grouped(Decimal(proof.compared), 0)
    if proof.agrees:
        text = _("{report} agrees: {count} figures of {year} are the same in both")
    else:
        number = grouped(Decimal(len(proof.restated)), 0)
        text = counted(
            "{report} prints {count} figure of {year} otherwise",
            "{report} prints {count} figures of {year} otherwise",
            len(proof.restated),
        )
    words = text.format(report=other.label, count=number, year=year)
    if proof.explained:
        sums = counted("{count} sum differs by its parts", "{count} sums differ by their parts", len(proof.explained))
        words += f"; {sums.format(count=len(proof.explained))}"
    return words


def brief_verdict(proof: CrossProof, *, of_later: bool) -> str:
    """The same for a line that has little room."""
    year = (proof.before if of_later else proof.after).year
    if proof.agrees:
        return _("the report of {year} agrees").format(year=year)
    count = len(proof.restated)
    text = counted("in the report of {year} {count} otherwise", "in the report of {year} {count} otherwise", count)
    return text.format(year=year, count=count)


def describe_restated(one: Restated, proof: CrossProof) -> str:
    """A figure that two reports print differently: both, where they stand, and which of them may have to be which."""
    measure = one.measure
    heading = column_heading("actual", proof.before.year, staff=measure is Measure.FTE)
    parts = [f"{_(KINDS[FindingKind.RESTATED])}: {measure_term(measure)}, {heading}"]
    for value, place, source in (
        (one.before, one.place_before, proof.before),
        (one.after, one.place_after, proof.after),
    ):
        words, where = _("{figure} in the report of {year}"), place_words(place)
        parts.append(words.format(figure=printed(value, measure), year=source.year) + (f" ({where})" if where else ""))
    if one.suggestion is not None:
        year = {BEFORE: proof.before.year, AFTER: proof.after.year}[one.doubtful or ""]
        words = _("in doubt in that of {year} by its own arithmetic; suggestion: {value}")
        parts.append(words.format(year=year, value=printed(one.suggestion, measure)))
    return "; ".join(parts)


def _explained(sums: Iterable[Restated]) -> dict[str, str]:
    """By code, in how many lines a sum differs and which parts make it so, the largest first."""
    by_code: dict[str, list[Restated]] = {}
    for one in sums:
        by_code.setdefault(one.code, []).append(one)
    words = {}
    for code, lines in by_code.items():
        causes = dict.fromkeys((cause.code, cause.part) for one in lines for cause in one.causes)
        named = [f"{part} {_(PARTS[what])}" for part, what in list(causes)[:_MOST_NAMED]]
        more = f" (+{len(causes) - len(named)})" if len(causes) > len(named) else ""
        text = counted("{count} line differs: {parts}", "{count} lines differ: {parts}", len(lines))
        words[code] = text.format(count=len(lines), parts=", ".join(named) + more)
    return words
