"""Whether a claim is of those who are ill, or of who is well and may fall ill."""

from __future__ import annotations

import re

from healthtext.evidence.asked import cure_promised
from healthtext.evidence.language import named
from healthtext.records import Claim


def treats(claim: Claim, acted: str) -> bool:
    """Tell whether only those who are ill are spoken of, by what is done or by who they are."""
    # "suicide in people with bipolar disorder" may be prevented
    stage = _STAGE.match(acted) and not _FEWER.search(claim.relation)
    ill = _ILL.match(acted) or stage or any(map(_TREATS.search, cure_promised.words(claim)))
    return claim.kind == "treatment" and bool(ill) and not _AGEING.fullmatch(acted)


_AGEING = re.compile(
    r"(?:(?:the|your) )?(?:(?:skin|brain) )?age?ing(?: process)?|getting old(?:er)?", re.I
)
_ILL = re.compile(
    rf"(?:(?:the|most|some|many|all) )?(?:\w+ )?{named.PEOPLE}"
    r" (?:with|who have|suffering from)\b",
    re.I,
)


_FEWER = re.compile(r"\b(?:reduc|lower|cut|decreas|prevent|protect)", re.I)
# Nobody who is well has it.
_STAGE = re.compile(
    r"(?:(?:an?|the) )?(?:acute|severe|mild|moderate|advanced|established|metastatic|refractory) ",
    re.I,
)


def prevents(claim: Claim) -> bool:
    """Tell whether people who are well are spoken of: fewer deaths "from" it are of the ill."""
    before = claim.object.start - claim.start if claim.object else 0
    return claim.kind == "prevention" and not _DEATHS.search(claim.text, 0, max(before, 0))


_DEATHS = re.compile(r"\b(?:deaths?|dying|mortality)\b", re.I)


# Only of those who are ill; "helps with" and "is good for" may be of anybody.
_TREATS = re.compile(
    r"\b(?:treat(?:s|ed|ing|ments?)?|heal\w*|reliev\w*|eas(?:e|es|ed|ing)|sooth\w*|alleviat\w*"
    r"|shorten\w*|clear(?:s|ed|ing)?|resolv\w*|calm\w*|slow(?:s|ed|ing)?|speeds? up|dissolv\w*"
    r"|flush\w*|melt\w*)\b",
    re.I,
)
