"""Entities of a spaCy model of the user's: they stand for the mentions of the packaged network.

Its labels are written in capitals with underscores before they are looked up in LABELS; what is
not there (genes, persons) is left out. A model without any of these labels names nothing medical:
the network's mentions stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from healthtext.annotator import GROUPS, Mention, Reading
from healthtext.records import Entity

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

SOME = "ENTITY"  # scispaCy's label of whatever is medical
# By type; the labels are those of scispaCy's models, of corpora, and the types themselves.
LABELS = {
    "CONDITION": ("CONDITION", "DISEASE", "PROBLEM", "DISORDER", "DIAGNOSIS", "CANCER",
                  "PATHOLOGICAL_FORMATION"),
    "SYMPTOM": ("SYMPTOM", "SIGN", "SIGN_SYMPTOM"),
    "DRUG": ("DRUG", "MEDICATION"),
    "CHEMICAL": ("CHEMICAL", "SIMPLE_CHEMICAL", "CHEBI", "AMINO_ACID"),
    "NUTRIENT": ("NUTRIENT",),
    "TREATMENT": ("TREATMENT", "PROCEDURE"),
    "ANATOMY": ("ANATOMY", "ANATOMICAL_SYSTEM", "BODY_PART", "CELL", "CELL_TYPE", "CL",
                "CELLULAR_COMPONENT", "DEVELOPING_ANATOMICAL_STRUCTURE",
                "IMMATERIAL_ANATOMICAL_ENTITY", "MULTI_TISSUE_STRUCTURE", "ORGAN",
                "ORGANISM_SUBDIVISION", "ORGANISM_SUBSTANCE", "TISSUE"),
    "TEST": ("TEST",),
}  # fmt: skip
_TYPES = {label: kind for kind, labels in LABELS.items() for label in labels} | {SOME: ""}
_GROUPS = {
    "CONDITION": "disease", "SYMPTOM": "disease", "DRUG": "chemical", "CHEMICAL": "chemical",
    "NUTRIENT": "chemical", "ANATOMY": "anatomy",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What a model names, in order; the type is empty where it says only that it is medical."""

    entities: tuple[Entity, ...]

    def typed(self, known: Sequence[Entity]) -> Iterator[Entity]:
        """Yield the entities; one without a type has that of the very term, or is left out."""
        types = {(one.start, one.end): one.type for one in known}
        for one in self.entities:
            kind = one.type or types.get((one.start, one.end))
            if kind:
                yield Entity(one.start, one.end, one.text, kind)

    def reading(self, reading: Reading, known: Sequence[Entity]) -> Reading:
        """Return a reading whose mentions are the model's: sure ones, as it gives no scores."""
        made: dict[str, tuple[Mention, ...]] = {}
        named = [(one, _GROUPS.get(one.type)) for one in self.typed(known)]
        for group in GROUPS:
            made[group] = tuple(
                Mention(one.start, one.end, group, one.type, 1.0)
                for one, its in named if its == group
            )  # fmt: skip
        return reading.replaced(made)

    def others(self, known: Sequence[Entity]) -> Iterator[Entity]:
        """Yield what is of no group of the network's: treatments and tests."""
        return (one for one in self.typed(known) if one.type not in _GROUPS)


def told(nlp: Language, doc: Doc) -> Told | None:
    """Return what a model names in a document of its; None if it names nothing medical."""
    names = recognisers(nlp)
    if not names:
        return None
    from spacy.util import filter_spans

    spans = (one for one in _spans(nlp, doc, names) if normal(one.label_) in _TYPES)
    return Told(tuple(
        Entity(one.start_char, one.end_char, one.text, _TYPES[normal(one.label_)])
        for one in filter_spans(spans)
    ))  # fmt: skip


def recognisers(nlp: Language) -> tuple[str, ...]:
    """Return the components of a pipeline that name entities of a label that is known."""
    return tuple(
        name for name in nlp.pipe_names
        if _names_entities(nlp, name)
        and any(normal(label) in _TYPES for label in nlp.pipe_labels.get(name, ()))
    )  # fmt: skip


def _names_entities(nlp: Language, name: str) -> bool:
    meta = nlp.get_pipe_meta(name)
    return "doc.ents" in meta.assigns or meta.factory == "span_ruler"


def _spans(nlp: Language, doc: Doc, names: Sequence[str]) -> Iterator[Span]:
    """Yield spans; those of the document's entities first, so that their labels count."""
    yield from doc.ents
    for name in names:
        key = getattr(nlp.get_pipe(name), "key", None)  # a span ruler's
        yield from doc.spans.get(key, ()) if key else ()


def normal(label: str) -> str:
    """Return a label as LABELS has it."""
    return re.sub(r"\W+", "_", label).upper()
