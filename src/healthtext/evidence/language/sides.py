"""One side of a claim, taken apart, and how well a row's wording speaks of it.

A side is made of units: the entities it names and its other words. The first named thing is what
it is about, the others say of whom and when. A unit is found by the concepts of a row's wording
(the same, narrower, broader), by class of treatment, and else by words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from healthtext import terms
from healthtext.evidence.language import broader, classes, contrary, plainer
from healthtext.evidence.language.generic import GENERIC
from healthtext.evidence.language.stems import kin, stem, stems
from healthtext.evidence.language.synonyms import canonical, synonyms, wordy
from healthtext.records import Concept
from healthtext.spelling import normal

BY_WORDS = 0.95  # of a match by the words alone
DISORDER = 0.6  # of a match by the disorder of which a symptom is asked about
CONTEXT = 0.3  # of a match, which what stands beside the main thing decides
QUALITY_OF_LIFE = frozenset(("qual", "life"))  # says something though its words do not
ACTING = frozenset(("DRUG", "TREATMENT", "NUTRIENT", "CHEMICAL"))  # types of what people take
SUFFERED = frozenset(("CONDITION", "SYMPTOM"))
# "Disease", "syndrome", "symptom", "drug", "therapy", "supplement": what shares only them shares
# nothing.
VAGUE = frozenset(
    ("MESH:D004194", "DOID:4", "DOID:225", "MESH:D013577", "SYMP:0000462", "MESH:D004364",
     "MESH:D013812", "MESH:D019587")
)  # fmt: skip
_PART = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing to find: its concepts and the stems of each of its wordings."""

    text: str
    concepts: tuple[str, ...]
    wordings: tuple[frozenset[str], ...]
    type: str = ""

    @property
    def generic(self) -> bool:
        """Tell whether it hardly tells one study from another: "symptoms", "people"."""
        return self.wordings[0] <= GENERIC and self.wordings[0] != QUALITY_OF_LIFE

    @property
    def named(self) -> bool:
        return bool(self.concepts) and not self.generic


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
    names = _names(one.text)
    near = max(classes.nearness(name, canonical(text)) for name in names)
    main = max(_share(one.main, own), near, _of_disorder(one, own), _plainly(one, text, own))
    if not one.context or not main:
        return main
    wide = linked(f"{text} ; {around}") if around else own
    return main * (1 - CONTEXT + CONTEXT * _share(one.context, wide))


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
    units = tuple(_units(canonical(name)))
    return units[0] if len(units) == 1 and units[0].named and units[0].type in SUFFERED else None


def side(text: str, known: Sequence[Concept] = (), *, acts: bool = False) -> Side:
    """Take the wording of one side of a claim apart; `known` are concepts it is linked to.

    `acts` says that it is the side that acts: there a disorder before another word only says what
    kind of it ("cold weather"), and what somebody does is what it is about ("reading in bed").
    """
    said = canonical(text)
    units = [unit for unit in _units(said) if unit.wordings]
    if acts and (head := _head(units, said)):
        context = tuple(unit for unit in units if unit is not head and not unit.generic)
        return Side(text, (head,), context, _queried((text, said, *synonyms(said))))
    if known and not any(unit.named for unit in units):
        units.append(_unit(text, known, said=said))
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
    main = side(text, acts=acts).main
    return bool(main) and main[0].type in SUFFERED


def _head(units: Sequence[Unit], said: str) -> Unit | None:
    """Return what a side that acts is about, where it is not the first thing that it names."""
    first = units[0] if units else None
    if first and first.named and first.type in SUFFERED:
        after = units[1] if len(units) > 1 else None
        follows = after and not after.named and not after.generic and said.startswith(first.text)
        return after if follows and _FOLLOWS.match(said, len(first.text)) else None
    if first and len(units) > 1 and _THING.search(said):
        return next(
            (one for one in reversed(units) if stems(one.text) <= stems(said.split()[-1])), None
        )
    doing = _DOING.match(said)
    if doing is None or any(unit.named for unit in units):
        return None
    return next((unit for unit in units if unit.text == stem(doing[0])), None)


def _given_in_state(units: Sequence[Unit]) -> list[Unit]:
    """Return what is given in a state of life that a side opens with: "antenatal steroids"."""
    if not units or not _STATE.fullmatch(units[0].text):
        return []
    return [one for one in units[1:] if one.type in ACTING and not one.generic][:1]


