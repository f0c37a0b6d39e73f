"""Advice that no pattern sees: what the second network holds for dangerous, or natural for safe.

Its head tells what is spoken of better than who says it to whom: what sound advice, news and
stories have in common is known by words, as in the rules. Sound advice that a pattern takes for
dangerous and the head does not is left alone. Thresholds are chosen on genres of
corpora/health_claims/advice.tsv that the head has not learnt from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from healthtext import syntax
from healthtext.claims import cues
from healthtext.evidence.advised import dangers, denounced
from healthtext.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from healthtext.annotator import Reading

DANGEROUS = "DANGEROUS_ADVICE"
SURE = {DANGEROUS: ("dangerous", 0.7), "NATURAL_MEANS_SAFE": ("natural", 0.5)}
DOUBTED = 0.3  # P(dangerous) below which a pattern is wrong in a sentence that is sound
SHORTEST = 4  # tokens that advice has at least

Judged = tuple[int, str, Mapping[str, float]]


def judged(doc: Doc, reading: Reading) -> tuple[Judged, ...]:
    """Return where each sentence begins, its text, and what the head holds of it, by ADVICE."""
    whole = doc.text  # put together anew each time it is asked for
    every = [one for one in syntax.sentences(doc) if len(one) >= SHORTEST]
    spans = [(one.start_char, one.end_char) for one in every]
    return tuple(
        (start, whole[start:end].rstrip(), held)
        for (start, end), held in zip(spans, reading.advice(spans), strict=False)
    )


def given(sentences: Sequence[Judged]) -> Iterator[tuple[str, int, int]]:
    """Yield rule, start and end of every sentence that the network is sure of."""
    for start, text, held in sentences:
        for rule, (name, least) in SURE.items():
            if (
                held[name] >= least
                and not (is_sound(text) or dangers.is_sound(text))
                and _speaks_of(name, text)
            ):
                yield rule, start, start + len(text)


def doubted(sentences: Sequence[Judged]) -> Iterator[Span]:
    """Yield the sentences that are sound and in which the network sees no danger.

    The network alone is no witness: of the plainest advice, "ditch your inhaler", it sees little.
    """
    for start, text, held in sentences:
        if held["dangerous"] < DOUBTED and is_sound(text):
            yield start, start + len(text)


def is_sound(text: str) -> bool:
    """Tell whether a sentence asks, warns, sends to a doctor, or tells what others do or did.

    One that itself calls a medicine a scam or poison warns of nothing.
    """
    if _HELP_DENIED.search(text) or denounced.find(text):
        return False
    debunking = cues.load().patterns["debunking"]
    return any(pattern.search(text) for pattern in (*_SOUND, *debunking))


def _speaks_of(name: str, text: str) -> bool:
    """Tell whether a sentence names what is natural, and that it is safe; danger has no words."""
    if name != "natural":
        return True
    return bool(_NATURAL.search(text) and _SAFETY.search(text) and not _UNSAFE.search(text))


_NATURAL = re.compile(
    r"natur|plant|herb|lea(?:f|ves)|flower|root|berr|weed|wild|garden|grow|organic|artificial"
    r"|chemical|synthetic|botanic|forest|field|meadow|mineral|spice|food|fruit|vegetable|tree|earth"
    r"|seed|bark|moss|mushroom|\b(?:tea|honey|oils?|god|creation|homeopath\w+)\b",
    re.I,
)
_SAFETY = re.compile(
    r"safe|harm|hurt|injur|interact|risk|danger|side[- ]effect|reactions?\b|consequence|innocuous"
    r"|damage|worr|fear|fret|afraid|wary|trust|gentle|mild|wholesome|friendly|kind|tolera|suit"
    r"|poison|bad for|against|overd|upper (?:dose|limit)|too (?:much|many)|as (?:much|many|often)"
    r"|(?:any|what) (?:quantity|amount)|(?:without|think|second) [\w ]{0,12}thought|nothing\b"
    r"|no such thing|go wrong|help yourself|newborn|bab(?:y|ies)|child|expectant|pregnan|anyone"
    r"|everyone|everybody|old and young|whole family|freely|happily|for years|leaflet",
    re.I,
)
# "Does not make it safe", "is not harmless": the conclusion is denied.
_UNSAFE = re.compile(
    r"(?:\b(?:not|never|no longer|cannot|hardly)|n['’]t)\b[^.;!?]{0,30}\b(?:safe|harmless|mean)\b"
    r"|\bno (?:safer|less (?:risky|dangerous))\b|\bthe risks? (?:is|are)\b"
    r"|\bbut (?:its|the|not)\b[^.;!?]{0,20}\bnot\b",
    re.I,
)
# Words of sound advice with a denial in front: "don't call an ambulance".
_HELP_DENIED = re.compile(
    r"\b(?:do not|don['’]t|never|no need to|need not|needn['’]t|instead of|rather than)"
    r" (?:(?:even|ever|bother|bother to|go and) )?"
    r"(?:(?:call|calling|ring|see|seeing|ask|asking|consult|consulting) (?:your|a|the|an|any)\b"
    r"|let (?:them|(?:the|your|any|a) (?:doctors?|nurses?|hospital))"
    r" (?:inject|vaccinate|treat|operate|jab|medicate)\b)"
    r"|\b(?:not need|needs? no|won['’]t need) (?:(?:the|an?|any) )?(?:ambulance|doctor|hospital)",
    re.I,
)
_SOUND = tuple(re.compile(pattern, re.I) for pattern in (
    r"\?[”\")]?$",
    r"\b(?:never|nobody|must not|should ?n[o'’]t|do not|don['’]t) (?:\w+ )?(?:stop|skip|give|take"
    r"|wait|swap|put|use|treat|let|cut|drive|mix|leave|try|believe|do|open|double|halve|change"
    r"|drink|swallow|exceed|share|crush|chew|inject|induce|rub|apply|delay|suck|tie|pull)\b",
    r"\b(?:ask|tell|talk to|speak to|consult|contact|see|ring|call) (?:your|a|the|an|111|their)\b",
    r"\b(?:your|the|a) (?:doctor|team|clinic|consultant|surgeon|nurse|midwife|pharmacist"
    r"|cardiologist) (?:\w+ ){0,2}(?:may|might|will|can|has|should|tells?)\b",
    r"\b(?:said|says|claim(?:s|ed)?|told|warn(?:s|ed)?|urged|court|fined|nonsense|myth|rumou?r"
    r"|false|dangerous|poison(?:ous)?|regret\w*|died|killed|can kill|emergency|ambulance)\b",
    r"^[a-z]+ing\b(?! to\b)[^,;:]* (?:can|may|could|sets?|leads?|causes?|makes?|raises?"
    r"|harms?|helps?)\b",
    r"^(?:i|we|my|our|he|she|they|his|her|some|many|most|patients?|doctors?|experts?)\b"
    r"(?! (?:want you|urge|advise|say|would|see no)|['’]d)",
))  # fmt: skip
