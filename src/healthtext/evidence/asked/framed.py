"""What stands around a claim that somebody asks about: "zinc cures colds, right?".

"True or false: zinc cures colds" and "I heard that zinc cures colds. Is that true?" ask about the
sentence in them, as it stands: of a denial, whether it is so that there is none.
"""

from __future__ import annotations

import re

from healthtext.records import Span

_EITHER = (
    r"(?:true or false|myth or (?:fact|truth|reality)|fact or (?:fiction|myth)|right or wrong)"
)
_BEFORE = re.compile(
    rf"{_EITHER}\s*[:?,–-]\s*"
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
