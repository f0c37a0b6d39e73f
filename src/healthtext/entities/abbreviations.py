"""Abbreviations that a text defines itself: 'chronic obstructive pulmonary disease (COPD)'.

The pairing of short and long form is scispaCy's (Schwartz and Hearst 2003). Its component looks
for parentheses with a pattern whose time grows with the square of the text, so the parentheses
are found here, in one pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

LONGEST = 8  # tokens inside the parentheses


def definitions(doc: Doc) -> Iterator[tuple[Span, Span]]:
    """Yield (short form, long form) where the text first defines it, in order."""
    from scispacy.abbreviation import filter_matches, find_abbreviation

    known: set[str] = set()
    inside = list(_parentheses(doc))
    for long_form, short_form in chain(filter_matches(inside, doc), _after_comma(doc, inside)):
        short, long = find_abbreviation(long_form, short_form)
        if long is not None and short.text not in known and len(long) and _shorter(short, long):
            known.add(short.text)
            yield short, long


def _after_comma(doc: Doc, inside: list[tuple[int, int, int]]) -> Iterator[tuple[Span, Span]]:
    """Yield long and short form of '(atopic dermatitis, AD)': both stand in the parentheses."""
    for _, start, end in inside:
        if end - start > 2 and doc[end - 2].text == "," and doc[end - 1].is_upper:
            yield doc[start : end - 2], doc[end - 1 : end]


def _shorter(short: Span, long: Span) -> bool:
    """Tell whether a short form is written like one: a capital in it, and fewer letters."""
    return any(map(str.isupper, short.text)) and len(short.text) < len(long.text)


def _parentheses(doc: Doc) -> Iterator[tuple[int, int, int]]:
    """Yield (0, start, end) of the tokens between an opening parenthesis and the next closing."""
    opened = -1
    for token in doc:
        if token.text == "(":
            opened = token.i + 1
        elif token.text == ")":
            if 0 < token.i - opened <= LONGEST and opened > 1:
                yield 0, opened, token.i
            opened = -1


def occurrences(text: str, short: str) -> Iterator[tuple[int, int]]:
    """Yield the spans where a short form stands alone, in the same capitals; plural s allowed."""
    for match in re.finditer(rf"(?<!\w){re.escape(short)}s?(?!\w)", text):
        yield match.span()
