"""What a pronoun stands for in its own sentence: "when the heart beats faster, it raises".

Only the subject of a clause before it is asked for. What may be meant and is no treatment leaves a
claim without a subject, so that the paragraph's is not taken for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from healthtext.claims.cues import grammar
from healthtext.claims.heads import is_general
from healthtext.claims.parties import TAKEN, Sides, party
from healthtext.claims.sentence import Sentence, Thing
from healthtext.records import Span

_HELPING = ("treatment", "prevention", "diagnosis")
_BODILY = frozenset(("body", "function", "disorder"))
_PLURAL = ("they", "these", "those")
_DETERMINERS = ("the", "your", "our", "my", "a", "an", "their", "its", "her", "his")
_OPENING = (",", "and", "because", "as", "once", "after", "before")


def within(sentence: Sentence, sides: Sides, pronoun: Span, kind: str) -> Sides | None:
    """Return the sides with what the sentence itself says acts, or None if the pronoun leads out.

    A cue of kind `resolved` marks only what is taken or done.
    """
    own = _own(sentence, pronoun, kind)
    if own is None:
        return sides if _speaks_of_other(sentence, pronoun, kind) else None
    cues = (sentence.cue(*pronoun, "resolved"),) if own.name in TAKEN else ()
    return replace(sides, subject=party(sentence, own), cues=(*sides.cues, *cues))


# What a substance is taken as has the number that a pronoun agrees with.
_MADE_OF = frozenset((
    "products", "supplements", "tablets", "pills", "capsules", "creams", "gels", "drops", "sprays",
    "injections", "patches", "lozenges", "extracts", "medicines", "drugs", "inhalers", "vaccines",
))  # fmt: skip


def _own(sentence: Sentence, pronoun: Span, kind: str) -> Thing | None:
    """Return the subject of a clause before a pronoun that the pronoun stands for."""
    names = TAKEN | _BODILY if kind == "cause" else TAKEN
    found = [one for one in sentence.things if one.end < pronoun[0] and one.name in names]
    subjects = [
        one for one in found
        if _opens_clause(sentence.words, one.start) and not is_general(sentence, one)
        and not _follows_noun(sentence.words[one.end])
    ]  # fmt: skip
    return next((one for one in reversed(subjects) if _meant(sentence, one.end, pronoun)), None)


def _speaks_of_other(sentence: Sentence, pronoun: Span, kind: str) -> bool:
    """Tell whether a pronoun may stand for what a clause before it is about: "the heart".

    What treats or prevents is no part of the body, and "your body needs iron, but too much of it"
    names something else that may be meant.
    """
    words = sentence.words
    taken = any(one.name in TAKEN and one.end <= pronoun[0] for one in sentence.things)
    if taken or kind in _HELPING:
        return False
    far = 1 if words[pronoun[0]] == "it" else 2  # "the blood vessels open, and they"
    for at in range(pronoun[0] - 2):
        noun = at + 1
        if words[at] in _DETERMINERS and _opens_clause(words, at):
            named = not grammar("agents").intersection(words[noun : noun + 1])
            ends = range(noun + 1, noun + 1 + far)
            if named and any(_meant(sentence, end, pronoun) for end in ends):
                return True
    return False


def _opens_clause(words: Sequence[str], at: int) -> bool:
    """Tell whether a noun at `at` is the first of its clause."""
    while at and words[at - 1] in _DETERMINERS:
        at -= 1
    return not at or words[at - 1] in grammar("stops") or words[at - 1] in _OPENING


def _follows_noun(word: str) -> bool:
    """Tell whether no verb follows a noun here: "pain in the back", "back pain", "knees,"."""
    return not word.isalpha() or any(
        word in grammar(key) for key in ("hanging", "joining", "general_disorders")
    )


def _meant(sentence: Sentence, end: int, pronoun: Span) -> bool:
    """Tell whether a pronoun agrees with the noun before `end` and that noun is not met again.

    "If the heart races, it calms the heart" speaks of something else; "this" may be all that was
    said, whatever its number.
    """
    words = sentence.words
    noun = words[end] if words[end] in _MADE_OF else words[end - 1]  # "cranberry products"
    if pronoun[1] > pronoun[0] + 1 or words[pronoun[0]] not in grammar("pronouns"):
        return False
    many = noun.endswith("s") and not noun.endswith(("ss", "us", "is"))
    agrees = words[pronoun[0]] == "this" or many == (words[pronoun[0]] in _PLURAL)
    return agrees and noun not in words[pronoun[1] :]
