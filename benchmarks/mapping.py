"""What the types of a report are in the corpora that it is measured on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from healthtext.annotator import Reading
from healthtext.annotator.reading import GROWTHS
from healthtext.entities.spared import AT_LARGE
from healthtext.records import Entity, Inner
from training.annotator.corpora import ANATOMY
from training.annotator.score import Spans

# The labels of each corpus, each with the names the corpus has for it.
LABELS: dict[str, dict[str, tuple[str, ...]]] = {
    "BC5CDR": {"Disease": ("Disease",), "Chemical": ("Chemical",)},
    "NCBI-disease": {"Disease": ("Disease",)},
    "AnatEM": {"Anatomy": ("Anatomy",)},
    "BioNLP13CG": {"any anatomy": ANATOMY, **{name: (name,) for name in ANATOMY}},
}
OTHERS = ("NCBI-disease", "AnatEM", "BioNLP13CG")  # of which no sum over the labels is asked
# Published F1 of the packages that scispaCy trained on the corpus itself.
SCISPACY = {
    ("BC5CDR", "all"): 0.8428, ("NCBI-disease", "Disease"): 0.8165, ("AnatEM", "Anatomy"): 0.8414,
}  # fmt: skip
TYPES = {"Disease": ("CONDITION", "SYMPTOM"), "Chemical": ("DRUG", "CHEMICAL", "NUTRIENT")}
# Anatomy of these corpora takes in what grows out of it; a report calls that a CONDITION, or a
# SYMPTOM ("edema").
# "Metastasis" they mark as a growth, not as a process: the network's kind decides.
GROWTH = re.compile(
    r"(tumou?r|cancer|neoplasm|malignanc|lesion|leuk[a]?emia|adenoma|polyp|cyst"
    r"|carcinoma|sarcoma|melanoma|lymphoma|myeloma|glioma|blastoma|[a-z]{3,}oma)\w*$",
    re.IGNORECASE,
)


def mapped(entities: Iterable[Entity], label: str, reading: Reading) -> Spans:
    """Return the spans of entities that count for a label.

    Words for illness and medicine at large are left out, as the corpora's guidelines ask. A report
    does not say which of the twelve kinds of anatomy an entity is, nor always that it is one that
    grew: the network does. What an entity names inside itself counts as well, unless the entity
    counts: these corpora mark no mention in another. A list of growths is one disease, but as many
    mentions of anatomy as it has members.
    """
    parts = {(m.start, m.end): m.part for m in reading.mentions("anatomy")}
    spans: Spans = set()
    for entity in entities:
        own = _counted((entity,), label, parts)
        inside = _counted(entity.inner, label, parts)
        listed = label not in TYPES and _is_list(entity)
        spans |= inside if listed else own or inside
    return spans


def _is_list(entity: Entity) -> bool:
    """Tell whether an entity is several by an ellipsis: "breast, ovarian or cervical cancer"."""
    last = entity.inner[-1] if entity.inner else None
    return last is not None and last.end == entity.end and last.type == entity.type


def _counted(
    entities: Iterable[Entity | Inner], label: str, parts: Mapping[tuple[int, int], str]
) -> Spans:
    """Return the spans of what counts for a label; `parts` are kinds of anatomy by their spans."""
    found = [one for one in entities if one.text.lower() not in AT_LARGE]
    if label in TYPES:
        return {(one.start, one.end) for one in found if one.type in TYPES[label]}
    spans = {
        (one.start, one.end)
        for one in found
        if one.type == "ANATOMY" or (one.type in TYPES["Disease"] and (
            GROWTH.search(one.text) or parts.get((one.start, one.end)) in GROWTHS
        ))
    }  # fmt: skip
    if label not in ANATOMY:
        return spans
    return {span for span in spans if parts.get(span) == label}
