"""A search in a library's files as they are: the nodes of thousands of reports at once, none of which is opened.

The files are gone through once, some hundreds of reports at a time, for the rows that can have the words; only of those
the texts are folded, as a search in one report folds them. Where no report has the words as they were typed, those
reports that have parts of them are asked one by one, since what a word is taken for depends on a report's own words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

import polars as pl

from doelboom.data.model.accounts import REMAINDER
from doelboom.data.queries.search import FIELDS, NOTE, Sought, attempts_among, fold
from doelboom.data.queries.spelling import LEAST_LETTERS, MOST_LETTERS
from doelboom.data.storage.notes import texts_of_noted
from doelboom.data.storage.shared.layout import REPORT, Shared
from doelboom.data.storage.shared.scanning import collected
from doelboom.data.years.together.files import scan
from doelboom.parser.dataclass import dataclass

RANK, PLACE, NUMBER = "rank", "place", "number"
"""The number of the last field that was needed to find every word; where a node stands in its report; which of the
reports it is."""
HITS: Mapping[str, type[pl.DataType]] = {
    NUMBER: pl.UInt32, REPORT: pl.String, "code": pl.String, "title": pl.String, "service": pl.String,
    RANK: pl.UInt8, PLACE: pl.UInt64,
}  # fmt: skip
BEST_FIRST = (RANK, NUMBER, PLACE)
_ALL_FIELDS = (*FIELDS, NOTE)
_KEY = "key"
"""The column of a node's code as it is, where `code` is folded."""
_AT_ONCE = 300
"""How many reports' texts are held at a time."""
_ROOM = 1 << 20
"""More nodes than a report has."""
_PARTS = 3
"""One typing error spoils two neighbouring parts of a word at the most."""


@dataclass(frozen=True, slots=True)
class InFiles:
    """What a search found in a library's files: `HITS`, in order, and how many there are in all."""

    rows: pl.DataFrame
    total: int
    words: tuple[str, ...] = ()
    """The words as they stand in the hits, where they are others than those that were typed."""


def as_typed(reports: Sequence[Shared], asked: Sought, limit: int | None = None) -> InFiles:
    """The nodes that have the words of a search as they were typed, best first; the first of them, if so asked."""
    total, found = 0, [pl.DataFrame(schema=HITS)]
    for first, some, notes in _portions(reports):
        (candidates,) = collected(_texts(some, notes).filter(_all_stand(asked.wanted, _can_be)))
        folded = candidates.with_columns(_folded(candidates[name]) for name in _ALL_FIELDS)
        ranked = candidates.with_columns(
            folded.select(_rank([(word,) for word in asked.wanted]).alias(RANK), _is_out(asked).alias("out"))
        )
        hits = ranked.filter(pl.col(RANK).is_not_null(), ~pl.col("out"))
        total += hits.height
        found.append(_first(_placed(hits, first, some), limit))
    return InFiles(_first(pl.concat(found), limit), total)


def nearly(reports: Sequence[Shared], asked: Sought, limit: int | None = None) -> InFiles:
    """The nodes that have the words of a search with a typing error, where no report has them as they were typed."""
    total, found, words = 0, [pl.DataFrame(schema=HITS)], dict[str, None]()
    for first, some, notes in _portions(reports):
        having = _texts(some, notes).filter(_all_stand(asked.wanted, _can_be_nearly)).select(REPORT)
        ids = set(collected(having)[0][REPORT])
        likely = [one for one in some if one.id in ids]
        if not likely:
            continue
        (texts,) = collected(_texts(likely, notes))
        ranked, spellings = _spelled(texts, asked)
        total += ranked.height
        words |= dict.fromkeys(spellings)
        found.append(_first(_placed(texts.join(ranked, on=[REPORT, "code"]), first, some), limit))
    return InFiles(_first(pl.concat(found), limit), total, tuple(words))


