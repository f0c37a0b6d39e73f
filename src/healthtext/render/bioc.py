"""BioC XML (bioc.sourceforge.net): one collection, a document for each article.

The repaired text is one passage; offsets are code points. Infons say what each annotation is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from healthtext.records import Claim, Entity, Report, Span, Verdict
from healthtext.render.spans import place, xml_text
from healthtext.render.verdicts import identified, stores

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE collection SYSTEM "BioC.dtd">\n'
    "<collection><source>healthtext</source><date></date><key>healthtext.key</key>"
    '<infon key="offsets">Unicode code points of the repaired text</infon>\n'
)


def render(reports: Iterable[Report]) -> Iterator[str]:
    """Yield a collection piece by piece, one document a report; nothing for no report."""
    before = _HEAD
    for report in reports:
        yield before + _document(report)
        before = ""
    if not before:
        yield "</collection>\n"


def _document(report: Report) -> str:
    from lxml import etree  # type: ignore[import-untyped]

    document = etree.Element("document")
    _child(document, "id", report.id)
    source = report.source
    for key in ("name", "url", "title", "author", "date"):
        _infon(document, key, getattr(source, key))
    _infon(document, "evidence", stores(report))
    passage = _child(document, "passage")
    _infon(passage, "type", "text")
    _child(passage, "offset", "0")
    _child(passage, "text", report.repaired)
    for number, (span, infons) in enumerate(_annotations(report), 1):
        _annotate(passage, f"T{number}", span, infons, report.repaired)
    xml: str = etree.tostring(document, encoding="unicode")
    return f"{xml}\n"


def _annotations(report: Report) -> Iterator[tuple[Span, dict[str, str]]]:
    for entity in report.entities:
        yield (entity.start, entity.end), _of_entity(entity)
    for claim in report.claims:
        yield (claim.start, claim.end), _of_claim(claim)
    for finding in report.findings:
        infons = {"type": "finding", "rule": finding.rule, "severity": finding.severity}
        yield place(finding, report.repaired), infons | {"message": finding.message}


def _of_entity(entity: Entity) -> dict[str, str]:
    context = entity.context
    infons = {"type": entity.type}
    infons |= {"identifier": ";".join(concept.id for concept in entity.concepts)}
    infons |= {"name": "; ".join(concept.name for concept in entity.concepts)}
    infons |= {"link_score": f"{entity.link_score:g}"} if entity.link_score else {}
    flags = ("negated", "hedged", "hypothetical", "historical")
    infons |= {name: "true" for name in flags if getattr(context, name)}
    infons |= {"population": context.population} if context.population else {}
    return infons | ({"subject": context.subject} if context.subject != "reader" else {})


def _of_claim(claim: Claim) -> dict[str, str]:
    return {
        "type": "claim", "kind": claim.kind, "strength": claim.strength,
        "polarity": claim.polarity, "hedge": claim.hedge, "attribution": claim.attribution,
        "citations": " ".join(citation.value for citation in claim.citations),
        "relation": claim.relation, "priority": claim.priority,
        "population": claim.population, "dose": claim.dose, "number": claim.number,
    } | _of_sides(claim) | _of_verdict(claim.verdict)  # fmt: skip


def _of_sides(claim: Claim) -> dict[str, str]:
    infons = {}
    for name, party in (("subject", claim.subject), ("object", claim.object)):
        infons[name] = party.text if party else ""
        infons[f"{name}_identifier"] = ";".join(one.id for one in party.concepts) if party else ""
    return infons


def _of_verdict(verdict: Verdict | None) -> dict[str, str]:
    if verdict is None:
        return {}
    return {
        "verdict": verdict.value, "confidence": f"{verdict.confidence:g}",
        "evidence": ";".join(identified(verdict)), "looked_up": verdict.looked_up,
    }  # fmt: skip


def _annotate(passage: Any, name: str, span: Span, infons: dict[str, str], text: str) -> None:
    annotation = _child(passage, "annotation")
    annotation.set("id", name)
    for key, value in infons.items():
        _infon(annotation, key, value)
    location = _child(annotation, "location")
    location.set("offset", str(span[0]))
    location.set("length", str(span[1] - span[0]))
    _child(annotation, "text", text[slice(*span)])


def _infon(parent: Any, key: str, value: str) -> None:
    if value:
        _child(parent, "infon", value).set("key", key)


def _child(parent: Any, tag: str, text: str = "") -> Any:
    child = parent.makeelement(tag)
    if text:
        child.text = xml_text(text)
    parent.append(child)
    return child
