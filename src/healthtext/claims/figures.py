"""Claims that no verb makes: doses, statistics, side effects, shares of users, slogans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from healthtext.claims import cues, parties, properties
from healthtext.claims import topics as topics_of
from healthtext.claims.making import made
from healthtext.claims.sentence import Sentence, asks
from healthtext.claims.topics import Topics
from healthtext.needed import possible
from healthtext.records import Claim, Cue, Span

_DISORDER = frozenset(("disorder",))
_REMEDIES = frozenset(("DRUG", "TREATMENT", "NUTRIENT"))


def figure(sentence: Sentence, topics: Topics) -> Claim | None:
    """Make the claim of a dose, a statistic, a side effect, a share of users or a slogan."""
    if asks(sentence) or _is_table(sentence):
        return None
    for name, kind in _kinds(sentence, topics):
        for pattern in possible(cues.load().patterns[name], sentence.text):
            match = pattern.search(sentence.text)
            if match:
                told = "told" if "told" in pattern.groupindex else 0
                return _claim(sentence, kind, match.span(told), topics)
    return None


def _kinds(sentence: Sentence, topics: Topics) -> Iterator[tuple[str, str]]:
    """Yield the patterns that count here, each with the kind of claim it makes."""
    ill = any(thing.name == "disorder" for thing in sentence.things)
    yield "dose", "dose"
    if topics.taken and topics.taken.type in _REMEDIES and not _sends(sentence):
        yield "side_effects", "harm"
    for name in ("shares", "slogans"):
        yield name, "treatment" if ill else "mechanism"
    if any(thing.name in parties.TAKEN for thing in sentence.things):
        yield "partings", "treatment"
        if ill:
            yield "answers", "treatment"
    yield "statistic.whole", "statistic"
    if ill:
        yield "statistic.partial", "statistic"


def _sends(sentence: Sentence) -> bool:
    """Tell whether a sentence says when to see a doctor, whatever was spoken of before."""
    patterns = possible(cues.load().patterns["sending"], sentence.text)
    return any(pattern.search(sentence.text) for pattern in patterns)


def _claim(sentence: Sentence, kind: str, span: Span, topics: Topics) -> Claim:
    """Make the claim, between what is taken and the disorder, if they are named."""
    hedge, hedging = properties.hedge(sentence, (0, len(sentence.words)))
    cue = sentence.text_cue(span, "kind")
    strength = _strength(kind, hedging)
    claim = made(sentence, kind, strength, "positive", hedge, (cue, *hedging))
    subject = topics_of.taken(sentence)
    if subject is None and strength != "none" and topics.taken:
        resolved = replace(cue, kind="resolved")
        claim, subject = replace(claim, cues=(*claim.cues, resolved)), topics.taken
    return replace(
        claim, relation=cue.text, subject=subject, object=parties.named(sentence, _DISORDER)
    )


def _strength(kind: str, hedging: tuple[Cue, ...]) -> str:
    if kind in ("dose", "statistic"):
        return "none"
    weak = any(cue.text.lower() in ("may", "might", "could") for cue in hedging)
    return "conditional_causal" if weak else "direct_causal"


def _is_table(sentence: Sentence) -> bool:
    """Tell whether the sentence is a table of figures that lost its lines."""
    return len(sentence.words) > 80 or sentence.text.count("%") > 3
