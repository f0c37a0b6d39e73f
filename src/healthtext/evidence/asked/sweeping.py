"""Claims of every case ("always", "in everyone") and of what is needed: more than that it helps.

A study that finds more relief or less does not bear out that everybody has it, nor that one cannot
do without. One that finds none speaks against both. The words are in question_verbs.toml.
"""

from __future__ import annotations

import re
from functools import cache

from healthtext.evidence.asked.question_table import question_parts
from healthtext.records import Claim


def is_of_all(claim: Claim) -> bool:
    """Tell whether a claim is of every case; what all should have is advice, and no such claim."""
    return bool(_every().search(claim.text)) and not _ADVICE.search(claim.text)


def is_needed(claim: Claim) -> bool:
    """Tell whether a thing is called needed: "do I need zinc for a cold?"."""
    return bool(_NEEDED.match(claim.relation) or _NEED.match(claim.text))


@cache
def _every() -> re.Pattern[str]:
    return re.compile(rf"{_HARDLY}\b(?:{question_parts()['every']})(?![\w-])", re.I)


_HARDLY = r"(?<!almost )(?<!nearly )(?<!not )(?<!n['’]t )(?<!hardly )(?<!virtually )"
_ADVICE = re.compile(r"\b(?:should|recommend\w*|advis\w+|offered|need\w*)\b", re.I)
_NEEDED = re.compile(r"(?:[\w'’]+ ){0,3}?(?:needs?|requires?|(?:have|has) to|must)\b", re.I)
_NEED = re.compile(
    r"(?:do|does|would|will) (?:[\w-]+ ){1,2}?(?:(?:really|actually|always) )?(?:need|have to)\b"
    r"(?! (?:avoid|give up|cut out|stop|quit)\b)",
    re.I,
)
