"""Words that several readers of claims share, as pieces of patterns without regard to case."""

from __future__ import annotations

import re

# What does nothing, so that to be better than it is to work.
NOTHING = r"placebos?|sham|dummy|nothing|no treatment|doing nothing"
_BEFORE_VERB = re.compile(
    r"(?:(?:can|could|may|might|will|would|do|does|did|also|often|really|not|never|cannot"
    r"|(?:wo|ca)n['’]t)(?:n['’]t)? )+",
    re.I,
)


def from_verb(said: str) -> str:
    """Leave out what stands before a verb and says nothing of what it does: "may not often"."""
    found = _BEFORE_VERB.match(said)
    return said[found.end() :] if found else said
