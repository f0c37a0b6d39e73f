"""Whether a study is of doing without what a claim is about: "quitting smoking", "less salt".

What helps those who do without a thing is what harms those who have it, and the other way round.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from healthtext.evidence.language import waiting
from healthtext.evidence.language.generic import GENERIC
from healthtext.evidence.language.named import is_vaccine
from healthtext.evidence.language.sides import Side, side
from healthtext.evidence.language.stems import stems
from healthtext.records import Claim, Party

LEAST = 0.5  # of a match of what is done without
_DOING = (
    "quit(?:ting)?|stop(?:ping)?|giv(?:e|ing) up|avoid(?:ing|ance of)?|withdraw(?:ing|al of)"
    "|cessation of|discontinu(?:ing|ation of)|abstain(?:ing)? from|abstinence from"
    "|cut(?:ting)? (?:down|back|out)(?: on)?|cutting(?! board)|reduc(?:ing|tion (?:of|in))"
    "|restrict(?:ing|ion of)"
    "|limiting|eliminat(?:ing|ion of)|eradicat(?:ing|ion of)|lowering|skip(?:ping)?|missing"
    "|refusing"
    r"|declining(?! (?:\w+ )?(?:function|health|levels?|memory|vision))|rejecting|omitting"
    "|withholding|forgoing|foregoing"
    "|dismissing|neglecting|forgetting(?: to take)?|ditching|dumping|binning|throwing (?:away|out)"
    "|leaving (?:out|off)|opting out of|interrupting|pausing|coming off|(?:going|doing) without"
    "|refraining from|fail(?:ing|ure) to (?:take|get|use|have|do)|(?:a )?lack of|too (?:little|few)"
    "|hardly any|little or no|not enough|insufficient"
    "|not (?:getting|having|doing|eating|drinking|taking) enough"
    r"|(?:(?:a|your|their) )?(?:life|liv\w+|coping|managing|getting by) (?:without|with no)"
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
    re.compile(r"^(?:less|reduced|lower) (?P<what>\w+ frequency)\b", re.I),
    re.compile(r"^replacing (?P<what>\w+(?: \w+)?) (?:with|by)\b", re.I),
    re.compile(
        rf"^(?:{_HAVING}|eat|drink|use|take|get|do)"
        r" (?:less|fewer|no|too (?:little|few)|not enough|hardly any) (?P<what>\S.*)",
        re.I,
    ),
    re.compile(
        r"^(?P<what>\w{3,}ing|sleep|smoke|exercise|drink|move) (?:less|too little|not enough)\b",
        re.I,
    ),
    re.compile(r"^(?:not|never) (?P<what>\w{3,}ing\b.*)", re.I),
    re.compile(
        r"^(?:not|never) (?:(?:being|been) )?(?P<what>vaccinated|immuni[sz]ed|breast-?fed)\b", re.I
    ),
    re.compile(r"^low (?P<what>[\w-]+) (?:rates?|uptake|coverage)\b", re.I),
    re.compile(
        r"^(?:advice to )?(?:reduc(?:e|ed|ing)|less|lower)(?: dietary)?"
        r" (?P<what>salt|sodium|sugar|fat|red meat|alcohol)\b",
        re.I,
    ),
    re.compile(rf"^(?:less|fewer) (?P<what>(?!{_MANNER})[\w-]+(?: [\w-]+)?)$", re.I),
    re.compile(rf"(?P<what>(?:\w+ )?(?!(?:an?|the)\b)\w+)[ -](?:{_DONE})\b", re.I),
    re.compile(r"\b(?P<what>salt|sugar) substitutes?\b", re.I),  # nicotine's is nicotine
    re.compile(r"^(?:(?:diets?|meals?|foods?) )?low in (?P<what>\S.*)", re.I),
    re.compile(r"\b(?:low|reduced)[ -](?P<what>\w+) (?:diets?|meals?|foods?|intake)\b", re.I),
    re.compile(
        r"(?P<what>\w+)[ -]free"
        r" (?:diets?|meals?|foods?|legislation|laws?|polic\w+|workplaces?|homes?)\b",
        re.I,
    ),
)


# Illnesses that are called after what is gone, and those of whom they are.
_ILLNESS = re.compile(
    r"\b(?:alcohol|opioid|opiate|heroin|cocaine|cannabis|nicotine|caffeine|drug) withdrawal\b"
    r"|\bgrowth restriction\b",
    re.I,
)


@lru_cache(maxsize=1 << 14)
def missed(text: str) -> str:
    """Return what a wording says is done without; nothing where it says no such thing."""
    if _ILLNESS.search(text):
        return ""
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


# Little of it too, or too much.
_POOR = re.compile(
    r"(?:poor|bad|short|disturbed|inadequate|low|long|excess\w*|too much|prolonged)\b", re.I
)
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


_EXCESS = re.compile(
    rf"(?:too much|(?:an )?(?:excess|overdose) of|excess(?:ive)?|large (?:amounts|doses) of"
    rf"|high[- ]dos(?:e|es)(?: of)?) (?:{_NUTRIENT}|fluoride|folic acid|niacin)\b",
    re.I,
)
_HIGH = re.compile(
    r"\b(?:high|excess\w*|too much|large|mega\w*|overdos\w+|toxic\w*|over|more than|above)\b", re.I
)


def is_excess(subject: Side, row_of: str) -> bool:
    """Tell whether too much of a nutrient is asked about and what was given is not called much."""
    return bool(_EXCESS.match(subject.text)) and not _HIGH.search(row_of)


_TOO_OFTEN = re.compile(
    r"\b(?:frequent use|over-?use|misuse|overdos\w+|excess(?:ive)?(?: (?:use|intake))?)\b", re.I
)
_CUT = re.compile(r"\b(?:reduc|limit|avoid|prevent|lower|cut|treat|stop|withdraw)\w*", re.I)


def is_overdone(subject: Side, given: str) -> bool:
    """Tell whether a thing was had too often, unasked: painkillers bring on what they relieve."""
    said = (_HIGH.search(subject.text), _TOO_OFTEN.search(subject.text), _CUT.search(given))
    return bool(_TOO_OFTEN.search(given)) and not any(said)


def is_low(subject: Side, intervention: str) -> bool:
    """Tell whether somebody has little of a nutrient and it was given to whoever: not the same."""
    low = _LOW.match(subject.text) or _DEFICIENT.fullmatch(subject.text)
    return bool(low) and not _LACKING.search(intervention)


_LACKING = re.compile(r"\b(?:low|deficien\w+|lack|insufficien\w+|depletion|inadequate)\b", re.I)
_LEFT = re.compile(
    rf"\b(?:{_DOING}|(?:not|never) \w{{3,}}ing"
    rf"|{_HAVING} (?:no|less|fewer|too little|too few|not enough|hardly any))"
    r" (?:(?:any|the|an?|your|his|her|their|all|of|doses|doing|taking|using|having|getting) )*$",
    re.I,
)
_NEVER = re.compile(r"(?<!is )(?<!was )(?<!['’]s )\b(?:not|never) $", re.I)
_PUT_OFF = re.compile(rf"{waiting.VERBS} (?:(?:the|an?|your|their) )*$", re.I)
_LITTLE = re.compile(
    r" (?:less|too little|not enough|hardly any|fewer|too few|no|without)"
    r"(?: [\w-]+(?= [\w-]+(?:s|ed)\b| (?:can|may|will|could)\b))?"
)


def whole(claim: Claim, acting: Party) -> Party:
    """Return what acts with the words that say it is done without: "refusing" vaccines.

    Known by its words alone then, and no more by the concept of what is missing.
    """
    end = acting.end - claim.start
    start = _listed_from(claim, acting)
    if missed(acting.text) or waiting.put_off(acting.text):
        return replace(acting, concepts=())
    left = _LEFT.search(claim.text, 0, start)
    if left is None and _GERUND.match(acting.text):
        left = _NEVER.search(claim.text, 0, start)
    if left is None and _PUT_OFF.search(claim.text, 0, start):
        led = "avoiding" if is_vaccine(acting.text) else "delaying"  # who waits is not protected
        return replace(acting, text=f"{led} {acting.text}", concepts=())
    if left:
        return replace(acting, text=f"{left.group()}{acting.text}", concepts=())
    little = _LITTLE.match(claim.text, end)
    if little and _GERUND.fullmatch(acting.text):
        return replace(acting, text=f"{acting.text}{little.group()}", concepts=())
    return acting


_GERUND = re.compile(r"\w{3,}ing", re.I)
_LIST = re.compile(r"(?P<first>[\w-]+)(?:, [\w-]+)*,? (?:and|or) $", re.I)


def _listed_from(claim: Claim, acting: Party) -> int:
    """Return where a list of like things begins that what acts ends: "fruit and vegetables"."""
    start = max(acting.start - claim.start, 0)
    found = _LIST.search(claim.text, 0, start)
    if found is None or not acting.type:
        return start
    first = side(found["first"], acts=True).main
    return found.start() if first and first[0].type == acting.type else start


_NO = re.compile(r"\b(?:not|no|never|nor|none|nothing|cannot|hardly)\b|n['’]t\b", re.I)
_OWN = re.compile(rf"(?:(?:not|never) \w{{3,}}ing|{_HAVING} no)\b", re.I)
_SOME = re.compile(r"not \w{3,}ing enough\b", re.I)


def is_never(text: str) -> bool:
    """Tell whether a wording is of not doing a thing at all: "not brushing", "wearing no" mask.

    Who does not do enough of it does some.
    """
    return bool(_OWN.match(text)) and not _SOME.match(text)


def stands(claim: Claim, acting: Party) -> Claim:
    """Return a claim as not denied where all that it denies is what acts: "not eating fruit"."""
    own = _OWN.match(acting.text) and len(_NO.findall(claim.text)) == 1
    return replace(claim, polarity="positive") if own else claim


_TAKEN = re.compile(r"(?<=\w) (?:drinking|eating|consumption|intake|use|exposure)$", re.I)
# What is done about a thing, and is not the thing: stress management.
_ABOUT = re.compile(
    r"\b(?:manag\w+|control\w*|counsell?ing|interventions?|programm?es?|education|therap\w+"
    r"|training|advice|substitut\w+|free|low|lower|reduced|less|no|treatments?|replac\w+|tests?"
    r"|screening|prevention|short|poor|bad|disturbed|inadequate|depriv\w+|insufficien\w+"
    r"|deficien\w+|lack|loss|lowering|polic\w+|laws?|bans?|tax\w*)\b",
    re.I,
)


# To leave a thing alone is nothing that is done about it.
_SHUNNED = re.compile(r"(?:avoid|skip|refus|cut(?:ting)? out|giv(?:e|ing) up)", re.I)


def is_had(subject: Side, intervention: str) -> bool:
    """Tell whether the very thing that is done without was tested: light drinking, of no alcohol.

    Where that is not its opposite (`opposed`) it says nothing of doing without.
    """
    own, theirs = missed(subject.text), missed(intervention)
    shunned = _SHUNNED.match(subject.text)
    if not own or (_ABOUT.search(intervention) and not shunned):
        return False
    if theirs and not (shunned and side(own, acts=True).match(theirs) < LEAST):
        return False  # salt that is replaced, and potassium that is avoided
    return side(own, acts=True).match(intervention) >= LEAST


def is_it(subject: Side, intervention: str) -> bool:
    """Tell whether an intervention is the very thing that a subject does without.

    "Unprocessed red meat" is red meat, "stress management" not the stress of "stress reduction".
    """
    if _POOR.match(intervention):
        return False
    intervention = _TAKEN.sub("", intervention)
    said, what = stems(intervention) - GENERIC, stems(missed(subject.text))
    last = stems(intervention.rpartition(" ")[2])
    return bool(said) and (said <= what or (bool(what) and what <= said and last <= what))
