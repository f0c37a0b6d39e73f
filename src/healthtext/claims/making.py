"""Make a claim of a sentence, with what every kind of claim has."""

from __future__ import annotations

from healthtext.claims import properties
from healthtext.claims.citations import citations
from healthtext.claims.details import details
from healthtext.claims.sentence import Sentence
from healthtext.records import Claim, Cue


def made(
    sentence: Sentence, kind: str, strength: str, polarity: str, hedge: str, cues: tuple[Cue, ...]
) -> Claim:
    """Return the claim without its sides and its priority."""
    attribution, attributing = properties.attribution(sentence)
    figure = next((cue.text for cue in cues if kind == "statistic" and cue.kind == "kind"), "")
    said = details(sentence, figure)
    return Claim(
        sentence.start, sentence.end, sentence.text, kind, strength, polarity, hedge, attribution,
        citations(sentence.text, sentence.start), (*cues, *attributing),
        population=said.population, dose=said.dose, number=said.number,
    )  # fmt: skip
