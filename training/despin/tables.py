"""What a simulated spinner writes for what: the packaged channel turned round, and the lists.

The channel knows what may have stood before a form; a spinner needs the other direction. How
likely it picks a form depends on where the pair is known from and on how common the form is.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from healthtext import assets, words
from healthtext.despin import channel, ngrams
from healthtext.despin.channel import (
    DIALECT,
    MOBY_BACK,
    MOBY_THERE,
    PPDB,
    TORTURED,
    WORDNET,
    WORDNET_NEAR,
)
from training.channel import inflect, lists

FUNCTION = assets.function_words()
EVERY = "SPQ"
RAREST = -16.0  # log probability in clean prose of the rarest form a spinner writes
MOST = 40  # forms kept for a word
SHARPNESS = 1.4  # how strongly the likelier forms are preferred
LONGEST = 6  # words of the longest original a spinner looks for
GAINS = {MOBY_THERE: 0.7, MOBY_BACK: 0.5, PPDB: 0.2, WORDNET: 0.9, WORDNET_NEAR: -0.3,
         TORTURED: 2.2, DIALECT: 1.0}  # fmt: skip
BOTH = 1.0  # added where the thesaurus has the pair in both directions
LISTED = {1: 0.5, 2: 2.0, 3: 6.0}  # how much oftener the lists' common phrases are picked


@dataclass(frozen=True, slots=True)
class Phrase:
    """A listed replacement: the text written, its weight (3 hallmark to 0 thesaurus), dialects."""

    spun: str
    weight: int
    dialects: str


@dataclass(frozen=True, slots=True)
class Tables:
    """Single forms with the cumulated weights of their replacements, and phrases."""

    singles: dict[str, tuple[list[str], list[float]]]
    phrases: dict[tuple[str, ...], list[Phrase]]


def load() -> Tables:
    """Return what a spinner writes, by the wider lists whether the channel knows them or not."""
    model = ngrams.load()
    phrases: dict[tuple[str, ...], list[Phrase]] = defaultdict(list)
    for original, phrase in sorted({*_written(), *_from_channel(model)}, key=repr):
        if 0 < len(original) <= LONGEST:
            phrases[original].append(phrase)
    return Tables(_singles(model), dict(phrases))


def _singles(model: ngrams.NGrams) -> dict[str, tuple[list[str], list[float]]]:
    known = channel.load()
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    with np.load(assets.path("despin/channel.npz")) as table:
        forms = table["spun"].tobytes().decode().split("\n")
    for form in forms:
        number = model.id(form)
        if number == ngrams.UNKNOWN or model.unigram[number] < RAREST or not form.isascii():
            continue
        for original in known.single(form):
            gain = _gain(original.bits) + 0.35 * float(model.unigram[number])
            gain += 0.5 * original.strength - 1.5 * _same_stem(form, original.words[0])
            found[original.words[0]].append((gain, form))
    return {original: _cumulated(sorted(row)[-MOST:]) for original, row in found.items()}


def _gain(bits: int) -> float:
    both = bits & MOBY_THERE and bits & MOBY_BACK
    return sum(gain for bit, gain in GAINS.items() if bits & bit) + (BOTH if both else 0)


def _same_stem(left: str, right: str) -> bool:
    return left[:4] == right[:4] and abs(len(left) - len(right)) <= 3


def _cumulated(row: list[tuple[float, str]]) -> tuple[list[str], list[float]]:
    shares = np.exp(SHARPNESS * (np.array([gain for gain, _ in row]) - row[-1][0]))
    return [form for _, form in row], np.cumsum(shares).tolist()


def _written() -> Iterator[tuple[tuple[str, ...], Phrase]]:
    """Yield the project's own lists, every pair in every form it has in common."""
    for row in lists.read():
        phrase = Phrase("", row.weight, row.dialects)
        yield from _forms(row.spun, row.original, row.inflect, phrase)


def _forms(
    spun: str, original: str, kind: str, phrase: Phrase
) -> Iterator[tuple[tuple[str, ...], Phrase]]:
    for left, right in {*inflect.phrases_alike(spun, original, kind), (spun, original)}:
        forms = tuple(word.form for word in words.split(right))
        yield forms, Phrase(left, phrase.weight, phrase.dialects)


def _from_channel(model: ngrams.NGrams) -> Iterator[tuple[tuple[str, ...], Phrase]]:
    """Yield tortured phrases (dialect Q) and thesaurus phrases of common words."""
    with np.load(assets.path("despin/channel.npz")) as table:
        rows = table["phrases"].tobytes().decode().split("\n")
    for row in rows:
        spun, original, bits, *_ = row.split("\t")
        if not int(bits) or int(bits) & DIALECT or not _common(spun, model):
            continue
        text = spun.replace(" - ", "-").replace(" '", "'")
        weight, dialects = (2, "Q") if int(bits) & TORTURED else (0, EVERY)
        yield tuple(original.split()), Phrase(text, weight, dialects)


def _common(phrase: str, model: ngrams.NGrams) -> bool:
    numbers = [model.id(form) for form in phrase.split()]
    return all(numbers) and math.fsum(model.unigram[numbers]) / len(numbers) > -12.5
