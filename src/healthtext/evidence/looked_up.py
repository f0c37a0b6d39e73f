"""Findings that rest on what was looked up: each names the study or the store that it rests on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import permutations

from healthtext.evidence.asked.asking import Asked, asked
from healthtext.evidence.asked.cure_promised import cures
from healthtext.evidence.firmness.strong import is_plain, is_strong, measured, sentence_of
from healthtext.evidence.identifiers import typed
from healthtext.evidence.store import EvidenceStore
from healthtext.evidence.weighing.cure_shown import shows_cure
from healthtext.evidence.weighing.weigh import is_weak
from healthtext.records import Citation, Claim, Evidence, Span, Study, Verdict, kinds

SURE = 0.75  # confidence from which a verdict is held against a wording
CLOSE = 0.75  # product of both matches that a study needs for that
PROMISES = ("treatment", "prevention")  # claims that a wording may be too strong for
JUDGED = (*PROMISES, "harm", "cause")  # claims that studies can contradict
ELSEWHERE = 0.3  # match below which a cited study is about something else
FIGURES = 3  # of a cited study that a message names
NAMED = frozenset(("CONDITION", "SYMPTOM"))
TAKEN = frozenset(("DRUG", "TREATMENT", "NUTRIENT", "CHEMICAL"))
Told = tuple[str, str]
Cited = Callable[[str], Sequence[Evidence]]  # what is kept of the study of an identifier


def findings(
    text: str, claims: Sequence[Claim], base: EvidenceStore, cited: Cited | None = None
) -> Iterator[tuple[Claim, Told]]:
    """Yield the claims that a rule finds fault with, each with the rule's id and the details.

    A claim whose verdict is None has not been looked up: only its citations are, in `base` and,
    with `cited`, in other places.
    """

    def kept(identifier: str) -> Sequence[Evidence]:
        return (*base.by_identifier(identifier), *(cited(identifier) if cited else ()))

    full = bool(base.info().facts)
    beside: dict[Span, list[Claim]] = defaultdict(list)
    for claim in claims:
        beside[sentence_of(text, claim)].append(claim)
    checks: tuple[Callable[[Claim], Told | None], ...] = (
        lambda claim: _unlike(kept, beside[sentence_of(text, claim)], claim),
        partial(_retracted, kept), partial(_figure, kept), partial(_animal, text),
        partial(_verdict, text, full),
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
    acted = max(map(object_.match, (row.population, said)))
    return acting * max(object_.match(row.outcome, row.population), acted)


def _retracted(kept: Cited, claim: Claim) -> Told | None:
    rows = [row for row in _cited(claim, kept) if row.retracted]
    rows += [study.evidence for study in _studies(claim.verdict) if study.evidence.retracted]
    return ("RETRACTED", rows[0].identifier) if rows else None


def _figure(kept: Cited, claim: Claim) -> Told | None:
    """Compare the share that a claim gives with those in the sentences of what it cites."""
    stated = measured(claim.number)
    sentences = [row.sentence for row in _cited(claim, kept) if row.sentence] if stated else ()
    shown = {number for sentence in sentences for number in measured(sentence)}
    given = (*shown, *_reckoned(shown))
    if not shown or any(
        abs(one - other) <= max(0.05 * other, 0.5) for one in stated for other in given
    ):
        return None
    nearest = sorted(shown, key=lambda one: (abs(one - stated[0]), one))[:FIGURES]
    figures = ", ".join(f"{number:g} percent" for number in sorted(nearest))
    return "NUMBER_MISMATCH", f"the study cited says {figures}"


def _reckoned(shown: Iterable[float]) -> Iterator[float]:
    """Yield what two shares come to: from 40 to 30 percent is 10 less, or 25 percent less."""
    for more, less in permutations(shown, 2):
        if more > less:
            yield from (more - less, 100 * (more - less) / more)


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
    rf"|\b(?:{_KINDS}) (?:{_WORK})\b"
    r"|\bin (?:vitro|the lab(?:oratory)?)\b"
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


def _studies(verdict: Verdict | None) -> tuple[Study, ...]:
    """Return the studies of a verdict that match closely enough to be held against a wording."""
    found = verdict.studies if verdict else ()
    return tuple(one for one in found if one.subject_match * one.object_match >= CLOSE)


def _verdict(text: str, full: bool, claim: Claim) -> Told | None:
    verdict = claim.verdict
    if verdict is None or not is_plain(text, claim):
        return None
    if verdict.value == "nothing_found":
        sought = full and _selected(text, claim) and not any(map(_is_listed, verdict.studies))
        return ("NOTHING_FOUND", verdict.looked_up) if sought else None
    close = [study for study in _studies(verdict) if not study.evidence.retracted]
    if not close or claim.kind not in JUDGED:
        return None
    first = close[0].evidence
    said = f"{first.study} {first.identifier}, {_counted(len(verdict.studies))} in all"
    if verdict.value == "contradicted" and verdict.confidence >= SURE:
        return "CONTRADICTED", said
    if claim.polarity == "negative":
        return None
    if claim.kind not in PROMISES:
        unseen = verdict.value == "insufficient" and _is_unseen(claim, close)
        return ("STRONGER_THAN_EVIDENCE", said) if unseen else None
    if cures(claim) and not any(shows_cure(study.evidence) for study in close):
        return "STRONGER_THAN_EVIDENCE", said
    weak = verdict.value == "supported" and _rests_on_little(close)
    unproven = verdict.value in ("insufficient", "mixed") and verdict.confidence >= SURE
    return ("STRONGER_THAN_EVIDENCE", said) if weak or unproven else None


def _is_unseen(claim: Claim, close: Sequence[Study]) -> bool:
    """Tell whether a harm is told as certain that reviews or public bodies looked for in vain."""
    rows = [one.evidence for one in close]
    in_vain = any(
        (row.effect == "none" and kinds.is_review(row.study))
        or (row.effect in ("none", "unclear") and kinds.is_guidance(row.study))
        for row in rows
    )
    return in_vain and not _MAYBE.search(claim.relation) and all(r.effect != "harm" for r in rows)


_MAYBE = re.compile(r"\b(?:can|may|might|could)\b", re.I)


def _rests_on_little(close: Sequence[Study]) -> bool:
    """Tell whether the first study is of low certainty, or none that shows a benefit is any more
    than a single trial.
    """
    shown = [one.evidence for one in close if one.evidence.effect == "benefit"]
    stated = any(kinds.is_guidance(row.study) for row in shown)
    low = close[0].evidence.certainty in ("low", "very low")
    return low or bool(shown and not stated and all(map(is_weak, shown)))


def _counted(number: int) -> str:
    return "1 finding" if number == 1 else f"{number} findings"


def _is_listed(study: Study) -> bool:
    """Tell whether an article is there to be read, though it decides no verdict."""
    return not study.evidence.retracted


def _selected(text: str, claim: Claim) -> bool:
    """Tell whether a claim is one that an editor must have a study for."""
    sides = claim.subject, claim.object
    if claim.kind not in ("treatment", "prevention") or None in sides or not is_strong(text, claim):
        return False
    subject, object_ = sides
    return bool(
        subject and object_ and subject.type in TAKEN and object_.type in NAMED and object_.concepts
    )
