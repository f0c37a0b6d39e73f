"""Whether a study is of doing without what a claim is about: "quitting smoking", "less salt".

What helps those who do without a thing is what harms those who have it, and the other way round.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from healthtext.evidence.language.generic import GENERIC
from healthtext.evidence.language.named import is_vaccine
from healthtext.evidence.language.sides import Side, side
from healthtext.evidence.language.stems import stems
from healthtext.records import Claim, Party

LEAST = 0.5  # of a match of what is done without
_DOING = (
    "quit(?:ting)?|stop(?:ping)?|giving up|avoid(?:ing|ance of)|withdraw(?:ing|al of)"
    "|cessation of|discontinu(?:ing|ation of)|abstain(?:ing)? from|abstinence from"
    "|cut(?:ting)? (?:down|back|out)(?: on)?|cutting(?! board)|reduc(?:ing|tion (?:of|in))"
    "|restrict(?:ing|ion of)"
    "|limiting|eliminat(?:ing|ion of)|eradicat(?:ing|ion of)|lowering|skipping|missing|refusing"
    r"|declining(?! (?:\w+ )?(?:function|health|levels?|memory|vision))|rejecting|omitting"
    "|dismissing|neglecting|forgetting(?: to take)?|ditching|dumping|binning|throwing (?:away|out)"
    "|leaving (?:out|off)|opting out of|interrupting|pausing|coming off|(?:going|doing) without"
    "|refraining from|fail(?:ing|ure) to (?:take|get|use|have|do)|(?:a )?lack of|too (?:little|few)"
    "|hardly any|little or no|not enough|insufficient"
)
_DONE = (
    "cessation|withdrawal|discontinuation|avoidance|abstinence|restriction|reduction|elimination"
    "|eradication"
)
_MANNER = (
    r"(?:\w{2,}(?:ive|ent|ed|ing|ly)|severe|common|toxic)\b"  # less invasive surgery is surgery
)
_HAVING = r"(?:eating|drinking|using|having|taking|doing|getting|wearing)"
_NUTRIENT = r"(?:vitamin \w+|iron|folate|magnesium|zinc|iodine|calcium|selenium|potassium)"
_WITHOUT = (
    re.compile(rf"^(?:{_DOING}) (?P<what>\S.*)", re.I),
    re.compile(r"^(?:less|reduced|lower) (?P<what>\S.*?) (?:intake|consumption|use)\b", re.I),
    re.compile(
        rf"^{_HAVING}"
        r" (?:less|fewer|no|too (?:little|few)|not enough|hardly any) (?P<what>\S.*)",
        re.I,
    ),
    re.compile(r"^(?P<what>\w{3,}ing) (?:less|too little|not enough)\b", re.I),
    re.compile(r"^(?:not|never) (?P<what>\w{3,}ing\b.*)", re.I),
    re.compile(r"^low (?P<what>[\w-]+) (?:rates?|uptake|coverage)\b", re.I),
    re.compile(
        r"^(?:advice to )?(?:reduc(?:e|ed|ing)|less|lower)(?: dietary)?"
        r" (?P<what>salt|sodium|sugar|fat|red meat|alcohol)\b",
        re.I,
    ),
    re.compile(rf"^(?:less|fewer) (?P<what>(?!{_MANNER})[\w-]+(?: [\w-]+)?)$", re.I),
    re.compile(rf"(?P<what>(?:\w+ )?\w+)[ -](?:{_DONE})\b", re.I),
    re.compile(r"\b(?P<what>salt|sugar) substitutes?\b", re.I),  # nicotine's is nicotine
    re.compile(r"^(?:(?:diets?|meals?|foods?) )?low in (?P<what>\S.*)", re.I),
    re.compile(r"\b(?:low|reduced)[ -](?P<what>\w+) (?:diets?|meals?|foods?|intake)\b", re.I),
    re.compile(
        r"(?P<what>\w+)[ -]free"
        r" (?:diets?|meals?|foods?|legislation|laws?|polic\w+|workplaces?|homes?)\b",
        re.I,
    ),
)


@lru_cache(maxsize=1 << 14)
def missed(text: str) -> str:
    """Return what a wording says is done without; nothing where it says no such thing."""
    found = (match for pattern in _WITHOUT if (match := pattern.search(text.strip())))
    return next((match["what"] for match in found), "")


def opposed(subject: Side, intervention: str) -> bool:
    """Tell whether either of the two is doing without the other, or has little of it."""
    own, theirs = missed(subject.text) or _little(subject.text), missed(intervention)
    much = _MUCH.search(subject.text), _MUCH.search(intervention)
    if much[0] and much[1]:
        return _is_turned(much[0], much[1])
    if bool(own) == bool(theirs):
        return False
    if theirs:
        return subject.match(theirs) >= LEAST
    return is_it(subject, intervention) or _is_medicine(own, intervention)


@lru_cache(maxsize=1 << 12)
def _is_medicine(missed: str, intervention: str) -> bool:
    """Tell whether a medicine is left out that was tested, or one of its class."""
    if is_vaccine(missed) and is_vaccine(intervention):
        return True
    what = side(missed, acts=True)
    main = what.main[0] if what.main else None
    left_out = main is not None and main.named and main.type in _MEDICINES
    return left_out and what.match(intervention) >= LEAST


_MEDICINES = frozenset(("DRUG", "TREATMENT"))
# A food or a diet that has much or little of something: the one is the other turned round.
_MUCH = re.compile(
    r"\b(?P<how>low|high)[ -](?P<what>\w+)(?: (?:index|load|\w+))?"
    r" (?:diets?|foods?|intake|meals?|consumption)\b",
    re.I,
)


def _is_turned(one: re.Match[str], other: re.Match[str]) -> bool:
    """Tell whether two diets differ in nothing but that the one has much and the other little."""
    alike = one["how"].lower() == other["how"].lower()
    return not alike and stems(one["what"]) == stems(other["what"])


_POOR = re.compile(r"(?:poor|bad|short|disturbed|inadequate|low)\b", re.I)  # little of it too
_LOW = re.compile(rf"low (?:in )?{_NUTRIENT}\b", re.I)
_DEFICIENT = re.compile(
    rf"(?:an? )?(?:deficiency|shortage|depletion|insufficiency) (?:of|in) {_NUTRIENT}\b.*"
    rf"|{_NUTRIENT}[ -](?:deficiency|depletion|insufficiency)(?: (?:in|during|of) .*)?",
    re.I,
)


def _little(text: str) -> str:
    """Return the nutrient that a wording says there is little of: "low calcium"."""
    found = _LOW.match(text)
    return found.group().removeprefix("low ") if found else ""


def is_low(subject: Side, intervention: str) -> bool:
    """Tell whether somebody has little of a nutrient and it was given to whoever: not the same."""
    low = _LOW.match(subject.text) or _DEFICIENT.fullmatch(subject.text)
    return bool(low) and not _LACKING.search(intervention)


_LACKING = re.compile(r"\b(?:low|deficien\w+|lack|insufficien\w+|depletion|inadequate)\b", re.I)
_LEFT = re.compile(
    rf"\b(?:{_DOING}|(?:not|never) \w{{3,}}ing|{_HAVING} no)"
    r" (?:(?:any|the|an?|your|his|her|their|all|of|doses|doing|taking|using|having|getting) )*$",
    re.I,
)
_NEVER = re.compile(r"(?<!is )(?<!was )(?<!['’]s )\b(?:not|never) $", re.I)
_PUT_OFF = re.compile(r"(?:delaying|postponing|putting off) (?:(?:the|an?|your|their) )*$", re.I)
_LITTLE = re.compile(
    r" (?:less|too little|not enough|hardly any|fewer|too few)"
    r"(?: [\w-]+(?= [\w-]+(?:s|ed)\b| (?:can|may|will|could)\b))?"
)


def whole(claim: Claim, acting: Party) -> Party:
    """Return what acts with the words that say it is done without: "refusing" vaccines.

    Known by its words alone then, and no more by the concept of what is missing.
    """
    start, end = max(acting.start - claim.start, 0), acting.end - claim.start
    if missed(acting.text):
        return replace(acting, concepts=())
    left = _LEFT.search(claim.text, 0, start)
    if left is None and _GERUND.match(acting.text):
        left = _NEVER.search(claim.text, 0, start)
    if left is None and is_vaccine(acting.text):
        left = _PUT_OFF.search(claim.text, 0, start)
    if left:
        led = "avoiding " if _PUT_OFF.match(left.group()) else left.group()
        return replace(acting, text=f"{led}{acting.text}", concepts=())
    little = _LITTLE.match(claim.text, end)
    if little and _GERUND.fullmatch(acting.text):
        return replace(acting, text=f"{acting.text}{little.group()}", concepts=())
    return acting


_GERUND = re.compile(r"\w{3,}ing", re.I)
_NO = re.compile(r"\b(?:not|no|never|nor|none|nothing|cannot|hardly)\b|n['’]t\b", re.I)
_OWN = re.compile(rf"(?:(?:not|never) \w{{3,}}ing|{_HAVING} no)\b", re.I)


def is_never(text: str) -> bool:
    """Tell whether a wording is of not doing a thing at all: "not brushing", "wearing no" mask."""
    return bool(_OWN.match(text))


def stands(claim: Claim, acting: Party) -> Claim:
    """Return a claim as not denied where all that it denies is what acts: "not eating fruit"."""
    own = is_never(acting.text) and len(_NO.findall(claim.text)) == 1
    return replace(claim, polarity="positive") if own else claim


def is_it(subject: Side, intervention: str) -> bool:
    """Tell whether an intervention is the very thing that a subject does without.

    "Unprocessed red meat" is red meat, "stress management" not the stress of "stress reduction".
    """
    if _POOR.match(intervention):
        return False
    said, what = stems(intervention) - GENERIC, stems(missed(subject.text))
    last = stems(intervention.rpartition(" ")[2])
    return bool(said) and (said <= what or (bool(what) and what <= said and last <= what))