# What is made for, of or with a thing, and is another: diet drinks are no diet.
_THING = re.compile(
    r" (?:drinks?|packs?|packaging|saniti[sz]ers?|label(?:s|ling)?|tax(?:es)?|bans?|filters?"
    r"|bottles?|pillows?|mattress(?:es)?|purifiers?)$|(?:water|home) births?$",
    re.I,
)
_STATE = re.compile(r"pregnancy|childhood|labou?r", re.I)
_FOLLOWS = re.compile(r" [^\W\d_]+$")
_DOING = re.compile(r"[^\W\d_]{3,}ing(?= )")


_ADVERSE = re.compile(r"(?:side|adverse|unwanted) (?:effects?|events?|reactions?)", re.I)


def _adverse(units: Sequence[Unit], said: str) -> list[Unit]:
    """Return side effects that a side opens with, whoever has them; but not "of chemotherapy"."""
    first = units[0] if units else None
    if first is None or not _ADVERSE.fullmatch(first.text):
        return []
    return [] if said[len(first.text) :].startswith(" of ") else [first]


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


def _units(text: str) -> Iterator[Unit]:
    at = 0
    for match in terms.load().find(text):
        yield from _words(text[at : match.start])
        yield from _of_match(match)
        at = match.end
    yield from _words(text[at:])


def _of_match(match: terms.TermMatch) -> Iterator[Unit]:
    """Yield what a term is; one that says in whom, "pneumonia in adults", is two.

    So it is where a vocabulary has a name for both: rows are of asthma, and of children.
    """
    typed = terms.load().head(match) if match.type == terms.GENERAL else match
    what, where, whom = match.text.partition(" in ")
    apart = typed is None or (where and _WHOM.fullmatch(whom))
    if apart and where and any(unit.named for unit in _units(what)):
        yield from (*_units(what), *_units(whom))
    else:
        yield _unit(match.text, typed.concepts if typed else (), match.type)


_WHOM = re.compile(
    r"(?:[\w-]+ )?(?:adults|children|infants|babies|women|men|older people|adolescents|pregnancy)",
    re.I,
)


def _unit(text: str, concepts: Sequence[Concept], type_: str = "", said: str = "") -> Unit:
    telling = [one for one in concepts if one.id not in VAGUE]
    wordings = dict.fromkeys(stems(wording) for wording in (text, *(c.name for c in telling)))
    wordings |= dict.fromkeys((stems(said), stems(said) - GENERIC))
    if not telling:  # "cholesterol levels" are cholesterol, "child mortality" is mortality
        wordings |= dict.fromkeys(said - _ASIDE for said in tuple(wordings))
    if type_ in ACTING:  # "injections of botulinum toxin" are botulinum toxin
        wordings |= dict.fromkeys(said - (GENERIC - _MEANT) for said in tuple(wordings))
    names = tuple(filter(None, wordings))
    return Unit(text, tuple(one.id for one in telling), names, type_)


_MEANT = frozenset(("birth",))  # "water birth" is no water
_ASIDE = frozenset(("adult", "child", "infant", "level", "patient", "rate", "score", "woman"))


def _words(text: str) -> Iterator[Unit]:
    for one in sorted(stems(text)):
        yield Unit(one, (), (frozenset((one,)),))


def _share(units: Sequence[Unit], row: tuple[frozenset[str], frozenset[str]]) -> float:
    return sum(nearness(unit, row) for unit in units) / len(units) if units else 1.0


def nearness(unit: Unit, row: tuple[frozenset[str], frozenset[str]]) -> float:
    """Return how well a row with these concepts and words speaks of a unit."""
    concepts, words = row
    if not concepts.isdisjoint(unit.concepts):
        return 1.0
    share = max([len(wording & words) / len(wording) for wording in unit.wordings], default=0.0)
    if share == 1.0:
        return BY_WORDS
    near = max([broader.nearness(a, b) for a in unit.concepts for b in concepts], default=0.0)
    return max(near, 0.6 * share * share)


def _queried(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the words worth searching for, all of them where none is."""
    found = (word.lower() for text in texts for word in _PART.findall(text))
    spelt = (form for word in found for form in (word, normal(word)))
    words = kin(word for word in spelt if word != "s" and stem(word))
    return tuple(word for word in words if stem(word) not in GENERIC) or words


@lru_cache(maxsize=1 << 15)
def linked(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the concepts and the stems of a row's wording."""
    said = canonical(text)
    heads = (terms.load().head(m) or m if m.type == terms.GENERAL else m
             for m in terms.load().find(said))  # fmt: skip
    found = frozenset(one.id for match in heads for one in match.concepts)
    return found - VAGUE, stems(said) | stems(wordy(text))
