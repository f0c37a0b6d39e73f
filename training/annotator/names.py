"""Make the names that annotators marked in the training parts: models/annotator/names.tsv.gz.

python -m training.annotator.names --data FOLDER --out names.tsv.gz

A name is kept when PURE of the places where it stands alone are marked. While the network learns, a
sentence is shown only names that are marked far from it: those of its own document it would
otherwise always know, and learn to trust too much.
"""

from __future__ import annotations

import argparse
import gzip
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from healthtext.annotator.names import row
from healthtext.terms import TermMatch, Terms, key_of
from training.annotator import corpora
from training.annotator.corpora import Sentence

CORPORA = ("BC5CDR", "NCBI-disease", "AnatEM", "BioNLP13CG")
KINDS = {"disease": "CONDITION", "chemical": "DRUG", "anatomy": "ANATOMY"}
PURE = 0.7
NEAR = 15  # sentences around a place that may be of its document; abstracts have about ten
LONGEST = 8  # words
_FAR = 1_000_000  # between the sentences of two corpora


class Names:
    """What is marked in sentences of several corpora: each name's kind and its places."""

    def __init__(self, parts: Sequence[tuple[str, Sequence[Sentence]]]) -> None:
        self._places: dict[str, list[int]] = {}
        self._kinds: dict[str, str] = {}
        for number, (corpus, sentences) in enumerate(parts):
            for at, sentence in enumerate(sentences):
                for wording, kind in _marked(sentence, corpus):
                    self._places.setdefault(wording, []).append(number * _FAR + at)
                    if self._kinds.get(wording) != "CONDITION":
                        self._kinds[wording] = kind
        every = Terms([_line(kind, wording) for wording, kind in self._kinds.items()])
        right, total = Counter[str](), Counter[str]()
        for corpus, sentences in parts:
            for sentence in sentences:
                _count(every, sentence, corpus, right, total)
        pure = {key for key, count in total.items() if right[key] >= PURE * count}
        self.kept = {w: k for w, k in self._kinds.items() if key_of(w) in pure}
        self.terms = Terms([_line(kind, wording) for wording, kind in self.kept.items()])
        self._by_key: dict[str, list[int]] = {}
        for wording in self.kept:
            self._by_key.setdefault(key_of(wording), []).extend(self._places[wording])
        for places in self._by_key.values():
            places.sort()

    def find(self, text: str, place: int | None = None) -> Iterator[TermMatch]:
        """Yield the names of a text; of a sentence at a place, those that are marked far away."""
        for match in self.terms.find(text):
            places = self._by_key[match.concepts[0].id]
            near = 0 if place is None else (
                bisect_right(places, place + NEAR) - bisect_left(places, place - NEAR)
            )  # fmt: skip
            if len(places) > near:
                yield match


def place(number: int, at: int) -> int:
    """Return the place of a sentence of a corpus, given by its number in CORPORA."""
    return number * _FAR + at


def _line(kind: str, wording: str) -> str:
    """Write a name as a line whose concept is its own key."""
    return f"{key_of(wording)}{row(kind, wording)[1:]}"


def _marked(sentence: Sentence, corpus: str) -> Iterator[tuple[str, str]]:
    for start, end, label in sentence.spans:
        wording = sentence.text[start:end]
        fits = len(key_of(wording)) > 0 and len(wording.split()) <= LONGEST
        if fits and len(wording) > 1 and not wording.isdigit() and "|" not in wording:
            for group in corpora.grouped(corpus, label):
                if group in KINDS:
                    yield wording, KINDS[group]


def _count(
    every: Terms, sentence: Sentence, corpus: str, right: Counter[str], total: Counter[str]
) -> None:
    """Count where names stand and where that place is marked as what they are."""
    kinds = {KINDS[group] for group in sentence.groups if group in KINDS}
    spans = {
        (start, end, KINDS.get(group))
        for start, end, label in sentence.spans
        for group in corpora.grouped(corpus, label)
    }
    for match in every.find(sentence.text):
        if match.type in kinds:
            key = match.concepts[0].id
            total[key] += 1
            right[key] += (match.start, match.end, match.type) in spans


def write(names: Names, path: Path) -> None:
    """Write the names in order, with their origin."""
    header = "# names marked in training parts of BC5CDR, NCBI-disease, AnatEM and BioNLP13CG\n"
    rows = sorted(f"{kind}\t{wording}\n" for wording, kind in names.kept.items())
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as stream:
        stream.write((header + "".join(rows)).encode())


def main() -> None:
    from training.annotator.examples import learned

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    names = Names([(corpus, learned(options.data, corpus)) for corpus in CORPORA])
    write(names, options.out)
    print(f"{len(names.kept):,} names, {options.out.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
