"""Claims of the relations that a sentence asserts: one for each part and each pair of its sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from healthtext.claims import parties, priority, properties
from healthtext.claims.details import details
from healthtext.claims.making import made
from healthtext.claims.parties import Sides
from healthtext.claims.relations import Assertion
from healthtext.claims.sentence import Sentence
from healthtext.claims.several import Part, parts
from healthtext.claims.topics import Topics
from healthtext.records import Claim, Cue, Party, Span

PAIRS = 8  # of subjects and objects in one part; those beyond are cues
_HANGING = ("that", "or", "nor")  # what such a word joins is denied or hedged with what is before


@dataclass(frozen=True, slots=True)
class _Led:
    """What a part may take over from the one before it; `front` is what stands before its verb."""

    found: Assertion
    sides: Sides
    claim: Claim
    front: Sentence | None


def asserted(sentence: Sentence, topics: Topics) -> tuple[Claim, ...]:
    """Make the claims of a sentence's relations in order, with their priority."""
    found: list[Claim] = []
    before: _Led | None = None
    for part in parts(sentence):
        claims, before = _of_part(sentence, part, before, topics)
        found += claims
    return tuple(found)


def _of_part(
    sentence: Sentence, part: Part, before: _Led | None, topics: Topics
) -> tuple[list[Claim], _Led]:
    sides = topics.resolve(sentence, parties.sides(sentence, part.found, part.end), part.found)
    lead = before if part.shared else None
    if lead:
        sides = _shared(sides, lead.sides)
    claim = _bare(sentence, part, before)
    front = lead.front if lead else None
    if front:
        claim = _fronted(claim, front)
    said, nameless = f"{front.text} {claim.text}" if front else "", sides.subject is None
    level, reason = priority.judge(claim, said, nameless=nameless)
    claim = replace(claim, priority=level, priority_reason=reason)
    every = list(product(_all(sides.subjects, sides.subject), _all(sides.objects, sides.object)))
    sides = replace(sides, cues=(*sides.cues, *_beyond(every)))
    claims = [_between(sentence, part.found, claim, sides, *pair) for pair in every[:PAIRS]]
    return claims, _Led(part.found, sides, claim, front if lead else _front(sentence, part))


def _front(sentence: Sentence, part: Part) -> Sentence | None:
    """Return what a part has before its verb; None where it begins with it."""
    at = part.found.chain.start
    return sentence.part(part.start, at) if at > part.start else None


def _beyond(pairs: Sequence[tuple[Party | None, Party | None]]) -> Iterator[Cue]:
    """Yield cues of the parties that no claim is made of, as there are PAIRS already."""
    kept = {party for pair in pairs[:PAIRS] for party in pair}
    for kind, side in (("other_subject", 0), ("other_object", 1)):
        for one in dict.fromkeys(pair[side] for pair in pairs[PAIRS:]):
            if one and one not in kept:
                yield Cue(one.start, one.end, one.text, kind)


def _fronted(claim: Claim, front: Sentence) -> Claim:
    """Say of whom and how much as the opening of the sentence does: "In adults, X cures ..."."""
    said = details(front)
    return replace(
        claim, population=claim.population or said.population, dose=claim.dose or said.dose
    )


def _all(several: tuple[Party, ...], one: Party | None) -> tuple[Party | None, ...]:
    """Return all parties of a side, each name once; one that was resolved stands alone."""
    named: dict[str, Party | None] = {}
    for party in several if one in several else (one,):
        named.setdefault(party.text.lower() if party else "", party)
    return tuple(named.values())


def _shared(own: Sides, before: Sides) -> Sides:
    """Take over the subject of the part before, with what it was resolved by."""
    resolved = tuple(cue for cue in before.cues if cue.kind == "resolved")
    rest = tuple(cue for cue in own.cues if cue.kind not in ("resolved", "other_subject"))
    return replace(
        own, subject=before.subject, subjects=before.subjects, cues=(*rest, *resolved),
        pronoun=before.pronoun,
    )  # fmt: skip


def _bare(sentence: Sentence, part: Part, before: _Led | None) -> Claim:
    """Make the claim of a part without its sides."""
    found, windows = part.found, _windows(sentence, part, before)
    strength, strong = properties.strength(sentence, found, max(found.clause, part.start))
    hedge, hedging = properties.hedge(sentence, *windows)
    polarity, denying = properties.polarity(sentence, found, windows)
    if before and part.led:
        strength, polarity = before.claim.strength, before.claim.polarity
        strong = tuple(cue for cue in before.claim.cues if cue.kind == "strength")
        denying = tuple(cue for cue in before.claim.cues if cue.kind == "polarity")
    marked = sentence.cue(found.start, found.end, "kind"), *strong, *hedging, *denying
    own = sentence.part(part.start, part.end)
    claim = made(sentence, found.kind, strength, polarity, hedge, marked, own)
    return replace(claim, relation=parties.tie(sentence, found))


def _windows(sentence: Sentence, part: Part, before: _Led | None) -> tuple[Span, ...]:
    """Return the words that hedge or deny a part: its own, and what the part before hangs on."""
    own = part.start, part.found.start
    near = sentence.words[max(part.start - 1, 0) : part.start + 1]
    if before and part.led:
        return (0, before.found.start), own
    if before and (part.shared or not set(_HANGING).isdisjoint(near)):
        return (0, before.found.clause), own
    return (own,)


def _between(
    sentence: Sentence, found: Assertion, claim: Claim, sides: Sides,
    subject: Party | None, object_: Party | None,
) -> Claim:  # fmt: skip
    """Give a claim its sides, with the cues of what is said to act and of what it acts on."""
    said = [cue for cue in claim.cues if cue.kind != "attribution"]
    told = claim.cues[len(said) :]
    several = len(sides.subjects) > 1
    things = *_things(sentence, found, sides, object_), *_acting(sentence, found, subject, several)
    cues = *said, *things, *sides.cues, *told
    return replace(claim, subject=subject, object=object_, cues=cues)


def _things(
    sentence: Sentence, found: Assertion, sides: Sides, object_: Party | None
) -> tuple[Cue, ...]:
    """Return the cue of the object: the thing found, or another of the list."""
    if object_ and object_ != sides.object:
        return (Cue(object_.start, object_.end, object_.text, "object"),)
    thing = found.object
    return (sentence.cue(thing.start, thing.end, "object"),) if thing else ()


def _acting(
    sentence: Sentence, found: Assertion, subject: Party | None, several: bool
) -> Iterator[Cue]:
    """Yield the cue of what is said to act; of a name not known what is said to help is one."""
    if several and subject and found.other:
        yield Cue(subject.start, subject.end, subject.text, found.other.name)
    elif found.other and found.other.name in ("intervention", "nutrient"):
        if parties.lacks(sentence.words, found.acting, found.other):
            return  # "stopping steroids" is none
        yield sentence.cue(found.other.start, found.other.end, found.other.name)
    elif subject and found.kind in ("treatment", "prevention") and _unknown(sentence, subject):
        yield Cue(subject.start, subject.end, subject.text, "intervention")


def _unknown(sentence: Sentence, one: Party) -> bool:
    """Tell whether a party is of no known class, and holds nothing that is."""
    spans = sentence.spans
    return not one.type and not any(
        spans[thing.start][0] < one.end and one.start < spans[thing.end - 1][1]
        for thing in sentence.things
    )
