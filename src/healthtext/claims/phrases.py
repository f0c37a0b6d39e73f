"""Find the phrases of a cue table among the words of a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Generic, TypeVar

GAP_WORDS = 4
REMEMBERED = 20_000  # pairs of words whose phrases are kept
_NO_GAP = frozenset(
    (*".;:()!?", "same", "similar", "as", "to", "at", "is", "are", "that", "which", "who", "way")
)
Payload = TypeVar("Payload")
Item = Mapping[str, frozenset[str]] | None
_Phrase = tuple[tuple[Item, ...], frozenset[str], Payload]  # the set: forms of its last word


@dataclass(frozen=True, slots=True)
class Match(Generic[Payload]):
    """A phrase at words[start:end] and what it stands for.

    `tags` are the Penn tags its first word can have, empty unless that word is starred; `weight`
    is the number of words it names.
    """

    start: int
    end: int
    weight: int
    tags: frozenset[str]
    payload: Payload


class Phrases(Generic[Payload]):
    """Phrases by their first word; claim_cues.toml says how they are written."""

    def __init__(self, pairs: Iterable[tuple[str, Payload]]) -> None:
        self._by_first: dict[str, list[_Phrase[Payload]]] = defaultdict(list)
        for text, payload in pairs:
            items = tuple(map(_item, text.split()))
            last = frozenset(next(filter(None, reversed(items)), {}))
            for form in items[0] or ():
                self._by_first[form].append((items, last, payload))
        self._likely = lru_cache(REMEMBERED)(self._beginning)

    def find(self, words: Sequence[str]) -> Iterator[Match[Payload]]:
        """Yield every match in lower-case words, by its place."""
        held = frozenset(words)
        for at, (word, after) in enumerate(pairwise((*words, ""))):
            if word not in self._by_first:
                continue
            for items, last, payload in self._likely(word, after):
                end = 0 if held.isdisjoint(last) else _end(items, words, at)
                if end:
                    weight = sum(item is not None for item in items)
                    yield Match(at, end, weight, (items[0] or {})[word], payload)

    def _beginning(self, word: str, after: str) -> list[_Phrase[Payload]]:
        """Return the phrases that can begin with two words: most have no gap between them."""
        return [
            phrase
            for phrase in self._by_first[word]
            if len(items := phrase[0]) == 1 or items[1] is None or after in items[1]
        ]


def _end(items: Sequence[Item], words: Sequence[str], at: int) -> int:
    """Return where the phrase that begins at `at` ends, or 0; a gap takes as little as it can."""
    spare = 0
    for item in items:
        if item is None:
            spare = GAP_WORDS
            continue
        while at < len(words) and spare and words[at] not in item and words[at] not in _NO_GAP:
            at, spare = at + 1, spare - 1
        if at >= len(words) or words[at] not in item:
            return 0
        at, spare = at + 1, 0
    return at


def _item(word: str) -> Item:
    if word == "~":
        return None
    return forms(word[:-1]) if word.endswith("*") else {word: frozenset()}


@cache
def forms(lemma: str) -> Mapping[str, frozenset[str]]:
    """Return the inflected forms of a verb and the Penn tags that each can have."""
    from lemminflect import getAllInflections, getAllInflectionsOOV

    found = getAllInflections(lemma, upos="VERB") or getAllInflectionsOOV(lemma, upos="VERB")
    found = {"VBN": found.get("VBD", ()), "VBP": found.get("VB", ()), **found}
    tags: dict[str, set[str]] = defaultdict(set)
    for tag, spellings in found.items():
        for spelling in spellings:
            tags[spelling].add(tag)
    return {form: frozenset(names) for form, names in tags.items()}
