"""Link wordings that the vocabulary does not have to its concepts: scispaCy's candidate generator.

The generator compares character trigrams (Neumann et al. 2019) with every wording of the packaged
vocabulary; its index is a table of postings, exact and 2.8 MB large, instead of a graph of nmslib.
What it proposes is weighed by a logistic curve (training/linking); below SURE nothing is linked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from healthtext import assets, terms
from healthtext.errors import AssetError
from healthtext.records import Concept, Entity
from healthtext.spelling import normal, singular
from healthtext.terms import Terms

if TYPE_CHECKING:
    from scispacy.candidate_generation import CandidateGenerator

INDEX = "linking/trigrams.npz"
NEAREST = 24  # wordings that are compared for a mention
SHORT = 3  # characters of a wording that says too little
SURE = 0.8  # the least probability of a link; chosen on half of the held-out wordings
GROUPS = (
    frozenset(("CONDITION", "SYMPTOM")), frozenset(("DRUG", "CHEMICAL", "NUTRIENT")),
    frozenset(("ANATOMY",)), frozenset(("TREATMENT",)), frozenset(("TEST",)),
)  # fmt: skip
# A wording that differs in one of these means something else, however like it looks.
OPPOSED = re.compile(
    r"\b(?:hyper|hypo|tachy|brady|macro|micro|pre|post|intra|extra|anti|non|acute|chronic|benign"
    r"|malignant|left|right|upper|lower|early|late|male|female|type|grade|stage|alpha|beta|gamma"
    r"|delta|[ivx]+|[a-z]|\d+(?:[.,]\d+)*)(?=\b|[a-z]{4})"
)

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Link:
    """A concept and the probability (0 to 1) that it is what a wording means."""

    concept: Concept
    score: float


class Postings:
    """An exact index with the one method of nmslib that scispaCy calls."""

    def __init__(self, starts: Ids, rows: Ids, weights: Floats, size: int) -> None:
        self._starts, self._rows, self._weights, self._size = starts, rows, weights, size

    def knnQueryBatch(self, vectors: Any, k: int) -> list[tuple[Ids, Floats]]:  # noqa: N802
        """Return the rows nearest to each sparse vector and their cosine distances."""
        return [self._nearest(vector.indices, vector.data, k) for vector in vectors]

    def _nearest(self, grams: Ids, weights: Floats, k: int) -> tuple[Ids, Floats]:
        spans = [slice(self._starts[gram], self._starts[gram + 1]) for gram in grams]
        rows = np.concatenate([self._rows[span] for span in spans])
        shares = [self._weights[span] * w for span, w in zip(spans, weights, strict=True)]
        sums = np.bincount(rows, np.concatenate(shares), self._size).astype(np.float32)
        best = np.argpartition(-sums, min(k, len(sums) - 1))[:k]
        best = best[np.lexsort((best, -sums[best]))]
        return best, np.maximum(1 - sums[best], 0).astype(np.float32)


class Knowledge:
    """The packaged vocabulary as the knowledge base that scispaCy's generator asks.

    It holds where wordings and concepts stand and makes what is asked for; scispaCy's own makes
    all 64,000 concepts first, which takes half a second and 80 MB.
    """

    def __init__(self, known: Terms) -> None:
        self._known = known
        self._told: dict[str, list[tuple[int, str]]] = {}
        for concept, number, wordings in known.concepts():
            self._told.setdefault(concept, []).append((number, wordings))
        self._meant: dict[str, list[str]] = {}
        for concept in self._told:
            for wording in self.wordings(concept):
                self._meant.setdefault(wording, []).append(concept)
        self.aliases = list(self._meant)

    @property
    def alias_to_cuis(self) -> dict[str, list[str]]:
        """The ids of the concepts that each wording may mean."""
        return self._meant

    @property
    def concepts(self) -> Iterable[str]:
        """The ids of all concepts, in order."""
        return self._told

    def wordings(self, concept: str) -> list[str]:
        """Return the wordings of a concept in lower case, in order, each once."""
        parts = (part for _, row in self._told[concept] for part in row.lower().split("|"))
        return list(dict.fromkeys(part.partition(">")[0] for part in parts))

    def concept(self, name: str) -> tuple[Concept, str]:
        """Return a concept by its id, with its type."""
        return self._known.concept(self._told[name][0][0])


class Linker:
    """The generator, the knowledge behind each wording, and the curve that weighs a proposal."""

    def __init__(self, generator: CandidateGenerator, known: Knowledge, curve: Floats) -> None:
        self._generator, self._known, self._curve = generator, known, curve

    def link(
        self, texts: Sequence[str], types: Sequence[str], floor: float = SURE
    ) -> tuple[Link | None, ...]:
        """Return the likeliest concept of each wording, None where none is likely enough."""
        found: list[Link | None] = []
        for text, kind, candidates in self._proposed(texts, types):
            likely = self._likeliest(text, kind, candidates)
            found.append(likely if likely and likely.score >= floor else None)
        return tuple(found)

    def _proposed(
        self, texts: Sequence[str], types: Sequence[str]
    ) -> Iterator[tuple[str, str, list[Any]]]:
        asked = [text.lower() for text in texts]
        yield from zip(asked, types, self._generator(asked, k=NEAREST), strict=True)

    def _likeliest(self, text: str, kind: str, candidates: Sequence[Any]) -> Link | None:
        ranked = self.ranked(text, kind, candidates)
        if not ranked:
            return None
        score = weighed(self._curve, self.features(text, ranked))
        return Link(self._known.concept(ranked[0][1])[0], score)

    def features(self, text: str, ranked: Sequence[tuple[float, str, str]]) -> Floats:
        """Return what the curve weighs; the same thing in another vocabulary is no rival."""
        similarity, first, alias = ranked[0]
        rivals = (row[0] for row in ranked[1:] if not self.same(first, row[1]))
        return features(text, alias, similarity, next(rivals, 0.0))

    def same(self, one: str, other: str) -> bool:
        """Tell whether two concepts share a wording, as one thing of two vocabularies does."""
        wordings = self._known.wordings
        return one == other or bool({*wordings(one)} & {*wordings(other)})

    def ranked(
        self, text: str, kind: str, candidates: Sequence[Any]
    ) -> list[tuple[float, str, str]]:
        """Return similarity, concept and wording of the candidates that may be meant, best first.

        They are of a like type, and no number, prefix or side is another.
        """
        fit = []
        wanted = marks(text)
        for one in candidates:
            if like(kind, self._known.concept(one.concept_id)[1]):
                pairs = zip(one.aliases, one.similarities, strict=True)
                fit += [(float(n), one.concept_id, a) for a, n in pairs if marks(a) == wanted]
        best: dict[str, tuple[float, str, str]] = {}
        for row in sorted(fit, key=lambda row: (-row[0], row[1], row[2])):
            best.setdefault(row[1], row)
        return list(best.values())


def like(one: str, other: str) -> bool:
    """Tell whether two types may be of one thing."""
    return one == other or any(one in group and other in group for group in GROUPS)


def marks(text: str) -> tuple[str, ...]:
    """Return what in a wording makes it another thing when it differs."""
    return tuple(sorted(match.group() for match in OPPOSED.finditer(text.lower())))


def features(text: str, alias: str, similarity: float, second: float) -> Floats:
    """Return what the curve weighs: likeness, its lead, length, words shared, and the last word."""
    ours, theirs = ([singular(normal(word)) for word in re.findall(r"\w+", one)]
                    for one in (text, alias))  # fmt: skip
    shared = len({*ours} & {*theirs}) / max(len({*ours} | {*theirs}), 1)
    head = float(ours[-1:] == theirs[-1:])
    length = np.log(max(len(text), 1))
    return np.array([1, similarity, similarity - second, length, shared, head], np.float32)


def weighed(curve: Floats, row: Floats) -> float:
    """Return the probability of a row of features."""
    return float(1 / (1 + np.exp(-float(curve @ row))))


def linked(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Return entities, those without a concept linked where one is likely enough."""
    bare = [at for at, one in enumerate(entities) if not one.concepts and len(one.text) > SHORT]
    if not bare:
        return tuple(entities)
    asked = [entities[at] for at in bare]
    links = load().link([one.text for one in asked], [one.type for one in asked])
    found = {at: link for at, link in zip(bare, links, strict=True) if link}
    return tuple(
        replace(entity, concepts=(found[at].concept,), link_score=round(found[at].score, 3))
        if at in found else entity
        for at, entity in enumerate(entities)
    )  # fmt: skip


