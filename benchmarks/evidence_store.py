"""How a store of evidence grows: look-ups by a pair of concepts and text searches, by rows.

    python -m benchmarks.evidence_store [--rows 10000,100000,1000000] [--folder FOLDER]

A generator makes the rows: 20,000 interventions and 5,000 outcomes by a Zipf-like law, so that
common ones are in every hundredth row whatever the size. Times are the median of 50 look-ups of
random pairs, the longest of 50, and the same of text searches by two words of each side, common
ones among them.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from healthtext.evidence.store import EFFECTS, EvidenceStore, Row
from healthtext.records import Evidence

INTERVENTIONS, OUTCOMES = 20_000, 5_000
LOOKS = 50
BATCH = 50_000
_WORDS = ("therapy", "extract", "treatment", "training", "acid", "pain", "disease", "score")


def rows(seed: int = 1) -> Iterator[Row]:
    """Yield rows without end."""
    chance = random.Random(seed)
    number = 0
    while True:
        number += 1
        yield _row(chance, number)


def _row(chance: random.Random, number: int) -> Row:
    acting, acted = _drawn(chance, INTERVENTIONS), _drawn(chance, OUTCOMES)
    what = f"drug{acting} {chance.choice(_WORDS)}"
    for_ = f"state{acted} {chance.choice(_WORDS)}"
    found = Evidence(what, for_, "placebo", "adults", "unknown", "low", "randomised trial",
                     f"PMID:{number}", 1980 + number % 45, chance.choice(EFFECTS))  # fmt: skip
    return Row(found, (f"I:{acting}",), (f"O:{acted}",))


def _drawn(chance: random.Random, most: int) -> int:
    """Draw a number, small ones often: the chance of n falls about as 1/n."""
    return int(most ** chance.random()) - 1


def main() -> None:
    """Print a line for each number of rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", default="10000,100000,1000000")
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    sizes = [int(size) for size in given.rows.split(",")]
    with TemporaryDirectory(dir=given.folder) as place:
        for line in measure(Path(place) / "grown.sqlite", sizes):
            print(line, flush=True)


def measure(path: Path, sizes: list[int]) -> Iterator[str]:
    """Yield what look-ups take as one store grows to each of the sizes."""
    made, held = rows(), 0
    with EvidenceStore.create(path, "2026-01-01") as store:
        for size in sizes:
            while held < size:
                held += store.add(islice(made, min(BATCH, size - held)))
            chance = random.Random(size)
            pairs = _timed(lambda: _pair(store, chance))  # noqa: B023 (called at once)
            words = _timed(lambda: _search(store, chance))  # noqa: B023
            megabytes = path.stat().st_size / 1e6
            yield f"{held:>9,} rows {megabytes:6,.0f} MB: pair {pairs}, text {words}"


def _timed(look: Callable[[], object]) -> str:
    times = []
    for _ in range(LOOKS):
        began = time.perf_counter()
        look()
        times.append(1000 * (time.perf_counter() - began))
    return f"{statistics.median(times):.2f} ms (longest {max(times):.2f})"


def _pair(store: EvidenceStore, chance: random.Random) -> object:
    return store.by_concepts(f"I:{_drawn(chance, INTERVENTIONS)}", f"O:{_drawn(chance, OUTCOMES)}")


def _search(store: EvidenceStore, chance: random.Random) -> object:
    acting = [f"drug{_drawn(chance, INTERVENTIONS)}", chance.choice(_WORDS)]
    acted = [f"state{_drawn(chance, OUTCOMES)}", chance.choice(_WORDS), "adults"]
    return store.by_words(acting, acted, 80)


if __name__ == "__main__":
    main()
