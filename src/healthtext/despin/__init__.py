"""Undo article spinners: text in, Edits out.

candidates (the spinner inverted) ─> scores ─> decoder (the best path) ─> features and ranker
─> the page's own verdict ─> safety gate ─> wording and article ─> Edits with a tier.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from healthtext import encoder, rules, terms
from healthtext import words as wordings
from healthtext.despin import (
    candidates,
    context,
    decoder,
    features,
    heat,
    ngrams,
    options,
    page,
    ranker,
    scores,
    tiers,
)
from healthtext.despin.features import Choices
from healthtext.despin.options import Lattice
from healthtext.despin.tiers import Pick
from healthtext.records import Edit, Finding, Proposal, Span
from healthtext.settings import Settings
from healthtext.terms import TermMatch

RANDOM_SENSE = "RANDOM_SENSE"  # the rule of pages that are reported instead of repaired
LONGEST = 40_000  # characters judged as one page: the lattice of more would take gigabytes
__all__ = [
    "Chosen",
    "Despinner",
    "Judged",
    "choose",
    "findings",
    "judge",
    "load",
    "packaged_scorers",
]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A lattice, the places of its best path with their features, P(spun) of each word.

    `known` are the terms of the text.
    """

    lattice: Lattice
    choices: Choices
    spun: scores.Floats | None
    known: Sequence[TermMatch]


@dataclass(frozen=True, slots=True)
class Judged:
    """A page with the best wording of every place it would change, and P(spun) of its words."""

    lattice: Lattice
    picks: list[Pick]
    page: page.Page
    spun: scores.Floats | None
    known: Sequence[TermMatch]


class Despinner:
    """Find what a spinner put on a page and what stood there before."""

    def __init__(
        self,
        scorers: Sequence[scores.Scorer],
        rank: ranker.Ranker,
        others: Sequence[scores.Scorer] = (),
    ) -> None:
        self._scorers = tuple(scorers)
        self._others = tuple(others)
        self._ranker = rank

    def propose(self, text: str, protected: Sequence[Span] = ()) -> Proposal:
        """Return the edits that would repair a text, and the scores of page and sentences."""
        found: list[Proposal] = []
        sizes: list[int] = []
        for start, part in wordings.parts(text, LONGEST):
            end = start + len(part)
            inside = [(lo - start, hi - start) for lo, hi in protected if lo < end and hi > start]
            proposal, words = self._part(part, inside)
            found.append(_moved(proposal, start))
            sizes.append(words)
        return _joined(found, sizes)

    def _part(self, text: str, protected: Sequence[Span]) -> tuple[Proposal, int]:
        judged = self.judge(text)
        edits = tiers.edits(
            text, judged.lattice, judged.picks, judged.page, protected, judged.known
        )
        hot = heat.sentences(judged.lattice, judged.spun, judged.page.spun)
        return Proposal(edits, _scores(judged, edits), hot), judged.page.words

    def judge(self, text: str) -> Judged:
        """Choose and score the repairs of a text, before any gate or tier."""
        chosen = choose(text, self._scorers, self._others)
        return judge(chosen, tiers.pick(chosen.lattice, chosen.choices, self._ranker))


def judge(chosen: Chosen, picks: list[Pick]) -> Judged:
    """Judge the page by what its words say."""
    found = page.judge(chosen.lattice.words, picks, chosen.spun)
    return Judged(chosen.lattice, picks, found, chosen.spun, chosen.known)


def choose(
    text: str, scorers: Sequence[scores.Scorer], others: Sequence[scores.Scorer] = ()
) -> Chosen:
    """Return the best path through the lattice of a text, with each edit's features.

    The first scorer with P(spun) is the context that the ranker knows; `others` are the user's
    own: they propose, rank and sway the path, but are no features.
    """
    options.make_room()
    model, words, known = ngrams.load(), wordings.split(text), terms.load().find(text)
    opinions = [scorer.read(text, words) for scorer in (*scorers, *others)]
    spun = next((opinion.spun for opinion in opinions if opinion.spun is not None), None)
    lattice = candidates.lattice(words, scores.proposed(opinions), spun)
    said = scores.said(opinions, lattice, len(scorers))
    path = decoder.decode(lattice, said.total, model)
    return Chosen(lattice, features.choices(lattice, path, model, said, known), spun, known)


def _moved(proposal: Proposal, by: int) -> Proposal:
    if not by:
        return proposal
    edits = (replace(edit, start=edit.start + by, end=edit.end + by) for edit in proposal.edits)
    hot = (replace(one, start=one.start + by, end=one.end + by) for one in proposal.heat)
    return replace(proposal, edits=tuple(edits), heat=tuple(hot))


def _joined(found: Sequence[Proposal], sizes: Sequence[int]) -> Proposal:
    """Join the parts of a text: their edits in order, their scores weighted by words."""
    total = max(1, sum(sizes))
    weights = [size / total for size in sizes] if sum(sizes) else [1 / len(sizes)] * len(sizes)
    pairs = list(zip(found, weights, strict=True))
    scores = {
        key: round(sum(part.scores[key] * weight for part, weight in pairs), 4)
        for key in found[0].scores
    }
    edits = tuple(edit for part in found for edit in part.edits)
    return Proposal(edits, scores, tuple(one for part in found for one in part.heat))


def _scores(judged: Judged, edits: Sequence[Edit]) -> dict[str, float]:
    found = judged.page
    covered = sum(len(edit.old.split()) for edit in edits)
    scored = {"page": found.spun, "edits_per_100": found.rate,
              "words_in_edits": covered / max(1, found.words),
              "random_sense": found.random}  # fmt: skip
    scored |= {f"dialect_{letter.lower()}": share for letter, share in found.dialects.items()}
    return {key: round(value, 4) for key, value in scored.items()}


def findings(text: str, scored: Mapping[str, float]) -> tuple[Finding, ...]:
    """Report a page of random senses at its first sentence; `scored` are the scores of a report."""
    if scored.get("despin.random_sense", 0.0) < tiers.RANDOM:
        return ()
    words = wordings.split(text)
    start, end = next(iter(options.sentences(words)), (0, 0))
    rule = rules.catalogue()[RANDOM_SENSE]
    place = (words[start].start, words[end - 1].end) if end else (0, len(text))
    return (Finding(*place, rule.id, rule.severity, rule.message),)


def load(settings: Settings, second: scores.Scorer | None = None) -> Despinner:
    """Load the packaged tables, and the scorer that the settings name unless `second` is it.

    Raises AssetError when a table is missing or damaged, SettingsError when the scorer is.
    """
    from healthtext import scorers

    second = second or scorers.load(settings)
    also = [] if second is None else [second]
    return Despinner(packaged_scorers(), ranker.load(), also)


def packaged_scorers() -> list[scores.Scorer]:
    """Return the scorers that are packaged."""
    model = ngrams.load()
    return [scores.ChannelScorer(model), context.ContextScorer(encoder.load(), model)]
