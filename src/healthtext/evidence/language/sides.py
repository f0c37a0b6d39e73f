"""One side of a claim, taken apart, and how well a row's wording speaks of it.

A side is made of units: the entities it names and its other words. The first named thing is what
it is about, the others say of whom and when. It is found by class of treatment too, and a disorder
by a plainer name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from healthtext import terms
from healthtext.evidence.language import classes, contrary, plainer
from healthtext.evidence.language.generic import GENERIC
from healthtext.evidence.language.stems import kin, stem, stems
from healthtext.evidence.language.synonyms import canonical, synonyms
from healthtext.evidence.language.units import (
    ACTING,
    QUALITY_OF_LIFE,
    SUFFERED,
    Unit,
    linked,
    nearness,
    share_of,
    unit_of,
    units_of,
)
from healthtext.records import Concept
from healthtext.spelling import normal

DISORDER = 0.6  # of a match by the disorder of which a symptom is asked about
CONTEXT = 0.3  # of a match, which what stands beside the main thing decides
_PART = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, eq=False)  # compared as objects, so that matches are kept
class Side:
    """What a claim says on one side; `words` are what the text search asks for."""

    text: str
    main: tuple[Unit, ...]
    context: tuple[Unit, ...]
    words: tuple[str, ...]

    @property
    def concepts(self) -> tuple[str, ...]:
        """The concepts of the main thing."""
        return tuple(dict.fromkeys(one for unit in self.main for one in unit.concepts))

    def match(self, text: str, around: str = "") -> float:
        """Return how much of the side a row's wording speaks of, in 0..1.

        `around` is what may hold the context only, such as the population.
        """
        return _match(self, text, around)


@lru_cache(maxsize=1 << 12)
def _match(one: Side, text: str, around: str) -> float:
    own = linked(text)
    names = () if _is_named_after(one) else _names(one.text)
    near = max((classes.nearness(name, canonical(text)) for name in names), default=0.0)
    whole = 0.0 if _is_only_place(one, own) else share_of(one.main, own)
    main = max(whole, near, _of_disorder(one, own), _plainly(one, text, own))
    if not one.context or not main:
        return main
    wide = linked(f"{text} ; {around}") if around else own
    return main * (1 - CONTEXT + CONTEXT * share_of(one.context, wide))


def _is_only_place(one: Side, row: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Tell whether a row shares only where a thing is done: nasal sprays, of nasal surgery."""
    if len(one.main) < 2 or one.main[0].type != "ANATOMY" or one.main[1].type not in ACTING:
        return False
    return not nearness(one.main[1], row)


def _is_named_after(one: Side) -> bool:
    """Tell whether it is a disorder that is called after a thing: no drink, of fetal alcohol."""
    ill = one.main[0].text if one.main and one.main[0].type in SUFFERED else ""
    found = (term for name in classes.inner(ill) for term in terms.load().find(name))
    return any(term.type in ACTING for term in found)


@lru_cache(maxsize=1 << 12)
def _names(text: str) -> tuple[str, ...]:
    """Return by what a side may be a member of a class: a brand by the name of its drug."""
    said = canonical(text)
    first = next(iter(terms.load().find(said)), None)
    own = first if first and first.type in ACTING and first.text == said else None
    known = own.concepts if own else ()
    return tuple(dict.fromkeys((text, said, *(one.name for one in known))))


def _of_disorder(one: Side, row: tuple[frozenset[str], frozenset[str]]) -> float:
    """Return how well a row speaks of the disorder that a symptom is one of."""
    ill = [unit for unit in one.context if unit.type == "CONDITION" and unit.named]
    if not ill or not one.main or one.main[0].type != "SYMPTOM" or contrary.lacks(one.text):
        return 0.0
    return DISORDER * nearness(ill[0], row)


def _plainly(one: Side, text: str, row: tuple[frozenset[str], frozenset[str]]) -> float:
    """Return how well a row speaks of the one disorder of a side by a plainer name of it."""
    if len(one.main) != 1:
        return 0.0
    found = (
        share * nearness(unit, row)
        for name, share in plainer.names(one.main[0].text)
        if (unit := _disorder(name)) and (share == plainer.FORMAL or not plainer.is_staged(text))
    )
    return max(found, default=0.0)


@lru_cache(maxsize=1 << 12)
def _disorder(name: str) -> Unit | None:
    """Return a disorder of just this name; None where it is none by itself, as "heart" is."""
    units = tuple(units_of(canonical(name)))
    return units[0] if len(units) == 1 and units[0].named and units[0].type in SUFFERED else None


