"""Findings that rest on what was looked up: each names the study or the store that it rests on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from healthtext.evidence import held_against, shares
from healthtext.evidence.asked.asking import Asked, asked
from healthtext.evidence.firmness.strong import sentence_of
from healthtext.evidence.held_against import Told
from healthtext.evidence.identifiers import typed
from healthtext.evidence.store import EvidenceStore
from healthtext.records import Citation, Claim, Entity, Evidence, Span

ELSEWHERE = 0.3  # match below which a cited study is about something else
FIGURES = 3  # of a cited study that a message names
Cited = Callable[[str], Sequence[Evidence]]  # what is kept of the study of an identifier


def findings(
    text: str, claims: Sequence[Claim], base: EvidenceStore, cited: Cited | None = None,
    entities: Sequence[Entity] = (),
) -> Iterator[tuple[Claim, Told]]:  # fmt: skip
    """Yield the claims that a rule finds fault with, each with the rule's id and the details.

    A claim whose verdict is None has not been looked up: only its citations are, in `base` and,
    with `cited`, in other places. `entities`, in order, help where no sides of a claim are named.
    """
    starts = [one.start for one in entities]

    def held(claim: Claim) -> Told | None:
        inside = entities[bisect_left(starts, claim.start) : bisect_left(starts, claim.end)]
        return held_against.told(text, full, claim, inside)

    def kept(identifier: str) -> Sequence[Evidence]:
        return (*base.by_identifier(identifier), *(cited(identifier) if cited else ()))

    full = bool(base.info().facts)
    beside: dict[Span, list[Claim]] = defaultdict(list)
    for claim in claims:
        beside[sentence_of(text, claim)].append(claim)
    checks: tuple[Callable[[Claim], Told | None], ...] = (
        lambda claim: _unlike(kept, beside[sentence_of(text, claim)], claim),
        partial(_retracted, kept), partial(_figure, text, kept), partial(_animal, text),
        held,
    )  # fmt: skip
    for claim in claims:
        for check in checks:
            told = check(claim)
            if told:
                yield claim, told


def _cited(claim: Claim, kept: Cited) -> tuple[Evidence, ...]:
    """Return the rows of the studies that a claim cites, each once."""
    found = (kept(one) for cited in claim.citations for one in identifiers(cited))
    return tuple(dict.fromkeys(row for rows in found for row in rows))


def identifiers(citation: Citation) -> tuple[str, ...]:
    """Return the identifiers that a study of a citation can have in a store.

    Later versions of a Cochrane review (.pub3) are the same review. A page that is no study's has
    none.
    """
    if citation.kind == "pmid":
        return (citation.value, f"PMID:{citation.value}")
    return tuple(one for one in typed(citation.value) if "://" not in one and one[-1] != ".")


def _unlike(kept: Cited, beside: Sequence[Claim], claim: Claim) -> Told | None:
    """Tell what a claim cites where that is about no claim of its sentence that cites it.

    A title alone does not show what an article is about.
    """
    rows = [row for row in _cited(claim, kept) if row.outcome or row.sentence]
    if asked(claim) is None or not rows:
        return None
    citing = (asked(one) for one in beside if one.citations == claim.citations)
    if max(_near(one, row) for one in citing if one for row in rows) >= ELSEWHERE**2:
        return None
    about = " and ".join(filter(None, (rows[0].intervention, rows[0].outcome)))
    return "CITATION_NOT_ABOUT_CLAIM", f"{rows[0].identifier} is about {about}"


def _near(question: Asked, row: Evidence) -> float:
    """Return how much a row speaks of both sides, on whichever side of the row they stand."""
    subject, object_, said = question.subject, question.object, row.sentence
    acting = max(map(subject.match, (row.intervention, row.comparator, said)))
    title = "" if row.outcome else row.intervention  # of an article, which names both
    acted = max(map(object_.match, (row.population, said, title)))
    return acting * max(object_.match(row.outcome, row.population), acted)


def _retracted(kept: Cited, claim: Claim) -> Told | None:
    rows = [row for row in _cited(claim, kept) if row.retracted]
    rows += [
        study.evidence for study in held_against.studies(claim.verdict) if study.evidence.retracted
    ]
    return ("RETRACTED", rows[0].identifier) if rows else None


def _figure(text: str, kept: Cited, claim: Claim) -> Told | None:
    """Compare the share that a claim gives with those in the sentences of what it cites."""
    own = text[slice(*sentence_of(text, claim))]
    stated = shares.percent(claim.number) if shares.is_of_effect(own, claim.number) else ()
    sentences = [row.sentence for row in _cited(claim, kept) if row.sentence] if stated else ()
    shown = {number for sentence in sentences for number in shares.percent(sentence)}
    given = shares.given(sentences, denied=claim.polarity == "negative")
    if not shown or any(
        abs(one - other) <= max(0.05 * other, 0.5) for one in stated for other in given
    ):
        return None
    nearest = sorted(shown, key=lambda one: (abs(one - stated[0]), one))[:FIGURES]
    figures = ", ".join(f"{number:g} percent" for number in sorted(nearest))
    return "NUMBER_MISMATCH", f"the study cited says {figures}"


_BEASTS = (
    "mice|mouse|rats?|rodents?|hamsters?|rabbits?|pigs?|dogs?|monkeys?|zebrafish|fruit flies"
    "|animals?|cell cultures?|cell lines?|cultured cells|petri dish(?:es)?|test tubes?"
)
# Said to be in people's houses too: only what is found "in cats" is of them.
_PETS = "cats?|horses?|ponies|pets?|puppies|kittens|cattle|cows?|calves|sheep|goats?|chickens"
_KINDS = "animal|test[- ]tube|laboratory|lab|mouse|rat|in vitro|cell"
_WORK = "studies|study|experiments?|tests?|models?|research|trials?"
_ANIMALS = re.compile(
    rf"\b(?:(?:{_WORK}) with|in|of|on|from) (?:\w+ ){{0,2}}(?:{_BEASTS})\b"
    r"(?! (?:foods?|fats?|products))"
    rf"|\bin (?:\w+ )?(?:{_PETS})\b"
    rf"|(?<!sickle )(?<!blood )(?<!stem )\b(?:{_KINDS}) (?:{_WORK})\b"
    r"|\bin (?:vitro\b(?! (?:fertili|matur))|the lab(?:oratory)?\b)"
    rf"|\b(?:{_BEASTS}) (?:that|which|on|fed|given|treated|live|lived)\b",
    re.I,
)
_PEOPLE = re.compile(
    r"\b(?:humans?|people|patients|clinical|men|women|volunteers|adults|children"
    r"|not (?:been )?(?:known|shown|proven|tested|confirmed))\b",
    re.I,
)


# A conclusion for people from what was seen in animals says nothing that is known of people.
_CONCLUDED = re.compile(
    r"[,;:–—]? ?\b(?:so|therefore|thus|hence|consequently|which (?:means|proves|shows)|proving"
    r"|meaning|showing|that is why|this means"
    r"|and(?= (?:it |they )?(?:so |thus |therefore )?(?:will|must)\b))\b"
    r"[^.;!?]*\b(?:will|must|can|does|do|is|are|cures?|heals?|treats?|prevents?|works?|protects?"
    r"|shrinks?|lowers?|reduces?|relieves?|helps?|stops?|kills?)\b[^.;!?]*",
    re.I,
)
_OPEN = re.compile(
    r"\b(?:may|might|could|would|whether|not|hop\w+|trials?|tested|tests?|testing|stud(?:y|ies|ied)"
    r"|needed|unclear|unknown|unproven|possibl[ey]|perhaps|probably|ask\w*|question|clinical)\b"
    r"|n['’]t\b",
    re.I,
)


def _told(sentence: str) -> str:
    """Return a sentence without what it merely concludes, for people, of what was seen."""
    drawn = _CONCLUDED.search(sentence)
    if not drawn or _OPEN.search(drawn.group()):
        return sentence
    return sentence[: drawn.start()] + sentence[drawn.end() :]


def _animal(text: str, claim: Claim) -> Told | None:
    sentence = text[slice(*sentence_of(text, claim))]
    seen = _ANIMALS.search(sentence)
    health = claim.kind in ("treatment", "prevention", "harm", "mechanism")
    hinted = claim.strength == "conditional_causal" and not _CONCLUDED.search(sentence)
    sober = hinted or claim.polarity == "negative" or _PEOPLE.search(_told(sentence))
    return None if sober or not seen or not health else ("ANIMAL_OR_IN_VITRO", seen.group())