@cache
def knowledge() -> Knowledge:
    """Return the packaged vocabulary as a knowledge base."""
    return Knowledge(terms.load())


@cache
def load(folder: Path = assets.DATA) -> Linker:
    """Load the index. Raises AssetError when it is missing, damaged or of another vocabulary."""
    file = assets.verified(folder, INDEX)
    with np.load(file) as table:
        arrays = {name: np.asarray(table[name]) for name in table.files}
    known = knowledge()
    if len(known.aliases) != int(arrays["size"]):
        remedy = "make it again: python -m training.linking.build"
        problem = f"is not of the {len(known.aliases)} wordings packaged"
        raise AssetError(str(file), problem, remedy)
    return made(arrays, known)


def made(arrays: dict[str, npt.NDArray[Any]], known: Knowledge) -> Linker:
    """Put scispaCy's generator together over the arrays of training.linking.build."""
    from scispacy.candidate_generation import CandidateGenerator
    from sklearn.feature_extraction.text import TfidfVectorizer

    grams = arrays["grams"].tobytes().decode("utf-8").split("\n")
    vectorizer = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 3), vocabulary=grams, dtype=np.float32
    )
    vectorizer.idf_ = arrays["idf"].astype(np.float32)
    starts = np.concatenate(([0], np.cumsum(arrays["counts"].astype(np.int64))))
    index = Postings(starts, _undone(arrays["steps"], starts),
                     arrays["weights"].astype(np.float32) / 255, len(known.aliases))  # fmt: skip
    generator = CandidateGenerator(index, vectorizer, known.aliases, known)
    return Linker(generator, known, arrays["curve"].astype(np.float32))


def _undone(steps: npt.NDArray[Any], starts: Ids) -> Ids:
    """Return the rows of postings that are stored as steps from one to the next."""
    sums = np.cumsum(steps.astype(np.int64))
    before = np.concatenate(([0], sums))[starts[:-1]]
    return np.asarray(sums - np.repeat(before, np.diff(starts)), np.int64)
