"""Undo article spinners: text in, Edits out.

candidates (the spinner inverted) ─> scores ─> decoder (the best path) ─> features and ranker
─> the page's own verdict ─> safety gate ─> wording and article ─> Edits with a tier.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from healthtext import words as wordings
from healthtext.despin import candidates, decoder, features, ngrams, page, ranker, scores, tiers
from healthtext.despin.candidates import Lattice
from healthtext.despin.features import Choice
from healthtext.despin.tiers import Pick
from healthtext.records import Edit, Proposal, Span
from healthtext.settings import Settings

LONGEST = 40_000  # characters judged as one page: the lattice of more would take gigabytes
__all__ = ["Despinner", "Judged", "choose", "load", "packaged_scorers"]


@dataclass(frozen=True, slots=True)
class Judged:
    """A page with the best wording of every place it would change."""

    lattice: Lattice
    picks: list[Pick]
    page: page.Page


class Despinner:
    """Find what a spinner put on a page and what stood there before."""

    def __init__(self, scorers: Sequence[scores.Scorer], rank: ranker.Ranker) -> None:
        self._scorers = list(scorers)
        self._ranker = rank

    def propose(self, text: str, protected: Sequence[Span] = ()) -> Proposal:
        """Return the edits that would repair a text, and the page's scores."""
        found: list[Proposal] = []
        sizes: list[int] = []
        for start, part in wordings.parts(text, LONGEST):
            end = start + len(part)
            inside = [(lo - start, hi - start) for lo, hi in protected if lo < end and hi > start]
            proposal, words = self._part(part, inside)
            edits = (replace(e, start=e.start + start, end=e.end + start) for e in proposal.edits)
            found.append(Proposal(tuple(edits), proposal.scores))
            sizes.append(words)
        return _joined(found, sizes)

    def _part(self, text: str, protected: Sequence[Span]) -> tuple[Proposal, int]:
        judged = self.judge(text)
        edits = tiers.edits(text, judged.lattice, judged.picks, judged.page, protected)
        return Proposal(edits, _scores(judged, edits)), judged.page.words

    def judge(self, text: str) -> Judged:
        """Choose and score the repairs of a text, before any gate or tier."""
        lattice, found = choose(text, self._scorers)
        picks = tiers.pick(found, self._ranker)
        count = sum(word.is_word for word in lattice.words)
        options = [pick.option for pick in picks]
        return Judged(lattice, picks, page.judge(count, options, [pick.sign for pick in picks]))


def choose(text: str, scorers: Sequence[scores.Scorer]) -> tuple[Lattice, list[Choice]]:
    """Return the lattice of a text and the best path through it, with each edit's features."""
    model, words = ngrams.load(), wordings.split(text)
    opinions = [scorer.read(text, words) for scorer in scorers]
    proposed = [option for opinion in opinions for option in opinion.propose()]
    lattice = candidates.lattice(words, proposed)
    path = decoder.decode(lattice, scores.total(opinions, lattice), model)
    spun = next((o.spun for o in reversed(opinions) if o.spun is not None), None)
    return lattice, features.choices(text, lattice, path, model, spun)


def _joined(found: Sequence[Proposal], sizes: Sequence[int]) -> Proposal:
    """Join the parts of a text: their edits in order, their scores weighted by words."""
    total = max(1, sum(sizes))
    weights = [size / total for size in sizes] if sum(sizes) else [1 / len(sizes)] * len(sizes)
    pairs = list(zip(found, weights, strict=True))
    scores = {
        key: round(sum(part.scores[key] * weight for part, weight in pairs), 4)
        for key in found[0].scores
    }
    return Proposal(tuple(edit for part in found for edit in part.edits), scores)


def _scores(judged: Judged, edits: Sequence[Edit]) -> dict[str, float]:
    found = judged.page
    covered = sum(len(edit.old.split()) for edit in edits)
    scored = {"page": found.spun, "edits_per_100": found.rate,
              "words_in_edits": covered / max(1, found.words)}  # fmt: skip
    scored |= {f"dialect_{letter.lower()}": share for letter, share in found.dialects.items()}
    return {key: round(value, 4) for key, value in scored.items()}


def load(settings: Settings, second: scores.Scorer | None = None) -> Despinner:
    """Load the packaged tables, and the scorer that the settings name unless `second` is it.

    Raises AssetError when a table is missing or damaged, SettingsError when the scorer is.
    """
    from healthtext import scorers

    second = second or scorers.load(settings)
    also = [] if second is None else [second]
    return Despinner([*packaged_scorers(), *also], ranker.load())


def packaged_scorers() -> list[scores.Scorer]:
    """Return the scorers that are packaged, in the order in which they are added up."""
    return [scores.ChannelScorer(ngrams.load())]
