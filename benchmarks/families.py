"""Families of near-duplicates on generated spins: which pairs are found, and at which threshold.

    python -m benchmarks.families [--copies N] [--seed N]

Every article of corpora/spun_health, and each half of it as an article of its own, is spun by the
simulated spinner, N times with dialects and strengths drawn at random. All of a family come in a
random order, as feeds bring them. The threshold is chosen on every other article and the figures
are those of the rest; two halves of an article are two families on one topic. Last come the
articles with the versions that people spun, at the threshold that is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from random import Random

import click
import numpy as np

import healthtext
from healthtext.read import from_text
from healthtext.records import Report
from healthtext.settings import Settings
from healthtext.watch import families
from training.despin import simulate
from training.despin import tables as spinner

CORPUS = Path(__file__).parents[1] / "corpora" / "spun_health"
ONLY_TEXT = frozenset(("grammar", "entities", "claims", "evidence"))
STRENGTH = 1.7  # as training/despin/simulate.py draws it


@dataclass(frozen=True, slots=True)
class Copy:
    """A spun text, what despinning made of it, and the article it comes from."""

    article: str
    family: str
    spun: str
    repaired: str


@dataclass(frozen=True, slots=True)
class Score:
    """Of all pairs of copies: how many were put together, and how many of them rightly."""

    right: int
    together: int
    pairs: int

    @property
    def precision(self) -> float:
        return self.right / self.together if self.together else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.pairs

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.together + self.pairs)

    def __str__(self) -> str:
        return f"precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}"


def main_texts() -> Iterator[tuple[str, str, str]]:
    """Yield article, family and text: every article whole, then its halves."""
    for path in sorted((CORPUS / "clean").glob("*.txt")):
        text = path.read_text("utf-8")
        yield path.stem, path.stem, text
        paragraphs = text.split("\n\n")
        middle = len(paragraphs) // 2
        for half, part in enumerate((paragraphs[:middle], paragraphs[middle:])):
            yield path.stem, f"{path.stem}/{half + 1}", "\n\n".join(part)


def spun(count: int, seed: int) -> Iterator[Copy]:
    """Yield the copies of every text, the first of them as it was written."""
    tables = spinner.load()
    with healthtext.load(Settings(skip=ONLY_TEXT)) as pipeline:
        for article, family, text in main_texts():
            random = Random(f"{family} {seed}")
            for number in range(count):
                page = text if number == 0 else _spin(text, tables, random)
                report = pipeline.run(from_text(page))
                assert isinstance(report, Report), report
                yield Copy(article, family, page, report.repaired)


def by_people() -> Iterator[Copy]:
    """Yield every article as it was written and as it was spun by hand."""
    with healthtext.load(Settings(skip=ONLY_TEXT)) as pipeline:
        for path in sorted(CORPUS.glob("*/*.txt")):
            if path.parent.name in ("clean", "spun"):
                text = path.read_text("utf-8")
                result = pipeline.run(from_text(text))
                assert isinstance(result, Report), result
                yield Copy(path.stem, path.stem, text, result.repaired)


def _spin(text: str, tables: spinner.Tables, random: Random) -> str:
    dialect = random.choice(tuple(simulate.WHOLE_PAGES))
    habit = simulate.Habit(dialect, random.betavariate(3, 2.2) * STRENGTH, nursing=False)
    return simulate.spin(text, tables, habit, random).text


def grouped(signatures: Sequence[families.Signature], threshold: float) -> list[int]:
    """Return the family of each text, put together one after the other as a watch does."""
    found = families.Families(threshold)
    given = []
    for number, signature in enumerate(signatures):
        match = found.nearest(signature)
        family = match.family if match else number
        found.add(number, family, signature)
        given.append(family)
    return given


def score(truth: Sequence[str], given: Sequence[int]) -> Score:
    """Compare families by the pairs in them."""
    pairs = list(combinations(range(len(truth)), 2))
    together = [(first, second) for first, second in pairs if given[first] == given[second]]
    right = sum(truth[first] == truth[second] for first, second in together)
    return Score(right, len(together), sum(truth[a] == truth[b] for a, b in pairs))


def best_threshold(truth: Sequence[str], signatures: Sequence[families.Signature]) -> float:
    """Return the middle of the thresholds with the highest F1."""
    steps = [float(step) for step in np.arange(0.02, 0.5, 0.01).round(2)]
    scores = [score(truth, grouped(signatures, step)).f1 for step in steps]
    best = [step for step, value in zip(steps, scores, strict=True) if value == max(scores)]
    return best[len(best) // 2]


def margin(truth: Sequence[str], signatures: Sequence[families.Signature]) -> str:
    """Say how like the least like pair of one family and the most like pair of two are."""
    inside, across = [1.0], [0.0]
    for first, second in combinations(range(len(truth)), 2):
        shared = float((signatures[first][:-1] == signatures[second][:-1]).mean())
        (inside if truth[first] == truth[second] else across).append(shared)
    return f"least like of a family {min(inside):.3f}, most like of two {max(across):.3f}"


def halves(copies: Iterable[Copy]) -> tuple[list[Copy], list[Copy]]:
    """Split copies by every other article."""
    every = list(copies)
    names = sorted({copy.article for copy in every})
    first = set(names[::2])
    return [c for c in every if c.article in first], [c for c in every if c.article not in first]


def report(name: str, copies: Sequence[Copy], seed: int) -> None:
    """Print the figures of one set, from the spun and from the repaired text."""
    shuffled = list(copies)
    Random(seed).shuffle(shuffled)
    chosen, rest = halves(shuffled)
    truth = [copy.family for copy in rest]
    count = len(set(truth))
    click.echo(f"{name}: {count} families, {len(rest)} texts (and as many to choose on)")
    for text in ("spun", "repaired"):
        choose = [families.signature(getattr(copy, text)) for copy in chosen]
        threshold = best_threshold([copy.family for copy in chosen], choose)
        held = [families.signature(getattr(copy, text)) for copy in rest]
        own = score(truth, grouped(held, threshold))
        fixed = score(truth, grouped(held, families.THRESHOLD))
        click.echo(f"  {text:8}  {margin(truth, held)}")
        click.echo(f"  {text:8}  threshold chosen {threshold:.2f}  {own}")
        click.echo(f"  {text:8}  threshold used   {families.THRESHOLD:.2f}  {fixed}")


@click.command()
@click.option("--copies", default=7, show_default=True, help="Copies of each text.")
@click.option("--seed", default=1, show_default=True)
def main(copies: int, seed: int) -> None:
    """Spin, repair, group and print pair precision, recall and F1."""
    every = list(spun(copies, seed))
    report("articles", [copy for copy in every if "/" not in copy.family], seed)
    hand = list(by_people())
    click.echo(f"spun by people: {len(hand) // 2} families, {len(hand)} texts")
    for text in ("spun", "repaired"):
        found = [families.signature(getattr(copy, text)) for copy in hand]
        names = [copy.family for copy in hand]
        click.echo(f"  {text:8}  {margin(names, found)}")
        click.echo(f"  {text:8}  {score(names, grouped(found, families.THRESHOLD))}")
    report("half articles", [copy for copy in every if "/" in copy.family], seed)


if __name__ == "__main__":
    main()
