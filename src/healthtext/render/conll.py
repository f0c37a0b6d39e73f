"""CoNLL-2003: a token a line with its entity in the fourth column as B-, I- or O.

Tokens are spaCy's rules for English, cut where an entity begins or ends inside one; a line break
ends a sentence. Of overlapping entities the longest counts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from healthtext import syntax
from healthtext.records import Entity, Report, Span
from healthtext.render.spans import flat

START = "-DOCSTART- -X- -X- O\n\n"


def render(report: Report) -> str:
    """Return one article: its start, then its sentences with an empty line behind each."""
    entities = flat(report.entities)
    doc = syntax.load()(report.repaired)
    parts = [START]
    for sentence in syntax.sentences(doc):
        spans = ((token.idx, token.idx + len(token)) for token in sentence if not token.is_space)
        lines = [_line(report.repaired, span, tag) for span, tag in _tagged(spans, entities)]
        if lines:
            parts.append("".join(lines) + "\n")
    return "".join(parts)


def _tagged(spans: Iterator[Span], entities: Sequence[Entity]) -> Iterator[tuple[Span, str]]:
    starts = [entity.start for entity in entities]
    edges = sorted({edge for entity in entities for edge in (entity.start, entity.end)})
    for span in spans:
        inside = edges[bisect_right(edges, span[0]) : bisect_left(edges, span[1])]
        for piece in pairwise((span[0], *inside, span[1])):
            index = bisect_right(starts, piece[0]) - 1
            yield piece, _tag(piece, entities[index] if index >= 0 else None)


def _tag(span: Span, entity: Entity | None) -> str:
    if entity is None or entity.end <= span[0]:
        return "O"
    return f"{'B' if entity.start == span[0] else 'I'}-{entity.type}"


def _line(text: str, span: Span, tag: str) -> str:
    """Write a token; white space in one, which no reader takes, becomes an underscore."""
    return f"{'_'.join(text[slice(*span)].split()) or '_'} -X- _ {tag}\n"
