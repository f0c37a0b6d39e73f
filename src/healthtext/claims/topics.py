"""What a paragraph speaks of, so that "it relieves nausea" has a subject.

A pronoun that stands for nothing in its own sentence (`antecedents`), a general name ("this herb")
or a missing subject stands for the intervention that the paragraph named last, else for the one of
its heading, else for the one of the paragraph before. Of a sentence that names several, the first
outside an introducing phrase is remembered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from healthtext.claims import antecedents
from healthtext.claims.cues import grammar
from healthtext.claims.heads import is_general, main_start
from healthtext.claims.parties import TAKEN, Sides, party
from healthtext.claims.relations import Assertion
from healthtext.claims.sentence import Sentence, Thing, instruction_end
from healthtext.records import Party, Span

_SHOWING = frozenset(("this", "these", "those"))
_BODILY = frozenset(("disorder",))


class Topics:
    """What was named so far; give it every sentence in order, after its own claim is resolved."""

    def __init__(self) -> None:
        self._taken: Party | None = None
        self._heading: Party | None = None
        self._any: Party | None = None
        self._ill: Party | None = None
        self._wares: set[str] = set()

    @property
    def taken(self) -> Party | None:
        """What the paragraph speaks of as taken or done."""
        return self._taken

    def resolve(self, sentence: Sentence, sides: Sides, found: Assertion) -> Sides:
        """Put a named thing in the place of a pronoun, marked by a cue of kind `resolved`.

        What is a sign or a symptom is nothing that is taken, whatever was spoken of.
        """
        kind = found.kind
        if sides.object is None and sides.object_pronoun:
            ill = antecedents.suffered(sentence, sides, found, self._ill)
            sides = replace(sides, object=ill)
        if sides.pronoun is None or antecedents.is_sign(sentence, found):
            return sides
        inside = antecedents.within(sentence, sides, sides.pronoun, kind)
        if inside:
            return inside
        fresh = sentence.breaks == 2 and self._heading is not None
        taken = self._heading if fresh else self._taken
        if self._is_ware(sentence, sides.pronoun):
            return sides
        meant = (self._any or taken) if kind == "cause" and not fresh else taken
        if meant is None or (sides.object and sides.object.text.lower() == meant.text.lower()):
            return sides
        cue = sentence.cue(*sides.pronoun, "resolved")
        return replace(sides, subject=meant, cues=(*sides.cues, cue))

    def _is_ware(self, sentence: Sentence, span: Span) -> bool:
        """Tell whether "these capsules" are something to buy that was not called so before.

        A drug is what its tablets hold; what tea is praised for need not be in a bottle.
        """
        words = sentence.words[slice(*span)]
        ware = words[0] in _SHOWING and words[-1].removesuffix("s") in grammar("wares")
        drug = self._taken is not None and self._taken.type == "DRUG"
        return ware and not drug and words[-1].removesuffix("s") not in self._wares

    def note(self, sentence: Sentence) -> None:
        """Remember what a sentence names."""
        words = sentence.words
        self._wares |= grammar("wares").intersection(word.removesuffix("s") for word in words)
        if instruction_end(sentence) and self._taken and sentence.breaks < 2:
            return  # "pour boiling water over it" does not change what is spoken of
        taken = _first(sentence, TAKEN)
        if sentence.heading:
            self._heading = taken or self._heading
        if taken and not grammar("pronouns").intersection(words[:1]):
            self._taken = taken
        elif sentence.breaks == 2 and self._heading:
            self._taken = self._heading
        self._any = _first(sentence, TAKEN | _BODILY) or self._any
        self._ill = _first(sentence, _BODILY) or self._ill


def taken(sentence: Sentence) -> Party | None:
    """Return the first thing that is taken or done; of "swap coffee for tea" the tea."""
    named = [one for one in sentence.things if one.name in TAKEN]
    kept = [one for one in named if not _is_left(sentence.words, one.start)] or named
    return party(sentence, kept[0]) if kept else None


def _first(sentence: Sentence, names: frozenset[str]) -> Party | None:
    main = main_start(sentence.words, (0, len(sentence.words)))
    named = [t for t in sentence.things if t.name in names and not is_general(sentence, t)]
    later = [one for one in named if one.start >= main] or named
    meant = [one for one in later if not _is_made(sentence.words, one)]
    kept = [one for one in meant if not _is_left(sentence.words, one.start)] or meant
    return party(sentence, kept[0]) if kept else None


def _is_made(words: Sequence[str], thing: Thing) -> bool:
    """Tell whether a thing is what somebody is made: "they make you fat"."""
    before = words[max(thing.start - 2, 0) : thing.start]
    made = before[:1] in _MAKE and before[1:] in _WHOM
    return made and thing.end - thing.start == 1


_MAKE = (("make",), ("makes",), ("made",), ("making",))
_WHOM = (("you",), ("us",), ("me",), ("them",), ("people",), ("women",), ("men",), ("children",))


def _is_left(words: Sequence[str], at: int) -> bool:
    """Tell whether something is said to be stopped or replaced: what is taken instead is meant.

    It stands behind one of these words: of "swap coffee for tea" the coffee is left.
    """
    near = max(at - 3, 0)
    first = next((k + 1 for k in range(at - 1, near - 1, -1) if words[k] in _INSTEAD), near)
    denied = _DENIED.intersection(words[max(at - 6, 0) : at])
    return not denied and not _LEFT.isdisjoint(words[first:at])


_INSTEAD = frozenset(("for", "with"))
_DENIED = frozenset(("not", "n't", "n’t", "never"))
_LEFT = frozenset((
    "stop", "stopping", "quit", "quitting", "skip", "skipping", "replace", "replaces", "replacing",
    "ditch", "ditching", "drop", "swap", "swapping", "instead", "unlike", "forget",
))  # fmt: skip
