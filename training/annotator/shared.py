"""Measure the cheaper layout: tags on the denoiser's own pass, its network left as it is.

python -m training.annotator.shared --data FOLDER --examples FOLDER --base denoiser.pt --minutes 8

What the vocabulary says is added after the network instead of before it; a layer that sees a piece
and its neighbours is learned. Prints F1 on the held share of the development parts, which
`training.annotator.evaluate` and `benchmarks.ner --part held` have of the second network.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from healthtext import encoder, terms
from healthtext.annotator import features
from healthtext.annotator.reading import Reading
from healthtext.annotator.wholes import Wholes
from training.annotator import corpora
from training.annotator.examples import HELD
from training.annotator.model import TAGS, Annotator
from training.annotator.score import Counts, chunks, gold
from training.annotator.train import begun, streams, tag_loss

PEAK = 1e-3
SETS = (("BC5CDR", "disease"), ("BC5CDR", "chemical"), ("NCBI-disease", "disease"),
        ("AnatEM", "anatomy"))  # fmt: skip


class Shared(nn.Module):  # type: ignore[misc]
    """Tags of pieces from hidden states that are given, their features and their neighbours."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.features = nn.Embedding(features.FEATURES, width)
        self.near = nn.Conv1d(width, width, 3, padding=1)
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(width, sum(TAGS))

    def mixed(self, hidden: Tensor, described: Tensor) -> Tensor:
        """Return what the tags are read from."""
        seen = hidden + self.features(described)
        return nn.functional.gelu(self.near(seen.transpose(1, 2)).transpose(1, 2)) + seen


def trained(base: Annotator, examples: Path, minutes: float) -> Shared:
    """Train on the frozen network for some minutes."""
    model = Shared(base.bert.config.hidden_size)
    random = np.random.default_rng(1)
    stream = streams(examples, random)["ner"]
    optimiser = torch.optim.AdamW(model.parameters(), lr=PEAK)
    begun_at, pieces = time.monotonic(), 0
    while (progress := (time.monotonic() - begun_at) / (60 * minutes)) < 1:
        batch = stream.next()
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            hidden = base.bert(input_ids=batch.pieces, attention_mask=batch.mask)[0]
        for group in optimiser.param_groups:
            group["lr"] = PEAK * (1 - progress)
        loss = tag_loss(model, model.mixed(hidden.float(), batch.features), batch.labels)
        loss.backward()
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        pieces += int(batch.mask.sum())
    print(f"{pieces:,} pieces")
    model.eval()
    return model


@torch.no_grad()  # type: ignore[untyped-decorator]
def read(base: Annotator, model: Shared, text: str) -> Reading:
    """Read a text as the packaged network does."""
    shared = encoder.load()
    ids, offsets = shared.cut(text)
    described, first = features.describe(text, offsets, terms.load().find(text))
    tags = np.zeros((len(ids), sum(TAGS)), np.float32)
    for low, high in shared.cuts(text, offsets[:, 0]):
        window = [shared.mark("[CLS]"), *ids[low:high].tolist(), shared.mark("[SEP]")]
        hidden = base.bert(input_ids=torch.tensor([window]))[0][:, 1:-1]
        mixed = model.mixed(hidden, torch.from_numpy(described[low:high])[None])
        tags[low:high] = model.tags(mixed)[0].numpy()
    return Reading(offsets, first, tags, np.zeros((len(ids), 1), np.float32), _NONE)


_NONE = Wholes.__new__(Wholes)  # no sentence is judged here


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=8.0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    base = begun(options.base).eval()
    model = trained(base, options.examples, options.minutes)
    for corpus, group in SETS:
        devel, counts = corpora.ner(options.data, corpus, "devel"), Counts()
        for text, spans in chunks(devel[round(len(devel) * (1 - HELD)) :]):
            found = {(m.start, m.end) for m in read(base, model, text).mentions(group)}
            counts.add(gold(spans, corpus, group), found)
        print(f"{corpus:14}{group:10}{counts}", flush=True)


if __name__ == "__main__":
    main()
