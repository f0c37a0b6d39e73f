"""What saves lives called a fraud, useless or poison, and a grave disease called an invention.

The wordings are under [denounced] of data/lexicons/dangers.toml. A reader who believes one stops a
medicine or has no child vaccinated. Words of `dangers` that make a sentence sound, "scam", "hoax"
and "poison", are what is said here, so that this has its own list of what is only told of.
"""

from __future__ import annotations

from healthtext.evidence.advised import dangers
from healthtext.records import Span


def names_any(page: str) -> bool:
    """Tell whether a text has any word of those that call a thing a fraud, useless or poison."""
    lowered = page.lower()
    return any(cue in lowered for cue in dangers.load().denounced.cues)


def find(sentence: str) -> Span | None:
    """Return where a sentence denounces a treatment or denies that a disease exists, in code points
    of the sentence; nothing where it does not, or tells of others who do.
    """
    table = dangers.load().denounced
    if not names_any(sentence) or table.unless.search(sentence):
        return None
    found = (pattern.search(sentence) for pattern in table.says)
    return min((one.span() for one in found if one), default=None)
