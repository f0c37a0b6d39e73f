"""A disorder by a plainer name: "peptic ulcer disease" is peptic ulcer, and what is known of
insomnia says something of chronic insomnia.
"""

from __future__ import annotations

import re

FORMAL = 0.95  # of a match, by a name without a word that says nothing
STAGE = 0.7  # of a match, by a study of all stages
_FORMAL = re.compile(
    r"(?P<rest>\S.*) (?:diseases?|disorders?|syndromes?|conditions?|infections?|problems|illness)",
    re.I,
)
STAGES = re.compile(
    r"\b(?:acute|chronic|mild|moderate|severe|recurr\w+|persistent|refractory|primary|secondary"
    r"|(?:un)?complicated|(?:a)?symptomatic|early|late|advanced|stable|unstable|latent|active"
    r"|drug-resistant|resistant|essential|idiopathic|congenital|juvenile|childhood|adult|infantile"
    r"|familial|newly diagnosed|untreated|long-term|short-term|occasional|frequent"
    r"|non-?\w+|benign|malignant|gestational|neonatal|postpartum|postoperative|viral|bacterial"
    r"|fungal|allergic|type \d|stage \w+)\b",
    re.I,
)
_STAGED = re.compile(
    r"(?:(?:acute|chronic|mild|moderate|severe|recurrent|persistent|uncomplicated|frequent"
    r"|occasional|symptomatic|stable|long-term)(?:,? (?:to|or|and) |,? ))+(?P<rest>\S.*)",
    re.I,
)


def names(text: str) -> tuple[tuple[str, float], ...]:
    """Return plainer names of a disorder, each with how much of a match it gives, in 0..1."""
    formal = _FORMAL.fullmatch(text)
    staged = _STAGED.fullmatch(text)
    found = ((formal, FORMAL), (staged, STAGE))
    return tuple((one["rest"], share) for one, share in found if one)


def is_staged(text: str) -> bool:
    """Tell whether a wording says at which stage, of which kind or in whom a disorder was."""
    return bool(STAGES.search(text))
