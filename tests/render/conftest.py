"""A report made by hand, with every kind of record and every tier."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthtext.edits import OffsetMap, apply
from healthtext.records import (
    SCHEMA,
    Citation,
    Claim,
    Concept,
    Context,
    Cue,
    Edit,
    Entity,
    Finding,
    Report,
    Source,
)

ORIGINAL = (
    "Posted By admin Posted On\r\n"
    "\r\n"
    "Knee agony and what helps 🦵\r\n"
    "\r\n"
    "The spinal twine is no muscle. Rest is good for it. Natural oils heal joint agony in days, "
    "studies show (https://example.org/oils). Irritation of the knee passes.\r\n"
    "Ask your doctor 출장 안마 first.\r\n"
)


def edit(old: str, new: str, rule: str, *, safety: str = "safe", **fields: object) -> Edit:
    start = ORIGINAL.index(old)
    made = Edit(start, start + len(old), old, new, rule.split("-")[0], rule, safety=safety)  # type: ignore[arg-type]
    return replace(made, steps=(made.step,), **fields)  # type: ignore[arg-type]


EDITS = (
    edit("Posted By admin Posted On\r\n\r\n", "", "clean-cms", reason="left by the site’s tools"),
    edit("agony and", "pain and", "despin-word", safety="review", score=0.71, reason="a rare word"),
    edit("spinal twine", "spinal cord", "despin-term", score=0.97, reason="a known medical term",
         alternatives=("spinal column",)),
    edit("Irritation", "Inflammation", "despin-page", safety="suggest", score=0.4),
    edit(" 출장 안마", "", "clean-injected", reason="foreign script in an English sentence"),
)  # fmt: skip
SAFE = tuple(item for item in EDITS if item.safety == "safe")
REPAIRED = apply(ORIGINAL, SAFE)


def place(text: str) -> dict[str, int]:
    """Give an annotation's four offsets."""
    start = REPAIRED.index(text)
    original = OffsetMap(SAFE).backward(start, start + len(text))
    return {
        "start": start, "end": start + len(text),
        "original_start": original[0], "original_end": original[1],
    }  # fmt: skip


def cue(text: str, kind: str) -> Cue:
    start = REPAIRED.index(text)
    return Cue(start, start + len(text), text, kind)


SENTENCE = "Natural oils heal joint agony in days, studies show (https://example.org/oils)."
URL = cue("https://example.org/oils", "url")
CLAIM = Claim(
    text=SENTENCE, kind="treatment", strength="direct_causal", polarity="positive", hedge="none",
    attribution="vague", citations=(Citation(URL.start, URL.end, "url", URL.text),),
    cues=(cue("heal", "strength"), cue("studies show", "attribution")), **place(SENTENCE),
)  # fmt: skip
ENTITIES = (
    Entity(text="Knee", type="ANATOMY", concepts=(Concept("UBERON:0001465", "knee", "Uberon"),),
           **place("Knee")),
    Entity(text="spinal cord", type="ANATOMY",
           concepts=(Concept("UBERON:0002240", "spinal cord", "Uberon"),), **place("spinal cord")),
    Entity(text="muscle", type="ANATOMY",
           context=Context(negated=True, cues=((REPAIRED.index("no muscle"),) * 2,)),
           **place("muscle")),
    Entity(text="joint agony", type="SYMPTOM", **place("joint agony")),
)  # fmt: skip
FINDINGS = (
    Finding(rule="VAGUE_ATTRIBUTION", severity="warning", message="name the study",
            **place("studies show")),
    Finding(rule="MIRACLE", severity="error", message="no oil heals in days",
            **place("heal joint agony in days")),
)  # fmt: skip


@pytest.fixture
def report() -> Report:
    return Report(
        SCHEMA, "knee", Source("articles/knee.txt", title="Knee agony", url="https://example.org/k"),
        ORIGINAL, REPAIRED, EDITS, ENTITIES, (CLAIM,), FINDINGS,
        {"despin.page": 0.31, "clean.edits_per_1000": 12.5}, {"healthtext": "0.1.0"},
    )  # fmt: skip
