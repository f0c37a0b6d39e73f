"""Make a claim of a sentence, or of a part of one, with what every kind of claim has."""

from __future__ import annotations

from healthtext.claims import properties
from healthtext.claims.citations import citations
from healthtext.claims.details import details
from healthtext.claims.sentence import Sentence
from healthtext.records import Claim, Cue


def made(
    sentence: Sentence, kind: str, strength: str, polarity: str, hedge: str, cues: tuple[Cue, ...],
    part: Sentence | None = None,
) -> Claim:  # fmt: skip
    """Return the claim without its sides and its priority.

    Of a part that cites nothing itself, what the sentence cites is cited.
    """
    own = part or sentence
    attribution, attributing = properties.attribution(sentence)
    figure = next((cue.text for cue in cues if kind == "statistic" and cue.kind == "kind"), "")
    said = details(own, figure)
    cited = citations(own.text, own.start) or citations(sentence.text, sentence.start)
    return Claim(
        own.start, own.end, own.text, kind, strength, polarity, hedge, attribution, cited,
        (*cues, *attributing), population=said.population, dose=said.dose, number=said.number,
        sentence_start=sentence.start, sentence_end=sentence.end,
    )  # fmt: skip
