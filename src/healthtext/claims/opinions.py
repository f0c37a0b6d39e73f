"""What the second network adds to the cue rules: claims they do not see, and how strong one is.

The rules stay the explanation of what they found. A claim of the network alone has no cue of kind
`kind`. Its strengths were learnt from people's labels of scientific sentences (Yu, Li and Wang
2019), its kinds from the rules; so a strength may decide alone, a kind only when it is surer.
Thresholds were chosen on one half of the sentences held out from training, `benchmarks/claims.py`
measures the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from healthtext.claims import parties, properties
from healthtext.claims.heads import group
from healthtext.claims.making import made
from healthtext.claims.sentence import Sentence, Thing, asks, definition_start, instruction_end
from healthtext.records import Claim

if TYPE_CHECKING:
    from healthtext.annotator import Opinion

SURE_STRENGTH = 0.8
SURE_EFFECT = 0.7
SURE_KIND = 0.9
NO_KIND = 0.25  # "Zinc is found in nuts" has a strength, though it asserts no effect
_EFFECTS = ("treatment", "prevention", "cause", "harm", "mechanism")
_OBJECTS = frozenset(("disorder", "outcome", "function"))


def weighed(claim: Claim, opinion: Opinion) -> Claim:
    """Return a claim of the rules with the strength that the network is sure of, if it is."""
    if claim.kind not in _EFFECTS:
        return claim
    strength, sure = _best(opinion.strengths)
    return replace(claim, strength=strength) if sure >= SURE_STRENGTH else claim


def proposed(sentence: Sentence, opinion: Opinion) -> Claim | None:
    """Make the claim that only the network sees, where it is sure and a sentence can make one."""
    effect, asserted = 1 - opinion.strengths["none"], 1 - opinion.kinds["none"]
    if (effect < SURE_EFFECT or asserted < NO_KIND) and asserted < SURE_KIND:
        return None
    if sentence.heading or asks(sentence) or instruction_end(sentence):
        return None  # a heading names what the text is about, and asserts nothing
    if definition_start(sentence) < _end(sentence):
        return None
    subject = group(sentence, (0, _end(sentence)), parties.ACTING["cause"])
    acted = [one for one in sentence.things if one.name in _OBJECTS and one not in subject]
    if not subject and not acted:
        return None  # nothing that could be looked up
    return _made(sentence, opinion, subject[:1], acted[-1:])


def _made(
    sentence: Sentence, opinion: Opinion, acting: Sequence[Thing], acted: Sequence[Thing]
) -> Claim:
    kind = max(_EFFECTS, key=lambda name: opinion.kinds[name])
    hedge, hedging = properties.hedge(sentence, 0, _end(sentence))
    polarity, denying = properties.whole(sentence)
    strength = _best(opinion.strengths)[0]
    claim = made(sentence, kind, strength, polarity, hedge, (*hedging, *denying))
    subject, object_ = (
        parties.party(sentence, things[0]) if things else None for things in (acting, acted)
    )
    return replace(claim, subject=subject, object=object_)


def _best(strengths: dict[str, float]) -> tuple[str, float]:
    """Return the likeliest strength of an effect with its probability."""
    effects = {name: value for name, value in strengths.items() if name != "none"}
    best = max(effects, key=effects.__getitem__)
    return best, effects[best]


def _end(sentence: Sentence) -> int:
    return len(sentence.words)
