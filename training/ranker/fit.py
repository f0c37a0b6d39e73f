"""Fit the ranker of the despin step and measure it site by site.

python -m training.ranker.fit --data FOLDER --gold DEV.jsonl [--out RANKER.npz] [--folds FOLDER]

FOLDER holds the unpacked archives (for clean prose of topics that no count was made from), DEV
real spun passages with gold edits. Each site of DEV is scored by trees that never saw it.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier

from benchmarks import scoring
from healthtext.despin import (
    Despinner,
    packaged_scorers,
    ranker,
)
from healthtext.despin.features import NAMES
from healthtext.records import Proposal
from training.ranker.examples import (
    CLEAN_PAGES,
    Example,
    clean_texts,
    everything,
    repaired,
    web_texts,
)  # fmt: skip

FOLDS = 8
TRUE_TO_LIFE = 3.0  # weight of simulated rows for `mends`: there it is known which word was meant
OUT = Path("src/healthtext/data/despin/ranker.npz")
SETTINGS = {"max_depth": 3, "max_iter": 150, "learning_rate": 0.06, "min_samples_leaf": 15,
            "l2_regularization": 1.0, "early_stopping": False, "random_state": 0}  # fmt: skip


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
        if name == "mends":
            weights = weights * np.concatenate([_trust(example) for example in used])
        model = HistGradientBoostingClassifier(**SETTINGS).fit(rows[use], labels[use], weights[use])
        packed |= _packed(name, model)
    return packed


def _trust(example: Example) -> npt.NDArray[np.float64]:
    simulated = example.site == "simulated"
    return np.full(len(example.rows), TRUE_TO_LIFE if simulated else 1.0)


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
    keep: Path | None = None,
) -> dict[str, Proposal]:  # fmt: skip
    """Return what is proposed for each page by trees that saw no page of its site.

    `keep` is a folder that keeps the trees, SITE.npz, and the proposals, edits.jsonl, as
    `benchmarks.seed --ranker` and `benchmarks.despin --edits` read them.
    """
    found: dict[str, Proposal] = {}
    for fold in folds(sites):
        table = fit([example for example in examples if example.site not in fold])
        despinner = _despinner(ranker.Ranker(table))
        for site in fold:
            _kept(keep, site, table)
        for page, own in zip(pages, sites, strict=True):
            if own in fold:
                found[page.id] = _proposal(page, despinner)
    if keep:
        rows = (json.dumps({"id": name, **asdict(found[name])}) + "\n" for name in found)
        (keep / "edits.jsonl").write_text("".join(rows), "utf-8")
    return found


def folds(sites: Sequence[str]) -> list[set[str]]:
    """Part the sites: the largest go one by one to the fold with the fewest pages."""
    found: list[set[str]] = [set() for _ in range(FOLDS)]
    pages = Counter(sites)
    for site, _ in pages.most_common():
        min(found, key=lambda fold: sum(pages[name] for name in fold)).add(site)
    return [fold for fold in found if fold]


def _kept(folder: Path | None, site: str, table: dict[str, npt.NDArray[Any]]) -> None:
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / f"{site}.npz", **table)


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
    pages, sites, examples = everything(options.gold, options.data)
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
