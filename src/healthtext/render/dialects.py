"""Which spinner probably worked on a page, and how its work is known."""

from __future__ import annotations

from collections.abc import Mapping

GLOSSES = {
    "S": "exchanges small words and whole turns of phrase too, for what a thesaurus has in some "
    "other sense: “spinal twine” for “spinal cord”, “the place” for “where”, “decrease again” for "
    "“lower back”",
    "P": "makes single words grander or longer: “pores and skin” for “skin”, “physique” for "
    "“body”, “facet consequences” for “side effects”",
    "Q": "exchanges most nouns, verbs and adjectives for near synonyms of another sense: "
    "“insusceptible framework” for “immune system”, “torment” for “pain”",
}
LIKELY = 0.5  # probability from which a page counts as spun, or its words as of random senses
# Shares within which two dialects are both named: of 56 pages held for spun (43 real ones and the
# articles of the corpus) 51 have one that leads by more, the right one;
# on the other 5 it is among the two.
NEAR = 0.03


def likely(scores: Mapping[str, float]) -> tuple[str, ...]:
    """Return the dialects that a page may be of, by the scores of its report, the likeliest first.

    A page that is not spun, of random senses, or as much like one as like all has none.
    """
    spun = scores.get("despin.page", 0.0) >= LIKELY > scores.get("despin.random_sense", 0.0)
    shares = {letter: scores.get(share_of(letter), 0.0) for letter in GLOSSES}
    best = max(shares.values())
    near = [letter for letter in shares if best - shares[letter] <= NEAR]
    if not spun or len(near) == len(shares):
        return ()
    return tuple(sorted(near, key=lambda letter: -shares[letter]))


def share_of(letter: str) -> str:
    """Return the name of the score that is the share of a dialect."""
    return f"despin.dialect_{letter.lower()}"
