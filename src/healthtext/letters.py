"""What capitals say: where sentences begin, and which are in capitals as a whole."""

from __future__ import annotations

import re

SHORT = 3  # letters of what may be an abbreviation
SHOUTED = 0.8  # share of the words of a sentence in capitals that makes all of it capitals
LINE = 400  # characters on either side within which a sentence is looked for
_BEGIN = re.compile(r"(?:\A|[.!?:…\n])[\s\"'“‘(*#>•-]*\Z")
_END = re.compile(r"[.!?](?=\s)|\n")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def begins(text: str, at: int) -> bool:
    """Tell whether a sentence begins at a place."""
    return bool(_BEGIN.search(text, max(0, at - 20), at))


def shouted(text: str, start: int, end: int) -> bool:
    """Tell whether a place in capitals stands in a sentence in capitals.

    Beside one short abbreviation nothing can be told.
    """
    if not text[start:end].isupper():
        return False
    before = _END.split(text[max(0, start - LINE) : start])[-1]
    after = _END.split(text[end : end + LINE], maxsplit=1)[0]
    others = _LETTERS.findall(f"{before} {after}")
    capitals = [word for word in others if word.isupper()]
    return sum(map(len, capitals)) > SHORT and len(capitals) >= SHOUTED * len(others)
