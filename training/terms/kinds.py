"""The type of a concept, from where a vocabulary keeps it or from the words of its name."""

from __future__ import annotations

import re
from collections.abc import Collection

GENERAL = "GENERAL"

# First match wins; the order goes from narrow branches to wide ones.
_MESH = (
    ("SYMPTOM", ("C23.888",)),
    ("CONDITION", ("C", "F03")),
    ("TEST", ("E01",)),
    ("TREATMENT", ("E02", "E03", "E04", "E06", "E07.101", "E07.190", "E07.505", "E07.605",
                   "E07.695", "E07.814", "E07.935", "E07.950")),
    ("NUTRIENT", ("J02", "D09.301", "D10.212.302", "D12.125.142", "D27.505.696.377.605.600")),
    (GENERAL, ("D26.255", "D26.650", "D26.776")),
    ("DRUG", ("D20.215.894", "D23.101.100.110.100", "D26", "D27.505.519", "D27.505.696",
              "D27.505.954")),
    ("CHEMICAL", ("D",)),
    ("ANATOMY", ("A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08", "A09", "A10", "A11",
                 "A12", "A14", "A15", "A16", "A17")),
    (GENERAL, ("B", "E", "F", "G", "H02", "I03", "N")),
)  # fmt: skip

_HEADS = (
    ("TREATMENT", r"surger(?:y|ies)|repair|therapy|therapies|transplant(?:ation)?|replacement"
                  r"|treatment|removal|vaccination|immunization|bypass|rehabilitation"
                  r"|\w+(?:ectomy|plasty|ostomy|otomy|therapy|pexy)|dialysis|injection|massage"
                  r"|amputation|ablation|procedure|implant|pacemaker|stimulation|stapling|drainage"
                  r"|catheterization|catheter|anesthesia|laser|stent|graft|shunt"),
    ("TEST", r"tests?|testing|scans?|biops(?:y|ies)|x-rays?|ultrasound|screening|exam|examination"
             r"|culture|imaging|\w+(?:graphy|scopy|gram|metry)|count|panel|analysis|study|mri"
             r"|smear|stain|profile|angiogram|aspiration|assay"),
    ("CONDITION", r"syndromes?|diseases?|disorders?|cancers?|infections?|tumou?rs?|deficiency"
                  r"|injur(?:y|ies)|fractures?|poisoning|overdose|abuse|addiction|dependence"
                  r"|dystrophy|dysplasia|\w+(?:itis|osis|emia|oma|opathy|penia|plegia|uria)"
                  r"|attack|failure|stroke|aneurysm|prolapse|hernia|allerg(?:y|ies)|intoxication"
                  r"|abscess|ulcers?|burns?|stones?|clots?|embolism|defects?|fever|palsy"),
    ("SYMPTOM", r"pains?|ache|swelling|bleeding|numbness|cramps?|discharge|rash|itching|cough"
                r"|nausea|vomiting|weakness|odor|tenderness|headaches?|lumps?|spasms?"),
    ("DRUG", r"vaccines?|antibiotics?|medicines?|medications?|drugs?|agents?|blockers?"
             r"|inhibitors?"),
    ("NUTRIENT", r"vitamins?|vitamin [a-ek]\d*|supplements?"),
)  # fmt: skip
_BY_HEAD = tuple((kind, re.compile(rf"(?:.* )?(?:{heads})", re.I)) for kind, heads in _HEADS)

_DRUG_STEM = re.compile(
    r"[a-z]{2,}(?:m(?:yc|ic)in|quinolones?|sulfonamides?|thiazides?|barbiturates?|cillins|cyclines"
    r"|azoles?|oglycosides?|azines?|dipines|mab|tinib|pril|prilat|sartan|vastatin|olol|conazole|cillin|floxacin|caine"
    r"|dipine|prazole|tidine|gliptin|gliflozin|vir|oxetine|triptan|azepam|azolam|setron|parin|xaban"
    r"|afil|dronate|dronic acid|cycline|barbital|profen|fenac|oxicam|coxib|semide"
    r"|glitazone|glutide|lukast|terol|tropium|nacept|platin|rubicin|taxel|bicin|zolid)",
    re.I,
)


def of_mesh(name: str, trees: Collection[str], drugs: Collection[str]) -> str | None:
    """Return the type of a MeSH heading, or None when it is of no interest here."""
    # What is measured and what is a phenomenon (gait, blood pressure) stand in both trees.
    phenomenon = any(tree.startswith("G") for tree in trees)
    for kind, branches in _MESH:
        if phenomenon and kind == "TEST":
            continue
        if any(tree.startswith(branch) for tree in trees for branch in branches):
            if kind == "CHEMICAL" and (name.casefold() in drugs or _DRUG_STEM.fullmatch(name)):
                return "DRUG"
            return kind
    return None


def of_name(name: str) -> str:
    """Guess the type from the last words of a name; GENERAL when they say nothing."""
    for kind, pattern in _BY_HEAD:
        if pattern.fullmatch(name):
            return kind
    return "DRUG" if _DRUG_STEM.fullmatch(name) else GENERAL
