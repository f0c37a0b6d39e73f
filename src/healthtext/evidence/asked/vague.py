"""Claims of whatever a thing does: "harms babies", "improves your health", "does it work?".

They name no disorder, so what is known of the thing by its own name is put together, of the people
named where some are (weighing/of_anything.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from healthtext.evidence.asked import adverse
from healthtext.evidence.language import named
from healthtext.evidence.language.said import NOTHING, from_verb
from healthtext.evidence.language.sides import Side
from healthtext.evidence.language.stems import kin, stems
from healthtext.evidence.language.units import Unit
from healthtext.records import Claim, Span

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
_BAD = r"bad|harmful|dangerous|unhealthy|toxic|hazardous|risky|poisonous|unsafe|damaging"
_HARM = re.compile(
    rf"(?:harm|hurt|damag|endanger|poison|injur)\w*(?: to| for)? {_WHO}"
    rf"|(?:is |are |be )?(?:very |really |so )?(?:{_BAD})"
    rf"(?: (?:for |to )?{_WHO.replace('whom', 'who2')})?"
    rf"|(?:caus|lead|bring)\w*(?: to| on)? (?:serious |many |any |other |chronic )*{_ILL}"
    rf"|mak\w* {_WHO.replace('whom', 'who3')} (?:\w+ )?{_ILL}"
    rf"|(?:safe|harmless)(?: (?:(?:for|in|to) {_WHO.replace('whom', 'who4')}"
    r"|to (?:take|use|eat|drink)))?",
    re.I,
)
_INERT = (
    r"(?:an? )?(?:(?:sham|dummy) (?!for\b|in\b|at\b|against\b)[\w-]+"
    rf"|{NOTHING}|water)"
)
# What says that a thing does something, whatever that is, and what says that it does nothing.
_WORKS = (
    rf"works?(?: any)?(?: better than {_INERT})?|(?:any )?(?:better|superior) (?:than|to) {_INERT}"
    rf"|(?:(?:more |any more )?effective|helpful|useful|beneficial)(?: than {_INERT})?|helps?"
    r"|(?:have|has) (?:an?y? |some |real |proven |lasting |health )*(?:benefits?|effects?|value)"
    r"|(?:do|does) (?:any good|anything|much)|makes? (?:any|a) difference|worthwhile"
    r"|(?:of )?any (?:use|good|benefit|help|value)"
    r"|worth(?: (?:it|taking|trying|having|the money))?"
)
_USELESS = (
    r"(?:(?:just|only|completely|totally|utterly) )?(?:useless|ineffective|worthless|pointless"
    r"|an? (?:complete |total |sheer )?(?:waste of (?:time|money|time and money)|scam|hoax|con"
    r"|rip-off|swindle)|snake oil|quackery|(?:an? )?(?:mere )?placebos?)"
)
_GOOD = re.compile(
    rf"(?:help|benefit)(?:s|ed)? {_WHO}"
    rf"|(?:is |are |be )?(?:very |really |so |any )?(?:good|beneficial|healthy|great|helpful)"
    rf"(?: (?:for )?{_WHO.replace('whom', 'who2')})?"
    rf"|(?:improv|boost|benefit|promot|support)\w* {_WHO.replace('whom', 'who3')}"
    rf"|(?:really |actually )?(?:{_WORKS}|{_USELESS})"
    rf"(?: (?:in |for )?{_WHO.replace('whom', 'who4')})?"
    r"|(?:prevent|cur|treat|heal|ward)\w*(?: off)?"
    rf" (?:(?:all|many|any|most|every|chronic|serious) )*{_ILL}",
    re.I,
)


_DOES = re.compile(r"do(?:es)? (?:any good|anything|much)\b", re.I)


@dataclass(frozen=True, slots=True)
class Vague:
    """The people spoken of, none where anybody is, and the effect that would bear a claim out."""

    side: Side
    wanted: str


def of(claim: Claim) -> Vague | None:
    """Return whom a claim speaks of that names neither a disorder nor an outcome; None if it does.

    How long a life is or how many die is an outcome, whoever is spoken of.
    """
    if adverse.is_said(claim):
        return Vague(Side(adverse.ANY, (), (), ()), "harm")
    acted = claim.object.text if claim.object else ""
    said = f"{claim.relation} {acted if acted != claim.relation else ''}".strip(" .?!")
    said = from_verb(said) if not _DOES.match(said) else said
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
    rf"(?:{_WORKS}|{_USELESS}|{_BAD}|healthy|good))[\s?.!]*",
    re.I,
)
_CALLED = rf"(?:{_USELESS}|{_BAD})"
_TOLD = re.compile(
    rf"(?P<acting>\w.*?) (?:(?:is|are) (?:(?:very|really|so) )?(?={_CALLED}|healthy\b))?"
    rf"(?P<verb>works?|{_CALLED}|(?<=is |re )healthy|(?<=very )healthy)[\s.!]*",
    re.I,
)
_TO_DO = re.compile(
    rf"is it (?:really |actually |very )*(?P<verb>(?:{_BAD}|healthy|good|safe)(?= to )"
    r"|worth(?= \w+ing ))"
    r" (?:to )?(?:(?:take|taking|eat(?:ing)?|drink(?:ing)?|use|using|have|having|wear(?:ing)?"
    r"|get|getting|trying) )?"
    r"(?P<acting>\S.*?)[\s?.!]*",
    re.I,
)
_HOW = re.compile(
    rf"how (?P<verb>effective|useful|helpful|{_BAD}) (?:is|are) (?:the )?(?P<acting>\S.*?)[\s?.!]*",
    re.I,
)
_FOR_WHOM = (
    rf"(?: (?P<acted>(?:for|in) {_WHO}|to (?:take|use|eat|drink)"
    r"|(?:in|during|for) pregnan\w+(?: women)?))?\?+\s*"
)
_SAFE = re.compile(
    rf"(?:is|are|was|were) (?:the )?(?P<acting>\S.*?) (?P<verb>safe|harmless){_FOR_WHOM}", re.I
)
_HOW_SAFE = re.compile(
    rf"how (?P<verb>safe) (?:is|are) (?:the )?(?P<acting>\S.*?){_FOR_WHOM}", re.I
)
_SAFELY = re.compile(
    r"is it (?P<verb>safe) to (?:take|eat|drink|use|have) (?P<acting>\S.*?)"
    r"(?: (?P<acted>(?:in|during) pregnan\w+|(?:while|when) (?:you(?:['’]re| are) )?pregnant))?"
    r"\?+\s*",
    re.I,
)
_SAFE_TOLD = re.compile(
    r"(?P<acting>\w.*?) (?:is|are) (?:(?:perfectly|completely|totally|absolutely|entirely|quite) )?"
    rf"(?P<verb>safe|harmless)(?: (?P<acted>(?:for|in|to) {_WHO}|to (?:take|use|eat|drink)"
    r"|(?:in|during|for) pregnan\w+(?: women)?))?[\s.!]*",
    re.I,
)
_SAFETY = (_SAFE, _HOW_SAFE, _SAFELY, _SAFE_TOLD)
_LINKED = re.compile(
    r" (?!in (?:(?:drinking|tap) )?(?:water|food|toothpaste|vaccines|cookware)(?: |$))"
    r"(?:for|against|to|in|of|with|from|on|at|by|as|than|after|before|during|when)(?: |$)",
    re.I,
)
_HARMFUL = re.compile(rf"(?:\w+ )*(?:safe|harmless|{_BAD})$", re.I)
_DENYING = re.compile(rf"(?:(?:actually|really|even|very|so) )*(?:safe|{_USELESS})$", re.I)


def asked(text: str) -> tuple[str, bool, Span, Span, Span] | None:
    """Part "is kombucha healthy?" into its kind, whether that is denied, what acts, the verb and
    whom it acts on; None where it is none. The verb stands for those who are not named.
    """
    if safe := next((found for one in _SAFETY if (found := one.fullmatch(text))), None):
        acted = "acted" if safe["acted"] else "verb"
        return "harm", True, safe.span("acting"), safe.span("verb"), safe.span(acted)
    to_do = _TO_DO.fullmatch(text)
    match = to_do or _BARE.fullmatch(text) or _HOW.fullmatch(text) or _TOLD.fullmatch(text)
    several = to_do is None or to_do["verb"] == "worth"
    if match is None or (several and _LINKED.search(match["acting"])):
        return None
    kind = "harm" if _HARMFUL.match(match["verb"]) else "treatment"
    denied = bool(_DENYING.match(match["verb"]))
    verb = match.span("verb")
    return kind, denied, match.span("acting"), verb, verb


_WELL = re.compile(
    r"(?:is |are |be )?(?:\w+ )?(?:good|healthy|great|beneficial)\b"
    r"|(?:improv|boost|promot|support|benefit)\w*",
    re.I,
)


def is_for_well(relation: str, acting: Side) -> bool:
    """Tell whether a medicine is said to be good for whoever takes it, ill or not."""
    return is_medicine(acting) and bool(_WELL.match(relation))


def is_medicine(acting: Side) -> bool:
    """Tell whether a thing is taken by the ill, for one disorder or another: no vaccine."""
    drug = bool(acting.main) and acting.main[0].type == "DRUG"
    return drug and not named.is_vaccine(acting.text)
