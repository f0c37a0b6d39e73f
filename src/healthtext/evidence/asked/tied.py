"""Claims of a link or of an effect, which is asked about whichever way it goes."""

from __future__ import annotations

import re

_TIED = re.compile(
    r"\b(?:between|(?:link|connection|association|relationship|correlation)s?"
    r"|(?:linked|connected|related|associated)|together|to do(?: with)?"
    r"|(?:no|an|any|little|have|has) (?:effect|influence|impact)s?(?: on)?|difference(?: to)?)$",
    re.I,
)


def is_tied(relation: str) -> bool:
    """Tell whether a relation says that two things are tied, and not which way."""
    return bool(_TIED.search(relation))
