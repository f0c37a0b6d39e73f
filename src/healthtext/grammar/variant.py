"""British or American English, by the article's own spellings."""

from __future__ import annotations

import re
from functools import cache

from healthtext import assets

TABLE = "grammar/variants.tsv"
AMERICAN, BRITISH = "en-US", "en-GB"


def guess(text: str) -> str:
    """Return the variant that more of the telling words are spelt in; American when in doubt."""
    british, american = _patterns()
    british_words = sum(1 for _ in british.finditer(text))
    return BRITISH if british_words > sum(1 for _ in american.finditer(text)) else AMERICAN


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    pairs = [line.split("\t") for line in assets.rows(TABLE)]
    sides = ("|".join(map(re.escape, side)) for side in zip(*pairs, strict=True))
    british, american = (re.compile(rf"\b(?:{side})", re.IGNORECASE) for side in sides)
    return british, american
