"""What a pattern cannot do without: texts of which one stands in everything that it matches.

Patterns are read by the parser of Python's own `re`. To look for a text takes a tenth of the time
of trying a pattern, and of the patterns of rules and claims few have one of theirs on a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Texts = frozenset[str]
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)
_DOTTED = str.maketrans("İı", "ii")  # as `re` compares them where case does not count


def folded(text: str) -> str:
    """Return a text in which the needed texts can be looked for; it may be of another length."""
    return text.translate(_DOTTED).casefold()


def possible(patterns: Iterable[re.Pattern[str]], text: str) -> Iterator[re.Pattern[str]]:
    """Yield the patterns that may match in a text, in their order."""
    low = folded(text)
    for pattern in patterns:
        texts = needed(pattern.pattern, pattern.flags)
        if not texts or any(map(low.__contains__, texts)):
            yield pattern


@cache
def needed(pattern: str, flags: int = 0) -> Texts:
    """Return folded texts, one of which is in all that a pattern matches; none if not known."""
    return _of_all(parser.parse(pattern, flags))


def _of_all(tree: Iterable[Any]) -> Texts:
    """Return the best that a part of a sequence needs; letters in a row are one text."""
    best, row = Texts(), ""
    for code, given in (*tree, (codes.ANY, None)):
        if code == codes.LITERAL:
            row += chr(given)
            continue
        best = _better(best, Texts({folded(row)} if row else ()))
        best, row = _better(best, _of_one(code, given)), ""
    return best


def _of_one(code: Any, given: Any) -> Texts:
    if code == codes.SUBPATTERN:
        return _of_all(given[-1])
    if code in _REPEATS and given[0] > 0:
        return _of_all(given[2])
    if code == codes.BRANCH:
        parts = [_of_all(part) for part in given[1]]
        return Texts().union(*parts) if all(parts) else Texts()
    return Texts()


def _better(one: Texts, other: Texts) -> Texts:
    """Return the texts that are met more seldom, by the shortest of each."""
    return max(one, other, key=lambda texts: min(map(len, texts), default=0))
