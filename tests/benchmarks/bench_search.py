"""A letter typed into the filter, beside what no search can do without: looking at every text of the report once.

The report's text where it is at hand, since the bundled data has no descriptions; else the bundled data.
"""

from __future__ import annotations

from time import process_time

from doelboom.data.model.outline import outline
from doelboom.data.queries.search import FIELDS, _index, find, fold
from doelboom.data.storage.library import bundled, read_file
from tests.conftest import DOCUMENTS

TYPED = ("activering en werk", "werkgelegneheid", "talent voor bedrijvne", "zzzzzz")
TRIES = 5


def main() -> None:
    """Prints the slowest letter of each text, in processor time, and its ratio to a look at every text."""
    document = DOCUMENTS / "jaarrekening-2024-documentatie.txt"
    tree = outline(read_file(document) if document.is_file() else bundled())
    texts = [fold(getattr(item, name) or "") for item in tree.items.values() for name in FIELDS]
    # The index and the library that corrects are there from the first word on.
    find(tree, "beginq")
    index = _index(tree)

    def cost(typed: str) -> float:
        index.spelling.corrected.clear()
        start = process_time()
        find(tree, typed)
        return process_time() - start

    def look(word: str) -> float:
        start = process_time()
        sum(word in text for text in texts)
        return process_time() - start

    for text in TYPED:
        slowest = max(min(cost(text[:length]) for _try in range(TRIES)) for length in range(1, len(text) + 1))
        once = min(look(text) for _try in range(TRIES))
        print(f'"{text}": slowest letter {slowest * 1000:.1f} ms, {slowest / once:.0f} x a look at every text')


if __name__ == "__main__":
    main()
