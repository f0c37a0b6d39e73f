"""Count n-grams of clean health prose and pack them for healthtext.despin.ngrams.

python -m training.ngrams.build --data FOLDER
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from healthtext import words
from healthtext.despin.ngrams import STEP
from training import corpus, files

OUT = Path("src/healthtext/data/despin/ngrams.npz")
VOCABULARY = 45_000
SHARE = 3  # one trial article in this many: their style is not the reader's
DISCOUNT = 0.7
KEEP = 3  # times an n-gram of trial articles must occur; of prose for readers once will do
Counts = npt.NDArray[np.int64]


def for_readers(data: Path) -> Iterator[list[str]]:
    """Yield the forms of every training paragraph of consumer and general prose."""
    for topic, text in corpus.consumer(data):
        if not corpus.held_out(topic):
            yield forms(text)
    for _, text in corpus.general(data):
        yield forms(text)


def of_trials(data: Path) -> Iterator[list[str]]:
    """Yield the forms of trial abstracts and of a share of the full texts."""
    for _, text in corpus.abstracts(data):
        yield forms(text)
    for number, (_, text) in enumerate(corpus.full_texts(data)):
        if number % SHARE == 0:
            yield forms(text)


def forms(text: str) -> list[str]:
    return [words.BREAK, words.BREAK, *(word.form for word in words.split(text)), words.BREAK]


def count(data: Path) -> tuple[list[str], Counts, int]:
    """Return the vocabulary, the whole text as numbers, and where prose for readers ends."""
    tally: Counter[str] = Counter()
    parts = [list(for_readers(data)), list(of_trials(data))]
    for text in (*parts[0], *parts[1]):
        tally.update(text)
    kept = [form for form, number in tally.most_common(VOCABULARY) if number >= 3]
    vocabulary = ["<unk>", *sorted(kept)]
    ids = {form: number for number, form in enumerate(vocabulary)}
    streams = [
        np.fromiter((ids.get(form, 0) for text in part for form in text), np.int64)
        for part in parts
    ]
    return vocabulary, np.concatenate(streams), len(streams[0])


def keys(stream: Counts, order: int) -> Counts:
    """Return every n-gram of a stream as one number, 16 bits a word."""
    total = stream[: len(stream) - order + 1]
    for shift in range(1, order):
        total = (total << 16) | stream[shift : len(stream) - order + 1 + shift]
    return total


def counted(
    stream: Counts, readers: int, order: int
) -> tuple[Counts, Counts, npt.NDArray[np.bool_]]:
    """Return the n-grams in order, their counts, and which of them are kept."""
    every, counts = np.unique(keys(stream, order), return_counts=True)
    seen = np.zeros(len(every), np.bool_)
    seen[np.searchsorted(every, np.unique(keys(stream[:readers], order)))] = True
    return every, counts, seen | (counts >= KEEP)


def pack(vocabulary: list[str], stream: Counts, readers: int) -> dict[str, npt.NDArray[Any]]:
    """Estimate the model: every table in the order of its key."""
    size = len(vocabulary)
    uni = np.bincount(stream, minlength=size)
    bi_keys, bi, bi_kept = counted(stream, readers, 2)
    tri_keys, tri, tri_kept = counted(stream, readers, 3)
    place = np.searchsorted(bi_keys, tri_keys >> 16)
    tri_kept &= bi_kept[place]
    bi_p, tri_p = (bi - DISCOUNT) / uni[bi_keys >> 16], (tri - DISCOUNT) / bi[place]
    left1 = 1 - np.bincount(bi_keys[bi_kept] >> 16, bi_p[bi_kept], size)
    left2 = 1 - np.bincount(place[tri_kept], tri_p[tri_kept], len(bi_keys))
    kept_index = np.cumsum(bi_kept) - 1
    followers = np.bincount(kept_index[place[tri_kept]], minlength=int(bi_kept.sum()))
    return {
        "forms": np.frombuffer("\n".join(vocabulary).encode(), np.uint8),
        "unigram": stored(np.log((uni + 0.5) / uni.sum())),
        "backoff1": stored(np.log(np.clip(left1, 1e-4, 1))),
        "successors": np.bincount(bi_keys[bi_kept] >> 16, minlength=size).astype(np.uint16),
        "second": (bi_keys[bi_kept] & 0xFFFF).astype(np.uint16),
        "bigram": stored(np.log(bi_p[bi_kept])),
        "backoff2": stored(np.log(np.clip(left2[bi_kept], 1e-4, 1))),
        "followers": followers.astype(np.uint16),
        "third": (tri_keys[tri_kept] & 0xFFFF).astype(np.uint16),
        "trigram": stored(np.log(tri_p[tri_kept])),
    }


def stored(logs: npt.NDArray[np.float64]) -> npt.NDArray[np.uint8]:
    return np.asarray(np.clip(np.round(-logs * STEP), 0, 255), np.uint8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    files.check(options.data, (*files.PROSE, *files.TRIALS))
    vocabulary, stream, readers = count(options.data)
    table = pack(vocabulary, stream, readers)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(options.out, **table)
    print(
        f"{len(stream):,} tokens, {len(vocabulary):,} forms, {len(table['second']):,} bigrams,"
        f" {len(table['third']):,} trigrams, {options.out.stat().st_size / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    main()
