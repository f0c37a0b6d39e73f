"""The thesauri a spinner substitutes from, as pairs (spun, original) with the source of each.

Moby Thesaurus II (public domain), PPDB 1.0 lexical XXXL (CC BY 3.0), Open English WordNet
(CC BY 4.0), tortured phrases of the Problematic Paper Screener (CC BY 4.0).
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from healthtext.despin.channel import (
    MOBY_BACK,
    MOBY_THERE,
    PPDB,
    TORTURED,
    WORDNET,
    WORDNET_NEAR,
)

Pairs = dict[tuple[str, str], int]
_TERM = re.compile(r"[a-z]+(?:[ '-][a-z]+){0,3}")


def lemma_pairs(data: Path) -> Pairs:
    """Return pairs of lemmas with their sources as bits."""
    pairs: Pairs = defaultdict(int)
    for root, word in moby(data):
        pairs[word, root] |= MOBY_THERE
        pairs[root, word] |= MOBY_BACK
    for left, right, bit in _wordnet(data):
        pairs[left, right] |= bit
        pairs[right, left] |= bit
    return {pair: bits for pair, bits in pairs.items() if pair[0] != pair[1]}


def surface_pairs(data: Path) -> Pairs:
    """Return pairs of inflected forms with their sources as bits."""
    pairs: Pairs = defaultdict(int)
    path = data / "ppdb_lexical" / "ppdb-1.0-xxxl-lexical.extended.synonyms.uniquepairs"
    for line in path.open(encoding="utf-8"):
        left, _, right = line.strip().partition("\t")
        if left.isalpha() and right.isalpha():
            pairs[left, right] |= PPDB
            pairs[right, left] |= PPDB
    for row in _rows(data / "tortured" / "pps_word_substitutions.tsv"):
        pairs[row["tortured_word"].lower(), row["expected_word"].lower()] |= TORTURED
    return pairs


def tortured_phrases(data: Path) -> Iterator[tuple[str, str]]:
    """Yield tortured phrases whose expected wording is known."""
    for row in _rows(data / "tortured" / "pps_merged.tsv"):
        phrase, expected = row["phrase"].lower().strip(), row["expected"].lower().strip()
        if row["is_simple"] == "1" and _TERM.fullmatch(phrase) and _TERM.fullmatch(expected):
            yield phrase, expected


def moby(data: Path) -> Iterator[tuple[str, str]]:
    """Yield (root, related word or phrase) of the Moby Thesaurus."""
    for line in (data / "thesaurus_moby" / "moby.tsv").open(encoding="utf-8"):
        root, _, related = line.strip().partition("\t")
        if _TERM.fullmatch(root.lower()):
            for word in related.lower().split("|"):
                if _TERM.fullmatch(word):
                    yield root.lower(), word


def _wordnet(data: Path) -> Iterator[tuple[str, str, int]]:
    synsets = {}
    for row in _rows(data / "english_wordnet" / "oewn_synsets.tsv"):
        members = [word.lower().replace("_", " ") for word in row["members"].split("|")]
        synsets[row["synset"]] = (members, f"{row['hypernyms']}|{row['similar']}".split("|"))
    for members, near in synsets.values():
        for word in members:
            yield from ((word, other, WORDNET) for other in members if other != word)
            for other in (o for key in near if key in synsets for o in synsets[key][0]):
                yield word, other, WORDNET_NEAR


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
