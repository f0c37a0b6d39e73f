"""Claims of every case ("always", "in everyone"), of what is needed, best or enough.

A study that finds more relief or less does not bear out that everybody has it, that one cannot do
without, nor that nothing does more. One that finds none speaks against each. The words are in
question_verbs.toml.
"""

from __future__ import annotations

import re
from functools import cache

from healthtext.evidence.asked.question_table import question_parts
from healthtext.records import Claim


def is_of_all(claim: Claim) -> bool:
    """Tell whether a claim is of every case; what all should have is advice, and no such claim."""
    return bool(_every().search(claim.text)) and not _ADVICE.search(claim.text)


def is_at_once(claim: Claim) -> bool:
    """Tell whether a thing is said to help at once, which no study shows that saw it help."""
    return bool(_AT_ONCE.search(claim.text))


_AT_ONCE = re.compile(
    r"\b(?:instant(?:ly)?|overnight|immediately|at once|in (?:a|one|a single) (?:night|day)"
    r"|(?:in|within) (?:seconds|(?:just )?(?:a few|five|ten|two|three) (?:seconds|minutes)))\b"
    r"(?! (?:after|before|following|release|fast|wear|oats))",
    re.I,
)


def is_of_most(claim: Claim) -> bool:
    """Tell whether a claim is of most people: that more of them have it shows no such thing."""
    return bool(_MOST.search(claim.text))


_MOST = re.compile(
    r"\b(?:most|the majority of|nearly all|almost all|nine out of ten)"
    r" (?:of (?:the )?)?(?:[\w-]+ ){0,2}?(?:people|patients|persons|adults|children|women|men"
    r"|users|smokers|teenagers|babies|those|takers)\b",
    re.I,
)


def is_needed(claim: Claim) -> bool:
    """Tell whether a thing is called needed: "do I need zinc for a cold?"."""
    said = _NEED.match(claim.text) or _NECESSARY.match(claim.text)
    return bool(said or _NEEDED.match(claim.relation))


def is_utmost(claim: Claim, wanted: str) -> bool:
    """Tell whether a thing is called the best, the only one, or enough by itself to help."""
    enough = wanted != "harm" and _worded("enough").search(claim.text)
    return bool(enough or _worded("utmost").search(claim.text))


@cache
def _every() -> re.Pattern[str]:
    return re.compile(rf"{_HARDLY}\b(?:{question_parts()['every']})(?![\w-])", re.I)


@cache
def _worded(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{question_parts()[name]})", re.I)


_HARDLY = r"(?<!almost )(?<!nearly )(?<!not )(?<!n['’]t )(?<!hardly )(?<!virtually )"
_ADVICE = re.compile(r"\b(?:should|recommend\w*|advis\w+|offered|need\w*)\b", re.I)
_NEEDED = re.compile(r"(?:[\w'’]+ ){0,5}?(?:needs?|requires?|(?:have|has) to|must)\b", re.I)
# Of a thing, and not of more research.
_NECESSARY = re.compile(
    r"[^,;:]{0,60}?(?<!research)(?<!studies)(?<!trials)(?<!evidence)(?<!work) (?:is|are)"
    r" (?:(?:\w+ly|also|still|often|always) )?"
    r"(?:indispensable|necessary|needed|required|an? (?:must|necessity)) (?:for|to|in|against)\b",
    re.I,
)
_NEED = re.compile(
    r"(?:(?:(?:do|does|would|will) )?(?:you|we|people|one|everyone|everybody|babies|children)"
    r"|(?:do|does|would|will) (?:[\w-]+ ){1,2}?)"
    r" ?(?:(?:really|actually|always|also) )*(?:needs?|have to|has to|must)\b"
    r"(?! (?:avoid|give up|cut out|stop|quit)\b)",
    re.I,
)
