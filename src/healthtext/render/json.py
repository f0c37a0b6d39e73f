"""Reports as JSON, one object each; the schema is data/schema/report.schema.json.

The object has no `original` text: the `safe` edits quote what they replaced, so the original
follows from `repaired` and them, and `from_json` restores it.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from healthtext import records
from healthtext.edits import apply, invert
from healthtext.records import (  # fmt: skip
    Citation,
    Claim,
    Concept,
    Context,
    Cue,
    Edit,
    Entity,
    Evidence,
    Finding,
    Heat,
    Hyponym,
    Inner,
    Modifier,
    Party,
    Quantity,
    Report,
    Source,
    Study,
    Verdict,
)


def to_json(report: Report) -> dict[str, Any]:
    """Turn a report into plain JSON values.

    Raises ValueError when `repaired` is not the text after the `safe` edits, which is what the
    schema promises: run the pipeline with `apply = "safe"` for reports.
    """
    safe = [edit for edit in report.edits if edit.safety == "safe"]
    if apply(report.original, safe) != report.repaired:
        raise ValueError(f"{report.id}: `repaired` is not the text after the safe edits")
    values = records.to_json(report)
    del values["original"]
    for claim_values in values["claims"]:
        for study in (claim_values["verdict"] or {"studies": ()})["studies"]:
            # SQLite has no booleans: a row of a store says 0 or 1
            study["evidence"]["retracted"] = bool(study["evidence"]["retracted"])
    return values


def dumps(report: Report, *, indent: int | None = None) -> str:
    """Return the report as JSON; without `indent` on one line."""
    return json.dumps(to_json(report), ensure_ascii=False, allow_nan=False, indent=indent)


def from_json(values: dict[str, Any]) -> Report:
    """Return the report that `to_json` gave these values for."""
    edits = tuple(_tuples(Edit, value, "alternatives", "steps") for value in values["edits"])
    safe = [edit for edit in edits if edit.safety == "safe"]
    return Report(
        schema=values["schema"],
        id=values["id"],
        source=_tuples(Source, values["source"], "warnings"),
        original=apply(values["repaired"], invert(safe)),
        repaired=values["repaired"],
        edits=edits,
        entities=tuple(entity(value) for value in values["entities"]),
        claims=tuple(claim(value) for value in values["claims"]),
        findings=tuple(Finding(**value) for value in values["findings"]),
        scores=values["scores"],
        versions=values["versions"],
        heat=tuple(Heat(**value) for value in values.get("heat", ())),
        quantities=tuple(Quantity(**value) for value in values.get("quantities", ())),
        hyponyms=tuple(Hyponym(**value) for value in values.get("hyponyms", ())),
    )


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a report."""
    text = (files("healthtext") / "data" / "schema" / "report.schema.json").read_text("utf-8")
    value: dict[str, Any] = json.loads(text)
    return value


def _tuples(kind: Any, values: dict[str, Any], *lists: str) -> Any:
    return kind(**values | {key: tuple(values[key]) for key in lists})


def entity(values: dict[str, Any]) -> Entity:
    """Return the entity that these values were made of."""
    concepts = tuple(Concept(**value) for value in values["concepts"])
    cues = tuple((start, end) for start, end in values["context"]["cues"])
    modifiers = tuple(Modifier(**value) for value in values["context"].get("modifiers", ()))
    context = Context(**values["context"] | {"cues": cues, "modifiers": modifiers})
    inner = tuple(Inner(**value) for value in values.get("inner", ()))
    return Entity(**values | {"concepts": concepts, "context": context, "inner": inner})


def claim(values: dict[str, Any]) -> Claim:
    """Return the claim that these values were made of."""
    made: dict[str, Any] = {
        "citations": tuple(Citation(**value) for value in values["citations"]),
        "cues": tuple(Cue(**value) for value in values["cues"]),
        "subject": _party(values.get("subject")),
        "object": _party(values.get("object")),
        "verdict": _verdict(values.get("verdict")),
    }
    return Claim(**values | made)


def _party(values: dict[str, Any] | None) -> Party | None:
    if values is None:
        return None
    return Party(**values | {"concepts": tuple(Concept(**value) for value in values["concepts"])})


def _verdict(values: dict[str, Any] | None) -> Verdict | None:
    if values is None:
        return None
    studies = (
        Study(**study | {"evidence": Evidence(**study["evidence"])}) for study in values["studies"]
    )
    return Verdict(**values | {"studies": tuple(studies)})
