"""What a text says is a kind of what: "painkillers such as ibuprofen", by scispaCy's patterns.

The patterns (Hearst 1992) need tags and a parse. A document that has them is taken as it is; of
any other the packaged parser reads the sentences that hold an entity and the words of a pattern.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from healthtext import syntax, terms
from healthtext.records import Entity, Hyponym

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span
    from spacy.vocab import Vocab

LONGEST = 1_000  # code points of a sentence: longer ones are lists and tables without full stops
CUE = re.compile(
    r"\b(?:such\b.*\bas|includ(?:e[sd]?|ing)|especially|particularly|in\s+particular|notably"
    r"|(?:and|or|any|some)\s+other|for\s+(?:example|instance)|e\.?g)\b",
    re.IGNORECASE | re.DOTALL,
)
# Of scispaCy's extended patterns those that always tell kinds; "like" and "is a" hardly do.
EXTENDED = (
    "such_NOUN_as", "which_may_include", "particularly", "notably", "in_particular", "eg",
    "for_example", "for_instance", "and-or_any_other", "some_other",
)  # fmt: skip
# "treatment of diabetes, including insulin" does not say that insulin is a kind of diabetes.
FAMILIES = (
    frozenset(("CONDITION", "SYMPTOM")),
    frozenset(("DRUG", "CHEMICAL", "NUTRIENT", "TREATMENT")),
)  # fmt: skip
_STAR = {"ORTH": "*", "OP": "*"}  # what the patterns have where an article may be
_BEFORE = {"POS": {"IN": ["DET", "ADJ"]}, "OP": "*"}
_NEEDED = ("POS", "DEP", "LEMMA")


def find(doc: Doc, entities: Sequence[Entity]) -> tuple[Hyponym, ...]:
    """Return the entities that a document calls a kind of something, in order.

    What they are a kind of is an entity of a like type, or else a noun with those before it.
    """
    tagged = all(map(doc.has_annotation, _NEEDED))
    found: dict[tuple[int, ...], Hyponym] = {}
    ordered = sorted(entities, key=attrgetter("start"))
    starts = [entity.start for entity in ordered]
    for sent in syntax.sentences(doc):
        low, high = (bisect_left(starts, at) for at in (sent.start_char, sent.end_char))
        inside = [entity for entity in ordered[low:high] if entity.end <= sent.end_char]
        if inside and len(sent.text) <= LONGEST and CUE.search(sent.text):
            read = sent.as_doc() if tagged else syntax.load(syntax.CORE)(sent.text)
            told = list(_told(read, inside, sent.start_char))
            for one in (*_listed(told, inside, doc.text), *told):
                found[one.start, one.end, one.general_start, one.general_end] = one
    return tuple(found[place] for place in sorted(found))


def _told(doc: Doc, entities: Sequence[Entity], offset: int) -> Iterator[Hyponym]:
    """Yield what one sentence says; `offset` is where it starts."""
    _join(doc, entities, offset)
    for label, general, special in _detector(doc.vocab)(doc)._.hearst_patterns:
        kind, broad = (_entity(entities, span, offset) for span in (special, general))
        plural = general[-1].tag_.endswith("S")
        if kind is None or not (plural or label != "include") or not _alike(kind, broad):
            continue
        start = broad.start if broad else offset + general.start_char
        end = offset + general.end_char
        # What is joined to an example may lie anywhere: it counts on its side and in its list only.
        low, high = (kind.end, start) if label.endswith("other") else (end, kind.start)
        if low <= high and ";" not in doc.text[low - offset : high - offset]:
            yield Hyponym(
                kind.start, kind.end, kind.text, start, end,
                doc.text[start - offset : end - offset], label.lower().replace("-", "_"),
            )  # fmt: skip


# Between the members of a list; ", and a" and ", the" begin something else.
_AND = re.compile(r",\s(?:(?:and|or)\s)?|\s(?:and|or|&)\s(?:(?:an?|some)\s)?")


def _listed(told: Sequence[Hyponym], entities: Sequence[Entity], text: str) -> Iterator[Hyponym]:
    """Yield what goes on the list of an example: the parser joins not all of a long one.

    Members are of one type.
    """
    at = {entity.start: number for number, entity in enumerate(entities)}
    for one in told:
        number = at[one.start]
        for last, following in pairwise(entities[number:] if one.general_end < one.start else ()):
            if last.type != following.type or not _AND.fullmatch(text, last.end, following.start):
                break
            yield replace(one, start=following.start, end=following.end, text=following.text)


def _join(doc: Doc, entities: Sequence[Entity], offset: int) -> None:
    """Make each entity one token, a noun: the patterns see nouns only, not what is before them.

    So is a term of several words that is no entity: "side effects", whatever the parser says.
    """
    from spacy.util import filter_spans

    places = [(entity.start - offset, entity.end - offset) for entity in entities]
    places += [
        (term.start, term.end)
        for term in terms.load().find(doc.text)
        if " " in term.text and not any(term.start < hi and lo < term.end for lo, hi in places)
    ]
    spans = (doc.char_span(*place, alignment_mode="expand") for place in places)
    with doc.retokenize() as retokenizer:
        for span in filter_spans(span for span in spans if span is not None):
            retokenizer.merge(span, attrs={"POS": "NOUN"})


def _entity(entities: Sequence[Entity], span: Span, offset: int) -> Entity | None:
    """Return the entity that a noun phrase ends in."""
    end = offset + span.end_char
    return next((one for one in entities if one.end == end), None)


def _alike(kind: Entity, broad: Entity | None) -> bool:
    if broad is None or kind.type == broad.type:
        return True
    return any(kind.type in family and broad.type in family for family in FAMILIES)


@lru_cache(maxsize=2)
def _detector(vocab: Vocab) -> Any:
    """Return scispaCy's detector, its patterns mended to allow what stands before a noun."""
    from scispacy.hearst_patterns import BASE_PATTERNS, EXTENDED_PATTERNS
    from scispacy.hyponym_detector import HyponymDetector

    detector = HyponymDetector(SimpleNamespace(vocab=vocab))
    more = [pattern for pattern in EXTENDED_PATTERNS if pattern["label"] in EXTENDED]
    for pattern in (*BASE_PATTERNS, *more):
        label, last = pattern["label"], pattern["position"] == "last"
        parts = [_BEFORE if part == _STAR else part for part in pattern["pattern"]]
        detector.matcher.add(label, [[*parts[:-1], _BEFORE, parts[-1]] if last else parts])
        (detector.last if last else detector.first).add(label)
    return detector
