"""The words beside a party that belong to it: "loss of memory" is no memory, nor is a brand a gel.

The claim rules take the head of a phrase. What it is the head of decides what a study would have to
be about, and sometimes turns it round.
"""

from __future__ import annotations

import re
from dataclasses import replace

from healthtext import terms
from healthtext.evidence.language import stages
from healthtext.evidence.language.generic import GENERIC
from healthtext.evidence.language.named import PEOPLE
from healthtext.evidence.language.stems import stems
from healthtext.evidence.language.synonyms import canonical
from healthtext.records import Claim, Party

# What becomes of a thing, behind which the thing is no more what is acted on.
_BECOMES = re.compile(
    r"\b(?P<what>(?:loss|losses|losing|decline|deterioration|weakening|thinning|wasting|breakdown"
    r"|worsening|failing))"
    r" (?:of |in )?(?:the |a |an |your |their |our )?(?:\w+ )?$",
    re.I,
)


def becomes(claim: Claim, acted: Party) -> str:
    """Return what is said to become of what is acted on: "loss" for "the loss of memory"."""
    acting = claim.subject.end - claim.start if claim.subject else 0
    end = max(acted.start - claim.start, 0)
    # "Sleep loss" that acts is none of what it acts on.
    found = _BECOMES.search(claim.text, max(acting, 0) if acting <= end else 0, end)
    if not found or found["what"] in claim.relation:
        return ""
    return _noun(found["what"])


def termed(claim: Claim) -> Claim:
    """Return a claim whose object is the whole of a term that it ends: "birth weight"."""
    acted = claim.object
    if acted is None or not claim.text[: acted.start - claim.start].strip():
        return claim
    start, end = acted.start - claim.start, acted.end - claim.start
    verb = claim.relation.split()[-1:]  # "raises blood pressure" is known as a term too
    for term in terms.load().find(claim.text):
        general = term.type == terms.GENERAL and term.text.split()[:1] != verb
        if general and term.start < start and term.end == end:
            whole = Party(claim.start + term.start, acted.end, term.text)
            return replace(claim, object=whole)
    if becoming := _BECOMING.match(claim.text, end):
        return replace(
            claim,
            object=Party(
                acted.start, claim.start + becoming.end(), claim.text[start : becoming.end()]
            ),
        )
    return _measured(claim, acted) or _staged(claim, acted)


_MEASURE = re.compile(
    r" (?:function(?:ing)?|strength|growth|mass|density|volume|size|mobility|flexibility|motility"
    r"|power|thickness|performance|endurance)\b",
    re.I,
)


def _measured(claim: Claim, acted: Party) -> Claim | None:
    """Return a claim of what is measured of a part of the body: "hip function", no hip pain."""
    found = _MEASURE.match(claim.text, acted.end - claim.start)
    first = next(iter(terms.load().find(acted.text)), None)
    if not found or first is None or first.type != "ANATOMY" or first.text != acted.text:
        return None
    text = f"{acted.text}{found.group()}"
    return replace(claim, object=Party(acted.start, acted.start + len(text), text))


# "Memory decline" is no memory.
_BECOMING = re.compile(r" (?:loss|decline|deterioration|impairment|wasting)\b", re.I)


def _staged(claim: Claim, acted: Party) -> Claim:
    """Return a claim of a disorder with its stage, and its letter: "acute" heart failure."""
    at, to = acted.start - claim.start, acted.end - claim.start
    named = acted.type == "CONDITION" and bool(stems(acted.text) - GENERIC)  # no "severe illness"
    stage = stages.before(claim.text, at) if named else ""
    letter = _LETTER.match(claim.text, to) if acted.text.endswith("hepatitis") else None
    if not stage and letter is None:
        return claim
    start, end = acted.start - len(stage), claim.start + (letter.end() if letter else to)
    text = claim.text[start - claim.start : end - claim.start]
    return replace(claim, object=Party(start, end, text, acted.type))


