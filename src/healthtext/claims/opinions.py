"""What the second network adds to the cue rules: claims they do not see, and how strong one is.

The rules stay the explanation of what they found. A claim of the network alone has no cue of kind
`kind`. Its kinds and strengths were learnt from people's labels of consumer prose and of scientific
sentences (training/annotator/prose.py); it takes back what it holds for no claim. Where the kind is
not sure, what the sentence names decides it, and nothing is looked up: a verdict on another
question is none. Thresholds were chosen on sentences that rules may be chosen on, each judged by
heads that had not learnt from its genre; `benchmarks/claims.py` measures others.
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
    from healthtext.claims.wordings import Wordings

LIKELY = 0.6  # P(claim) of what no rule sees
CERTAIN = 0.9  # from which a definition may claim, or a sentence that names nothing
COUNTED = 0.3  # P(claim) of what is a statistic if it is a claim
PROMISED = 0.1  # P(claim) of what is worded as a promise
UNLIKELY = 0.05  # P(claim) of what only a rule sees, and is none
SURE_STRENGTH = 0.5  # these three of all but "none"
SURE_KIND = 0.6
SURE_ASKED = 0.95
_EFFECTS = ("treatment", "prevention", "cause", "harm", "mechanism")
_OBJECTS = frozenset(("disorder", "outcome", "function"))


def weighed(claims: Sequence[Claim], opinion: Opinion) -> tuple[Claim, ...]:
    """Return the claims of a sentence as strong as the network holds it, none where it is none.

    A claim that the rules hold for weaker or stronger than the first stays as they say.
    """
    if 1 - opinion.kinds["none"] < UNLIKELY:
        return ()
    strength, sure = _best(opinion.strengths)
    if sure < SURE_STRENGTH:
        return tuple(claims)
    first = next((one.strength for one in claims if one.kind in _EFFECTS), "")
    return tuple(
        replace(one, strength=strength) if one.kind in _EFFECTS and one.strength == first else one
        for one in claims
    )


def proposed(sentence: Sentence, opinion: Opinion, known: Wordings | None = None) -> Claim | None:
    """Make the claim that only the network sees, where a sentence can make one.

    What is worded as a promise, a myth or natural and so safe claims something: of it the network
    need not be sure, and hardly of how many have or get something.
    """
    likely = 1 - opinion.kinds["none"]
    if likely < PROMISED or sentence.heading or asks(sentence):
        return None  # a heading names what the text is about, and asserts nothing
    subject = group(sentence, (0, _end(sentence)), parties.ACTING["cause"])
    acted = [one for one in sentence.things if one.name in _OBJECTS and one not in subject]
    counted = likely >= COUNTED and _best(opinion.kinds)[0] == "statistic"
    likeliest = counted or _can_be(sentence, likely, subject, acted)
    if likeliest or (known and any(known.found(sentence.text))):
        return _made(sentence, opinion, subject, acted)
    return None


def _can_be(
    sentence: Sentence, likely: float, subject: Sequence[Thing], acted: Sequence[Thing]
) -> bool:
    """Tell whether a sentence of no known wording is likely a claim, and can be one."""
    if likely < LIKELY or instruction_end(sentence):
        return False
    if likely < CERTAIN and definition_start(sentence) < _end(sentence):
        return False
    if likely < CERTAIN and not subject and not acted:
        return False  # nothing that could be looked up
    return not (subject and _says_what(sentence, subject[0]))


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
    hedge, hedging = properties.hedge(sentence, (0, _end(sentence)))
    polarity, denying = properties.whole(sentence)
    kind, sure = _kind(sentence, opinion)
    strength = _strength(sentence, opinion) if kind in _EFFECTS else "none"
    claim = made(sentence, kind, strength, polarity, hedge, (*hedging, *denying))
    whole = list(dict.fromkeys(whole_disorder(sentence, one) for one in acted))
    if not sure or len(acting) != 1 or len(whole) != 1 or is_general(sentence, acting[0]):
        return claim
    subject, object_ = (parties.party(sentence, one) for one in (acting[0], whole[0]))
    return replace(claim, subject=subject, object=object_)


def _kind(sentence: Sentence, opinion: Opinion) -> tuple[str, bool]:
    """Return the kind, and whether the network is sure of it; what is named decides else."""
    best, share = _best(opinion.kinds)
    if share >= SURE_KIND:
        return best, share >= SURE_ASKED
    named = {thing.name for thing in sentence.things}
    if "disorder" not in named:
        return ("cause" if _RISK.search(sentence.text) else "mechanism"), False
    if _RARER.search(sentence.text):
        return "prevention", False
    return ("treatment" if named & _REMEDIES else "cause"), False


_REMEDIES = frozenset(("intervention", "nutrient"))
_RISK = re.compile(r"\b(?:the|your|that|this) (?:risks?|odds|chances?|danger)\b", re.I)
_RARER = re.compile(
    r"\b(?:fewer|rarer|less (?:often|likely|common)|avoid\w*|prevent\w*"
    r"|lower(?!,? (?:back|leg|limb|bod|abdom|jaw|lip|eyelid|part|half|bowel|spin|chest|airway"
    r"|respiratory|urinary|extremit)))\b",
    re.I,
)
_TOGETHER = re.compile(
    r"\b(?:link|tie|associat|connect|relat|correlat)\w*|\b(?:fewer|rarer|commoner|likelier)\b"
    r"|\b(?:more|less) (?:likely|common|often|frequent)|\b(?:higher|lower) rates?\b",
    re.I,
)


def _strength(sentence: Sentence, opinion: Opinion) -> str:
    """Return the strength that the network is sure of, or that the words have."""
    best, share = _best(opinion.strengths)
    if share >= SURE_STRENGTH:
        return best
    if any(cues.load().conditional.find(sentence.words)):
        return "conditional_causal"
    return "correlational" if _TOGETHER.search(sentence.text) else "direct_causal"


def _best(held: dict[str, float]) -> tuple[str, float]:
    """Return the likeliest but "none", with its share of all but "none"."""
    named = {name: value for name, value in held.items() if name != "none"}
    best = max(named, key=named.__getitem__)
    return best, named[best] / max(sum(named.values()), 1e-9)


def _end(sentence: Sentence) -> int:
    return len(sentence.words)