def side(text: str, known: Sequence[Concept] = (), *, acts: bool = False) -> Side:
    """Take the wording of one side of a claim apart; `known` are concepts it is linked to.

    `acts` says that it is the side that acts: there a disorder before another word only says what
    kind of it ("cold weather"), and what somebody does is what it is about ("reading in bed").
    """
    said = canonical(text)
    units = [unit for unit in units_of(said) if unit.wordings]
    if acts and (head := _head(units, said)):
        context = tuple(unit for unit in units if unit is not head and not unit.generic)
        query = (text, said, *synonyms(said), *classes.members(said))
        return Side(text, (head,), context, _queried(query))
    if known and not any(unit.named for unit in units):
        units.append(unit_of(text, known, said=said))
    main = _adverse(units, said) or (_given_in_state(units) if acts else []) or _main(units)
    main = main or [unit for unit in units if not unit.generic]
    context = tuple(unit for unit in units if unit not in main and not unit.generic)
    names = (concept.name for match in terms.load().find(said) for concept in match.concepts)
    whole = (name for own in _names(text) for name in classes.wholes(own))
    query = (text, *synonyms(said), *names, *classes.members(said), *whole)
    own = _queried((main[0].text,)) if main and main[0].wordings[0] == QUALITY_OF_LIFE else ()
    return Side(text, tuple(main), context, tuple(dict.fromkeys((*own, *_queried(query)))))


def is_suffered(text: str, *, acts: bool = False) -> bool:
    """Tell whether what a wording is about is a disorder or a symptom."""
    return any(unit.type in SUFFERED for unit in side(text, acts=acts).main[:1])


def _head(units: Sequence[Unit], said: str) -> Unit | None:
    """Return what a side that acts is about, where it is not the first thing that it names."""
    first = units[0] if units else None
    if first and first.named and first.type in SUFFERED:
        after = units[1] if len(units) > 1 else None
        follows = after and not after.named and not after.generic and said.startswith(first.text)
        return after if follows and _FOLLOWS.match(said, len(first.text)) else None
    if first and len(units) > 1 and _THING.search(said) and not _UPON.search(said):
        return next(
            (one for one in reversed(units) if stems(one.text) <= stems(said.split()[-1])), None
        )
    doing = _DOING.match(said)
    if doing is None or any(unit.named for unit in units):
        return None
    return next((unit for unit in units if unit.text == stem(doing[0])), None)


def _given_in_state(units: Sequence[Unit]) -> list[Unit]:
    """Return what is given in a state of life that a side opens with: "antenatal steroids"."""
    named = [unit for unit in units if unit.named]
    led = bool(named) and _STATE.fullmatch(named[0].text)
    return [one for one in named[1:] if one.type in ACTING][:1] if led else []


# What is made for, of or with a thing, and is another: diet drinks are no diet.
_THING = re.compile(
    r" (?:drinks?|packs?|packaging|saniti[sz]ers?|label(?:s|ling)?|tax(?:es)?|bans?|filters?"
    r"|bottles?|rubs?|pillows?|mattress(?:es)?|purifiers?)$|(?:water|home) births?$",
    re.I,
)
_UPON = re.compile(r" (?:on|under|in|into|over) (?:the|your|a|her|his) [\w-]+$", re.I)
_STATE = re.compile(r"pregnancy|childhood|labou?r", re.I)
_FOLLOWS = re.compile(r" [^\W\d_]+$")
_DOING = re.compile(r"[^\W\d_]{3,}ing(?= )")
_ADVERSE = re.compile(r"(?:side|adverse|unwanted) (?:effects?|events?|reactions?)", re.I)


def _adverse(units: Sequence[Unit], said: str) -> list[Unit]:
    """Return side effects that a side opens with, whoever has them; but not "of chemotherapy"."""
    if not units or not _ADVERSE.fullmatch(units[0].text):
        return []
    return [] if said[len(units[0].text) :].startswith(" of ") else [units[0]]


def _main(units: Sequence[Unit]) -> list[Unit]:
    """Return what a side is about: what is named first, and for a part of the body what ails it
    or what is done to it.
    """
    named = [unit for unit in units if unit.named]
    if not named or named[0].type != "ANATOMY":
        return named[:1]
    ailing = [unit for unit in named if unit.type in SUFFERED]
    after = units[units.index(named[0]) + 1 :][:1]
    return ailing[:1] or [named[0], *(unit for unit in after if unit.type in ACTING)]


def _queried(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the words worth searching for, all of them where none is."""
    found = (word.lower() for text in texts for word in _PART.findall(text))
    spelt = (form for word in found for form in (word, normal(word)))
    words = kin(word for word in spelt if word != "s" and stem(word))
    return tuple(word for word in words if stem(word) not in GENERIC) or words
