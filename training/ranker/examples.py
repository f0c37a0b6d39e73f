"""What the ranker learns from: wordings on spun pages, real and simulated, and on clean prose."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha1
from itertools import islice
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt

from benchmarks import scoring
from healthtext.despin import choose, packaged_scorers, tiers
from healthtext.despin.features import NAMES
from healthtext.edits import apply
from healthtext.records import Edit
from training import corpus
from training.despin import simulate
from training.despin import tables as simulator_tables
from training.ranker import labels

CLEAN_PAGES, CLEAN_WORDS = 160, 220
SIMULATED = {"S": 60, "P": 25, "Q": 15}  # pages; S is rare among the real ones
SIMULATED_WEIGHT = 0.3  # of a row: what the simulator does the channel knows too well
SHORT_WEIGHT = 0.5  # of a row of a stretch of a real page, which is also learnt from whole
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Example:
    """Every wording ranked on one page: features, was its place spun, does it mend it for good.

    `first` marks the path's own wordings, on which P(spun) is learnt.
    """

    site: str
    rows: npt.NDArray[np.float32]
    spun: npt.NDArray[np.bool_]
    mends: npt.NDArray[np.bool_]
    first: npt.NDArray[np.bool_]
    weight: npt.NDArray[np.float64]
    clean: bool


def spun_page(page: scoring.Page, site: str, weight: float = 1.0) -> Example:
    """Label the wordings on a spun page; places that only meet unclear ones are left out."""
    chosen = choose(page.text, packaged_scorers())
    lattice, choices, found = chosen.lattice, chosen.choices, []
    first = set(choices.first.tolist())
    for nth, (at, row) in enumerate(zip(choices.options.tolist(), choices.rows, strict=True)):
        one = tiers.Pick(lattice.option(at), row, 0.0, 0.0, 0.0, ())
        edit = tiers.edit(page.text, lattice, one, "suggest")
        alone = scoring.score(page, [edit])
        if alone.touched or alone.wrong:
            mends = alone.saved > 0 and labels.settled(page, edit)
            found.append((row, alone.touched > 0, mends, nth in first))
    return _example(site, found, weight)


def clean_page(text: str, site: str) -> Example:
    """Take every choice on clean prose as a false one."""
    chosen = choose(text, packaged_scorers()).choices
    first = set(chosen.first.tolist())
    rows = [(row, False, False, nth in first) for nth, row in enumerate(chosen.rows)]
    return _example(site, rows, clean=True)


def _example(
    site: str,
    found: Sequence[tuple[npt.NDArray[np.float32], bool, bool, bool]],
    weight: float = 1.0,
    *,
    clean: bool = False,
) -> Example:
    rows = np.array([labelled[0] for labelled in found], np.float32).reshape(-1, len(NAMES))
    spun, mends, first = (np.array([one[at] for one in found], bool) for at in (1, 2, 3))
    return Example(site, rows, spun, mends, first, np.full(len(rows), weight), clean)


def repaired(page: scoring.Page) -> str:
    """Return a spun page with every gold edit made: clean prose on the same subject."""
    gold = [Edit(g.start, g.end, page.text[g.start : g.end], g.references[0], "gold", "gold")
            for g in page.gold]  # fmt: skip
    return apply(page.text, gold)


def clean_texts(data: Path, *, measuring: bool) -> Iterator[str]:
    """Yield stretches of held-out consumer prose; half the topics are for measuring only."""
    by_topic: dict[str, list[str]] = defaultdict(list)
    for topic, paragraph in corpus.consumer(data):
        if (
            corpus.held_out(topic)
            and (sha1(topic.casefold().encode()).digest()[1] % 2) == measuring
        ):
            by_topic[topic].append(paragraph)
    for topic in sorted(by_topic, key=lambda name: sha1(name.encode()).digest()):
        text = "\n\n".join(by_topic[topic])
        if len(text.split()) >= CLEAN_WORDS // 2:
            yield " ".join(text.split(" ")[:CLEAN_WORDS])


def simulated(clean: Sequence[str]) -> Iterator[scoring.Page]:
    """Spin held-out prose as each dialect would, with what stood there as gold."""
    tables, random = simulator_tables.load(), Random(7)
    texts = iter(clean)
    for dialect, count in SIMULATED.items():
        for text in islice(texts, count):
            habit = simulate.Habit(dialect, random.uniform(0.7, 1.3), nursing=False)
            page = simulate.spin(text, tables, habit, random)
            gold = [scoring.Gold(s.start, s.end, (s.original,), s.doubtful) for s in page.swaps]
            yield scoring.Page(f"simulated-{dialect}", dialect, page.text, tuple(gold))


def shortened(texts: Sequence[str]) -> Iterator[str]:
    """Yield a stretch of one to four sentences of each text: short ones must stay as they are."""
    for number, text in enumerate(texts):
        parts = _SENTENCE_END.split(text)
        yield " ".join(parts[: number % 4 + 1])


def windows(page: scoring.Page) -> Iterator[scoring.Page]:
    """Cut a spun page into stretches of one to four sentences, each with its own gold."""
    ends = [*(m.end() for m in _SENTENCE_END.finditer(page.text)), len(page.text)]
    start, size = 0, 1
    while ends:
        end = ends[min(size, len(ends)) - 1]
        ends, size = ends[size:], size % 4 + 1
        gold = tuple(
            replace(g, start=g.start - start, end=g.end - start)
            for g in page.gold if start <= g.start and g.end <= end
        )  # fmt: skip
        yield scoring.Page(f"{page.id}:{start}", page.dialect, page.text[start:end], gold)
        start = end


def web_texts(data: Path, part: str) -> Iterator[str]:
    """Yield stretches of the web treebank's dev or test documents: lay English of every kind."""
    documents: dict[str, list[str]] = defaultdict(list)
    name = ""
    for line in (data / "ud_ewt" / f"en_ewt-ud-{part}.conllu").open(encoding="utf-8"):
        key, _, value = line.strip().partition(" = ")
        name = value if key == "# newdoc id" else name
        if key == "# text":
            documents[name].append(value)
    for sentences in documents.values():
        words = " ".join(sentences).split(" ")
        if len(words) >= CLEAN_WORDS // 4:
            yield " ".join(words[:CLEAN_WORDS])


def everything(gold: Path, data: Path) -> tuple[list[scoring.Page], list[str], list[Example]]:
    """Return the real pages, their sites, and the examples of every kind."""
    pages = scoring.read(gold)
    sites = [json.loads(line)["site"] for line in gold.open(encoding="utf-8")]
    examples = [spun_page(page, site) for page, site in zip(pages, sites, strict=True)]
    examples += [clean_page(repaired(page), site) for page, site in zip(pages, sites, strict=True)]
    clean = list(islice(clean_texts(data, measuring=False), CLEAN_PAGES))
    web = list(web_texts(data, "dev"))
    examples += [
        clean_page(text, "clean") for text in (*clean, *web, *shortened(clean), *shortened(web))
    ]
    for page, site in zip(pages, sites, strict=True):
        examples += [spun_page(part, site, SHORT_WEIGHT) for part in windows(page)]
    for page in simulated(clean):
        for part in (page, *windows(page)):
            examples.append(spun_page(part, "simulated", SIMULATED_WEIGHT))
    return pages, sites, examples