_LETTER = re.compile(r" [A-E]\b(?!['’-])")


def lost(claim: Claim, acted: Party) -> Party:
    """Return what is acted on with what becomes of it, where that is no matter of directions."""
    what = "" if claim.kind == "mechanism" else becomes(claim, acted)
    return replace(acted, text=f"{acted.text} {what}", concepts=()) if what else acted


def _noun(word: str) -> str:
    return "loss" if word.lower().startswith("los") else word.lower()


# Forms and kinds of what is taken or done; by themselves they say nothing of what it is.
_FORM = re.compile(
    r"(?:gels?|creams?|ointments?|lotions?|balms?|drops|sprays?|patch(?:es)?|lozenges?|syrups?"
    r"|powders?|serums?|extracts?|oils?|teas?|juices?|diets?|hygiene|screening|tests?|testing"
    r"|jabs?|shots?|boxes|bracelets?|pads?|sleeves?|counselling|education|training|antibodies"
    r"|nuts?|seeds?|leaf|leaves|berry|berries|bark)",
    re.I,
)
_BEFORE = re.compile(r"(?:[^\W\d_][\w'’-]* ){1,3}$")
# What is said of a thing without naming another: how it is used, or that it is liked.
_SAID = re.compile(
    r"(?:i|you|we|they|people|if|to|use|take|apply|drink|eat|try|have|wear|give|get|do"
    r"|using|taking|applying|rubbing|drinking|eating|trying|having|wearing|giving|getting|doing"
    r"|following|putting|adding|popular|simple|good|best|cheap|expensive|plain|ordinary|famous"
    r"|modern|old|old-fashioned|traditional|special|early|late|long|proper|certain|similar|daily"
    r"|weekly|yearly|regular|routine|\w+ly)",
    re.I,
)


_BRAND = re.compile(
    r",? (?:(?:such as|like|called|named|for (?:instance|example),?|known as|including) )?"
    r"(?P<name>[A-Z][a-z][\w-]+)\b"
)


def example(claim: Claim, acting: Party) -> Party | None:
    """Return the name that stands behind a class that says little: "drugs such as Fosamax"."""
    found = _BRAND.match(claim.text, max(acting.end - claim.start, 0))
    if found is None or claim.relation.startswith(found["name"]):
        return None
    return replace(acting, text=found["name"], concepts=())


# "The pill" is the contraceptive where what it is said to do is of what that does.
_PILL = re.compile(r"(?:being on |taking )?(?:the )?pill", re.I)
_OF_PILL = re.compile(
    r"\b(?:clots?|thrombos\w+|embolism|pregnan\w+|acne|periods?|menstrual|endometriosis|libido"
    r"|weight gain|gain weight|fat|obese|strokes?|fertil\w+|infertil\w+"
    r"|(?:(?:breast|ovarian|womb|cervical|endometrial|liver) )?cancer)\b",
    re.I,
)


# Other pills relieve them, this one may bring them on.
_MOOD = re.compile(
    r"\b(?:caus|mak|trigger|rais|increas|worsen|bring)\w* (?:[\w-]+ ){0,4}?"
    r"(?:depress|headache|migraine|mood)",
    re.I,
)


def pill(claim: Claim, acting: Party) -> Party | None:
    """Return the contraceptive pill for "the pill", where a claim is of what it is taken for."""
    said = _PILL.fullmatch(acting.text) and re.search(r"\bthe pill\b", claim.text, re.I)
    if said and (_OF_PILL.search(claim.text) or _MOOD.search(claim.text)):
        return replace(acting, text="contraceptive pill", concepts=())
    return None


def eaten(claim: Claim, acting: Party) -> Party:
    """Return what is had of "drinking", which is alcohol, and of "diets heavy in meat", meat."""
    if acting.text.lower() == "drinking":
        return _drunk(claim, acting)
    much = _MUCH.fullmatch(canonical(acting.text))  # "diet high in protein" has a name
    return replace(acting, text=much["what"], concepts=()) if much else acting


