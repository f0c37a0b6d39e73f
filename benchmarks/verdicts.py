"""Verdicts on the public questions of efficacy, corpora/efficacy, and the time they take.

`python -m benchmarks.verdicts` prints both halves: `chosen` is the half that thresholds were chosen
on, `held` the half that was only measured (by the sha256 of a question's id), `further`, `third`
to `sixth`, more questions to develop on, `seventh` and `eighth`, more that are only measured.
`answered` is the share that gets supported, contradicted or insufficient; `balanced` the balanced
accuracy among these of supported (for yes) against the other two (for no, unclear and harm);
`calibration` the mean distance of confidence and accuracy over five bins. Intervals are 95% by a
bootstrap over questions. `--errors` lists what is wrong in the sets to develop on; `--develop`
leaves out those that are only measured; `--store FILE` takes another store; `--floor` fails below
the floors.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.tables import show
from healthtext import claims, entities, evidence, syntax
from healthtext.evidence import store
from healthtext.evidence.store import EvidenceStore
from healthtext.records import Verdict

TABLE = Path(__file__).parents[1] / "corpora" / "efficacy" / "questions.tsv"
# files by the first letter of the id
LATER = {
    "f": "further", "t": "third", "v": "fourth", "w": "fifth", "x": "sixth", "y": "seventh",
    "z": "eighth",
}  # fmt: skip
HALVES = ("chosen", "held", *LATER.values())
MEASURED = ("held", "seventh", "eighth")  # nothing is chosen by these
ANSWERS = ("yes", "no", "unclear", "harm")
DECIDED = ("supported", "contradicted", "insufficient")
FLOORS = {"answered": 0.60, "balanced": 0.80}
ROUNDS, SEED = 2_000, 20_261_127
CLAIMS = 30
SENTENCES = (
    "Acupuncture prevents migraine.", "Vitamin C prevents the common cold.",
    "Statins reduce the risk of heart attacks.", "Exercise relieves depression.",
    "Zinc shortens diarrhoea.", "Aspirin prevents stroke.", "Probiotics relieve eczema.",
    "Yoga relieves back pain.", "Melatonin cures jet lag.", "Antibiotics cure bronchitis.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with its answer and the verdict on it."""

    id: str
    question: str
    answer: str
    verdict: Verdict

    @property
    def half(self) -> str:
        if self.id[0] in LATER:
            return LATER[self.id[0]]
        return ("chosen", "held")[hashlib.sha256(self.id.encode()).digest()[0] % 2]

    @property
    def right(self) -> bool:
        return (self.verdict.value == "supported") == (self.answer == "yes")

    @property
    def decided(self) -> bool:
        return self.verdict.value in DECIDED


def judged(base: EvidenceStore, file: Path = TABLE) -> Iterator[Judged]:
    """Yield every question with its verdict."""
    with file.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            found = evidence.ask(row["question"], base=base).verdict
            assert found is not None  # ask gives every claim one
            yield Judged(row["id"], row["question"], row["answer"], found)


def answered(rows: Sequence[Judged]) -> float:
    """Return the share of questions that are decided."""
    return statistics.fmean(row.decided for row in rows) if rows else 0.0


def balanced(rows: Sequence[Judged]) -> float:
    """Return the mean of the shares of yes and of other questions that are decided rightly."""
    sides = [[row.right for row in rows if row.decided and (row.answer == "yes") is yes]
             for yes in (True, False)]  # fmt: skip
    return statistics.fmean(statistics.fmean(side) if side else 0.0 for side in sides)


def calibration(rows: Sequence[Judged], bins: int = 5) -> float:
    """Return the expected calibration error of decided questions, by bins of equal size."""
    decided = sorted((r for r in rows if r.decided), key=lambda row: row.verdict.confidence)
    ties: dict[float, list[float]] = {}
    for row in decided:
        ties.setdefault(row.verdict.confidence, []).append(row.verdict.confidence - row.right)
    # what is equally sure has no order, so every bin gets an equal part of its errors
    apart = [statistics.fmean(ties[row.verdict.confidence]) for row in decided]
    parts = [part for part in np.array_split(np.array(apart), bins) if len(part)]
    return sum(abs(float(part.sum())) for part in parts) / len(decided) if decided else 0.0


MEASURES: dict[str, Callable[[Sequence[Judged]], float]] = {
    "answered": answered, "balanced": balanced, "calibration": calibration,
}  # fmt: skip


def interval(
    rows: Sequence[Judged], measure: Callable[[Sequence[Judged]], float]
) -> tuple[float, float]:
    """Return a 95% interval of a measure by a bootstrap over questions."""
    draws = np.random.default_rng(SEED).integers(len(rows), size=(ROUNDS, len(rows)))
    found = np.array([measure([rows[i] for i in draw]) for draw in draws])
    low, high = np.percentile(found, (2.5, 97.5))
    return float(low), float(high)


def seconds(base: EvidenceStore) -> float:
    """Return the least time in five for the verdicts on CLAIMS claims, sentences read already."""
    doc = syntax.load()(" ".join(SENTENCES * (CLAIMS // len(SENTENCES))))
    found = entities.find(doc)
    made = claims.find(doc, found)
    assert len(made) == CLAIMS, f"{len(made)} claims"
    evidence.check(made, found, base=base)  # tables load once
    times = []
    for _ in range(5):
        began = time.perf_counter()
        evidence.check(made, found, base=base)
        times.append(time.perf_counter() - began)
    return min(times)


def _errors(rows: Sequence[Judged]) -> Iterator[str]:
    for row in rows:
        if row.half not in MEASURED and not (row.decided and row.right):
            yield f"{row.id} {row.answer:5} {row.verdict.value:14} {row.question}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, help="a store other than the packaged one")
    parser.add_argument("--errors", action="store_true", help="list what is wrong in develop sets")
    parser.add_argument("--develop", action="store_true", help="leave out what is only measured")
    parser.add_argument("--floor", action="store_true", help="fail below the floors")
    options = parser.parse_args()
    base = EvidenceStore.open(options.store) if options.store else store.default()
    files = (TABLE, *(TABLE.with_name(f"{name}.tsv") for name in LATER.values()))
    rows = [row for file in files for row in judged(base, file)]
    if options.errors:
        print("\n".join(_errors(rows)))
    names = [name for name in HALVES if name not in MEASURED or not options.develop]
    halves = {name: [row for row in rows if row.half == name] for name in names}
    show("Verdicts", ("half and measure", "n", "value", "from", "to"), (
        (f"{half} {name}", len(own), measure(own), *interval(own, measure))
        for half, own in halves.items() for name, measure in MEASURES.items()
    ))  # fmt: skip
    counts = Counter((row.half, row.answer, row.verdict.value) for row in rows)
    show("Questions", ("half, answer", *evidence.VERDICTS), (
        (f"{half} {answer}", *(counts[half, answer, value] for value in evidence.VERDICTS))
        for half in halves for answer in ANSWERS
        if any(counts[half, answer, value] for value in evidence.VERDICTS)
    ))  # fmt: skip
    print(f"{CLAIMS} claims: {1000 * seconds(base):.0f} ms")
    held = halves.get("held", [])
    below = [name for name, least in FLOORS.items() if held and MEASURES[name](held) < least]
    if options.floor and below:
        raise SystemExit(f"below the floor in the half held: {', '.join(below)}")


if __name__ == "__main__":
    main()