def _spelled(texts: pl.DataFrame, asked: Sought) -> tuple[pl.DataFrame, list[str]]:
    """The nodes that each report has by its own first attempt that finds any, with `REPORT`, `code` and `RANK`; and the
    spellings with which they were found. Reports that look for the same are gone through together."""
    folded = texts.select(REPORT, pl.col("code").alias(_KEY), *(_folded(texts[name]) for name in _ALL_FIELDS))
    of_reports = {str(key[0]): rows for key, rows in folded.partition_by(REPORT, as_dict=True).items()}
    attempts = {
        report: attempts_among({text for name in _ALL_FIELDS for text in rows[name]}, asked)
        for report, rows in of_reports.items()
    }
    found, spellings = [folded.clear().select(REPORT, _KEY, pl.lit(None, pl.UInt8).alias(RANK))], dict[str, None]()
    for number in range(max(map(len, attempts.values()))):
        alike: dict[tuple[tuple[str, ...], ...], list[str]] = {}
        for report, of_report in attempts.items():
            if number < len(of_report):
                alike.setdefault(of_report[number], []).append(report)
        for spelled, some in alike.items():
            rows = pl.concat([of_reports[report] for report in some])
            rows = rows.with_columns(_rank(spelled).alias(RANK), _is_out(asked).alias("out"))
            have = rows.filter(pl.col(RANK).is_not_null())
            for report in have[REPORT].unique():
                # What exists and is left out is no reason to look for another word.
                del attempts[report]
            hits = have.filter(~pl.col("out")).select(REPORT, _KEY, RANK)
            if hits.height:
                spellings |= dict.fromkeys(spelling for word in spelled for spelling in word)
                found.append(hits)
    return pl.concat(found).rename({_KEY: "code"}), list(spellings)


def _portions(reports: Sequence[Shared]) -> Iterator[tuple[int, Sequence[Shared], pl.DataFrame]]:
    """Some of the reports at a time, the number of the first of them, and the user's notes on all."""
    rows = [
        (one.id, code, text)
        for one, texts in zip(reports, texts_of_noted([one.source for one in reports]), strict=True)
        for code, text in texts.items()
    ]
    notes = pl.DataFrame(rows, {REPORT: pl.String, "code": pl.String, NOTE: pl.String}, orient="row")
    for first in range(0, len(reports), _AT_ONCE):
        yield first, reports[first : first + _AT_ONCE], notes


def _texts(reports: Sequence[Shared], notes: pl.DataFrame) -> pl.LazyFrame:
    """What is searched: the nodes and remainders of reports, with the notes on them."""
    rows = scan(reports, "nodes").select(REPORT, "ordinal", *FIELDS)
    if with_remainders := [one for one in reports if one.summary.parents_with_remainder]:
        rest = scan(with_remainders, "remainders").select(REPORT, "code").unique()
        rows = pl.concat([rows, rest], how="diagonal")
    if notes.height:
        return rows.join(notes.lazy(), on=[REPORT, "code"], how="left")
    return rows.with_columns(pl.lit(None, pl.String).alias(NOTE))


def _all_stand(words: Sequence[str], pattern: Callable[[str], str]) -> pl.Expr:
    """Whether all words can stand in a node, each in whichever field."""
    conditions = [
        pl.any_horizontal(pl.col(*_ALL_FIELDS).str.contains(pattern(word))).fill_null(value=False) for word in words
    ]
    return pl.all_horizontal(conditions) if conditions else pl.lit(value=True)


def _can_be(word: str) -> str:
    """A pattern for all texts that have a word when they are folded, and for few others: any letter beyond ASCII may
    be folded to any other."""
    return "".join(
        f"[\\x{{{ord(sign):x}}}\\x{{{ord(sign.upper()):x}}}\\x{{80}}-\\x{{10FFFF}}]"
        if sign.isascii()
        else r"[^\x00-\x7F]"
        for sign in word
    )


