"""A text as the network read it: mentions of entities, and opinions on sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from healthtext.annotator import decoding
from healthtext.annotator.spans import WEIGHED, Run, Spans, Words
from healthtext.annotator.wholes import Floats, Ids, Wholes, softmax
from healthtext.terms import TermMatch

GROUPS = ("disease", "chemical", "anatomy", "gross")
TYPES = (
    "CONDITION", "SYMPTOM", "DRUG", "CHEMICAL", "NUTRIENT", "TREATMENT", "ANATOMY", "TEST",
)  # fmt: skip
PARTS = (
    "Anatomical_system", "Cancer", "Cell", "Cellular_component", "Developing_anatomical_structure",
    "Immaterial_anatomical_entity", "Multi-tissue_structure", "Organ", "Organism_subdivision",
    "Organism_substance", "Pathological_formation", "Tissue",
)  # fmt: skip
GROWTHS = frozenset(("Cancer", "Pathological_formation"))
KINDS = (
    "none", "treatment", "prevention", "cause", "harm", "mechanism", "diagnosis", "dose",
    "statistic",
)  # fmt: skip
STRENGTHS = ("none", "direct_causal", "conditional_causal", "correlational")
ARGUMENTS = ("none", "claim", "premise")
ADVICE = ("none", "dangerous", "natural")  # advice that can do harm, natural taken for safe
SOURCES = ("none", "wanted")  # whether a claim wants a source and has none
_TYPES_OF = {"disease": (0, 1), "chemical": (2, 3, 4)}


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of a group of GROUPS; `type` is one of TYPES, `part` of PARTS if it is anatomy.

    `score` is the geometric mean of the probabilities of its words' tags.
    """

    start: int
    end: int
    group: str
    type: str
    score: float
    part: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the network holds of a sentence; the probabilities of each field add to 1.

    `kinds` are of KINDS, `strengths` of STRENGTHS.
    """

    kinds: dict[str, float]
    strengths: dict[str, float]


class Reading:
    """A text as the network sees it. `tags` are the logits of every piece, `matches` its terms.

    `names` are what annotated corpora call entities (annotator/names.py), without concepts; `spans`
    weighs which words are a mention, for which it wants the text; without it the tags decide.
    """

    def __init__(
        self, offsets: Ids, first: Ids, tags: Floats, hidden: Floats, wholes: Wholes,
        matches: Sequence[TermMatch] = (), names: Sequence[TermMatch] = (), text: str = "",
        spans: Spans | None = None,
    ) -> None:  # fmt: skip
        self.matches, self.names = matches, names
        self._text, self._spans = text, spans
        self._offsets, self._hidden, self._wholes = offsets, hidden, wholes
        self._starts = np.flatnonzero(first == np.arange(len(first)))
        self._ends = np.r_[self._starts[1:], len(first)] if len(first) else self._starts
        self._tags = tags[self._starts]
        self._likely: dict[str, Floats] = {}
        self._mentions: dict[str, tuple[Mention, ...]] = {}

    def replaced(self, mentions: Mapping[str, tuple[Mention, ...]]) -> Reading:
        """Return this reading with mentions of every group that something else has found.

        Names are for the network's mentions and go with them; support stays what it is.
        """
        made = copy(self)
        made.names, made._mentions = (), dict(mentions)
        return made

    def mentions(self, group: str) -> tuple[Mention, ...]:
        """Return the mentions of a group, in order; mentions of one group never overlap."""
        if group not in self._mentions:
            likely = self.likely(group)
            self._mentions[group] = tuple(
                self._mention(group, low, high, likely) for low, high in self._marked(group, likely)
            )
        return self._mentions[group]

    def _marked(self, group: str, likely: Floats) -> list[Run]:
        """Return the mentions of a group as spans of words.

        Corpora disagree where a growth begins ("sporadic breast cancer"): there the tags decide.
        """
        tagged = decoding.runs(decoding.best(likely))
        if self._spans is None or group not in WEIGHED:
            return tagged
        known = self.matches, self.names
        weighed = self._spans.chosen(group, likely, tagged, self._words, *known)
        if group != "anatomy":
            return weighed
        grown = [run for run in tagged if self._part(*run) in GROWTHS]
        taken = {word for run in grown for word in range(*run)}
        others = [run for run in weighed if taken.isdisjoint(range(*run))]
        return sorted((*grown, *(run for run in others if self._part(*run) not in GROWTHS)))

    @cached_property
    def _words(self) -> Words:
        starts, ends = self._offsets[self._starts, 0], self._offsets[self._ends - 1, 1]
        return Words(self._text, starts, ends)

    def likely(self, group: str) -> Floats:
        """Return for each word how likely it is outside, begins or goes on a mention."""
        if group not in self._likely:
            at = 3 * GROUPS.index(group)
            self._likely[group] = softmax(self._tags[:, at : at + 3])
        return self._likely[group]

    def support(self, group: str, spans: Sequence[tuple[int, int]]) -> Floats:
        """Return for each span how likely its words are of a group, whatever its boundaries.

        The geometric mean of their probabilities; 0 for a span without words.
        """
        inside = self.likely(group)[:, 1:].sum(1)
        sums = np.r_[0.0, np.cumsum(np.log(np.maximum(inside, 1e-9)), dtype=np.float64)]
        starts, ends = np.array(spans, np.int64).reshape(-1, 2).T
        low = np.searchsorted(self._offsets[self._ends - 1, 1], starts, "right")
        high = np.searchsorted(self._offsets[self._starts, 0], ends, "left")
        mean = (sums[np.maximum(high, low)] - sums[low]) / np.maximum(high - low, 1)
        return np.where(high > low, np.exp(mean), 0.0).astype(np.float32)

    def _mention(self, group: str, low: int, high: int, probabilities: Floats) -> Mention:
        inside = probabilities[low:high, 1:].sum(1)
        score = float(np.exp(np.log(np.maximum(inside, 1e-9)).mean()))
        start = int(self._offsets[self._starts[low], 0])
        end = int(self._offsets[self._ends[high - 1] - 1, 1])
        part = self._part(low, high) if group in ("anatomy", "gross") else ""
        return Mention(start, end, group, self._type(group, low, high, part), score, part)

    def _part(self, low: int, high: int) -> str:
        at = 3 * len(GROUPS) + len(TYPES)
        return PARTS[int(self._tags[low:high, at:].sum(0).argmax())]

    def _type(self, group: str, low: int, high: int, part: str) -> str:
        """Say the type of a mention by the sum of its words' logits; the head counts twice."""
        if part:
            return "CONDITION" if part in GROWTHS else "ANATOMY"
        at = 3 * len(GROUPS)
        logits = self._tags[low:high, at : at + len(TYPES)]
        summed = logits.sum(0) + logits[-1]
        allowed = _TYPES_OF[group]
        return TYPES[allowed[int(summed[list(allowed)].argmax())]]

    def opinions(self, spans: Sequence[tuple[int, int]]) -> tuple[Opinion, ...]:
        """Say of each sentence what it claims, and how strongly."""
        if not spans:
            return ()
        pooled = np.stack([self.pooled(start, end) for start, end in spans])
        heads = (("kind", KINDS), ("strength", STRENGTHS))
        tables = [self._wholes.scored(name, pooled).tolist() for name, _ in heads]
        return tuple(
            Opinion(*(dict(zip(labels, row, strict=True))
                      for (_, labels), row in zip(heads, rows, strict=True)))
            for rows in zip(*tables, strict=True)
        )  # fmt: skip

    def arguments(self, spans: Sequence[tuple[int, int]]) -> tuple[dict[str, float], ...]:
        """Say of each sentence of a passage, given in order, its part in an argument: ARGUMENTS.

        Its neighbours count too: a claim seldom stands among the premises.
        """
        if not spans:
            return ()
        alone = self._wholes.scored("part", np.stack([self.pooled(*span) for span in spans]))
        rows = self._wholes.among(alone).tolist()
        return tuple(dict(zip(ARGUMENTS, row, strict=True)) for row in rows)

    def advice(self, spans: Sequence[tuple[int, int]]) -> tuple[dict[str, float], ...]:
        """Say of each sentence how likely it is each of ADVICE; empty where no head was fitted."""
        if not spans or not self._wholes.has("advice"):
            return ()
        scored = self._wholes.scored("advice", np.stack([self.pooled(*span) for span in spans]))
        return tuple(dict(zip(ADVICE, row, strict=True)) for row in scored.tolist())

    def unsourced(self, spans: Sequence[tuple[int, int]]) -> tuple[float, ...]:
        """Say of each sentence how likely it wants a source; empty where no head was fitted."""
        if not spans or not self._wholes.has("unsourced"):
            return ()
        scored = self._wholes.scored("unsourced", np.stack([self.pooled(*span) for span in spans]))
        return tuple(scored[:, SOURCES.index("wanted")].tolist())

    def pooled(self, start: int, end: int) -> Floats:
        """Return the mean and the maximum of the hidden states of a stretch, side by side."""
        low = int(np.searchsorted(self._offsets[:, 1], start, "right"))
        high = int(np.searchsorted(self._offsets[:, 0], end, "left"))
        rows = self._hidden[low:high] if high > low else self._hidden[:0]
        if not len(rows):
            return np.zeros(2 * self._hidden.shape[1], np.float32)
        return np.concatenate((rows.mean(0), rows.max(0)))
