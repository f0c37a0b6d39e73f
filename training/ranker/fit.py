"""Fit the ranker of the despin step and measure it site by site.

python -m training.ranker.fit --data FOLDER --gold DEV.jsonl [--out RANKER.npz] [--folds FOLDER]

FOLDER holds the unpacked archives (for clean prose of topics that no count was made from), DEV
real spun passages with gold edits. Each site of DEV is scored by trees that never saw it.
"""

from __future__ import annotations

import argparse
import json
import pickle
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha1
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier

from benchmarks import scoring
from healthtext.despin import (
    Despinner,
    choose,
    packaged_scorers,
    ranker,
    tiers,
)
from healthtext.despin.features import NAMES
from healthtext.edits import apply
from healthtext.records import Edit, Proposal
from training import corpus
from training.despin import simulate
from training.despin import tables as simulator_tables

OUT = Path("src/healthtext/data/despin/ranker.npz")
CLEAN_PAGES, CLEAN_WORDS = 160, 220
SIMULATED = {"S": 60, "P": 25, "Q": 15}  # pages; S is rare among the real ones
SIMULATED_WEIGHT = 0.3  # of a row: what the simulator does the channel knows too well
SHORT_WEIGHT = 0.5  # of a row of a stretch of a real page, which is also learnt from whole
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
SETTINGS = {"max_depth": 3, "max_iter": 150, "learning_rate": 0.06, "min_samples_leaf": 15,
            "l2_regularization": 1.0, "random_state": 0}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """Every wording ranked on one page: features, was its place spun, does it mend it.

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
    lattice, chosen = choose(page.text, packaged_scorers())
    found = []
    for choice in chosen:
        for nth, (option, row) in enumerate(zip(choice.options, choice.rows, strict=True)):
            one = tiers.Pick(option, row, 0.0, 0.0, 0.0, ())
            alone = scoring.score(page, [tiers.edit(page.text, lattice, one, "suggest")])
            if alone.touched or alone.wrong:
                found.append((row, alone.touched > 0, alone.saved > 0, nth == 0))
    return _example(site, found, weight)


def clean_page(text: str, site: str) -> Example:
    """Take every choice on clean prose as a false one."""
    _, chosen = choose(text, packaged_scorers())
    rows = [(row, False, False, nth == 0) for c in chosen for nth, row in enumerate(c.rows)]
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


def fit(examples: Sequence[Example]) -> dict[str, npt.NDArray[Any]]:
    """Return the packed trees; only `sign` learns from clean pages."""
    packed: dict[str, npt.NDArray[Any]] = {"names": np.array(NAMES)}
    for name in ("sign", "spun", "mends"):
        used = [example for example in examples if name == "sign" or not example.clean]
        rows, weights, first, labels = (
            np.concatenate([getattr(example, part) for example in used])
            for part in ("rows", "weight", "first", "mends" if name == "mends" else "spun")
        )
        use = first | (name == "mends")
        model = HistGradientBoostingClassifier(**SETTINGS).fit(rows[use], labels[use], weights[use])
        packed |= _packed(name, model)
    return packed


def _packed(name: str, model: Any) -> dict[str, npt.NDArray[Any]]:
    trees = [stage[0].nodes for stage in model._predictors]
    width = max(map(len, trees))
    shape = (len(trees), width)
    feature, threshold = np.full(shape, -1, np.int16), np.zeros(shape, np.float32)
    child, value = np.zeros((*shape, 2), np.int16), np.zeros(shape, np.float32)
    for number, nodes in enumerate(trees):
        size = len(nodes)
        feature[number, :size] = np.where(nodes["is_leaf"], -1, nodes["feature_idx"])
        threshold[number, :size] = nodes["num_threshold"]
        child[number, :size] = np.stack([nodes["left"], nodes["right"]], 1)
        value[number, :size] = nodes["value"]
    baseline = np.array(model._baseline_prediction.item())
    return {f"{name}_feature": feature, f"{name}_threshold": threshold, f"{name}_child": child,
            f"{name}_value": value, f"{name}_baseline": baseline}  # fmt: skip


def by_site(
    pages: Sequence[scoring.Page], sites: Sequence[str], examples: Sequence[Example],
    folds: Path | None = None,
) -> dict[str, Proposal]:  # fmt: skip
    """Return what is proposed for each page by trees that saw no page of its site.

    `folds` is a folder that keeps the trees, SITE.npz, and the proposals, edits.jsonl, as
    `benchmarks.seed --ranker` and `benchmarks.despin --edits` read them.
    """
    found = {}
    for site in sorted(set(sites)):
        table = fit([example for example in examples if example.site != site])
        despinner = _despinner(ranker.Ranker(table))
        if folds:
            folds.mkdir(parents=True, exist_ok=True)
            np.savez_compressed(folds / f"{site}.npz", **table)
        for page, own in zip(pages, sites, strict=True):
            if own == site:
                found[page.id] = _proposal(page, despinner)
    if folds:
        rows = (json.dumps({"id": name, **asdict(found[name])}) + "\n" for name in found)
        (folds / "edits.jsonl").write_text("".join(rows), "utf-8")
    return found


def _proposal(page: scoring.Page, despinner: Despinner) -> Proposal:
    """Return what is proposed for a page, and with its scores that of its own gold repair."""
    proposal = despinner.propose(page.text)
    gold = despinner.propose(repaired(page)).scores["page"]
    return replace(proposal, scores={**proposal.scores, "gold page": gold})


def _despinner(rank: ranker.Ranker) -> Despinner:
    return Despinner(packaged_scorers(), rank)


def report(pages: Sequence[scoring.Page], found: dict[str, Proposal]) -> None:
    """Print the figures of every tier, and how many of its edits mend."""
    for tiers_in in (("safe",), ("safe", "review"), ("safe", "review", "suggest")):
        chosen = {
            key: [edit for edit in proposal.edits if edit.safety in tiers_in]
            for key, proposal in found.items()
        }
        total = scoring.total(scoring.score(page, chosen[page.id]) for page in pages)
        alone = [scoring.score(page, [e]) for page in pages for e in chosen[page.id]]
        mends = sum(score.saved > 0 for score in alone if score.touched or score.wrong)
        judged = max(1, sum(bool(score.touched or score.wrong) for score in alone))
        print(f"{'+'.join(tiers_in):20}", total.figures(), f"mends {mends / judged:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--examples", type=Path, help="keep the labelled rows here")
    parser.add_argument("--folds", type=Path, help="keep each site's trees and edits here")
    parser.add_argument("--no-check", action="store_true", help="fit without measuring by site")
    options = parser.parse_args()
    pages = scoring.read(options.gold)
    sites = [json.loads(line)["site"] for line in options.gold.open(encoding="utf-8")]
    examples = [spun_page(page, site) for page, site in zip(pages, sites, strict=True)]
    examples += [clean_page(repaired(page), site) for page, site in zip(pages, sites, strict=True)]
    clean = list(islice(clean_texts(options.data, measuring=False), CLEAN_PAGES))
    web = list(web_texts(options.data, "dev"))
    examples += [
        clean_page(text, "clean") for text in (*clean, *web, *shortened(clean), *shortened(web))
    ]
    for page, site in zip(pages, sites, strict=True):
        examples += [spun_page(part, site, SHORT_WEIGHT) for part in windows(page)]
    for page in simulated(clean):
        for part in (page, *windows(page)):
            examples.append(spun_page(part, "simulated", SIMULATED_WEIGHT))
    if options.examples:
        options.examples.write_bytes(pickle.dumps((pages, sites, examples)))
    if not options.no_check:
        report(pages, by_site(pages, sites, examples, options.folds))
    table = fit(examples)
    np.savez_compressed(options.out, **table)
    measure_clean(options.data, _despinner(ranker.Ranker(table)))


def measure_clean(data: Path, despinner: Despinner) -> None:
    """Print the edits per 1,000 words of clean prose that nothing was fitted on."""
    held = islice(clean_texts(data, measuring=True), CLEAN_PAGES)
    for name, texts in (("health", held), ("web", web_texts(data, "test"))):
        words, counts = 0, dict.fromkeys(("safe", "review", "suggest"), 0)
        for text in texts:
            words += len(text.split())
            for edit in despinner.propose(text).edits:
                counts[edit.safety] += 1
        print("clean", name, words, {t: round(1000 * n / words, 2) for t, n in counts.items()})


if __name__ == "__main__":
    main()
