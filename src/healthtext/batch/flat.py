"""What a report or a failure adds to each table, as plain rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from healthtext.records import (
    SAFETIES,
    Claim,
    Edit,
    Entity,
    Failure,
    Finding,
    Hyponym,
    Party,
    Quantity,
    Report,
    Source,
    Verdict,
)
from healthtext.render.verdicts import reworded, safer, stores, values

Row = dict[str, Any]
Rows = dict[str, list[Row]]


def rows(number: int, result: Report | Failure) -> Rows:
    """Return the rows by table; `number` is that of the input in the run."""
    key = {"article": number, "id": result.id}
    if isinstance(result, Failure):
        return {"failures": [{**key, **_source(result.source), **_failure(result)}]}
    return {
        "reports": [{**key, **_source(result.source), **_report(result)}],
        "texts": [{**key, "text": result.repaired}],
        "edits": [{**key, **_edit(*pair)} for pair in enumerate(result.edits)],
        "entities": [{**key, **_entity(*pair)} for pair in enumerate(result.entities)],
        "hyponyms": [{**key, **_hyponym(*pair)} for pair in enumerate(result.hyponyms)],
        "quantities": [{**key, **_quantity(*pair)} for pair in enumerate(result.quantities)],
        "claims": [{**key, **row} for row in _claims(result)],
        "findings": [{**key, **_finding(*pair)} for pair in enumerate(result.findings)],
    }


def _source(source: Source) -> Row:
    return {
        "source": source.name, "line": source.line, "kind": source.kind, "url": source.url,
        "title": source.title, "author": source.author, "date": source.date,
        "encoding": source.encoding, "warnings": "\n".join(source.warnings),
    }  # fmt: skip


def _report(report: Report) -> Row:
    tiers = [edit.safety for edit in report.edits]
    return {
        "original_length": len(report.original), "repaired_length": len(report.repaired),
        **{f"{tier}_edits": tiers.count(tier) for tier in SAFETIES},
        "entities": len(report.entities), "claims": len(report.claims),
        "findings": len(report.findings), "scores": _json(report.scores),
        "grammar": report.versions.get("grammar", ""),
        "evidence": stores(report),
    }  # fmt: skip


def _failure(failure: Failure) -> Row:
    return {
        "stage": failure.stage, "code": failure.code, "message": failure.message,
        "remedy": failure.remedy,
    }  # fmt: skip


def _edit(number: int, edit: Edit) -> Row:
    return {
        "number": number, "start": edit.start, "end": edit.end, "old": edit.old, "new": edit.new,
        "step": edit.step, "rule": edit.rule, "score": float(edit.score), "safety": edit.safety,
        "reason": edit.reason, "alternatives": _json(edit.alternatives),
        "steps": ",".join(edit.steps),
    }  # fmt: skip


def _entity(number: int, entity: Entity) -> Row:
    first = entity.concepts[0] if entity.concepts else None
    context = entity.context
    return {
        **_placed(number, entity), "text": entity.text, "type": entity.type,
        "concept": first.id if first else "", "name": first.name if first else "",
        "concepts": _json([concept.id for concept in entity.concepts]),
        "link_score": float(entity.link_score),
        "negated": context.negated, "hedged": context.hedged, "subject": context.subject,
        "hypothetical": context.hypothetical, "historical": context.historical,
        "population": context.population, "inner": _json([asdict(one) for one in entity.inner]),
    }  # fmt: skip


def _hyponym(number: int, one: Hyponym) -> Row:
    return {
        **_placed(number, one), "text": one.text, "general": one.general,
        "general_start": one.general_start, "general_end": one.general_end, "pattern": one.pattern,
    }  # fmt: skip


def _quantity(number: int, quantity: Quantity) -> Row:
    return {
        **_placed(number, quantity), "text": quantity.text, "kind": quantity.kind,
        "low": None if quantity.low is None else float(quantity.low),
        "high": None if quantity.high is None else float(quantity.high),
        "unit": quantity.unit, "per": quantity.per,
    }  # fmt: skip


def _claims(report: Report) -> Iterator[Row]:
    for number, (claim, wordings) in enumerate(zip(report.claims, safer(report), strict=True)):
        yield {
            **_claim(number, claim), **_sides(claim), **_judged(claim.verdict),
            "safer": reworded(report.repaired, claim, wordings),
        }  # fmt: skip


def _claim(number: int, claim: Claim) -> Row:
    return {
        **_placed(number, claim), "text": claim.text, "kind": claim.kind,
        "strength": claim.strength, "polarity": claim.polarity, "hedge": claim.hedge,
        "attribution": claim.attribution,
        "citations": _json([asdict(citation) for citation in claim.citations]),
        "cues": _json([asdict(cue) for cue in claim.cues]),
    }  # fmt: skip


def _sides(claim: Claim) -> Row:
    return {
        "subject": claim.subject.text if claim.subject else "",
        "subject_concept": _concept(claim.subject), "relation": claim.relation,
        "object": claim.object.text if claim.object else "",
        "object_concept": _concept(claim.object), "population": claim.population,
        "dose": claim.dose, "figure": claim.number, "priority": claim.priority,
        "priority_reason": claim.priority_reason,
    }  # fmt: skip


def _concept(party: Party | None) -> str:
    return party.concepts[0].id if party and party.concepts else ""


def _judged(verdict: Verdict | None) -> Row:
    """Return a verdict with its studies as JSON; a claim that was not looked up has none."""
    if verdict is None:
        return {"verdict": "", "confidence": None, "studies": "[]", "looked_up": ""}
    known = values(verdict)
    return {
        "verdict": verdict.value, "confidence": float(verdict.confidence),
        "studies": _json(known["studies"]), "looked_up": verdict.looked_up,
    }  # fmt: skip


def _finding(number: int, finding: Finding) -> Row:
    return {
        **_placed(number, finding), "rule": finding.rule, "severity": finding.severity,
        "message": finding.message,
    }  # fmt: skip


def _placed(number: int, item: Entity | Hyponym | Quantity | Claim | Finding) -> Row:
    return {
        "number": number, "start": item.start, "end": item.end,
        "original_start": item.original_start, "original_end": item.original_end,
    }  # fmt: skip


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
