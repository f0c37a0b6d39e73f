"""What the second network adds to the cue rules: claims they do not see, and how strong one is.

The rules stay the explanation of what they found. A claim of the network alone has no cue of kind
`kind`. Its strengths were learnt from people's labels of scientific sentences (Yu, Li and Wang
2019), its kinds from the rules; so a claim needs a strength and some kind, or a kind that is surer.
Where the kind is not, what the sentence names decides it, and nothing is looked up: a verdict on
another question is none. Thresholds were chosen on one half of the sentences held out from
training, `benchmarks/claims.py` measures the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from healthtext.claims import cues, parties, properties
from healthtext.claims.heads import group, is_general, whole_disorder
from healthtext.claims.making import made
from healthtext.claims.sentence import Sentence, Thing, asks, definition_start, instruction_end
from healthtext.records import Claim

if TYPE_CHECKING:
    from healthtext.annotator import Opinion

SURE_STRENGTH = 0.8
SURE_EFFECT = 0.7
SURE_KIND = 0.9
NO_KIND = 0.25  # "Zinc is found in nuts" has a strength, though it asserts no effect
SURE_ASKED = 0.95  # P(kind) among the kinds of an effect
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
    if subject and _says_what(sentence, subject[0]):
        return None
    return _made(sentence, opinion, subject, acted)


def _says_what(sentence: Sentence, subject: Thing) -> bool:
    """Tell whether a sentence says what its subject is: "sciatica is really a term for pain"."""
    words, at = sentence.words, subject.end + 1
    if at < len(words) and (words[at].endswith("ly") or words[at] == "also"):
        at += 1
    if at >= len(words) or words[subject.end] not in ("is", "are"):
        return False
    ill = subject.name not in parties.TAKEN and words[at] in ("a", "an", "the", "more")
    return ill or any(thing.start == at for thing in sentence.things)


def _made(
    sentence: Sentence, opinion: Opinion, acting: Sequence[Thing], acted: Sequence[Thing]
) -> Claim:
    """Make the claim; it has sides, and so a verdict, only where its kind is sure."""
    hedge, hedging = properties.hedge(sentence, 0, _end(sentence))
    polarity, denying = properties.whole(sentence)
    kind, sure = _kind(sentence, opinion)
    claim = made(sentence, kind, _strength(sentence), polarity, hedge, (*hedging, *denying))
    whole = list(dict.fromkeys(whole_disorder(sentence, one) for one in acted))
    if not sure or len(acting) != 1 or len(whole) != 1 or is_general(sentence, acting[0]):
        return claim
    subject, object_ = (parties.party(sentence, one) for one in (acting[0], whole[0]))
    return replace(claim, subject=subject, object=object_)


def _kind(sentence: Sentence, opinion: Opinion) -> tuple[str, bool]:
    """Return the kind, and whether the network is sure of it; what is named decides else."""
    effects = {name: opinion.kinds[name] for name in _EFFECTS}
    best = max(effects, key=effects.__getitem__)
    if effects[best] >= SURE_ASKED * sum(effects.values()):
        return best, True
    named = {thing.name for thing in sentence.things}
    if "disorder" not in named:
        return ("cause" if _RISK.search(sentence.text) else "mechanism"), False
    if _RARER.search(sentence.text):
        return "prevention", False
    return ("treatment" if named & _REMEDIES else "cause"), False


_REMEDIES = frozenset(("intervention", "nutrient"))
_RISK = re.compile(r"\b(?:the|your|that|this) (?:risks?|odds|chances?|danger)\b", re.I)
_RARER = re.compile(
    r"\b(?:fewer|rarer|less (?:often|likely|common)|avoid\w*|prevent\w*|lower)\b", re.I
)
_TOGETHER = re.compile(
    r"\b(?:link|tie|associat|connect|relat|correlat)\w*|\b(?:fewer|rarer|commoner|likelier)\b"
    r"|\b(?:more|less) (?:likely|common|often|frequent)|\b(?:higher|lower) rates?\b",
    re.I,
)


def _strength(sentence: Sentence) -> str:
    """Return the strength by the words: what may be is conditional, what goes together weaker."""
    if any(cues.load().conditional.find(sentence.words)):
        return "conditional_causal"
    return "correlational" if _TOGETHER.search(sentence.text) else "direct_causal"


def _best(strengths: dict[str, float]) -> tuple[str, float]:
    """Return the likeliest strength of an effect with its probability."""
    effects = {name: value for name, value in strengths.items() if name != "none"}
    best = max(effects, key=effects.__getitem__)
    return best, effects[best]


def _end(sentence: Sentence) -> int:
    return len(sentence.words)