def _can_be_nearly(word: str) -> str:
    """The same for all texts that have what a word may be taken for."""
    if not LEAST_LETTERS <= len(word) <= MOST_LETTERS:
        return _can_be(word)
    ends = [len(word) * part // _PARTS for part in range(_PARTS + 1)]
    return "|".join(_can_be(word[start:end]) for start, end in pairwise(ends))


def _folded(texts: pl.Series) -> pl.Series:
    """Texts folded as `data.queries.search.fold` does it; "" for none."""
    texts = texts.fill_null("")
    is_ascii = texts.str.len_bytes() == texts.str.len_chars()
    lower = texts.str.to_lowercase()
    if is_ascii.all():
        return lower
    others = texts.filter(~is_ascii).unique()
    folded = pl.Series([fold(text) for text in others], dtype=pl.String)
    return lower.zip_with(is_ascii, texts.replace(others, folded))


def _rank(words_spelled: Sequence[Sequence[str]]) -> pl.Expr:
    """The number of the last field that is needed for one spelling of every word to be found; null where a word is in
    none."""
    ranks = []
    for spellings in words_spelled:
        rank = pl.lit(None, pl.UInt8)
        for number, name in reversed(list(enumerate(_ALL_FIELDS))):
            has_it = pl.any_horizontal(pl.col(name).str.contains(one, literal=True) for one in spellings)
            rank = pl.when(has_it).then(pl.lit(number, pl.UInt8)).otherwise(rank)
        ranks.append(rank)
    if not ranks:
        return pl.lit(0, pl.UInt8)
    return pl.when(pl.all_horizontal(rank.is_not_null() for rank in ranks)).then(pl.max_horizontal(ranks))


def _is_out(asked: Sought) -> pl.Expr:
    """Whether one of the words stands in a node that leave out."""
    has_one = [pl.col(name).str.contains(word, literal=True) for word in asked.unwanted for name in _ALL_FIELDS]
    return pl.any_horizontal(has_one) if has_one else pl.lit(value=False)


def _placed(hits: pl.DataFrame, first: int, reports: Sequence[Shared]) -> pl.DataFrame:
    """Hits with the numbers of their reports and their places there: a remainder behind the last node below its parent,
    before that of what the parent is a part of."""
    numbers = pl.DataFrame(
        {REPORT: [one.id for one in reports], NUMBER: range(first, first + len(reports))},
        {REPORT: pl.String, NUMBER: pl.UInt32},
    )
    place = pl.col("ordinal").cast(pl.UInt64) * _ROOM
    placed = hits.filter(pl.col("ordinal").is_not_null()).with_columns(place.alias(PLACE))
    if placed.height < hits.height:
        rest = hits.filter(pl.col("ordinal").is_null())
        ids = set(rest[REPORT])
        of = [one for one in reports if one.id in ids]
        ends = scan(of, "rests").select(REPORT, "code", pl.col("ordinal").cast(pl.UInt64).alias("end")).unique()
        nodes = scan(of, "nodes").select(REPORT, pl.col("code").alias("of"), pl.col("ordinal").alias("parent"))
        plan = (
            rest.lazy().with_columns(pl.col("code").str.strip_suffix(REMAINDER).alias("of"))
            .join(ends, on=[REPORT, "code"], how="left").join(nodes, on=[REPORT, "of"], how="left")
            .with_columns((pl.coalesce("end", "parent") * _ROOM + _ROOM - 1 - pl.col("parent")).alias(PLACE))
        )  # fmt: skip
        (rest,) = collected(plan)
        placed = pl.concat([placed, rest.select(placed.columns).cast({PLACE: pl.UInt64})])
    return placed.join(numbers, on=REPORT, how="left").select(pl.col(name).cast(kind) for name, kind in HITS.items())


def _first(rows: pl.DataFrame, limit: int | None) -> pl.DataFrame:
    ordered = rows.sort(BEST_FIRST)
    return ordered if limit is None else ordered.head(limit)
