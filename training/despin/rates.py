"""Set the simulated spinner beside real spun pages, dialect by dialect.

python -m training.despin.rates --data FOLDER --gold GOLD.jsonl

For each dialect: places in 100 words (spun words that stand beside each other are one place), the
share of words inside them, the share of places whose original is function words only, and how many
places have one, two, three, and four or more words. Simulated are pages of health answers that no
count was made from.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks import scoring, tables
from benchmarks.scoring import normal
from healthtext import assets
from training.despin import simulate
from training.despin import tables as spinner

SEED = 5
STRENGTH = 1.7  # as simulate.page draws it
Spans = Sequence[tuple[int, int, str]]  # start, end and original of each swap, in order


@dataclass(frozen=True, slots=True)
class Rates:
    """What is found on the pages of one dialect; `shapes`: shares of one word, two, three, more."""

    per_100: float
    inside: float
    function: float
    shapes: tuple[float, ...]


def rates(pages: Iterable[tuple[str, Spans]]) -> Rates:
    """Measure pages: texts with what was swapped."""
    words, found = 0, []
    for text, swaps in pages:
        words += len(text.split())
        found += places(text, swaps)
    sizes = [len(spun.split()) for spun, _ in found]
    small = [{*normal(original)} <= assets.function_words() for _, original in found]
    count = max(1, len(found))
    shapes = tuple(sum(min(size, 4) == n for size in sizes) / count for n in (1, 2, 3, 4))
    return Rates(100 * len(found) / max(1, words), sum(sizes) / max(1, words),
                 sum(small) / count, shapes)  # fmt: skip


def places(text: str, swaps: Spans) -> list[tuple[str, str]]:
    """Return spun wording and original of each place: neighbours are joined."""
    joined: list[tuple[int, int, str]] = []
    for start, end, original in swaps:
        if joined and not text[joined[-1][1] : start].strip(" -"):
            first, _, before = joined.pop()
            joined.append((first, end, f"{before} {original}"))
        else:
            joined.append((start, end, original))
    return [(text[start:end], original) for start, end, original in joined]


def simulated(
    texts: Iterable[str], dialect: str, known: spinner.Tables
) -> Iterator[tuple[str, Spans]]:
    """Yield texts as they are spun in a dialect."""
    random = Random(SEED)
    for text in texts:
        habit = simulate.Habit(dialect, random.betavariate(3, 2.2) * STRENGTH, nursing=False)
        page = simulate.spin(text, known, habit, random)
        yield page.text, [(swap.start, swap.end, swap.original) for swap in page.swaps]


def real(pages: Iterable[scoring.Page], dialect: str) -> Iterator[tuple[str, Spans]]:
    """Yield the pages of a dialect with their gold edits."""
    for page in pages:
        if page.dialect == dialect:
            yield page.text, [(gold.start, gold.end, gold.references[0]) for gold in page.gold]


def row(name: str, found: Rates) -> tuple[tables.Cell, ...]:
    return (name, found.per_100, found.inside, found.function, *found.shapes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    options = parser.parse_args()
    from training.ranker.examples import clean_texts

    texts = list(clean_texts(options.data, measuring=True))
    known, gold = spinner.load(), scoring.read(options.gold)
    rows = []
    for dialect in spinner.EVERY:
        rows.append(row(f"{dialect}, simulated", rates(simulated(texts, dialect, known))))
        rows.append(row(f"{dialect}, real", rates(real(gold, dialect))))
    columns = ("dialect", "places/100", "inside", "function", "1 word", "2", "3", "4 and more")
    tables.show("Simulated and real spinning", columns, rows)


if __name__ == "__main__":
    main()
