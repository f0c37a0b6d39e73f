"""Terms that prose makes of a body part and a head word: 'kidney damage', 'cardiac surgery'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from healthtext.spelling import singular
from training import corpus
from training.terms.kinds import GENERAL
from training.terms.sources import Row

PARTS = (
    "back", "neck", "shoulder", "knee", "hip", "elbow", "wrist", "ankle", "foot", "hand", "leg",
    "arm", "joint", "muscle", "bone", "nerve", "spinal", "brain", "cerebral", "neurological",
    "head", "eye", "ear", "nasal", "sinus", "throat", "mouth", "oral", "tooth", "dental", "gum",
    "heart", "cardiac", "cardiovascular", "vascular", "lung", "pulmonary", "respiratory", "chest",
    "liver", "hepatic", "kidney", "renal", "bladder", "urinary", "stomach", "gastric", "abdominal",
    "bowel", "intestinal", "colon", "digestive", "gastrointestinal", "gut", "pancreatic", "thyroid",
    "adrenal", "breast", "prostate", "vaginal", "uterine", "ovarian", "pelvic", "testicular",
    "skin", "scalp", "blood", "immune", "musculoskeletal",
)  # fmt: skip
HEADS = {
    "CONDITION": (
        "damage", "injury", "disease", "disorder", "infection", "inflammation", "failure", "cancer",
        "tumor", "dysfunction", "disability", "trauma", "problem", "condition", "ailment",
        "complication", "impairment", "abnormality", "toxicity", "malignancy", "deformity",
    ),
    "SYMPTOM": (
        "pain", "ache", "discomfort", "swelling", "stiffness", "weakness", "cramp", "spasm",
        "soreness", "tenderness", "bleeding", "irritation", "itching", "tension", "numbness",
    ),
    "TREATMENT": ("surgery", "transplant", "massage", "implant", "exercise"),
    "TEST": ("exam", "examination", "scan", "biopsy", "ultrasound", "x-ray", "screening"),
    "ANATOMY": ("tissue", "muscle", "cell"),
    GENERAL: ("function", "health", "growth"),
}  # fmt: skip


def rows(data: Path) -> Iterator[Row]:
    """Yield the combinations that clean prose has; vocabularies that know one give its concept."""
    met = _pairs(text for _, text in corpus.consumer(data))
    for kind, heads in HEADS.items():
        for part in PARTS:
            for head in heads:
                if (part, head) in met:
                    yield Row(f"PART:{part}-{head}", kind, f"{part} {head}")


def _pairs(paragraphs: Iterable[str]) -> set[tuple[str, str]]:
    """Return neighbouring words, the second in the singular."""
    met: set[tuple[str, str]] = set()
    for paragraph in paragraphs:
        words = re.findall(r"x-ray|[a-z]+", paragraph.lower())
        met.update((first, singular(second)) for first, second in pairwise(words))
    return met
