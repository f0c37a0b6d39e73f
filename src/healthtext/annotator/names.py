"""Names that annotated corpora have for diseases, chemicals and anatomy: the vocabulary's helper.

They are what annotators marked, wherever they mostly did (training/annotator/names.py): no concept
stands behind them, so they tell the network where to look and nothing else.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from healthtext.terms import GENERAL, TermMatch, Terms, keyed

NAMES = "models/annotator/names.tsv.gz"


def row(kind: str, wording: str) -> str:
    """Write a name as a line of a vocabulary."""
    return keyed(f"-\t{kind}\t-\t{wording}")


def read(path: Path) -> Terms:
    """Read the packaged names: a type and a wording a line."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        rows = [line.rstrip("\n").split("\t") for line in stream if not line.startswith("#")]
    return Terms([row(kind, wording) for kind, wording in rows])


def extended(known: Sequence[TermMatch], named: Iterable[TermMatch]) -> tuple[TermMatch, ...]:
    """Return terms and names that do not overlap, in order.

    A name stays where no typed term is or where it takes in all that it meets; it has the concepts
    of the term that it ends in. All other terms stay.
    """
    return tuple(sorted(_extended(known, named), key=lambda match: match.start))


def _extended(known: Sequence[TermMatch], named: Iterable[TermMatch]) -> Iterator[TermMatch]:
    at = 0
    for name in named:
        while at < len(known) and known[at].end <= name.start:
            yield known[at]
            at += 1
        last = at
        while last < len(known) and known[last].start < name.end:
            last += 1
        met = known[at:last]
        if all(name.start <= one.start and one.end <= name.end and _gives_way(one, name)
               for one in met):  # fmt: skip
            ends = [one.concepts for one in met if one.end == name.end and one.type != GENERAL]
            yield replace(name, concepts=ends[0] if ends else ())
            at = last
    yield from known[at:]


def _gives_way(term: TermMatch, name: TermMatch) -> bool:
    return term.type == GENERAL or term.end - term.start < name.end - name.start
