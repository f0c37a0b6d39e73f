"""Fit the curves that turn edits and P(spun) of words into P(spun) of pages and sentences.

python -m training.ranker.page --data FOLDER --gold DEV.jsonl

Prints the constants of healthtext/despin/page.py and heat.py, and how well they do on sites that
neither the curves nor the ranker's trees have seen: AUROC, and the mean squared error (Brier).
Spun pages stand against their own repairs and against clean prose; a sentence counts as spun when
a gold edit meets it. Short stretches of every page are among them, so that the curves hold there.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from benchmarks import scoring
from healthtext.despin import Judged, heat, judge, packaged_scorers, ranker, tiers
from healthtext.despin import choose as choose_edits
from healthtext.despin.page import log_odds
from training.ranker import examples as texts_of
from training.ranker import fit

Floats = npt.NDArray[np.float64]
STEPS = 4000  # of plain gradient descent, which has two numbers to find


@dataclass(frozen=True, slots=True)
class Seen:
    """A text judged by trees that did not see its site; `gold` is where a spinner was."""

    site: str
    spun: bool
    judged: Judged
    gold: tuple[scoring.Gold, ...] = ()
    whole: bool = True


def judged(text: str, rank: ranker.Ranker) -> Judged:
    chosen = choose_edits(text, packaged_scorers())
    return judge(chosen, tiers.pick(chosen.lattice, chosen.choices, rank))


def real(
    pages: Sequence[scoring.Page], sites: Sequence[str], examples: Sequence[texts_of.Example]
) -> Iterator[Seen]:
    """Yield every real page, its repair and stretches of it, each by its fold's trees."""
    for fold in fit.folds(sites):
        rank = ranker.Ranker(fit.fit([one for one in examples if one.site not in fold]))
        for page, site in zip(pages, sites, strict=True):
            if site not in fold:
                continue
            yield Seen(site, True, judged(page.text, rank), page.gold)
            yield Seen(site, False, judged(texts_of.repaired(page), rank))
            for part in texts_of.windows(page):
                if part.gold:
                    yield Seen(site, True, judged(part.text, rank), part.gold, whole=False)


def clean(data: Path, rank: ranker.Ranker) -> Iterator[Seen]:
    """Yield clean prose that the trees did not see, whole and in short stretches."""
    held = list(islice(texts_of.clean_texts(data, measuring=True), texts_of.CLEAN_PAGES))
    texts = [*held, *texts_of.web_texts(data, "test")]
    for number, text in enumerate(texts):
        yield Seen(f"clean{number}", False, judged(text, rank))
    for number, text in enumerate(texts_of.shortened(texts)):
        yield Seen(f"clean{number}", False, judged(text, rank), whole=False)


def of_pages(seen: Sequence[Seen]) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Return likely edits in 100 words and mean P(spun) of the words as log odds, and the truth."""
    rows = [[one.judged.page.rate, log_odds(one.judged.page.mean)] for one in seen]
    return np.array(rows), np.array([one.spun for one in seen])


def of_sentences(seen: Sequence[Seen]) -> tuple[Floats, npt.NDArray[np.bool_], list[str]]:
    """Return mean P(spun) of the words and P(spun) of the page, as log odds, and the truth."""
    rows, truth, sites = [], [], []
    for one in seen:
        words, spun = one.judged.lattice.words, one.judged.spun
        assert spun is not None
        for lo, hi in one.judged.lattice.cuts:
            values = [float(spun[at]) for at in range(lo, hi) if words[at].is_word]
            if values:
                start, end = words[lo].start, words[hi - 1].end
                rows.append([log_odds(float(np.mean(values))),
                             log_odds(one.judged.page.spun)])  # fmt: skip
                truth.append(any(g.start < end and start < g.end for g in one.gold))
                sites.append(one.site)
    return np.array(rows), np.array(truth), sites


def curve(name: str, rows: Floats, truth: npt.NDArray[np.bool_], sites: Sequence[str]) -> None:
    """Print a logistic curve and its figures on folds of sites that it has not seen."""
    model = LogisticRegression(class_weight=None)
    guessed = cross_val_predict(
        model, rows, truth, groups=np.array(sites), cv=GroupKFold(5), method="predict_proba"
    )[:, 1]
    model.fit(rows, truth)
    figures: dict[str, Any] = {
        "constant": float(model.intercept_[0]), "slopes": model.coef_[0].tolist(),
        "AUROC": float(roc_auc_score(truth, guessed)),
        "Brier": float(brier_score_loss(truth, guessed)), "rows": len(rows),
    }  # fmt: skip
    print(json.dumps({name: figures}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    options = parser.parse_args()
    pages, sites, examples = texts_of.everything(options.gold, options.data)
    seen = [*real(pages, sites, examples)]
    seen += clean(options.data, ranker.Ranker(fit.fit(examples)))
    measure(seen)


def measure(seen: Sequence[Seen]) -> None:
    """Print both curves, and the page's figures on whole pages alone."""
    whole = [one for one in seen if one.whole]
    for name, texts in (("page", seen), ("whole pages", whole)):
        curve(name, *of_pages(texts), [one.site for one in texts])
    curve("sentence", *of_sentences(whole))
    rows, truth, sites = of_sentences(whole)
    curve("sentence by its words alone", rows[:, :1], truth, sites)
    held(rows, truth)


def held(rows: Floats, truth: npt.NDArray[np.bool_]) -> None:
    """Print the sentence's curve with the weight of the page held where heat.py sets it."""
    page = heat.OF_PAGE * rows[:, 1]
    constant, slope = 0.0, 1.0
    for _ in range(STEPS):
        wrong = 1 / (1 + np.exp(-(constant + slope * rows[:, 0] + page))) - truth
        constant -= 0.5 * float(wrong.mean())
        slope -= 0.2 * float((wrong * rows[:, 0]).mean())
    p = 1 / (1 + np.exp(-(constant + slope * rows[:, 0] + page)))
    figures = {"constant": constant, "slope": slope, "AUROC": float(roc_auc_score(truth, p)),
               "Brier": float(brier_score_loss(truth, p))}  # fmt: skip
    print(json.dumps({f"sentence, page {heat.OF_PAGE}": figures}))


if __name__ == "__main__":
    main()
