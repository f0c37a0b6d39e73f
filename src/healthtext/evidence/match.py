"""Which rows of a store speak of what a claim speaks of, and how well both sides match.

A side of a claim is made of units: the entities it names and its other words. A row is matched by
the concepts of its wording (the same, narrower, broader) and else by words. Look-ups are by pairs
of concepts and by one text search with a limit, so that their time does not grow with the store.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, product

from healthtext import assets, terms
from healthtext.evidence import broader, classes
from healthtext.evidence.store import EvidenceStore
from healthtext.records import Concept, Evidence, Study
from healthtext.spelling import normal, singular

CANDIDATES = 80  # rows of the text search
PAIRS = 24  # pairs of concepts that are looked up
LEAST = 0.55  # of a match on either side, for a row to count at all
MOST = 12  # studies that are kept
BY_WORDS = 0.95  # of a match by the words alone
# Words and entities that hardly tell one study from another.
GENERIC = frozenset(
    """able acute adult adverse against any attack better birth boy care cause chance child chronic
    clinical common condition course day death deliver develop disease disorder dose drug effect
    effectiv efficacy episode event female first girl give given good have health healthy help
    high illness improv improve incidence increas individual infant injection intake
    intervention keep level life long low male man mean medication medicin method mild moderat
    newborn number old older oral outcom outcome patient people person pill placebo prevent
    preventiv problem product program programme quality rate recover recovery recurrence reduc
    reduction regular relaps relief reliev risk routin score severe severity short sign standard
    supplement supplementation surviv survival symptom tablet take taking term therap therapy
    time treat treatment use woman work worker year young your""".split()  # noqa: SIM905
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_ENDINGS = (
    "ization", "ational", "ations", "ation", "ments", "ment", "ingly", "ives", "ive", "ings", "ing",
    "ness", "ions", "ion", "ies", "ied", "edly", "ed", "als", "al", "ally", "es", "ic", "ity", "y",
    "e",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing to find: `weight` says how much of its side it is."""

    text: str
    weight: float
    concepts: tuple[str, ...]
    wordings: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """What a claim says on one side; `words` are what the text search asks for."""

    text: str
    units: tuple[Unit, ...]
    words: tuple[str, ...]

    @property
    def concepts(self) -> tuple[str, ...]:
        """The concepts of the units that count most."""
        most = max((unit.weight for unit in self.units), default=0.0)
        found = (one for unit in self.units if unit.weight == most for one in unit.concepts)
        return tuple(dict.fromkeys(found))

    def match(self, *texts: str) -> float:
        """Return how much of the side a row's texts speak of, in 0..1."""
        row = _linked(texts)
        whole = sum(unit.weight for unit in self.units)
        found = sum(unit.weight * _found(unit, row) for unit in self.units)
        found = max(found, whole * classes.nearness(self.text, texts[0]))
        return found / whole if whole else 0.0


def side(text: str, known: Sequence[Concept] = ()) -> Side:
    """Take the wording of one side of a claim apart; `known` are concepts it is linked to."""
    matches, at = terms.load().find(text), 0
    units: list[Unit] = []
    names: list[str] = []
    for match in matches:
        units += _words(text[at : match.start])
        typed = terms.load().head(match) if match.type == terms.GENERAL else match
        concepts = typed.concepts if typed else ()
        names += [one.name for one in concepts]
        units.append(_unit(match.text, concepts))
        at = match.end
    units += _words(text[at:])
    if known and not any(set(unit.concepts) & {one.id for one in known} for unit in units):
        names += [one.name for one in known]
        units.append(_unit(text, known))
    return Side(text, _weighted(units), _queried((text, *names, *classes.members(text))))


def _unit(text: str, concepts: Sequence[Concept]) -> Unit:
    wordings = dict.fromkeys(stems(wording) for wording in (text, *(c.name for c in concepts)))
    own = stems(text)
    weight = 0.15 if own <= GENERIC else 1.0
    ids = tuple(one.id for one in concepts)
    return Unit(text, weight, ids, tuple(wording for wording in wordings if wording))


def _words(text: str) -> Iterator[Unit]:
    for stem in stems(text):
        yield Unit(stem, 0.1 if stem in GENERIC else 0.5, (), (frozenset((stem,)),))


