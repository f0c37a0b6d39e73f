"""What is asked of a store: the two sides of a claim and what would bear it out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from healthtext.evidence.asked import (
    ailing,
    amounts,
    barred,
    cure_promised,
    doing,
    effects,
    framed,
    headed,
    healthier,
    in_full,
    leading,
    phrases,
    placed,
    sweeping,
    tails,
    tied,
    unnamed,
    vague,
)
from healthtext.evidence.asked.promises import Promise, guarded, meant, promised, shielded
from healthtext.evidence.language import (
    absence,
    combined,
    composites,
    contrary,
    disowned,
    groups,
    lasting,
    named,
    partly,
    rivals,
    unlike,
)
from healthtext.evidence.language.generic import GENERIC
from healthtext.evidence.language.sides import Side, side
from healthtext.evidence.language.stems import stems
from healthtext.evidence.language.units import SUFFERED
from healthtext.records import Claim, Entity, Party

_PRONOUN = re.compile(r"(?:it|they|this|these|that|which|both|those|he|she|you|we)", re.I)


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim as a store is asked about it.

    `wanted` is the effect (`benefit`, `harm`) or the direction (`increased`, `decreased`) that
    would bear it out; `denied` says that the claim is that there is none, `prevents` that people
    who are well are spoken of, `treats` that only those are who are ill, `cures` that the disorder
    is said to go, which relief does not show, `of_people` that those who have it are spoken of,
    whatever they have. `head` is the object without of whom it is said, `rival` what is beaten,
    `tied` says that a link is asked about, whichever way, `vague` that it names no outcome, `lasts`
    which run is spoken of, the `long` or the `short` one, `safe` that a thing is called safe, which
    no study shows that saw no harm, `well` that a medicine is called good for whoever takes it,
    `every` that it is so in every case, `needed` that one cannot do without, `utmost` that nothing
    does more, or that it is enough, `barred` that it is spoken of to those who must not have the
    thing, `unproven` that there is no evidence for it, which is so too where studies could not
    tell, `moves` that there is more or less of the object (`increased`, `decreased`), whether that
    is good or not.
    """

    subject: Side
    object: Side
    wanted: str
    denied: bool = False
    prevents: bool = False
    cures: bool = False
    treats: bool = False
    head: Side | None = None
    of_people: bool = False
    rival: rivals.Rival | None = None
    tied: bool = False
    vague: bool = False
    lasts: str = ""
    safe: bool = False
    well: bool = False
    every: bool = False
    needed: bool = False
    utmost: bool = False
    barred: bool = False
    unproven: bool = False
    moves: str = ""


def asked(claim: Claim, entities: Sequence[Entity] = ()) -> Asked | None:
    """Return what to ask about a claim; None when no study could answer."""
    claim = framed.alone(claim)
    if disowned.is_ruled_out(claim.text) or amounts.are_asked(claim):
        return None
    if partly.is_partly_denied(claim) or tied.is_foretold(claim) or headed.is_of_other(claim):
        return None
    claim = phrases.termed(in_full.whole(claim, entities))
    compared = rivals.compared(claim)
    claim = rivals.parted(claim, compared)
    if rivals.is_any_other(claim, compared):
        return None
    subject, object_ = _acting(claim, entities), _acted(claim, entities)
    wanted = "benefit" if rivals.causes_less(claim) else effects.wanted(claim, entities)
    told = stated(claim)
    promise = told or _promise(claim, object_)
    if promise:
        wanted, object_ = promise.wanted, Party(claim.start, claim.end, promise.object)
    elif subject and (pair := healthier.of(claim)):
        return _beside(claim, subject, *pair)
    elif subject and (told_of := vague.of(claim)):
        return _of_anything(claim, subject, told_of)
    if not wanted or subject is None or object_ is None:
        return None
    if contrary.is_kept_from_good(claim.text) or (told is None and _is_of_none(claim, object_)):
        return None
    return _between(claim, subject, object_, wanted, told, compared)


def _promise(claim: Claim, acted: Party | None) -> Promise | None:
    """Return what a claim says by its verb where its object says little or is missing."""
    says_little = acted is None or stems(acted.text) <= GENERIC
    return promised(claim) or guarded(claim) if says_little else None


def _between(
    claim: Claim, subject: Party, object_: Party, wanted: str, told: Promise | None,
    compared: rivals.Compared | None,
) -> Asked | None:  # fmt: skip
    """Return what to ask of two sides; None where one of them names nothing that was studied."""
    acts, where = placed.apart(leading.amid(subject.text), object_.text)
    acted = f"{object_.text} {where}".strip()
    of_part = composites.is_of_part(claim.relation, acted)
    wide = told or of_part or (wanted == "harm" and acted == "infertility")
    several = composites.whole(acted) if wide else None
    sides = _side_of(subject, acts), several or _acted_on(object_, where)
    if not all(_says(one) for one in sides) or unnamed.is_unnamed(claim, subject, sides[0]):
        return None
    if lasting.is_time(acted):
        return None
    spared = told is not None and told.prevents  # nobody is ill yet
    return Asked(
        *sides, wanted, rivals.denied(absence.stands(claim, subject), compared),
        told.prevents if told else ailing.prevents(claim),
        not spared and cure_promised.cures(claim), not spared and ailing.treats(claim, acted),
        side(claim.object.text) if claim.object else None,
        not told and named.is_said_of(claim),
        rivals.named(claim, compared), tied.is_tied(claim.relation),
        lasts=lasting.span(claim.text), every=_is_every(claim, wanted),
        needed=sweeping.is_needed(claim),
        utmost=compared is None and sweeping.is_utmost(claim, wanted),
        unproven=disowned.is_unproven(claim.text),
        moves="" if told else effects.moved(claim),
        barred=barred.is_of(claim, subject.text, wanted),
    )  # fmt: skip


