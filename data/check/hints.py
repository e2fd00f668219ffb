"""Nodes whose heading is lost, and the headings under which their very words stand."""

from __future__ import annotations

from collections import defaultdict

import polars as pl

FEWEST_WORDS = 6
"""Fewer words than this stand at several nodes by chance and say nothing."""


def same_words(nodes: pl.DataFrame) -> dict[str, list[str]]:
    """For each node without a printed code: the codes of the nodes with one whose description is word for word its own.

    Spaces and line breaks do not count. A hint and no more: a description copied from another action is common.
    """
    printed: dict[tuple[str, ...], list[str]] = defaultdict(list)
    lost: dict[str, tuple[str, ...]] = {}
    columns = (nodes[column].to_list() for column in ("code", "code_printed", "description"))
    for code, has_heading, description in zip(*columns, strict=True):
        words = tuple((description or "").split())
        if len(words) < FEWEST_WORDS:
            continue
        if has_heading:
            printed[words].append(code)
        else:
            lost[code] = words
    return {code: printed[words] for code, words in lost.items() if words in printed}
