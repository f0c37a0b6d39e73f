"""Pages to training windows: word pieces with what stood before each, as arrays on disk.

python -m training.despin.examples --data FOLDER --out SHARDS --shards N [--first K]

A window is [CLS], whole sentences of up to 254 pieces, [SEP]. For every piece: `spun` is 1 where
a spinner put it, 0 where not, -1 where nobody should care. `target` is the piece that stood at
the same place: the first piece of a replacement has the first piece of its original, and so on;
pieces left over have DELETE. `longer` is 1 at the last piece of a replacement whose original had
more pieces than fit. Sentences longer than a window are cut at a word.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from healthtext.encoder import sentences, windows
from training import corpus
from training.channel.embed import model_folder
from training.despin import simulate
from training.despin.simulate import Page
from training.despin.tables import Tables, load

CLS, SEP, DELETE = 101, 102, 30522
KINDS = ("", "S", "P", "Q", "M")
PAGE_WORDS = 400
SHARD_PIECES = 300_000
Array = npt.NDArray[np.int32]
Window = tuple[Array, Array, Array, Array]  # pieces, spun, target, longer


def tokenizer() -> Tokenizer:
    found = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def pages(data: Path, random: Random, *, held_out: bool) -> Iterator[str]:
    """Yield pages of clean prose for ever: mostly consumer health, some abstracts and web text."""
    kinds = [corpus.consumer(data), corpus.abstracts(data), corpus.general(data)]
    bundles = [_bundles(kind, held_out) for kind in kinds]
    for bundle in bundles:
        random.shuffle(bundle)
    turns = [itertools.cycle(bundle) for bundle in bundles]
    while True:
        yield next(random.choices(turns, (0.82, 0.10, 0.08))[0])


def _bundles(rows: Iterable[tuple[str, str]], held_out: bool) -> list[str]:
    """Join the paragraphs of a topic to pages; general text has one topic, kept by position."""
    found: list[str] = []
    for topic, group in itertools.groupby(rows, key=lambda row: row[0]):
        lines: list[str] = []
        for number, (_, line) in enumerate(group):
            key = f"{topic}{number // 20}" if topic == "ewt" else topic
            if corpus.held_out(key) != held_out:
                continue
            lines.append(" ".join(line.split()))
            if sum(len(part.split()) for part in lines) > PAGE_WORDS:
                found.append("\n".join(lines))
                lines = []
        if lines:
            found.append("\n".join(lines))
    return found


class Cutter:
    """Make windows of pages."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._original = lru_cache(50_000)(self._encode)

    def _encode(self, text: str) -> tuple[int, ...]:
        return tuple(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def windows(self, page: Page) -> Iterator[Window]:
        """Yield the windows of a page with their labels."""
        encoded = self._tokenizer.encode(page.text, add_special_tokens=False)
        pieces = np.array(encoded.ids, np.int32)
        starts = np.array([start for start, _ in encoded.offsets])
        spun, longer = np.zeros_like(pieces), np.zeros_like(pieces)
        target = pieces.copy()
        for swap in page.swaps:
            lo, hi = np.searchsorted(starts, (swap.start, swap.end)).tolist()
            before = self._original(swap.original)
            spun[lo:hi] = -1 if swap.doubtful else 1
            target[lo:hi] = [*before, *[DELETE] * (hi - lo)][: hi - lo]
            longer[hi - 1] = len(before) > hi - lo > 0
        ends = np.searchsorted(starts, [end for _, end in sentences(page.text)]).tolist()
        for lo, hi in windows([*ends[:-1], len(starts)]):
            yield (_framed(pieces[lo:hi], CLS, SEP), _framed(spun[lo:hi], -1, -1),
                   _framed(target[lo:hi], CLS, SEP), _framed(longer[lo:hi], 0, 0))  # fmt: skip


def _framed(row: Array, left: int, right: int) -> Array:
    return np.concatenate(([left], row, [right])).astype(np.int32)


def roughened(text: str, random: Random) -> str:
    """Make a page look less edited: lost commas, lower-case starts, a repeated word."""
    chance = random.random()
    if chance < 0.1:
        return text.replace(",", "")
    if chance < 0.16:
        return text.lower()
    if chance < 0.2:
        return text.replace(" the ", " ", 2).replace(" and ", " & ")
    return text


def shard(
    source: Iterator[str], tables: Tables, cutter: Cutter, random: Random, size: int
) -> dict[str, npt.NDArray[np.generic]]:
    """Spin pages until `size` pieces are there; rows are joined, `ends` says where each ends."""
    windows: list[Window] = []
    kinds: list[int] = []
    while size > 0:
        page = simulate.page(roughened(next(source), random), tables, random)
        fresh = list(cutter.windows(page))
        windows += fresh
        kinds += [KINDS.index(page.dialect)] * len(fresh)
        size -= sum(len(window[0]) for window in fresh)
    columns = [np.concatenate(column) for column in zip(*windows, strict=True)]
    return {
        "pieces": columns[0].astype(np.uint16), "spun": columns[1].astype(np.int8),
        "target": columns[2].astype(np.uint16), "longer": columns[3].astype(np.int8),
        "ends": np.cumsum([len(w[0]) for w in windows]), "kinds": np.array(kinds, np.int8),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--shards", type=int, required=True)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    tables, cutter = load(), Cutter(tokenizer())
    options.out.mkdir(parents=True, exist_ok=True)
    random = Random(options.first)
    if options.first == 0:
        held = pages(options.data, random, held_out=True)
        _write(options.out / "held.npz", shard(held, tables, cutter, random, SHARD_PIECES // 2))
    source = pages(options.data, random, held_out=False)
    for number in range(options.first, options.first + options.shards):
        _write(
            options.out / f"{number:03}.npz", shard(source, tables, cutter, random, SHARD_PIECES)
        )


def _write(path: Path, table: dict[str, npt.NDArray[np.generic]]) -> None:
    partial = path.with_suffix(".partial.npz")
    np.savez(partial, **table)
    partial.rename(path)


if __name__ == "__main__":
    main()