_MUCH = re.compile(
    r"(?:an? )?(?:[\w-]+ )?(?:diets?|meals?|foods?) (?:heavy|high|rich|full|loaded)"
    r" (?:in|on|of|with) (?P<what>\S.*)",
    re.I,
)


def _drunk(claim: Claim, acting: Party) -> Party:
    """Return the drinking of alcohol, or what is drunk from where that is said."""
    end = max(acting.end - claim.start, 0)
    vessel = _FROM.match(claim.text, end)
    verb = claim.text.find(claim.relation, end) if claim.relation else -1
    if vessel and verb > vessel.end():
        return replace(acting, text=claim.text[vessel.end() : verb].strip(), concepts=())
    return replace(acting, text="alcohol drinking", concepts=())


_FROM = re.compile(r" (?:from|out of|through) ", re.I)


def formed(claim: Claim, acting: Party) -> Party:
    """Return a form with the name before it that the vocabulary does not know: "Voltarol gel"."""
    if not _FORM.fullmatch(acting.text.rpartition(" ")[2]):
        return acting
    if brand := example(claim, acting):
        return brand
    if not _FORM.fullmatch(acting.text):
        return acting
    found = _BEFORE.search(claim.text, 0, max(acting.start - claim.start, 0))
    words = found.group().split() if found else []
    kept: list[str] = []
    for word in reversed(words):
        if _SAID.fullmatch(word) or not stems(word):
            break
        kept.insert(0, word)
    if not kept:
        return acting
    return replace(acting, text=" ".join((*kept, acting.text)), concepts=())


# What disorders have; which one, those tell whom it is said of: "attacks in people with gout".
_HAD = re.compile(
    r"(?:the )?(?:attacks?|flare-?ups?|flares?|symptoms?|episodes?|bouts?|exacerbations?"
    r"|complications?|relapses?)",
    re.I,
)
_WITH = re.compile(rf"(?P<who>.*\b{PEOPLE}) (?:with|who have) (?:an? |the )?(?P<what>\w.*)", re.I)


def had(acted: str, population: str) -> str:
    """Return what is acted on with the disorder that it is one of: "gout attacks"."""
    found = _WITH.fullmatch(population) if _HAD.fullmatch(acted) else None
    return f"{found['what']} {acted} in {found['who']}" if found else ""


# What is measured, and the disorder that it is measured in: who has it is said for good measure.
_MEASURED = tuple((re.compile(measure, re.I), re.compile(disorder, re.I)) for measure, disorder in (
    (r"blood (?:sugar|glucose)|glyc(?:a?)emic|hba1c|glucose levels?", r"\bdiabet"),
    (r"blood pressure", r"\bhypertens|\bhigh blood pressure"),
    (r"(?:ldl |bad )?cholesterol", r"cholesterol"),
    (r"(?:eye|intraocular) pressure|pressure (?:in|inside|within) the eye", r"\bglaucoma"),
    (r"bone (?:mineral )?density", r"\bosteopor"),
    (r"uric acid", r"\bgout\b"),
))  # fmt: skip
_IN_WHOM = re.compile(r"(?P<what>\S.*?) (?:in|of|among) (?P<who>\S.*)", re.I)


def bare(acted: str) -> str:
    """Return a measure without those in whom it is measured anyway: blood sugar in diabetes."""
    found = _IN_WHOM.fullmatch(acted)
    if found is None:
        return acted
    what, who = found["what"], found["who"]
    known = any(measure.fullmatch(what) and disorder.search(who) for measure, disorder in _MEASURED)
    return what if known else acted


def joined(text: str, population: str) -> str:
    """Put whom it is said of behind a text; "in people", where they begin so, is said once."""
    words, more = text.split(), population.split()
    shared = (size for size in range(len(more), 0, -1) if words[-size:] == more[:size])
    return " ".join((*words, *more[next(shared, 0) :]))
