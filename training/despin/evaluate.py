"""Measure an exported encoder on real spun pages and on held-out simulated ones.

python -m training.despin.evaluate --model FOLDER --gold dev.jsonl --data FOLDER --shards SHARDS

`page`: AUROC of the share of pieces with P(spun) > .8, gold pages against held-out answers of
the same length. `words`: AUROC of P(spun), words inside a gold edit against the others. `top1`,
`top5`: the repairer's own wordings for edits of one word whose gold is one word (alternatives
count); edits that do not pass its floor are misses. `clean`: share of words of the clean answers
with P(spun) above .5 and .8. With --full the network in full precision is measured too.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.metrics import roc_auc_score

from healthtext import encoder, words
from healthtext.encoder import Encoder
from healthtext.encoder.reading import Reading
from training import corpus
from training.despin.examples import DELETE

Row = dict[str, Any]
ABOVE = 0.8


def gold(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.open(encoding="utf-8")]


def clean(data: Path, lengths: list[int]) -> Iterator[str]:
    """Yield held-out answers cut to the lengths in words, one of at least that length each."""
    answers = [text for topic, text in corpus.consumer(data) if corpus.held_out(topic)]
    answers = [text for text in answers if len(text.split()) >= 40]
    random = np.random.default_rng(0)
    random.shuffle(answers)
    longest = sorted(answers, key=lambda text: -len(text.split()))
    for length in lengths:
        fit = next((text for text in answers if len(text.split()) >= length), longest[0])
        answers.remove(fit)
        yield " ".join(fit.split()[:length])


def pages(model: Encoder, rows: list[Row], plain: list[str]) -> dict[str, Row]:
    """Return every figure for each dialect and for all."""
    read = [(row, *_read(model, row["text"])) for row in rows]
    other = [_read(model, text)[1] for text in plain]
    below = [reading.share(ABOVE) for reading in other]
    found: dict[str, Row] = {}
    for dialect in ("", "S", "P", "Q"):
        chosen = [item for item in read if dialect in ("", item[0]["dialect"])]
        shares = [reading.share(ABOVE) for _, _, reading in chosen]
        truth = [1] * len(shares) + [0] * len(below)
        figures = {
            "pages": len(chosen),
            "page": float(roc_auc_score(truth, shares + below)),
            "share": [round(float(q), 3) for q in np.quantile(shares, (0, 0.5, 1))],
        }
        found[dialect or "all"] = figures | _detector(chosen) | _repairs(chosen)
    scores = np.concatenate([reading.spun for reading in other])
    found["clean"] = {
        "words": len(scores),
        "above .5": float((scores > 0.5).mean()),
        "above .8": float((scores > 0.8).mean()),
        "share": [round(float(q), 3) for q in np.quantile(below, (0.5, 0.9, 1))],
    }
    return found


Read = tuple[Row, list[words.Word], Reading]


def _read(model: Encoder, text: str) -> tuple[list[words.Word], Reading]:
    found = words.split(text)
    return found, model.read(text, found)


def _detector(read: list[Read]) -> Row:
    truth: list[bool] = []
    scores: list[float] = []
    for row, found, reading in read:
        spans = [(edit["start"], edit["end"]) for edit in row["edits"]]
        for word, score in zip(found, reading.spun.tolist(), strict=True):
            if word.is_word:
                truth.append(any(lo <= word.start < hi for lo, hi in spans))
                scores.append(score)
    above = np.array(scores) > 0.5
    right = np.array(truth)
    return {
        "words": float(roc_auc_score(truth, scores)),
        "precision .5": float(right[above].mean()),
        "recall .5": float(above[right].mean()),
    }


def _repairs(read: list[Read]) -> Row:
    ranks = []
    for row, found, reading in read:
        for edit in row["edits"]:
            answers = {text.lower() for text in (edit["gold"], *edit["alternatives"])}
            one = [n for n, w in enumerate(found) if edit["start"] <= w.start < edit["end"]]
            if len(one) == 1 and len(edit["gold"].split()) == 1:
                best = [wording for wording, _ in reading.best(one[0], one[0] + 1)]
                ranks.append(next((n for n, wording in enumerate(best) if wording in answers), 99))
    found_at = np.array(ranks)
    return {
        "one-word edits": len(ranks),
        "top1": float((found_at < 1).mean()),
        "top5": float((found_at < 5).mean()),
    }


def simulated(model: Encoder, held: Path, most: int = 150) -> Row:
    """Return detector AUROC and accuracy of the repairer on held-out simulated windows."""
    with np.load(held) as table:
        rows = {
            name: np.split(table[name], table["ends"][:-1])[:most]
            for name in ("pieces", "spun", "target")
        }
    truth, scores = [], []
    hits: dict[str, list[npt.NDArray[np.bool_]]] = defaultdict(list)
    heads = model.heads
    for pieces, spun, target in zip(*rows.values(), strict=True):
        inner = pieces[1:-1].astype(np.int64)
        hidden, logits = model._run(inner, [(0, len(inner))])
        known, was = spun[1:-1] >= 0, spun[1:-1] == 1
        truth.append(spun[1:-1][known])
        scores.append(logits[known, 0])
        ranked = heads.transformed(hidden[was]) @ heads.table.T + heads.bias
        order = np.argpartition(-ranked, (0, 5), axis=1)[:, :5]
        best = order == target[1:-1][was][:, None]
        gone = target[1:-1][was] == DELETE
        hits["top1"].append(best[:, 0])
        hits["top5"].append(best.any(1))
        hits["top1 of replacements"].append(best[~gone, 0])
    found = {name: float(np.concatenate(parts).mean()) for name, parts in hits.items()}
    return {"auroc": float(roc_auc_score(np.concatenate(truth), np.concatenate(scores)))} | found


def speed(model: Encoder, texts: list[str]) -> Row:
    """Return seconds and CPU seconds per 1,000 words, network and heads together."""
    count = sum(len(text.split()) for text in texts) / 1000
    wall, used = time.perf_counter(), time.process_time()
    for text in texts:
        _read(model, text)
    return {
        "seconds": (time.perf_counter() - wall) / count,
        "CPU seconds": (time.process_time() - used) / count,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("model", "gold", "data", "shards"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--full", action="store_true")
    options = parser.parse_args()
    rows = gold(options.gold)
    plain = list(clean(options.data, [len(row["text"].split()) for row in rows]))
    models = {"int8": encoder.load(options.model)}
    if options.full:
        small = models["int8"]
        session = encoder.opened(options.model / "encoder.fp32.onnx")
        models["fp32 network"] = Encoder(session, small._tokenizer, small.heads)
    for name, model in models.items():
        found = pages(model, rows, plain)
        found["simulated"] = simulated(model, options.shards / "held.npz")
        found["per 1,000 words"] = speed(model, [row["text"] for row in rows])
        print(json.dumps({name: found}, indent=1))


if __name__ == "__main__":
    main()
