"""Full stops behind a letter that names something: "vitamin C. Garlic helps" is two sentences.

Tokenizers and parsers take them for those of initials ("C. Smith"). What a letter names is told by
the word before it, and that a sentence ends by what follows: no small letter, and no more initials.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

# What stands before the last letter of a list: "hepatitis A, B and C.", "vitamin B/C.". A letter
# behind a mere comma may begin a name.
_ITEM = r"[A-Z]{1,3}\d{0,2}"
_LIST = rf"(?:(?:{_ITEM}(?:, ?| ?/ ?))*{_ITEM}(?:,? (?:and|or|&|plus) | ?/ ?|[-–]))?"
_NAMED = (
    # "Vitamin B. 12 is" may be one name.
    rf"\b(?i:(?:pro)?vitamins?|vits?\.?)[ \u00a0-](?:{_LIST}[A-Z]|[a-z])(?!\.\s+1?\d\b)",
    rf"\b(?i:hepatitis)[ \u00a0](?:{_LIST}[A-Z]|[a-z])",
    # "Of this type A. Smith saw two."
    rf"\b(?<!\bthis )(?<!\bthat )(?<!\beach )(?i:types?|groups?|factors?|grades?|stages?"
    rf"|ha?emophilia|ha?emoglobin|influenza|immunoglobulin|c[iy]closporine?|coenzyme|protein|toxin)"
    rf"[ \u00a0]{_LIST}[A-Z]",
    # "102 F.", "5 g."
    r"(?<![\w.,-])(?:\d{2,3}(?:\.\d+)?[ \u00a0]?[CF]|\d{1,4}(?:\.\d+)?[ \u00a0]?[gl])",
)
_CLOSING, _OPENING = r"[\"'”’)\]*_]*", r"(?:[-–—•*]\s+)?[\"'“‘(\[*_]*"
_END = re.compile(
    rf"(?:{'|'.join(_NAMED)})(?P<stop>\.)(?!\s+[A-Z]\.)(?={_CLOSING}(?P<between>\s+){_OPENING}"
    rf"[A-ZÀ-Þ0-9]|{_CLOSING}\s*(?:\Z|\n)|\[\d)"
)
NEAR = 60  # characters that tell of one letter


@lru_cache(8)
def _ends(text: str) -> tuple[tuple[int, int], ...]:
    """Return the places of such full stops that end a sentence, and where the next begins.

    Where nothing more follows on the line, the second place is -1.
    """
    return tuple((found.start("stop"), found.end("between")) for found in _END.finditer(text))


def parts(before: str, behind: str) -> bool:
    """Tell whether the full stop at the end of one text parts it from the other."""
    near, end = f"{before[-NEAR:]} {behind[:NEAR]}", min(len(before), NEAR) - 1
    return any(found.start("stop") == end for found in _END.finditer(near))


def split_off(doc: Doc) -> Doc:
    """Make words of their own of these full stops, in a document that nothing has annotated."""
    places = [place for place, _ in _ends(doc.text)]
    if not places:
        return doc
    starts = [token.idx for token in doc]
    with doc.retokenize() as parted:
        for place in places:
            token = doc[bisect_left(starts, place) - 1]
            if token.idx + len(token) == place + 1:
                whole = (token, 0)
                parted.split(token, [token.text[:-1], "."], heads=[whole, whole])
    return doc


def starts(doc: Doc) -> Iterator[int]:
    """Yield the tokens that begin a sentence behind such a full stop."""
    places = [behind for _, behind in _ends(doc.text) if behind >= 0]
    idx = [token.idx for token in doc] if places else []
    yield from (bisect_left(idx, place) for place in places)


def unmarked(doc: Doc) -> list[int]:
    """Return those of `starts` near which the document has no sentence begin."""
    return [at for at in starts(doc) if not _begins(doc, at)]


def _begins(doc: Doc, at: int) -> bool:
    """Tell whether a sentence begins at a token, or behind the quotation mark that it is."""
    while not doc[at].is_sent_start and doc[at].is_punct and at + 1 < len(doc):
        at += 1
    return bool(doc[at].is_sent_start)
