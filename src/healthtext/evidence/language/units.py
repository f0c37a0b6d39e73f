"""What a wording is made of: the entities that it names, and its other words.

A unit is found by the concepts of a row's wording (the same, narrower, broader), and else by words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from healthtext import terms
from healthtext.evidence.language import broader
from healthtext.evidence.language.generic import GENERIC
from healthtext.evidence.language.stems import stems
from healthtext.evidence.language.synonyms import canonical, wordy
from healthtext.records import Concept

BY_WORDS = 0.95  # of a match by the words alone
QUALITY_OF_LIFE = frozenset(("qual", "life"))  # says something though its words do not
ACTING = frozenset(("DRUG", "TREATMENT", "NUTRIENT", "CHEMICAL"))  # types of what people take
SUFFERED = frozenset(("CONDITION", "SYMPTOM"))
# "Disease", "syndrome", "symptom", "drug", "therapy", "supplement": what shares only them shares
# nothing.
VAGUE = frozenset(
    ("MESH:D004194", "DOID:4", "DOID:225", "MESH:D013577", "SYMP:0000462", "MESH:D004364",
     "MESH:D013812", "MESH:D019587")
)  # fmt: skip


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


def units_of(text: str) -> Iterator[Unit]:
    """Yield what a wording names and says, in order."""
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
    if apart and where and any(unit.named for unit in units_of(what)):
        yield from (*units_of(what), *units_of(whom))
    else:
        yield unit_of(match.text, typed.concepts if typed else (), match.type)


_WHOM = re.compile(
    r"(?:[\w-]+ )?(?:adults|children|infants|babies|women|men|older people|adolescents|pregnancy)",
    re.I,
)


def unit_of(text: str, concepts: Sequence[Concept], type_: str = "", said: str = "") -> Unit:
    """Make a unit of a wording with its concepts; `said` is the whole that it stands for."""
    telling = [one for one in concepts if one.id not in VAGUE]
    wordings = dict.fromkeys(stems(wording) for wording in (text, *(c.name for c in telling)))
    wordings |= dict.fromkeys((stems(said), stems(said) - GENERIC))
    if not telling:  # "cholesterol levels" are cholesterol, "child mortality" is mortality
        wordings |= dict.fromkeys(said - _ASIDE for said in tuple(wordings))
    if type_ in ACTING and _is_given(text):  # "injections of botulinum toxin" are botulinum toxin
        wordings |= dict.fromkeys(said - (GENERIC - _MEANT) for said in tuple(wordings))
    names = tuple(filter(None, wordings))
    return Unit(text, tuple(one.id for one in telling), names, type_)


_MEANT = frozenset(("birth",))  # "water birth" is no water


def _is_given(text: str) -> bool:
    """Tell whether what a form is of may be given: not what it is for, or done with, as sleep."""
    words = [word for word in text.split() if stems(word) and not stems(word) <= GENERIC]
    return len(words) != 1 or not FORM.search(text) or not _DONE.fullmatch(words[0])


FORM = re.compile(
    r" (?:pills?|tablets?|medic\w+|drugs?|remed(?:y|ies)|therap(?:y|ies)|treatments?|foods?)$", re.I
)
# What is done and what it is done with or among: "sleeping pills", "exposure therapy".
_DONE = re.compile(r"(?!training)[a-z]{3,}ing|exposure|family|light|processed", re.I)
_ASIDE = frozenset(("adult", "child", "infant", "level", "patient", "rate", "score", "woman"))


def _words(text: str) -> Iterator[Unit]:
    for one in sorted(stems(text)):
        yield Unit(one, (), (frozenset((one,)),))


def share_of(units: Sequence[Unit], row: tuple[frozenset[str], frozenset[str]]) -> float:
    """Return how well a row speaks of all of some units, in 0..1; of none it does."""
    return sum(nearness(unit, row) for unit in units) / len(units) if units else 1.0


def nearness(unit: Unit, row: tuple[frozenset[str], frozenset[str]]) -> float:
    """Return how well a row with these concepts and words speaks of a unit, in 0..1."""
    concepts, words = row
    if not concepts.isdisjoint(unit.concepts):
        return 1.0
    share = max([len(wording & words) / len(wording) for wording in unit.wordings], default=0.0)
    if share == 1.0:
        return BY_WORDS
    near = max([broader.nearness(a, b) for a in unit.concepts for b in concepts], default=0.0)
    return max(near, 0.6 * share * share)


@lru_cache(maxsize=1 << 15)
def linked(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the concepts and the stems of a row's wording."""
    said = canonical(text)
    heads = (terms.load().head(m) or m if m.type == terms.GENERAL else m
             for m in terms.load().find(said))  # fmt: skip
    found = frozenset(one.id for match in heads for one in match.concepts)
    return found - VAGUE, stems(said) | stems(wordy(text))
