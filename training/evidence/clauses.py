"""Sentences of a conclusion and their clauses, without what only asks for research."""

from __future__ import annotations

import re
from collections.abc import Iterator

from training.evidence import cues

_SENTENCE = re.compile(r"(?<=[.?!])(?<!vs\.)(?<!e\.g\.)(?<!i\.e\.)(?<!\bDr\.)\s+(?=[A-Z(])|\n+")
_CLAUSE = cues.pattern("clauses", "clause", cased=True)
_RESEARCH = cues.pattern("clauses", "research")
_DOES_FIND = cues.pattern("clauses", "does_find")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a line break ends one."""
    return [
        said for part in _SENTENCE.split(_NOTE.sub(" ", text)) if (said := " ".join(part.split()))
    ]


# Which studies a review has yet to read says nothing of what it found.
_NOTE = re.compile(r"\[Note:[^\]]*\]", re.I)


def clauses(sentence: str) -> Iterator[str]:
    """Yield the clauses of a sentence that say what was found."""
    for part in _CLAUSE.split(_OPENING.sub(r"\1; ", sentence)):
        said = part.strip(" ,;:.")
        if len(said) > 8 and not asks(said):
            yield said


_OPENING = cues.pattern("clauses", "opening", cased=True)


def only_asks(sentence: str) -> bool:
    """Tell whether a sentence asks for more research from its first clause on."""
    wish = _RESEARCH.search(sentence)
    first = _CLAUSE.split(_OPENING.sub(r"\1; ", sentence))[0]
    return bool(wish and wish.start() < len(first) and not _DOES_FIND.search(sentence))


def asks(clause: str) -> bool:
    """Tell whether a clause only asks for more research."""
    return bool(_RESEARCH.search(clause)) and not _DOES_FIND.search(clause)
