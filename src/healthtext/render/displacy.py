"""displaCy (spaCy): what `displacy.render(..., style="ent", manual=True)` takes."""

from __future__ import annotations

import json
from typing import Any

from healthtext.records import Entity, Report
from healthtext.render.spans import flat

_PAGES = {
    "MESH": "https://id.nlm.nih.gov/mesh/{number}",
    "DOID": "http://purl.obolibrary.org/obo/DOID_{number}",
    "UBERON": "http://purl.obolibrary.org/obo/UBERON_{number}",
    "SYMP": "http://purl.obolibrary.org/obo/SYMP_{number}",
}


def values(report: Report) -> dict[str, Any]:
    """Return the repaired text and its entities; of overlapping ones the longest."""
    entities = [_entity(entity) for entity in flat(report.entities)]
    return {"text": report.repaired, "ents": entities, "title": report.source.title or None}


def dumps(report: Report) -> str:
    """Return the values as JSON on one line."""
    return json.dumps(values(report), ensure_ascii=False)


def _entity(entity: Entity) -> dict[str, Any]:
    shown: dict[str, Any] = {"start": entity.start, "end": entity.end, "label": entity.type}
    if entity.concepts:
        vocabulary, _, number = entity.concepts[0].id.partition(":")
        page = _PAGES.get(vocabulary, "#").format(number=number)
        shown |= {"kb_id": entity.concepts[0].id, "kb_url": page}
    return shown
