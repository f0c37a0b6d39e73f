"""How a store of evidence grows: look-ups by a pair of concepts and text searches, by rows.

    python -m benchmarks.evidence_store [--rows 10000,100000,1000000,5000000] [--folder FOLDER]

A generator makes the rows: 20,000 interventions and 5,000 outcomes by a Zipf-like law, so that
common ones are in every hundredth row whatever the size. Rows are put in first and indexed after,
in the tables that `EvidenceStore.add` fills. Times are the median of 50 look-ups of random pairs,
the longest of 50, and the same of text searches by two words of each side, common ones among them.
5,000,000 rows take some GB of disk and some minutes; stores are made in FOLDER, a temporary one
unless it is given, and deleted.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from healthtext.evidence import schema
from healthtext.evidence.store import EFFECTS, EvidenceStore, Row
from healthtext.records import Evidence

INTERVENTIONS, OUTCOMES = 20_000, 5_000
LOOKS = 50
CHUNK = 10_000
_WORDS = ("therapy", "extract", "treatment", "training", "acid", "pain", "disease", "score")
_KEPT = ("fact_added", "fact_identifier")  # made again when the rows are in
_BEFORE = """
pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -200000;
drop trigger fact_added; drop index fact_identifier;
create table made (fact integer primary key, acting text, acted text, age integer);
"""
_AFTER = f"""
insert into concept (fact, side, concept)
  select fact, '{schema.INTERVENTION}', acting from made
  union all select fact, '{schema.OUTCOME}', acted from made
  order by 3, 2, 1;
insert into pair select acting, acted, age, fact from made order by 1, 2, 3, 4;
drop table made;
insert into fact_text (fact_text) values ('rebuild');
"""
Made = tuple[tuple[Any, ...], str, str]  # the values of a fact, and its two concepts


def rows(seed: int = 1) -> Iterator[Row]:
    """Yield rows without end."""
    for values, acting, acted in made(seed):
        yield Row(Evidence(*values), (acting,), (acted,))


def made(seed: int = 1) -> Iterator[Made]:
    """Yield what rows are made of, without end."""
    chance = random.Random(seed)
    number = 0
    while True:
        number += 1
        acting, acted = _drawn(chance, INTERVENTIONS), _drawn(chance, OUTCOMES)
        what = f"drug{acting} {chance.choice(_WORDS)}"
        for_ = f"state{acted} {chance.choice(_WORDS)}"
        yield (what, for_, "placebo", "adults", "unknown", "low", "randomised trial",
               f"PMID:{number}", 1980 + number % 45, chance.choice(EFFECTS), False, ""), \
            f"I:{acting}", f"O:{acted}"  # fmt: skip


def _drawn(chance: random.Random, most: int) -> int:
    """Draw a number, small ones often: the chance of n falls about as 1/n."""
    return int(most ** chance.random()) - 1


def build(path: Path, size: int) -> EvidenceStore:
    """Make a store of so many rows, indexes after the rows; it holds no digest of them."""
    store = EvidenceStore.create(path, "2026-01-01")
    base = store._connection
    sql = "select sql from sqlite_master where name in (?, ?)"
    again = [row[0] for row in base.execute(sql, _KEPT)]
    base.executescript(_BEFORE)
    every, held = islice(made(), size), 0
    while chunk := list(islice(every, CHUNK)):
        _put(base.executemany, chunk, held + 1)
        held += len(chunk)
    base.commit()
    base.executescript(_AFTER + "".join(f"{one};\n" for one in again))
    return store


def _put(many: Callable[[str, Any], object], chunk: Sequence[Made], first: int) -> None:
    numbered = list(enumerate(chunk, first))
    marks = ", ".join("?" * (1 + len(chunk[0][0])))
    many(f"insert into fact values ({marks})", [(n, *values) for n, (values, _, _) in numbered])
    ties = [(n, acting, acted, -values[8]) for n, (values, acting, acted) in numbered]
    many("insert into made values (?, ?, ?, ?)", ties)


def main() -> None:
    """Print a line for each number of rows."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", default="10000,100000,1000000,5000000")
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    for size in map(int, given.rows.split(",")):
        with TemporaryDirectory(dir=given.folder) as place:
            print(measured(Path(place) / "grown.sqlite", size), flush=True)


@dataclass(frozen=True, slots=True)
class Spent:
    """The median and the longest of LOOKS look-ups, in milliseconds."""

    median: float
    longest: float

    def __str__(self) -> str:
        return f"{self.median:.2f} ms (longest {self.longest:.2f})"


@dataclass(frozen=True, slots=True)
class Grown:
    """What look-ups take in a store of so many rows."""

    rows: int
    megabytes: float
    pair: Spent
    text: Spent

    def __str__(self) -> str:
        size = f"{self.rows:>9,} rows {self.megabytes:6,.0f} MB"
        return f"{size}: pair {self.pair}, text {self.text}"


def measured(path: Path, size: int) -> Grown:
    """Make a store of so many rows and look things up in it."""
    with build(path, size) as store:
        chance = random.Random(size)
        pairs = _timed(lambda: _pair(store, chance))
        words = _timed(lambda: _search(store, chance))
        megabytes = path.stat().st_size / 1e6
        return Grown(size, megabytes, pairs, words)


def _timed(look: Callable[[], object]) -> Spent:
    times = []
    for _ in range(LOOKS):
        began = time.perf_counter()
        look()
        times.append(1000 * (time.perf_counter() - began))
    return Spent(statistics.median(times), max(times))


def _pair(store: EvidenceStore, chance: random.Random) -> object:
    return store.by_concepts(f"I:{_drawn(chance, INTERVENTIONS)}", f"O:{_drawn(chance, OUTCOMES)}")


def _search(store: EvidenceStore, chance: random.Random) -> object:
    acting = [f"drug{_drawn(chance, INTERVENTIONS)}", chance.choice(_WORDS)]
    acted = [f"state{_drawn(chance, OUTCOMES)}", chance.choice(_WORDS), "adults"]
    return store.by_words(acting, acted, 80)


if __name__ == "__main__":
    main()
