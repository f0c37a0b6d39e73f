"""What a treatment is said to be better than, or as good as: "ginger works better than aspirin".

That ginger does good does not bear this out: only studies do that set the one beside the other,
whichever of the two they tested. A placebo, or nothing, is no rival: to be better than that is to
work.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from healthtext.evidence.language import disowned, signs, standing
from healthtext.evidence.language.named import PEOPLE
from healthtext.evidence.language.said import NOTHING
from healthtext.evidence.language.sides import Side, is_suffered, side
from healthtext.evidence.language.stems import stems
from healthtext.records import Claim, Party

_ENDS = (
    r"(?= (?:for|in|at|against|on|to|when|after|during|if|because|and|but|does?|did|is|are|was|can"
    r"|could|will|would)\b|\s*[,.;:?!()]|\s*$)"
)
_RIVAL = rf"(?:an? |the |any |taking |using |doing |other )*(?P<rival>\w[^,.;:?!()]*?){_ENDS}"
# How the one compares with the other. What is cheaper or safer is no matter of what it does.
_GOOD = (
    r"(?: (?:effective(?:ly)?|efficacious|helpful|useful|beneficial|potent|powerful(?:ly)?"
    r"|successful(?:ly)?|reliabl[ey]|quickly|(?:pain )?relief|weight(?: loss)?|benefit|protection"
    r"|choice|option|treatment|remedy|results?|outcomes?|(?:at|for|against) [\w -]{3,30}?))?"
)
# "Is more than a spice" and "does more than" compare nothing.
_MORE = (
    rf"\b(?:better|faster|stronger|greater|(?<!\bis )(?<!\bare )(?<!\bdo )(?<!\bdoes )more(?= than)"
    rf"|more(?! than)){_GOOD} than"
)
_LESS = rf"\b(?:worse|weaker|less){_GOOD} than"
_NOT = r"(?:\bno|\bnot|n['’]t|\bnever|\bhardly)(?: (?:any|much|significantly|statistically))?"
_COMPARED = tuple(
    (how, re.compile(rf"(?:{form}) {_RIVAL}", re.I))
    for how, form in (
        ("equal", rf"{_NOT} (?:{_LESS}|inferior to)|\bnon-?inferior to"),
        ("less", rf"{_LESS}|\binferior to"),
        ("equal", r"\bas (?:good|well|effective(?:ly)?|useful|helpful|potent|powerful|fast)"
                  r"(?: [\w-]+){0,3}? as"),
        ("more", rf"{_MORE}|\b(?:superior|preferable) to"),
        ("more", r"\b(?:outperform|beat|outdo)(?:s|ed)?"),
    )
)  # fmt: skip
# "Causes more bleeding than": how much of what there is, where one suffers from it.
_AMOUNT = re.compile(
    r"\b(?:(?P<more>more|higher|greater|increased)|less|fewer|lower|smaller|reduced)"
    r" (?:(?:risks?|rates?|chances?|odds|incidence|numbers?) of )?"
    rf"(?P<what>[\w-]+(?: [\w-]+){{0,3}}?) than (?:with |from |after |by )?{_RIVAL}",
    re.I,
)
FEWER = re.compile(r"\b(?:less|fewer|lower|smaller|reduced)\b", re.I)
_EITHER = re.compile(rf",? or {_RIVAL}", re.I)
_CHOICE = re.compile(r"\b(?:better|best|superior|more effective|works? better)\b", re.I)
_INERT = re.compile(
    rf"(?:{NOTHING}|no|none|not|usual|controls?|wait\w*|untreated|sugar (?:pills?|tablets?)|chance"
    r"|baseline)\b",
    re.I,
)
# What follows "than" and is nothing that is done to anybody.
_NO_RIVAL = re.compile(
    r"(?:\d|possible\b|needed\b|necessary\b|half\b|one\b|two\b|before\b|ever\b|once\b"
    r"|expected\b|most\b|average\b|normal\b|usual\b"
    rf"|others?$|that\b|those\b|it\b|they\b|we\b|you\b|i\b|this\b|in\b|with\b|at\b|anything\b"
    rf"|many\b|good\b|{PEOPLE}\b|boys\b|girls\b|just\b|simply\b|adequate\b)",
    re.I,
)
_ACTED = re.compile(
    r"\s+(?:for|in|against|at|on|to) (?:(?:the )?(?:treat|prevent|reliev|reduc|eas|improv)\w*"
    r"(?: of)? )?(?P<acted>[^,.;:?!()]+)",
    re.I,
)
_PEOPLE = re.compile(rf"(?:[\w-]+ ){{0,2}}{PEOPLE}$", re.I)
_MEDICINE = stems("drug medication medicine pill tablet pharmacotherapy pharmacological")
# What studies call all that is done but an operation, and what is one.
_UNOPERATED = re.compile(r"\b(?:non-?(?:surgical|operative)|conservative)\b", re.I)
_OPERATED = re.compile(r"surg|operat|\w(?:ectomy|plasty|otomy)\b", re.I)
_ANY_SURGERY = re.compile(r"surgery|operations?|operating|surgical treatment", re.I)
OTHERWISE, SURGERY = 0.6, 0.9  # of a match: what is no operation, and one of the operations
AND = re.compile(r"\b(?:and|plus|with|combined)\b|\+", re.I)
LEAST = 0.5  # of a match of the rival, for a study to set one beside the other


@dataclass(frozen=True, slots=True)
class Rival:
    """What a treatment is compared with, and how: `more`, `less` or `equal` good."""

    side: Side
    how: str

    def nearness(self, text: str) -> float:
        """Return how well a wording of a study speaks of the rival, in 0..1."""
        if any(unit.named for unit in self.side.main):
            return spoken(self.side, text)
        # "medication", "surgery": one word must be met, however little it says
        return 1.0 if _general(self.side.text) & _general(text) else 0.0


def spoken(one: Side, text: str) -> float:
    """Return how well a wording speaks of a treatment; "non-surgical" of any but an operation."""
    if _UNOPERATED.search(text) and not _OPERATED.search(one.text):
        return OTHERWISE
    if _ANY_SURGERY.fullmatch(one.text) and _OPERATED.search(text):
        return SURGERY
    return one.match(text)


@lru_cache(maxsize=1 << 10)
def _general(text: str) -> frozenset[str]:
    """Return the stems of a wording, all words for what is swallowed as one."""
    found = stems(text)
    return found | _MEDICINE if found & _MEDICINE else found


HARMS = ("harm", "cause")  # kinds of claims
Compared = tuple[str, re.Match[str]]  # how, and where a claim says it


def compared(claim: Claim) -> Compared | None:
    """Return how a claim compares what acts with what, and where it says so; None if it does not.

    Of "is aspirin or ibuprofen better?" the first is asked about.
    """
    acting = claim.subject
    start, end = (acting.start, acting.end) if acting else (claim.start, claim.start)
    amount = _AMOUNT.search(claim.text, max(start - claim.start, 0))
    if amount and _is_telling(amount["what"]) and _is_rival(amount["rival"]):
        return _how_much(claim, amount), amount
    for how, form in _COMPARED:
        match = form.search(claim.text, max(start - claim.start, 0))
        if match and _is_rival(match["rival"]):
            return how, match
    either = _EITHER.match(claim.text, max(end - claim.start, 0))
    if either and acting and _CHOICE.search(claim.text) and _is_rival(either["rival"]):
        return "more", either
    return None


def _how_much(claim: Claim, amount: re.Match[str]) -> str:
    """Return how the one compares by what there is of a thing: to cause less harm is better."""
    better = FEWER.search(claim.relation) or _MADE.match(claim.relation)
    return "more" if amount["more"] or better else "less"


def _is_telling(what: str) -> bool:
    return signs.is_bad(what) or signs.is_welcome(what) or bool(_FAT.fullmatch(what))


_FAT = re.compile(r"(?:(?:body|belly) )?(?:fat|calories)", re.I)


_FEWER_OF = re.compile(
    rf"{FEWER.pattern} (?:(?:risks?|rates?|chances?|odds|incidence|numbers?) of )?(?:\w+ )?$", re.I
)
_MADE = re.compile(r"(?:\w+ )??(?:caus|lead|led|result|bring|produc|g[ai]ve|mean)", re.I)


# What is made, and what is the reason of it.
_BRINGS = re.compile(
    rf"{_MADE.pattern}|(?:[\w-]+ ){{0,3}}?(?:reasons?|causes?|responsible|to blame|behind)\b", re.I
)


def causes_less(claim: Claim) -> bool:
    """Tell whether a claim is that there is less of what one suffers from: that is no harm."""
    acted = claim.object
    if acted is None or claim.kind not in HARMS or not _BRINGS.match(claim.relation):
        return False
    before = _FEWER_OF.search(claim.text, 0, max(acted.start - claim.start, 0))
    return bool(before or FEWER.search(claim.relation)) and signs.is_bad(acted.text)


def denied(claim: Claim, found: Compared | None) -> bool:
    """Tell whether there is said to be none: also "no better than" and "worse than nothing".

    "No worse than" and "not inferior to" deny nothing.
    """
    if found and _NONE.match(found[1].group()):
        return False
    no_better = found and _NO.search(claim.text, 0, found[1].start())
    told = disowned.told_at(claim.text, standing.place(claim, claim.object, claim.subject))
    little = no_better or _LITTLE.search(claim.relation)
    negative = told.denied if told else claim.polarity == "negative" or bool(little)
    return negative != bool(_WORSE.search(claim.text))


_LITTLE = re.compile(
    r"\b(?:little|hardly any|scarcely any|barely any|next to no) (?:\w+ )?"
    r"(?:effect|benefit|use|help|value|difference|impact|influence)\b"
    r"|\bdo(?:es)? (?:very |so )?little\b",
    re.I,
)
_NONE = re.compile(rf"{_NOT} |non-?inferior", re.I)
_NO = re.compile(r"\bno (?:(?:any|much|way) )?$", re.I)
_WORSE = re.compile(
    rf"(?<!no )(?:{_LESS}|\binferior to) (?:an? |the )?"
    rf"(?:{NOTHING}|not treating)\b",
    re.I,
)


def _is_rival(text: str) -> bool:
    """Tell whether a thing is done to somebody: no placebo, no number, no disorder."""
    if _INERT.match(text) or _NO_RIVAL.match(text):
        return False
    return not is_suffered(text)


def named(claim: Claim, found: Compared | None) -> Rival | None:
    """Return what a claim compares its treatment with; None where nothing, or a placebo."""
    if found is None:
        return None
    how, match = found
    if claim.kind not in ("treatment", "prevention", "mechanism") and not _of_amount(match):
        return None
    return Rival(side(_BETTER.sub("", match["rival"])), how)


def _of_amount(match: re.Match[str]) -> bool:
    """Tell whether it is compared how much there is of what one suffers from."""
    return match.re is _AMOUNT


_BETTER = re.compile(r"(?: (?:works?|helps?|be|any|better|more effective))+$", re.I)


def parted(claim: Claim, found: Compared | None) -> Claim:
    """Return a comparison whose object is what stands behind the rival, where that was taken."""
    if found is None:
        return claim
    object_ = claim.object
    if _of_amount(found[1]):
        start, end = (claim.start + at for at in found[1].span("what"))
        return replace(claim, object=Party(start, end, found[1]["what"]))
    start, end = (claim.start + at for at in found[1].span("rival"))
    behind = _ACTED.match(claim.text, end - claim.start)
    first = claim.start + found[1].start()  # "better than ..." is no object
    if object_ is not None and object_.start < first < object_.end:  # "colds better than honey"
        return replace(claim, object=_cut(object_, first))
    outside = object_ is not None and not first <= object_.start < end
    if outside or behind is None or _PEOPLE.match(behind["acted"]):
        return claim
    start, end = (claim.start + at for at in behind.span("acted"))
    return replace(claim, object=Party(start, end, behind["acted"]))


def _cut(object_: Party, end: int) -> Party:
    text = object_.text[: end - object_.start].rstrip(" ,")
    return Party(object_.start, object_.start + len(text), text)


def is_any_other(claim: Claim, found: Compared | None) -> bool:
    """Tell whether a rival is but what is left of a kind, and nothing is said of what for.

    "Pilates is more effective than other kinds of exercise": no study of exercise bears that out.
    """
    if found is None or claim.object is None or _of_amount(found[1]):
        return False
    start, end = (claim.start + at for at in found[1].span())
    inside = start <= claim.object.start and claim.object.end <= end
    return inside and bool(_ANY_OTHER.search(found[1].group()))


_ANY_OTHER = re.compile(r"\b(?:than|as|to) (?:(?:all|any|most|many) )?(?:the )?other\b", re.I)
