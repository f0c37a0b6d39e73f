"""Which studies of a store speak of what a claim speaks of, and how well both sides match.

Look-ups are by pairs of concepts and by one text search with a limit, so that their time does not
grow with the store.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, product

from healthtext.evidence.language import (
    absence,
    ages,
    broader,
    combined,
    composites,
    contrary,
    manners,
    named,
    parts,
    rivals,
    set_beside,
    stages,
    told_apart,
    unlike,
    waiting,
    whom,
)
from healthtext.evidence.language.qualified import is_elsewhere
from healthtext.evidence.language.sides import Side, is_suffered, side
from healthtext.evidence.language.synonyms import canonical
from healthtext.evidence.language.units import SUFFERED
from healthtext.evidence.store import EvidenceStore
from healthtext.records import Evidence, Study, kinds

CANDIDATES = 80  # rows of the text search
MANY = 200  # rows of it where nothing is said of what it acts on
PAIRS = 16  # pairs of concepts that are looked up
LEAST = 0.5  # of a match on either side, for a row to count at all
TOGETHER = 0.4  # of the product of both
MOST = 24  # studies that are kept
ASIDE = 0.75  # of a match, where only the population has what the claim is about
BOTH = 0.7  # of a match of each of what is given together
ONE_DEATH = 0.6  # of a match, where deaths of one disorder were counted and all are asked about
JOINED = 0.8  # of a match, where something else is given as well
_JOINING = re.compile(r"\b(?:and|plus|with|combined|added|followed by|adjunct\w*)\b|\+", re.I)
_ALONE = re.compile(r"\b(?:alone|or|either)\b", re.I)  # one of two, and not both
_LIKE = re.compile(r"\b[\w-]+-like\b", re.I)  # what is like a thing is another
_INERT = re.compile(
    r"\b(?:placebo|sham|controls?|no|none|not|untreated|usual|standard|routine|conventional|wait\w*"
    r"|conservative|medical (?:therapy|treatment|management|care)"
    r"|nothing|vehicle|saline|baseline|dummy|alone|only|without|before|minimal|attention|inactive"
    r"|plain|ordinary|skipping|fewer|(?:room |medical )?air(?! ?way)"
    r"|low(?:er|est)?(?![- ](?:dose|molecular|flow))|least|never|nondrinkers?"
    r"|nonsmokers?)\b",
    re.I,
)


# A thing by itself, beside which something was added to it or made of it.
_WITHOUT = re.compile(r"(?P<what>\S.*?) (?:without|with no) \S.*", re.I)
_ITSELF = re.compile(r"\b(?:alone|only|conventional)\b", re.I)


def studies(
    subject: Side, object_: Side, store: EvidenceStore, rival: rivals.Rival | None = None
) -> tuple[Study, ...]:
    """Return the studies of a store on both sides, those that match best first.

    Of a rival only those count that set the subject beside it, whichever of them was tested.
    """
    found: dict[Evidence, Study] = {}
    sought = (subject, rival.side) if rival else (subject,)
    for row in (row for one in sought for row in _candidates(one, object_, store)):
        if row not in found:
            acting = set_beside.nearness(subject, rival, row) if rival else _acting(subject, row)
            acted = _acted(object_, row) if acting >= LEAST else 0.0
            if acted and _is_of_one_death(subject, object_, row.outcome):
                acted *= ONE_DEATH
            if acted >= LEAST and acting * acted >= TOGETHER:
                found[row] = Study(row, link(row.identifier), round(acting, 3), round(acted, 3))
    return tuple(sorted(found.values(), key=_rank)[: MOST if object_.words else MANY])


def _acting(subject: Side, row: Evidence) -> float:
    """Return how well the subject, or what it does without, is what a study tested.

    What everybody had is nothing that was tested.
    """
    if given := combined.parts(subject.text):
        return _all_given(given, row)
    if waiting.put_off(subject.text):
        return waiting.nearness(subject, row)
    against = row.comparator
    plain = _WITHOUT.fullmatch(against)  # that is the thing itself, whatever was added to it
    against = plain["what"] if plain and not waiting.put_off(subject.text) else against
    active = plain or not is_inert(against) or _ITSELF.search(against)
    if active and subject.match(against) >= JOINED and not _is_form(subject, row):
        return 0.0
    if absence.is_it(subject, row.intervention):
        return 1.0
    if unlike.is_of_forms(subject, row.intervention, against):
        return 0.0
    others = (_is_defence, _is_other_shot, unlike.is_another)
    if any(is_other(subject, row.intervention) for is_other in others):
        return 0.0
    added = _ADDED.fullmatch(row.intervention)
    if added and subject.match(added["what"]) < LEAST:
        return 0.0
    joined = len(_JOINING.findall(row.intervention)) > len(_JOINING.findall(subject.text))
    tested = row.intervention if "-like" in subject.text else _LIKE.sub("", row.intervention)
    tested = tested if contrary.lacks(subject.text) else contrary.having(tested)
    found = subject.match(tested) * (JOINED if joined else 1.0)
    found *= manners.SPELL if manners.is_spell(subject, row) else 1.0
    return found * manners.agreement(subject, row) if found >= LEAST else found


# What is added is tested, what it is added to everybody had.
_ADDED = re.compile(
    r"(?P<what>\S.*?),? (?:added|in addition|as an? (?:add-on|adjunct)) to \S.*", re.I
)


def _is_defence(subject: Side, tested: str) -> bool:
    """Tell whether a disorder or a germ is asked about and what guards against it was tested.

    Where treating it is asked about, whether the disorder itself was studied.
    """
    main = subject.main[0] if subject.main else None
    ill = main is not None and main.type in SUFFERED
    if ill and _TREATING.match(subject.text):
        return is_suffered(tested, acts=True) and not _DEFENCE.search(tested)
    return ill and not _DEFENCE.search(canonical(subject.text)) and bool(_DEFENCE.search(tested))


_TREATING = re.compile(r"(?:treat(?:ing|ment of)|controlling|managing|correcting|curing)\b", re.I)
_DEFENCE = re.compile(
    r"\b(?:vaccin\w+|immuni[sz]ations?|jabs?|shots?|screening|tests?|testing|(?:self-)?sampling"
    r"|treatments?|therap\w+|surveillance|detection|removal|resection|ablation|surgery|medications?"
    r"|drugs?|(?:chemo)?prophylaxis|(?:chemo)?prevention|eradication|antivirals?)\b",
    re.I,
)


def _is_other_shot(subject: Side, tested: str) -> bool:
    """Tell whether a vaccine is asked about and none was tested: nicotine gum, for smokers."""
    given = f"{tested} {canonical(tested)}"
    asked = "vaccin" in canonical(subject.text).lower()
    return asked and not (named.is_vaccine(given) or _SERUM.search(given))


_SERUM = re.compile(
    r"inoculat|toxoid|conjugate|\b(?:bcg|mmrv?|t?dtap|dtp|boosters?|immunoglobulins?|gardasil"
    r"|shingrix|pcv\d*|ppv\d*)\b",
    re.I,
)
_FORMS = re.compile(
    r"\b(?:earl(?:y|ier)|late|delayed|high(?:er)?|low(?:er)?|intensive|short(?:er)?|long(?:er)?"
    r"|continuous|intermittent|daily|weekly|single|double|open|closed|off-pump|on-pump)\b",
    re.I,
)


def _is_form(subject: Side, row: Evidence) -> bool:
    """Tell whether the subject is the very form that was tested, and not that compared with it."""
    asked, tested, against = (
        {form.lower() for form in _FORMS.findall(text)}
        for text in (subject.text, row.intervention, row.comparator)
    )
    return bool(asked) and asked <= tested and asked.isdisjoint(against)


def _all_given(parts: Sequence[Side], row: Evidence) -> float:
    """Return how well a row tested what is given together: added, what everybody had counts too."""
    tested = [one.match(row.intervention) for one in parts]
    against = "" if _ALONE.search(row.comparator) else row.comparator
    had = [max(map(one.match, (against, row.population))) for one in parts]
    found = min(map(max, tested, had))
    both = max(tested) >= LEAST > min(had) and found >= BOTH  # not a class that has both
    return found if both else 0.0


def _acted(object_: Side, row: Evidence) -> float:
    who = row.population if contrary.lacks(object_.text) else contrary.having(row.population)
    told = f"{row.outcome} ; {who}"
    if parts.is_of_other(object_, row.outcome) or is_elsewhere(object_, told):
        return 0.0
    if ages.is_of_other(object_.text, told):
        return 0.0
    if whom.is_of_other_ill(object_, row.outcome, row.population):
        return 0.0
    if stages.is_of_other(object_.text, told) or told_apart.is_other_outcome(object_.text, told):
        return 0.0
    return contrary.agreement(object_.text, told) * _counted(object_, row, who)


def _is_of_one_death(subject: Side, object_: Side, outcome: str) -> bool:
    """Tell whether all deaths are asked about and those of one disorder were counted.

    Those that a treatment is named after are its own: "lung cancer screening saves lives".
    """
    if not object_.main or object_.main[0].named or not _MORTALITY.search(canonical(object_.text)):
        return False
    own = {concept for unit in (*subject.main, *subject.context) for concept in unit.concepts}
    died_of = _died_of(outcome)
    return bool(died_of) and own.isdisjoint(died_of)


@lru_cache(maxsize=1 << 12)
def _died_of(outcome: str) -> tuple[str, ...]:
    """Return the concepts of the disorder whose deaths an outcome counts; none where of all."""
    return side(outcome).concepts if _MORTALITY.search(outcome) else ()


_MORTALITY = re.compile(r"\bmortality\b", re.I)


def _counted(object_: Side, row: Evidence, who: str) -> float:
    """Return how well what a row counted, in these people, speaks of an object."""
    whole = object_.match(row.outcome, who)
    whole = max(whole, composites.nearness(object_, row.outcome))
    if kinds.of_body(row.study):  # of whom a body speaks is not what it speaks of
        return max(whole, of_measure(object_, row.outcome))
    if whole >= ASIDE:
        return whole
    return max(whole, ASIDE * object_.match(who, row.outcome))


# What is measured, and the disorder of too much (of bone: too little) of it. Public bodies speak of
# the disorder only; studies count the measure itself.
_MEASURES = {
    "blood pressure": "hypertension", "cholesterol": "hypercholesterolemia",
    "ldl cholesterol": "hypercholesterolemia", "triglycerides": "hypertriglyceridemia",
    "uric acid": "gout", "eye pressure": "glaucoma", "bone density": "osteoporosis",
}  # fmt: skip
_STATED = re.compile(r"(?:(?:treatment|prevention|risk) of )?(?P<what>.+)", re.I)


def of_measure(object_: Side, outcome: str) -> float:
    """Return how well an outcome that is a disorder speaks of what the disorder is measured by."""
    stated = _STATED.fullmatch(outcome)
    return ASIDE if stated and stated["what"].lower() == _disorder(object_) else 0.0


def _disorder(object_: Side) -> str | None:
    """Return the disorder that an object is the measure of."""
    return _MEASURES.get(canonical(object_.text).lower())


def is_inert(comparator: str) -> bool:
    """Tell whether a study compared with nothing, a placebo or what everybody had anyway."""
    return not comparator.strip() or bool(_INERT.search(comparator))


def _rank(study: Study) -> tuple[bool, float, int, str]:
    match = round(study.subject_match * study.object_match, 3)
    kind = study.evidence.study
    review = kinds.is_firm(kind)
    newest = -(study.evidence.year or 0)
    return study.evidence.retracted, -match - 0.3 * review, newest, study.link


def _candidates(subject: Side, object_: Side, store: EvidenceStore) -> Iterator[Evidence]:
    pairs = sorted(product(_around(subject), _around(object_)), key=lambda p: p[0][1] + p[1][1])
    for (acting, _), (acted, _) in islice(pairs, PAIRS):
        yield from store.by_concepts(acting, acted)
    if object_.words:
        yield from store.by_words(subject.words, object_.words, CANDIDATES)
    else:
        yield from store.by_intervention(subject.words, MANY)
    if disorder := _disorder(object_):
        yield from store.by_words(subject.words, (disorder,), CANDIDATES)
    if composites.is_member(object_):
        yield from store.by_words(subject.words, composites.WORDS, CANDIDATES)


def _around(side: Side) -> list[tuple[str, int]]:
    """Return the concepts of a side, then the next narrower and broader ones."""
    exact = side.concepts
    down = (one for concept in exact for one in broader.children().get(concept, ()))
    up = (one for concept in exact for one in broader.parents().get(concept, ()))
    near = dict.fromkeys((*islice(down, 8), *islice(up, 4)), 1)
    return [*((concept, 0) for concept in exact), *near.items()]


def link(identifier: str) -> str:
    """Return where a study can be read; nothing when its identifier names no place."""
    if identifier.startswith("10."):
        return f"https://doi.org/{identifier}"
    if re.fullmatch(r"PMC\d+", identifier):
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{identifier}"
    pmid = re.fullmatch(r"(?:PMID:?\s*)?(\d{4,9})", identifier)
    if pmid:
        return f"https://pubmed.ncbi.nlm.nih.gov/{pmid.group(1)}/"
    return identifier if identifier.startswith(("https://", "http://")) else ""
