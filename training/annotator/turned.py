"""Pairs made from abstracts by turning what a sentence says: support, contradiction, neither.

Corpora of claims with evidence are small, and a claim that is false is worded in them by few hands.
Here a sentence, or the title of its article, becomes the claim: what leads in and brackets are
cut, words change places with synonyms, and its pole (poles.tsv: increase and decrease, effective
and ineffective, is and is not) is turned or left, by chance, in the claim and in the evidence.
Where both are turned or none is, the evidence supports. So neither text by itself tells the label.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from healthtext.despin.channel import PPDB, WORDNET
from training.annotator.pairs import CONTRADICT, NEUTRAL, SUPPORT, Pair, lines
from training.channel import sources
from training.channel.inflect import inflections

POLES = Path(__file__).with_name("poles.tsv")
MOST_POLES = 3  # a sentence with more says too much for one of them to turn it
SYNONYMS = 0.25  # share of the words of a claim that a synonym takes the place of
RARE = 40  # abstracts that a word may be in to lead to a neighbour that says something else
OWN = 0.4  # share of sentences that say nothing of a claim, though they are of its own article
SAME = 0.45  # share of a claim's words from which such a sentence could say the same
WORDS = range(6, 45)
_WORD = re.compile(r"[A-Za-z]+")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_LEAD = re.compile(
    r"^(?:[A-Z][\w ,-]{0,40}?\b(?:that|conclusion|summary|contrast|addition|together|overall)\b,?"
    r"|However,|Thus,|Therefore,|Moreover,|Furthermore,|Additionally,|Here,)\s+"
)
_NOT_BEFORE = re.compile(r"(?:\bnot|\bno|n't|\bwithout|\bnever)\s+$", re.IGNORECASE)
_NOT_AFTER = re.compile(r"^\s+(?:not|no)\b")


@dataclass(frozen=True, slots=True)
class Article:
    """A title and the sentences under it."""

    title: str
    sentences: tuple[str, ...]


class Poles:
    """Wordings with those of their own and of the other pole."""

    def __init__(self, path: Path = POLES) -> None:
        self.same: dict[str, list[str]] = defaultdict(list)
        self.other: dict[str, list[str]] = defaultdict(list)
        for line in path.read_text("utf-8").splitlines():
            if not line.startswith("#"):
                part, one, two = line.split("\t")
                self._add(part, one, two)
        every = sorted({*self.other}, key=len, reverse=True)
        self._find = re.compile(rf"\b(?:{'|'.join(map(re.escape, every))})\b", re.IGNORECASE)

    def _add(self, part: str, one: str, two: str) -> None:
        if part == "fixed" and " " in one + two and not _single(one, two):
            return self._pair([one], [two])
        left, right = one.split(" "), two.split(" ")
        if part == "fixed":
            return self._pair(left, right)
        forms = [[inflections(word, part) for word in side] for side in (left, right)]
        for tag in sorted(set.intersection(*(set(form) for side in forms for form in side))):
            self._pair([form[tag] for form in forms[0]], [form[tag] for form in forms[1]])
        return None

    def _pair(self, one: list[str], two: list[str]) -> None:
        for side, far in ((one, two), (two, one)):
            for word in side:
                self.other[word] += far
                self.same[word] += [near for near in side if near != word]

    def find(self, text: str) -> list[re.Match[str]]:
        """Return the poles of a text that no negation beside them has turned already."""
        return [
            match for match in self._find.finditer(text)
            if not _NOT_BEFORE.search(text[: match.start()])
            and not _NOT_AFTER.match(text[match.end() :])
        ]  # fmt: skip

    def turned(self, text: str, found: Sequence[re.Match[str]], chance: random.Random) -> str:
        """Return a text with one pole turned."""
        return _put(text, chance.choice(found), self.other, chance)

    def worded(self, text: str, found: Sequence[re.Match[str]], chance: random.Random) -> str:
        """Return a text with the last pole worded otherwise, where there is another wording."""
        return _put(text, found[-1], self.same, chance) if found else text


def _single(one: str, two: str) -> bool:
    """Tell a list of single words from one wording of several."""
    return not {"not", "no", "a", "an", "to", "against"} & {*one.split(), *two.split()}


def _put(
    text: str, match: re.Match[str], table: dict[str, list[str]], chance: random.Random
) -> str:
    options = table.get(match.group().lower()) or [match.group()]
    new = chance.choice(options)
    new = new[0].upper() + new[1:] if match.group()[0].isupper() else new
    return text[: match.start()] + new + text[match.end() :]


def articles(data: Path) -> list[Article]:
    """Return abstracts of trials, and those of SciFact that its measured part does not cite."""
    folder = data / "scifact_official/data"
    measured = {n for claim in lines(folder / "claims_dev.jsonl") for n in claim["cited_doc_ids"]}
    found = [
        Article(row["title"], tuple(s.strip() for s in row["abstract"]))
        for row in lines(folder / "corpus.jsonl") if row["doc_id"] not in measured
    ]  # fmt: skip
    tests = (data / "evidence_inference/splits/test_article_ids.txt").read_text("utf-8").split()
    for line in (data / "evidence_inference/abstracts.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        if row["pmcid"] not in tests:
            text = " ".join(row["sections"].values())
            found.append(Article(row["title"], tuple(re.split(r"(?<=[.!?])\s+(?=[A-Z])", text))))
    return found


def synonyms(data: Path) -> dict[str, list[str]]:
    """Return words with those that WordNet has in one synset with them and PPDB pairs them with."""
    near = sources.surface_pairs(data)
    found: dict[str, list[str]] = defaultdict(list)
    for (one, two), bits in sources.lemma_pairs(data).items():
        if bits & WORDNET and near.get((one, two), 0) & PPDB:
            found[one].append(two)
    return found


def shortened(sentence: str) -> str:
    """Return a sentence without brackets and what leads in."""
    text = _LEAD.sub("", _BRACKETS.sub("", sentence)).strip()
    return text[:1].upper() + text[1:]


def reworded(
    text: str, known: dict[str, list[str]], poles: Poles, chance: random.Random
) -> str:  # fmt: skip
    """Return a text with some words exchanged for synonyms; poles and names stay."""

    def other(match: re.Match[str]) -> str:
        word = match.group()
        options = known.get(word)
        if not options or word in poles.other or chance.random() > SYNONYMS:
            return word
        return chance.choice(options)

    return _WORD.sub(other, text)


def pairs(data: Path, most: int, seed: int = 1) -> Iterator[Pair]:
    """Yield pairs, a third of each label."""
    chance, poles, known = random.Random(seed), Poles(), synonyms(data)
    every = articles(data)
    chance.shuffle(every)
    strange = Strange(every)
    made = 0
    while made < most:
        for at, article in enumerate(every):
            for claim, said in _chosen(article, poles, chance):
                label = made % 3
                text = reworded(shortened(claim), known, poles, chance)
                if label == NEUTRAL:
                    pair = strange.pair(text, at, poles, chance)
                else:
                    pair = turned_or_not(text, said, label, poles, chance)
                if pair is not None:
                    yield pair
                    made += 1
                    if made == most:
                        return


def _chosen(article: Article, poles: Poles, chance: random.Random) -> list[tuple[str, str]]:
    """Return one sentence of an article as claim and evidence, and its title with the nearest."""
    findings = article.sentences[len(article.sentences) // 2 :]  # methods come first
    fit = [s for s in findings if len(s.split()) in WORDS
           and 0 < len(poles.find(s)) <= MOST_POLES]  # fmt: skip
    if not fit:
        return []
    one = chance.choice(fit)
    found = [(one, one)]
    if poles.find(article.title) and not article.title.endswith("?"):
        words = _words(article.title)
        best = max(fit, key=lambda s: len(words & _words(s)) / (8 + len(_words(s))))
        if len(words & _words(best)) >= 4:
            found.append((article.title.rstrip(".") + ".", best))
    return found


def turned_or_not(
    claim: str, said: str, label: int, poles: Poles, chance: random.Random
) -> Pair | None:  # fmt: skip
    """Return a pair of a label: both turned or none, or one of them."""
    shared = _shared(claim, said, poles)
    if not shared:
        return None
    word = chance.choice(shared)
    first, second = ([m for m in poles.find(t) if m.group().lower() == word] for t in (claim, said))
    whether = chance.random() < 0.5
    if whether:
        said = poles.turned(said, second[:1], chance)
    if whether == (label == SUPPORT):
        claim = poles.turned(claim, first[:1], chance)
    else:
        claim = poles.worded(claim, first[:1], chance)
    return Pair(claim, said, label) if label in (SUPPORT, CONTRADICT) else None


def _shared(claim: str, said: str, poles: Poles) -> list[str]:
    """Return the poles that stand once in both texts."""
    one, two = (Counter(m.group().lower() for m in poles.find(text)) for text in (claim, said))
    return [word for word in one if one[word] == 1 and two.get(word) == 1]


class Strange:
    """Sentences of other articles that share rare words with a claim."""

    def __init__(self, every: Sequence[Article]) -> None:
        self.every = every
        self.places: dict[str, list[int]] = defaultdict(list)
        for at, article in enumerate(every):
            for word in {w for s in (article.title, *article.sentences) for w in _words(s)}:
                self.places[word].append(at)

    def pair(self, claim: str, at: int, poles: Poles, chance: random.Random) -> Pair | None:
        """Return a claim, turned or not, with a near sentence of another article or its own."""
        own = _words(claim)
        words = sorted(w for w in own if 1 < len(self.places.get(w, ())) <= RARE)
        if not words:
            return None
        here = [place for place in self.places[chance.choice(words)] if place != at]
        far = at if not here or chance.random() < OWN else chance.choice(here)
        fit = [s for s in self.every[far].sentences
               if len(s.split()) in WORDS and len(own & _words(s)) < SAME * len(own)]  # fmt: skip
        if not fit:
            return None
        said = max(fit, key=lambda s: len(own & _words(s)) / (8 + len(_words(s))))
        found = poles.find(claim)
        turn = found and chance.random() < 0.5
        return Pair(poles.turned(claim, found, chance) if turn else claim, said, NEUTRAL)


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[a-z]+", text.lower()) if len(word) > 4)
