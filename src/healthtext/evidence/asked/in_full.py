"""What acts, in full, where a claim was read by the head of it: smoking bans are no smoking.

The claim rules name the thing that they know. What stands around it up to the verb belongs to it
where that is a short phrase of nothing but names: "high pickled vegetable intake", "screening for
cancer". So a sentence is asked about as the question is that it answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from healthtext.claims.cues import grammar
from healthtext.evidence.asked import leading, phrases
from healthtext.evidence.asked.question_table import question_parts
from healthtext.evidence.language import absence
from healthtext.evidence.language.generic import GENERIC
from healthtext.evidence.language.named import PEOPLE
from healthtext.evidence.language.stems import stems
from healthtext.records import Claim, Entity, Party, Span

MOST = 7  # words of a phrase, behind which it is more than a name
_OPENS = re.compile(
    r"(?:[,;:()\[\]\"“”—–]|\b(?:that|because|since|while|when|if|though|although|as|and|but|or|so"
    r"|whether|why|how|where|than|then|yet|unless))\s+",
    re.I,
)
_LED = (
    r"the|a|an|your|their|our|my|his|her|this|these|some|many|most|all|any|every|both|even|only"
    r"|just|also"
)
_MANNER = re.compile(
    r"(?: (?:\w+ly|also|often|still|even|really|actually|just|always|sometimes|all|both|daily"
    r"|alone|itself))+$",
    re.I,
)
# What says more than a name does: who does, says or has something, and what something is.
_SAYS = re.compile(
    rf"\b(?:who|which|whose|it|they|there|not|no|never|{PEOPLE}|and|or|and/or|vs|versus"
    r"|(?:show|suggest|find|claim|prove|report|believe|think|know|reveal|confirm|indicate|note|argue"
    r"|warn|recommend|advise|mention|say|insist|swear|agree|hope|promise|conclude|demonstrate)"
    r"(?:s|n|d|ed|ing)?|found|said|known|thought|shown|told|given|called|named|include[sd]?"
    r"|including|such|like|about|benefits?|effects?|advantages?|use[ds]?|need(?:s|ed)?|made"
    r"|contain(?:s|ed)?|compared)\b|(?<![\w-])\d[\d.,]*(?![\w-])|n['’]t\b|[^\w\s'’-]",
    re.I,
)


def whole(claim: Claim, entities: Sequence[Entity] = ()) -> Claim:
    """Return a claim of which all that acts is the subject, and all that it acts on the object."""
    if not claim.relation or claim.text.rstrip().endswith("?"):
        return claim
    return _acted(_joined(_acting(claim, entities), entities), entities)


def name_of(said: str) -> Span | None:
    """Return where the name is that a phrase before a verb ends in; None where it ends in more.

    "Experts warn that energy drinks probably" ends in energy drinks.
    """
    first = max((one.end() for one in _OPENS.finditer(said)), default=0)
    if _OPEN.search(said, 0, first):
        return None
    led = _led().match(said, first)
    first = led.end() if led else first
    last = first + len(_HEDGED.sub("", _MANNER.sub("", said[first:])))
    return (first, last) if first < last and _is_name(said[first:last]) else None


# "Nobody knows whether nettle tea": what is left open is said of nothing.
_OPEN = re.compile(r"\b(?:whether|how|why|where|when|if|unless|although|though|than)\b", re.I)
_HEDGED = re.compile(r" (?:may|might|could|can|will|would|should|does|do|probably|perhaps)$", re.I)


def _acting(claim: Claim, entities: Sequence[Entity]) -> Claim:
    """Take all from the start of the clause up to the verb for the subject."""
    acting = claim.subject
    start, end = (acting.start - claim.start, acting.end - claim.start) if acting else (-1, -1)
    verb = claim.text.find(claim.relation, max(end, 0))
    if acting is None or start < 0 or verb < 0 or absence.whole(claim, acting) is not acting:
        return claim  # what is done without is told by the words around it
    if claim.object and end <= claim.object.start - claim.start < verb:
        return claim  # "putting butter on a burn helps"
    first = max((one.end() for one in _OPENS.finditer(claim.text, 0, start)), default=0)
    led = _led().match(claim.text, first, verb)
    first = led.end() if led else first
    said = _MANNER.sub("", claim.text[first:verb].rstrip())
    first, last = leading.often(claim.text, (first, first + len(said)))
    said = claim.text[first:last]
    if start < last < end and _HOW_OFTEN.search(claim.text, last, end):
        end = last  # "slow breathing for ten minutes a day" was named with it
    if not _is_name(said) and (kind := _KIND.search(claim.text, first, start)):
        first, said = kind.start(), claim.text[kind.start() : end]  # what follows says more
    spoken = first <= end <= first + len(said) or (led and led.end() > end)  # "drinking" leads in
    if not said or not spoken or not _is_name(said):
        return claim
    return replace(claim, subject=_party(claim, first, said, entities))


_HOW_OFTEN = re.compile(r"\b(?:minutes?|hours?|times|once|twice|day|week)\b", re.I)
_KIND = re.compile(r"\b\w+-\w+ $")  # "slow-release iron that is taken"


@cache
def _led() -> re.Pattern[str]:
    """Return what stands before a name: an article, or that people take or do it."""
    return re.compile(rf"(?:(?:{_LED}|{question_parts()['using']})(?: of)? )+", re.I)


def _joined(claim: Claim, entities: Sequence[Entity]) -> Claim:
    """Join what is named right behind a part of the body to it: "blood pressure" is no blood."""
    acted = claim.object
    if acted is None or acted.type != "ANATOMY":
        return claim
    after = next((one for one in entities if one.start == acted.end + 1), None)
    between = claim.text[acted.end - claim.start :][:1]
    if after is None or between != " " or after.end > claim.end:
        return claim
    start = acted.start - claim.start
    return replace(
        claim, object=_party(claim, start, claim.text[start : after.end - claim.start], ())
    )


def _acted(claim: Claim, entities: Sequence[Entity]) -> Claim:
    """Take all from the verb on for the object: "jaw necrosis" is no necrosis."""
    acted, acting = claim.object, claim.subject
    after = acting.end - claim.start if acting else 0
    verb = claim.text.find(claim.relation, max(after, 0))
    if acted is None or verb < 0 or stems(acted.text) <= GENERIC or phrases.becomes(claim, acted):
        return claim
    first, end = verb + len(claim.relation) + 1, acted.end - claim.start
    if amount := _AMOUNT.match(claim.text, first, end):
        first = amount.end()  # "fewer falls" are falls
    said = claim.text[first:end]
    if first >= acted.start - claim.start or not _is_name(said) or _PLACED.search(said):
        return claim
    return replace(claim, object=_party(claim, first, said, entities))


_AMOUNT = re.compile(r"(?:(?:more|less|fewer|much|many|far|any|some) )+", re.I)
# What is relieved "from" a disorder or "after" it is asked about with that (tails.py).
_PLACED = re.compile(r"\b(?:in|at|on|during|among|of|for|with|to|from|by|against|after)\b", re.I)


def _party(claim: Claim, first: int, said: str, entities: Sequence[Entity]) -> Party:
    start = claim.start + first
    end = start + len(said)
    inside = next((one for one in entities if start <= one.start and one.end <= end), None)
    concepts = inside.concepts if inside else ()
    return Party(start, end, said, inside.type if inside else "", concepts)


def _is_name(said: str) -> bool:
    words = leading.amid(said).lower().split()
    others = grammar("agents") | grammar("modals") | grammar("auxiliaries") | grammar("advising")
    return len(words) <= MOST and not _SAYS.search(said) and others.isdisjoint(words)
