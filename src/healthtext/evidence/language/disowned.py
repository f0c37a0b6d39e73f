"""Sentences that pass on what others say as untrue: "the idea that zinc cures colds is a myth".

The claim in them is turned round, or left alone where it is not sure which way.
"""

from __future__ import annotations

import re
from functools import lru_cache

_UNTRUE = (
    r"(?:myth|fallacy|false|wrong|untrue|not true|nonsense|unfounded|baseless|debunked|disproved"
    r"|disproven|refuted|lie|hoax|old wives['’] tale)"
)
_TURNED = re.compile(
    r"(?:the )?(?:(?:common|popular|widespread|old|persistent) )?(?:claim|idea|belief|notion|theory"
    r"|rumou?r|story|suggestion)s? that (?!.*\b(?:but|although|while|however)\b).+"
    r" (?:is|are|was|has been|have been)"
    r" (?:(?:just|only|simply|completely|utterly|long|an?|total) )*"
    rf"{_UNTRUE}\W*",
    re.I,
)
_RULED_OUT = re.compile(
    r"\b(?:rul(?:e|es|ed|ing) out|den(?:y|ies|ied)|refut\w+|debunk\w*|disprov\w+|doubts?)"
    r" (?:(?:the|any|a) (?:claim|idea|theory|notion|suggestion) )?that\b",
    re.I,
)


@lru_cache(maxsize=1 << 12)
def is_turned(text: str) -> bool:
    """Tell whether a sentence says of a claim that it is untrue."""
    return bool(_TURNED.fullmatch(text.strip()))


@lru_cache(maxsize=1 << 12)
def is_ruled_out(text: str) -> bool:
    """Tell whether somebody is told to rule out or to deny what follows."""
    return bool(_RULED_OUT.search(text))