def _weighted(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Let the first named thing count most; the others say of whom and when."""
    first = next((unit for unit in units if unit.weight == 1.0), None)
    return tuple(
        replace(unit, weight=0.5) if unit.weight == 1.0 and unit is not first else unit
        for unit in units
    )


def _queried(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the words worth searching for, all of them where none is."""
    found = (word for text in texts for word in _PART.findall(text) if word != "s")
    words = dict.fromkeys(found)
    telling = tuple(word for word in words if (stem := _stem(word)) and stem not in GENERIC)
    return telling or tuple(word for word in words if _stem(word))


def _found(unit: Unit, row: tuple[frozenset[str], frozenset[str]]) -> float:
    """Return how well a row with these concepts and words speaks of a unit."""
    concepts, words = row
    if not concepts.isdisjoint(unit.concepts):
        return 1.0
    near = max((broader.nearness(a, b) for a in unit.concepts for b in concepts), default=0.0)
    shares = (len(wording & words) / len(wording) for wording in unit.wordings)
    share = max(shares, default=0.0)
    return max(near, BY_WORDS if share == 1.0 else 0.6 * share * share)


@lru_cache(maxsize=1 << 15)
def _linked(texts: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the concepts and the stems of a row's wordings."""
    found = (match for text in texts for match in terms.load().find(text))
    heads = (terms.load().head(m) or m if m.type == terms.GENERAL else m for m in found)
    concepts = frozenset(one.id for match in heads for one in match.concepts)
    return concepts, frozenset(stem for text in texts for stem in stems(text))


@lru_cache(maxsize=1 << 15)
def stems(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that say something."""
    return frozenset(stem for word in _WORD.findall(text) if (stem := _stem(word)))


@lru_cache(maxsize=1 << 15)
def _stem(word: str) -> str:
    """Return the stem of a word, or nothing for a word that only carries grammar."""
    if word.lower() in assets.function_words() and not (len(word) == 1 and word.isupper()):
        return ""
    form = singular(normal(word))
    for ending in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= 5:
            return form[: -len(ending)]
    return form


def studies(subject: Side, object_: Side, store: EvidenceStore) -> tuple[Study, ...]:
    """Return the studies of a store on both sides, those that match best first."""
    found: dict[Evidence, Study] = {}
    for row in _candidates(subject, object_, store):
        if row not in found:
            acting = subject.match(row.intervention)
            acted = object_.match(row.outcome, row.population)
            if acting >= LEAST and acted >= LEAST:
                found[row] = Study(row, link(row.identifier), round(acting, 3), round(acted, 3))
    return tuple(sorted(found.values(), key=_rank)[:MOST])


def _rank(study: Study) -> tuple[bool, float, int, str]:
    weight = -round(study.subject_match * study.object_match, 3)
    review = "review" in study.evidence.study
    return study.evidence.retracted, weight - 0.2 * review, -(study.evidence.year or 0), study.link


def _candidates(subject: Side, object_: Side, store: EvidenceStore) -> Iterator[Evidence]:
    pairs = product(_around(subject), _around(object_))
    for acting, acted in islice(sorted(pairs, key=lambda pair: pair[0][1] + pair[1][1]), PAIRS):
        yield from store.by_concepts(acting[0], acted[0])
    yield from store.by_words(subject.words, object_.words, CANDIDATES)


def _around(side: Side) -> list[tuple[str, int]]:
    """Return the concepts of a side, then the next narrower and broader ones."""
    exact = side.concepts
    down = (one for concept in exact for one in broader.children().get(concept, ()))
    up = (one for concept in exact for one in broader.parents().get(concept, ()))
    near = dict.fromkeys((*islice(down, 8), *islice(up, 4)), 1)
    return [*((concept, 0) for concept in exact), *near.items()]


def link(identifier: str) -> str:
    """Return where a study can be read; nothing when its identifier names no place."""
    if identifier.startswith("10."):
        return f"https://doi.org/{identifier}"
    if re.fullmatch(r"PMC\d+", identifier):
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{identifier}"
    pmid = re.fullmatch(r"(?:PMID:?\s*)?(\d{4,9})", identifier)
    if pmid:
        return f"https://pubmed.ncbi.nlm.nih.gov/{pmid.group(1)}/"
    return identifier if identifier.startswith(("https://", "http://")) else ""
