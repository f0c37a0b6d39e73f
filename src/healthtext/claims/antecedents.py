"""What a pronoun stands for in its own sentence: "when the heart beats faster, it raises".

Of what acts only the subject of a clause before it is asked for. What may be meant and is no
treatment leaves a claim without a subject, so that the paragraph's is not taken for it. What is
acted on is the one disorder that a clause before names: "if you have a fever, a bath lowers it".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from healthtext.claims.cues import grammar
from healthtext.claims.heads import is_general
from healthtext.claims.parties import TAKEN, Sides, party
from healthtext.claims.relations import Assertion
from healthtext.claims.sentence import Sentence, Thing
from healthtext.records import Party, Span

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
    many = words[pronoun[0]] in _PLURAL
    agrees = words[pronoun[0]] == "this" or _is_many(noun) == many
    return agrees and noun not in words[pronoun[1] :]


def is_sign(sentence: Sentence, found: Assertion) -> bool:
    """Tell whether a relation says what something is a sign or a symptom of."""
    told = sentence.words[found.start : found.end]
    return found.kind == "diagnosis" and not _SIGNS.isdisjoint(told)


_SIGNS = frozenset((
    "sign", "signs", "symptom", "symptoms", "indication", "marker", "warning", "hallmark",
))  # fmt: skip


def suffered(
    sentence: Sentence, sides: Sides, found: Assertion, before: Party | None
) -> Party | None:
    """Return the disorder that "it" or "them" in a relation stands for; None where none is sure.

    `before` is what sentences before spoke of. The sentence's own goes first; of several, or one
    of another number than the pronoun, it is none unless that of before has the pronoun's number.
    """
    many = "them" in sentence.words[found.start : found.end]
    own = _disorders(sentence, sides, found)
    agreeing = [one for one in own if _agrees(sentence.words[one.end - 1], many=many)]
    if not own:
        return before
    if agreeing:
        name = party(sentence, agreeing[0])
        sure = len({sentence.words[slice(one.start, one.end)] for one in agreeing}) == 1
        alike = before is not None and before.text.lower() == name.text.lower()
        of_people = before is not None and not alike and _of_people(sentence, agreeing[0])
        return name if sure and not of_people else None
    return before if before and _agrees(before.text.lower(), many=many) else None


def _disorders(sentence: Sentence, sides: Sides, found: Assertion) -> list[Thing]:
    """Return the disorders of the clauses before what acts, or before a verb without a subject."""
    words, ends = sentence.words, [found.start]
    if sides.pronoun:
        ends.append(sides.pronoun[0])
    if sides.subject:
        first = min(one.start for one in (sides.subject, *sides.subjects))
        ends.append(bisect_left(sentence.spans, (first, 0)))
    end = min(ends)
    part = grammar("stops") | _PARTING
    return [
        one for one in sentence.things
        if one.name == "disorder" and one.end < end and part.intersection(words[one.end : end])
    ]  # fmt: skip


_PARTING = frozenset((",", "and"))


def _of_people(sentence: Sentence, thing: Thing) -> bool:
    """Tell whether a disorder only says of whom a sentence speaks: "in people with diabetes"."""
    return not _PEOPLE.isdisjoint(sentence.words[max(thing.start - 4, 0) : thing.start])


_PEOPLE = frozenset((
    "people", "patients", "those", "anyone", "everyone", "adults", "children", "men", "women",
    "babies", "sufferers",
))  # fmt: skip


def _agrees(noun: str, *, many: bool) -> bool:
    return noun in _EITHER or _is_many(noun) == many


def _is_many(noun: str) -> bool:
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is"))


# Names of one disorder that look like several.
_EITHER = frozenset((
    "measles", "mumps", "diabetes", "rabies", "herpes", "scabies", "shingles", "rickets", "aids",
))  # fmt: skip
