"""What follows the object of a claim and says where, when and in whom: "pain after surgery"."""

from __future__ import annotations

import re

from healthtext.evidence.language import named
from healthtext.records import Claim, Party

_WHEN = r" (?:after|during|before|in|from|caused by|due to|of|at|among)"
_TAIL = re.compile(rf"({_WHEN} [^\W\d_][\w'’-]*(?: [\w'’-]+){{0,3}})")
_ILL_TAIL = re.compile(
    rf"({_WHEN} {named.PEOPLE}(?: \w+)? with"
    r" [\w'’-]+(?: [\w'’-]+){0,3})"
)
# What is counted of a symptom: "headache days in chronic migraine".
_COUNTED = re.compile(
    r" (?:days|attacks|episodes|hours|bouts|flare-ups|frequency|severity)\b", re.I
)
# Where a study was done stands in few rows; nothing is less true for it.
_PLACE = re.compile(
    r" in (?:the )?(?:[\w-]+ ){0,2}"
    r"(?:countries|nations|regions|settings|world|africa|asia|europe)\b",
    re.I,
)
_STOP = re.compile(
    r"(?<!caused) by\b| (?:and|or|but|with|which|that|who|when|if|because|so|than|as|is"
    r"|are|was|were|can|may)\b"
)


def behind(claim: Claim, object_: Party) -> str:
    """Return what follows the object and says where and when: "after chemotherapy"."""
    at = object_.end - claim.start
    acting = claim.subject.start - claim.start if claim.subject else 0
    text = claim.text[:acting] if acting >= at else claim.text  # "you get warts from toads"
    if counted := _COUNTED.match(text, at):
        at = counted.end()
    if ill := _ILL_TAIL.match(text, at):
        people, disorder = ill.group().split(" with ", 1)
        return f"{people.strip()} with {_STOP.split(disorder)[0]}"
    match = None if _PLACE.match(text, at) else _TAIL.match(text, at)
    return _STOP.split(match.group(1).strip())[0] if match else ""
