"""Reports that are hard to write: astral characters, CRLF, overlaps, formulas, nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from healthtext.edits import OffsetMap, apply
from healthtext.records import (
    SCHEMA,
    Citation,
    Claim,
    Concept,
    Context,
    Edit,
    Entity,
    Finding,
    Report,
    Source,
)
from tests.render.judged import judged

ORIGINAL = (
    "=2+5 Posted by 🤖\r\n\r\nKnee 🦵🏽 agony & <b>pain</b>\tİn “a\u0301rm”\r\n"
    "The spinal twine hurts, <script>alert(1)</script> they say.\r\n\r\n"
    "-1 Lung disease of\r\nthe old heals in days ]]> \x0c end.\r\n"
)
OLD_NEW = (
    ("=2+5 Posted by 🤖\r\n\r\n", "", "clean-byline", "left by the site {>>tools<<}"),
    ("spinal twine", "spinal cord", "despin-term", "a known term"),
    ("", "The 🫁 ", "grammar-languagetool", ""),
    (" ]]>", "", "clean-injected", "=HYPERLINK(1)"),
)


def edits() -> tuple[Edit, ...]:
    made = []
    for old, new, rule, reason in OLD_NEW:
        start = ORIGINAL.index(old or "Lung")
        step = rule.split("-")[0]
        made.append(
            Edit(start, start + len(old), old, new, step, rule, 0.9, "safe", reason, steps=(step,))
        )
    return tuple(made)


REPAIRED = apply(ORIGINAL, edits())


def place(words: str) -> dict[str, int]:
    start = REPAIRED.index(words)
    original = OffsetMap(edits()).backward(start, start + len(words))
    return {
        "start": start, "end": start + len(words),
        "original_start": original[0], "original_end": original[1],
    }  # fmt: skip


def entity(words: str, kind: str, *concepts: Concept, context: Context | None = None) -> Entity:
    return Entity(
        text=words, type=kind, concepts=concepts, context=context or Context(), **place(words)
    )


ENTITIES = (
    entity("Knee", "ANATOMY", Concept("UBERON:0001465", "knee", "Uberon")),
    entity("spinal cord", "ANATOMY", Concept("UBERON:0002240", "spinal cord", "Uberon")),
    entity("Lung disease of\r\nthe old", "CONDITION", context=Context(negated=True, hedged=True)),
    entity("Lung", "ANATOMY"),
    entity("disease", "CONDITION", Concept("DOID:850", "=lung disease", "Disease Ontology"),
           context=Context(subject="family")),
)  # fmt: skip
CLAIM = judged(Claim(
    text="The 🫁 Lung disease of\r\nthe old heals in days", kind="treatment",
    strength="direct_causal", polarity="positive", hedge="none", attribution="vague",
    citations=(Citation(0, 0, "pmid", "123"),),
    **place("The 🫁 Lung disease of\r\nthe old heals in days"),
))  # fmt: skip
FINDINGS = (
    Finding(rule="VAGUE_ATTRIBUTION", severity="warning", message="who, [they](x)?",
            **place("they say")),
    Finding(-1, -1, "NO_CITATION", "info", "@nobody is cited\nanywhere"),
)  # fmt: skip


@pytest.fixture
def tricky() -> Report:
    source = Source("articles/knee 🦵.txt", title="Knee & lung", url="https://example.org/?a=1&b")
    return Report(
        SCHEMA, "articles/knee 🦵.txt", source, ORIGINAL, REPAIRED, edits(), ENTITIES, (CLAIM,),
        FINDINGS,
    )  # fmt: skip


@pytest.fixture
def empty() -> Report:
    return Report(SCHEMA, "none.txt", Source("none.txt"), "", "")


@pytest.fixture
def edited() -> Callable[..., Report]:
    """Make a report of a text and of what is replaced in it."""

    def make(text: str, *pairs: tuple[int, int, str]) -> Report:
        made = tuple(
            replace(Edit(start, end, text[start:end], new, "despin", "despin-word"))
            for start, end, new in pairs
        )
        return Report(SCHEMA, "x", Source("x"), text, apply(text, made), made)

    return make
