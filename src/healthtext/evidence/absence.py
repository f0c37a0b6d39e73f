"""Whether a study is of doing without what a claim is about: "quitting smoking", "less salt".

What helps those who do without a thing is what harms those who have it, and the other way round.
"""

from __future__ import annotations

import re
from functools import lru_cache

from healthtext.evidence.sides import GENERIC, Side, stems

LEAST = 0.5  # of a match of what is done without
_DOING = (
    "quit(?:ting)?|stop(?:ping)?|giving up|avoid(?:ing|ance of)|withdraw(?:ing|al of)"
    "|cessation of|discontinu(?:ing|ation of)|abstain(?:ing)? from|abstinence from"
    "|cut(?:ting)? (?:down|back|out)(?: on)?|cutting(?! board)|reduc(?:ing|tion (?:of|in))"
    "|restrict(?:ing|ion of)"
    "|limiting|eliminat(?:ing|ion of)|eradicat(?:ing|ion of)|lowering"
)
_DONE = (
    "cessation|withdrawal|discontinuation|avoidance|abstinence|restriction|reduction|elimination"
    "|eradication"
)
_MANNER = (
    r"(?:\w{2,}(?:ive|ent|ed|ing|ly)|severe|common|toxic)\b"  # less invasive surgery is surgery
)
_WITHOUT = (
    re.compile(rf"^(?:{_DOING}) (?P<what>\S.*)", re.I),
    re.compile(r"^(?:less|reduced|lower) (?P<what>\S.*?) (?:intake|consumption|use)\b", re.I),
    re.compile(r"^(?:eating|drinking|using|having|taking) (?:less|fewer) (?P<what>\S.*)", re.I),
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
    """Tell whether either of the two is doing without the other."""
    theirs = missed(intervention)
    if bool(missed(subject.text)) == bool(theirs):
        return False
    return subject.match(theirs) >= LEAST if theirs else is_it(subject, intervention)


def is_it(subject: Side, intervention: str) -> bool:
    """Tell whether an intervention is the very thing that a subject does without.

    "Unprocessed red meat" is red meat, "stress management" not the stress of "stress reduction".
    """
    said, what = stems(intervention) - GENERIC, stems(missed(subject.text))
    last = stems(intervention.rpartition(" ")[2])
    return bool(said) and (said <= what or (bool(what) and what <= said and last <= what))
