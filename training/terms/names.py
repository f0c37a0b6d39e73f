"""Names of concepts as text would write them: inversions undone, notation and noise left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from healthtext.spelling import is_acronym

MAX_WORDS, MAX_LENGTH = 7, 60

_NOTE = re.compile(r"\s*[\[(][^\])]*[\])]\s*$")
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 '/-]*")
_NOISE = re.compile(
    r"\b(?:nos|obsolete|unspecified|other|others|otherwise|elsewhere|not|no|without|due to|as topic"
    r"|related to|with or without|disorder of|structure of|set of|portion of|entire|miscellaneous"
    r"|region of|^(?:a|after|all|an|and|are|as|at|before|by|during|for|has|he|it|no|of|on|or|she"
    r"|the|to|was|with)"
    r"|subdivision|sensu|organism|vertebrate|tetrapod|mammalian|organ component)\b",
    re.I,
)


def spoken(name: str) -> Iterator[str]:
    """Yield the ways a name is said: 'Anemia, Aplastic' gives 'Aplastic Anemia' too."""
    name = _NOTE.sub("", " ".join(ascii_of(name).split()))
    parts = name.split(", ")
    if len(parts) == 1:
        yield name
    elif not re.match(r"(?:and|or)\b", parts[-1]) and len(parts) < 4:
        yield " ".join(reversed(parts))
        yield " ".join(parts)


def usable(name: str) -> bool:
    """Tell whether a name is short and plain enough to be met in prose, and no acronym."""
    words = re.split(r"[ /-]", name)
    return (
        bool(_PLAIN.fullmatch(name))
        and len(name) <= MAX_LENGTH
        and len(words) <= MAX_WORDS
        and not _NOISE.search(name)
        and any(len(word) > 3 or (len(words) > 1 and len(word) > 2) for word in words)
        and (" " in name or not any(is_acronym(word) for word in words))
    )


def ascii_of(name: str) -> str:
    """Drop accents and curly apostrophes."""
    decomposed = unicodedata.normalize("NFKD", name.replace("’", "'"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))
