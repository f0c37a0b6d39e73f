"""Claims of whatever a thing does: "harms babies", "improves your health", "does it work?".

They name no disorder, so what is known of the thing by its own name is put together, of the people
named where some are. It decides only where reviews and public bodies agree (`decided`): most things
do good in one respect and none in another, and what does both is mixed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from healthtext.evidence.language import aims
from healthtext.evidence.language.sides import Side, Unit, side
from healthtext.evidence.language.stems import kin, stems
from healthtext.records import Claim, Evidence, Span, kinds

ITSELF = 0.9  # of a match of the thing, below which it is another of its class
BACK = 0.5  # of a match of what was tested with it, below which it only names the other
AGREED = 0.7  # share of the weight from which it is so
FEW = 0.15  # share of it up to which nothing is shown
ANYTHING = "health in any respect"

_WHOM = {
    "babies": r"bab(?:y|ies)|infants?|newborns?|toddlers?",
    "children": r"child(?:ren)?|kids?",
    "teenagers": r"teenagers?|adolescents?|teens",
    "women": r"women",
    "men": r"men",
    "older people": r"older (?:people|adults)|(?:the )?elderly|seniors|old people",
}
_EVERYBODY = r"you|us|people|humans?|everybody|everyone|adults?|(?:the |your |our )?(?:body|health)"
_WHO = (
    r"(?:(?:the|your|our|their|my|young|small|healthy|most|a|human|public|overall|general|good|all)"
    rf" )*(?P<whom>{_EVERYBODY}|{'|'.join(_WHOM.values())})(?:['’]s? (?:general |overall )?health)?"
)
_ILL = r"(?:ill(?:ness(?:es)?)?|diseases?|sickness|health problems?|disorders|sick|unwell|harm)"
_HARM = re.compile(
    rf"(?:harm|hurt|damag|endanger|poison|injur)\w*(?: to| for)? {_WHO}"
    rf"|(?:is |are |be )?(?:very |really |so )?(?:bad|harmful|dangerous|unhealthy|toxic|hazardous"
    rf"|risky|poisonous|unsafe|damaging)(?: (?:for |to )?{_WHO.replace('whom', 'who2')})?"
    rf"|(?:caus|lead|bring)\w*(?: to| on)? (?:serious |many |any |other |chronic )*{_ILL}",
    re.I,
)
_GOOD = re.compile(
    rf"(?:help|benefit)(?:s|ed)? {_WHO}"
    rf"|(?:is |are |be )?(?:very |really |so |any )?(?:good|beneficial|healthy|great|helpful)"
    rf"(?: (?:for )?{_WHO.replace('whom', 'who2')})?"
    rf"|(?:improv|boost|benefit|promot|support)\w* {_WHO.replace('whom', 'who3')}"
    r"|(?:(?:really |actually )?works?|effective|helps?)"
    rf"(?: (?:in |for )?{_WHO.replace('whom', 'who4')})?"
    rf"|(?:prevent|cur|treat|ward)\w*(?: off)? (?:all |many |any |most )?{_ILL}",
    re.I,
)


_HELPING = re.compile(
    r"^(?:(?:do|does|did|can|could|will|may|might|also|really|not|never|cannot)(?:n['’]t)? )+", re.I
)


@dataclass(frozen=True, slots=True)
class Vague:
    """The people spoken of, none where anybody is, and the effect that would bear a claim out."""

    side: Side
    wanted: str


def of(claim: Claim) -> Vague | None:
    """Return whom a claim speaks of that names neither a disorder nor an outcome; None if it does.

    How long a life is or how many die is an outcome, whoever is spoken of.
    """
    acted = claim.object.text if claim.object else ""
    said = f"{claim.relation} {acted if acted != claim.relation else ''}".strip(" .?!")
    said = _HELPING.sub("", said)
    for wanted, form in (("harm", _HARM), ("benefit", _GOOD)):
        if found := form.fullmatch(said):
            whom = next((one for one in found.groupdict().values() if one), "")
            return Vague(_side(whom), wanted)
    return None


@lru_cache(maxsize=64)
def _side(whom: str) -> Side:
    name = next((name for name, form in _WHOM.items() if re.fullmatch(form, whom, re.I)), "")
    if not name:
        return Side(ANYTHING, (), (), ())
    spoken = frozenset(one for word in _SPOKEN.get(name, (name,)) for one in stems(word))
    unit = Unit(name, (), tuple(frozenset((one,)) for one in sorted(spoken)))
    return Side(name, (unit,), (), kin(_SPOKEN.get(name, (name,))))


# By which words studies speak of them.
_SPOKEN = {
    "babies": ("babies", "infants", "newborns", "neonatal"),
    "children": ("children", "child", "infants", "childhood"),
    "older people": ("elderly", "older"),
    "teenagers": ("teenagers",),
}

_BARE = re.compile(
    r"(?:is it true that )?(?:do|does|did|is|are|can|could|will|would)(?:n['’]t)?"
    r" (?:the )?(?P<acting>\S.*?) (?P<verb>(?:actually |really |even |very |so )*"
    r"(?:works?|effective|helps?|harmful|dangerous|unhealthy|toxic|bad|healthy|good|unsafe"
    r"|hazardous))[\s?.!]*",
    re.I,
)
_LINKED = re.compile(
    r" (?:for|against|to|in|of|with|from|on|at|by|as|than|after|before|during|when)(?: |$)", re.I
)
_HARMFUL = re.compile(r"harmful|dangerous|unhealthy|toxic|bad|unsafe|hazardous", re.I)


def asked(text: str) -> tuple[str, Span, Span] | None:
    """Part "is kombucha healthy?" into its kind, what acts and the verb; None where it is none."""
    match = _BARE.fullmatch(text)
    if match is None or _LINKED.search(match["acting"]):
        return None
    kind = "harm" if _HARMFUL.search(match["verb"]) else "treatment"
    return kind, match.span("acting"), match.span("verb")


def is_told(wanted: str, subject: str, row: Evidence, match: float) -> bool:
    """Tell whether a row counts: of many studies, of the thing itself, on what is asked about.

    Whether it harms is told by who asked for its risks, and what it is good for by the others; what
    does good in another respect is no plain harm.
    """
    if not kinds.is_firm(row.study) or match < ITSELF:
        return False
    if _is_only_named(row.intervention, subject):
        return False  # a vaccine against a thing is another
    risk = aims.is_of_risk(row.outcome)
    if wanted == "harm":
        return risk or row.effect in ("harm", "benefit")
    return not risk or row.effect == "harm"


@lru_cache(maxsize=1 << 12)
def _is_only_named(tested: str, subject: str) -> bool:
    return side(tested, acts=True).match(subject) < BACK


def is_good_too(wanted: str, row: Evidence) -> bool:
    """Tell whether a thing that is asked to do harm does good where no risk was asked for."""
    return wanted == "harm" and row.effect == "benefit" and not aims.is_of_risk(row.outcome)


def is_trusted(row: Evidence) -> bool:
    """Tell whether a row is sure enough to rest on it that a thing does good, or harm, as such."""
    stated = kinds.is_guidance(row.study) and row.certainty not in ("low", "very low")
    return stated or row.certainty in ("high", "moderate")


def decided(supports: float, against: float, firm: float) -> str:
    """Return what shares of the weight, in 0..1, that speak for a claim and against it come to."""
    if supports >= AGREED:
        return "supported"
    if supports > FEW:
        return "mixed"
    return "contradicted" if against >= AGREED or firm >= AGREED else "insufficient"