def _acted_on(object_: Party, where: str) -> Side:
    """Return the side that is acted on, with where it is: one stretches before exercise, though."""
    text = object_.text if _AROUND.fullmatch(where) else f"{object_.text} {where}".strip()
    return side(text, object_.concepts)


_AROUND = re.compile(
    r"(?:before|during|after) (?:exercise|exercising|training|sports?|workouts?)", re.I
)


def _is_every(claim: Claim, wanted: str) -> bool:
    """Tell whether a claim is of every case, of a harm to most people, or of help at once."""
    if sweeping.is_of_all(claim):
        return True
    return (sweeping.is_of_most if wanted == "harm" else sweeping.is_at_once)(claim)


def _side_of(subject: Party, acts: str) -> Side:
    """Return the side that acts; of a part of its words its concepts may be of the place."""
    elsewhere = acts != subject.text and side(acts).main
    return side(acts, () if elsewhere else subject.concepts, acts=True)


def _is_of_none(claim: Claim, acted: Party) -> bool:
    """Tell whether people do not have it, which is nothing that helps them, or it is spoken ill."""
    return contrary.is_lacked(claim, acted.text) or contrary.is_spoken_ill(claim)


def _of_anything(claim: Claim, subject: Party, told: vague.Vague) -> Asked | None:
    acting = side(subject.text, subject.concepts, acts=True)
    denied = rivals.denied(claim, None)
    if unnamed.is_unnamed(claim, subject, acting):
        return None
    if not _says(acting) or (told.wanted == "benefit" and acting.main[0].type in SUFFERED):
        return None
    rid = cure_promised.cures(claim)
    return Asked(
        acting, told.side, told.wanted, denied, cures=rid, of_people=True, vague=True,
        safe=claim.relation.lower() in ("safe", "harmless"),
        well=told.wanted == "benefit" and vague.is_for_well(claim.relation, acting),
        every=_is_every(claim, told.wanted), unproven=disowned.is_unproven(claim.text),
    )  # fmt: skip


def _beside(claim: Claim, subject: Party, whom: Side, other: rivals.Rival) -> Asked | None:
    """Return what to ask of two things, one of which is called healthier or safer."""
    acting = side(subject.text, subject.concepts, acts=True)
    if not (_says(acting) and _says(other.side)) or unnamed.is_unnamed(claim, subject, acting):
        return None
    denied = rivals.denied(claim, None)
    return Asked(acting, whom, "benefit", denied, of_people=True, rival=other, vague=True)


def stated(claim: Claim) -> Promise | None:
    """Return what a claim says by more than its object, and whether that is wanted."""
    return meant(claim) or shielded(claim) or doing.outcome(claim)


def _says(one: Side) -> bool:
    """Tell whether a side names something: "it" and "a treatment" are nobody."""
    return bool(one.main) and not _PRONOUN.fullmatch(one.text)


def _acting(claim: Claim, entities: Sequence[Entity]) -> Party | None:
    found = claim.subject or _cued(claim, ("intervention", "nutrient"), entities)
    if found is None:
        return None
    if pill := phrases.pill(claim, found):
        return pill
    if (exposure := groups.exposed(claim, found)) is not found:
        return exposure
    if stems(found.text) <= GENERIC:
        known = phrases.example(claim, found) or _qualified(claim, found)
    else:
        known = phrases.formed(claim, named.specific(claim, found, entities))
        known = combined.whole(claim, known, entities)
    return phrases.eaten(claim, unlike.whole(claim, absence.whole(claim, known)))


_BEFORE = re.compile(r"(?:[^\W\d_][\w'’-]* ){1,2}$")


def _qualified(claim: Claim, named: Party) -> Party:
    """Put what stands before a word that says little in front of it: "microwaved food"."""
    match = _BEFORE.search(claim.text, 0, max(named.start - claim.start, 0))
    before = match.group() if match else ""
    telling = " ".join(word for word in before.split() if stems(word))
    return replace(named, text=f"{telling} {named.text}".strip())


def _acted(claim: Claim, entities: Sequence[Entity]) -> Party | None:
    """Return the object, with whom it is said of: "pain" of "pain in people with shingles"."""
    found = claim.object or _cued(claim, ("object",), entities)
    if found is None:
        return None
    if (guarded := named.guarded_from(claim, found)) is not found:
        return guarded
    found = phrases.lost(claim, found)
    if own := phrases.had(found.text, claim.population):
        return replace(found, text=own)
    text = f"{found.text} {tails.behind(claim, found)}".strip()
    if claim.population and claim.population not in text:
        text = phrases.joined(text, claim.population)
    return replace(found, text=phrases.bare(text))


def _cued(claim: Claim, kinds: Sequence[str], entities: Sequence[Entity]) -> Party | None:
    cue = next((cue for cue in claim.cues if cue.kind in kinds), None)
    if cue is None:
        return None
    met = [one for one in entities if one.start < cue.end and cue.start < one.end]
    return Party(cue.start, cue.end, cue.text, "", met[0].concepts if met else ())
