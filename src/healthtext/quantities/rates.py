"""How often an amount is meant where what it is of stands between: "25 g of fibre a day"."""

from __future__ import annotations

import re

_S = "[ \u00a0\u2009\u202f]"
# Words that end what an amount is of: what follows speaks of something else.
_NOT = (
    r"(?:in|on|at|for|with|without|to|that|which|who|when|while|if|but|as|from|by|before|after|than"
    r"|is|are|was|were|be|has|have|had|can|may|should|must|will|once|twice|times|every|each|per|an?)"
)
_WORD = rf"(?!{_NOT}\b)[^\W\d_][\w'’-]{{0,30}}"
_PERIOD = r"(?:hour|day|night|morning|evening|week|month|year|meal|serving)"
_DAILY = r"(?:daily|nightly|weekly|monthly|yearly|annually)"
_LATER = re.compile(
    rf"{_S}of(?:{_S}{_WORD},?){{1,6}}?{_S}?(?:(?:(?<={_S})(?:an?|per|each)|/){_S}?"
    # "a day before the test" is when, not how often
    rf"(?P<per>{_PERIOD})\b(?!{_S}(?:before|after|later|earlier|ago|or two|prior|off|in advance)\b)"
    rf"|(?<={_S})(?P<daily>{_DAILY})\b)",
    re.I,
)


def behind(text: str, end: int) -> re.Match[str] | None:
    """Return what says how often an amount is meant that ends at `end`, behind what it is of."""
    return _LATER.match(text, end)


def through(text: str, end: int) -> int:
    """Return the end of an amount with what it is of and how often, as far as that is told."""
    found = behind(text, end)
    return found.end() if found else end
