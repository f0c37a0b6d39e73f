"""The plainest frame of a claim: something taken, any verb, something of the body or a disorder.

It is asked only where no cue of the table is met: "cherry juice rebuilds the gut". Verbs that say
what a thing is, holds or costs and not what it does are in the table, `grammar.idle`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from healthtext.claims import properties
from healthtext.claims.cues import grammar
from healthtext.claims.heads import group, main_start
from healthtext.claims.making import made
from healthtext.claims.parties import TAKEN, party
from healthtext.claims.relations import clause_end, clause_start, unasserted
from healthtext.claims.sentence import (
    Sentence,
    Thing,
    asks,
    definition_start,
    instruction_end,
)
from healthtext.records import Claim

OPENING_WORDS = 5
VERB_WORDS = 5
OBJECT_WORDS = 6
_OBJECTS = frozenset(("disorder", "outcome", "function", "body"))


@dataclass(frozen=True, slots=True)
class _Frame:
    """A subject, the words of the verb with its modals, and an object."""

    subject: Thing
    start: int
    end: int
    object: Thing


def framed(sentence: Sentence) -> Claim | None:
    """Make the claim of a sentence in the plainest frame, if it is one."""
    if asks(sentence) or instruction_end(sentence):
        return None
    found = _frame(sentence)
    if found is None or definition_start(sentence) <= found.start:
        return None
    if unasserted(sentence.words, clause_start(sentence.words, found.start), found.start):
        return None
    hedge, hedging = properties.hedge(sentence, (0, found.end))
    polarity, denying = properties.within(sentence, found.start, found.object.end)
    weak = any(cue.text.lower() in ("may", "might", "could") for cue in hedging)
    cue = sentence.cue(found.end - 1, found.end, "kind")
    claim = made(
        sentence, _kind(sentence, found), "conditional_causal" if weak else "direct_causal",
        polarity, hedge, (cue, *hedging, *denying),
    )  # fmt: skip
    return replace(
        claim, subject=party(sentence, found.subject), object=party(sentence, found.object),
        relation=sentence.cue(found.start, found.end, "relation").text,
    )  # fmt: skip


def _kind(sentence: Sentence, found: _Frame) -> str:
    if found.object.name not in ("disorder", "outcome"):
        return "mechanism"
    at = found.subject.start
    exposed = any(one.start == at and one.name == "exposure" for one in sentence.things)
    return "cause" if exposed else "treatment"


def _frame(sentence: Sentence) -> _Frame | None:
    words = sentence.words
    start = main_start(words, (0, len(words)))
    heads = group(sentence, (start, len(words)), TAKEN)
    if not heads or heads[0].start - start > OPENING_WORDS:
        return None
    verb = _verb(words, sentence.things, heads[-1])
    if verb is None:
        return None
    first, end = verb
    stop = min(clause_end(words, end), end + OBJECT_WORDS)
    acted = next((t for t in sentence.things if end <= t.start < stop and t.name in _OBJECTS), None)
    if acted is None or {"my", "his", "her"}.intersection(words[end : acted.start]):
        return None
    return _Frame(heads[-1], first, end, acted)


def _verb(words: Sequence[str], things: Sequence[Thing], subject: Thing) -> tuple[int, int] | None:
    """Return where the verb behind a subject begins, with its modals, and ends."""
    named = {at for thing in things for at in range(thing.start, thing.end)}
    first, bare = 0, False
    for at in range(subject.end, min(subject.end + VERB_WORDS, len(words) - 1)):
        word = words[at]
        if word in grammar("modals") or word in ("do", "does"):
            first, bare = first or at, True
        elif word in grammar("adverbs") or word.endswith("ly"):
            continue
        elif word in grammar("breaking") or grammar("idle").intersection(
            (word, *verb_lemmas(word))
        ):
            return None
        elif at not in named and (bare or words[at - 1] not in grammar("edges")):
            many = any(words[k].endswith("s") for k in (at - 1, subject.end - 1))
            if _fits(word, bare=bare, plural=many):
                return first or at, at + 1
    return None


def _fits(word: str, *, bare: bool, plural: bool) -> bool:
    """Tell whether a word can be the verb: a plain form behind a modal or a plural, else an -s."""
    lemmas = verb_lemmas(word)
    plain = word in lemmas
    return (
        plain if bare else (bool(lemmas) and not plain and word.endswith("s")) or (plain and plural)
    )


@cache
def verb_lemmas(word: str) -> tuple[str, ...]:
    """Return the base forms of the verbs that a word can be a form of."""
    from lemminflect import getAllLemmas

    return tuple(getAllLemmas(word, upos="VERB").get("VERB", ()))
