"""What stands around a claim that somebody asks about: "zinc cures colds, right?".

"True or false: zinc cures colds" and "I heard that zinc cures colds. Is that true?" ask about the
sentence in them, as it stands: of a denial, whether it is so that there is none.
"""

from __future__ import annotations

import re
from dataclasses import replace

from healthtext.records import Claim, Span

_EITHER = (
    r"(?:true or false|myth or (?:fact|truth|reality)|fact or (?:fiction|myth)|right or wrong)"
)
# What leads in a sentence that is said all the same.
_SAID = (
    r"(?:and |so |but )?"
    r"(?:(?:that|this|which|it)(?: is|['’]s)(?: exactly| also| precisely| just)? why "
    r"|(?:that|this|which) explains why "
    r"|(?:the (?:simple |plain |honest |sad )?(?:truth|fact|reality|good news|bad news)|fact) is"
    r"(?: that|,|:)? (?=\w)"
    r"|(?:fact|truth|remember|note|what['’]s more|in fact|indeed|believe it or not|and yes)[,:] "
    r"|(?:on the contrary|in (?:truth|reality|addition)|of course|what is more|even worse|moreover"
    r"|worse(?: still| yet)?|on top of (?:that|this|it)|besides|furthermore|better (?:still|yet)"
    r"|(?:sad|luck|unluck|fortunate|unfortunate|surprising|strange)(?:i?ly)|by the way), "
    r"|it (?:is|['’]s) (?:(?:an? )?(?:\w+ )?fact|well[- ]known|true|clear|no secret|widely known)"
    r" that )"
)
_ASSERTED = re.compile(_SAID, re.I)
_BEFORE = re.compile(
    rf"{_SAID}"
    rf"|{_EITHER}\s*[:?,–-]\s*"
    r"|(?:i|we)(?:['’]ve| have)? (?:just |often |once |recently )?(?:heard|read|was told|been told)"
    r"(?: (?:somewhere|online))?(?: that)? "
    r"|i(?: often)? wonder (?:if|whether) "
    r"|(?:everybody|everyone) (?:knows|says)(?: that)? ",
    re.I,
)
_BEHIND = re.compile(
    r"(?:\s*[,.;:?!–-]\s*|\s+(?=or ))"
    rf"(?:{_EITHER}|right|correct|true|yes or no|or not"
    r"|is (?:that|this|it|there) (?:really |actually |any )*"
    r"(?:so|true|right|correct|a fact|truth in (?:it|that))"
    r"|(?:is|are|do|does|has|have|did|ca|wo)n['’]t (?:it|they|that)"
    r"|or is (?:that|it) (?:just |only )?a myth)\s*\?+$",
    re.I,
)
# What is put behind a denial only: "zinc, does it help?" denies nothing.
_DENIED = re.compile(r"\b(?:not|never|no|nothing|cannot)\b.*|n['’]t\b.*", re.I)
_SURELY = re.compile(r",\s*(?:is|are|do|does|has|have|did|can|will) (?:it|they|that)\s*\?+$", re.I)


def alone(claim: Claim) -> Claim:
    """Leave out of a claim what a semicolon parts from its sides: "is safe; take it at night"."""
    ends = [side.end - claim.start for side in (claim.subject, claim.object) if side]
    cut = claim.text.find(";", max(ends)) if ends else -1
    if cut < 0 or claim.relation not in claim.text[:cut]:
        return claim
    return replace(claim, text=claim.text[:cut], end=claim.start + cut)


def asserted(text: str) -> int:
    """Return where a sentence begins that is led in, and said all the same: "that is why zinc"."""
    led = _ASSERTED.match(text)
    return led.end() if led else 0


def inside(text: str) -> Span:
    """Return the place of what is asked about in a text, all of it where nothing is around it."""
    led, ends = _BEFORE.match(text), _BEHIND.search(text)
    if (
        ends is None
        and (surely := _SURELY.search(text))
        and _DENIED.search(text, 0, surely.start())
    ):
        ends = surely
    start, end = led.end() if led else 0, ends.start() if ends else len(text)
    if led and not ends:
        end = len(text.rstrip("? "))  # to be told so or not it is a sentence
    return (start, end) if start < end else (0, len(text))
