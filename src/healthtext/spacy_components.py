"""Stages as spaCy components, found by entry point: `nlp.add_pipe("healthtext_context")`.

What they find lies in `doc.user_data` as plain dictionaries, so that it survives worker processes
and DocBin (`store_user_data=True`); `doc._.healthtext_...` shows it as records. Import this module
where documents are read that another process has made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from healthtext.records import Context, Entity, Modifier, Quantity

CONTEXT, QUANTITIES = "healthtext_context", "healthtext_quantities"
Component = Callable[[Doc], Doc]


@Language.factory(CONTEXT, requires=["doc.ents"], assigns=["doc._.healthtext_context"])
def context(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """Return the component that labels how each of `doc.ents` is spoken of.

    `doc._.healthtext_context` holds an Entity for each, in their order.
    """
    return _label


@Language.factory(QUANTITIES, assigns=["doc._.healthtext_quantities"])
def quantities(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """Return the component that fills `doc._.healthtext_quantities`."""
    return _measure


def _label(doc: Doc) -> Doc:
    from healthtext import context as room

    found = [Entity(e.start_char, e.end_char, e.text, e.label_) for e in doc.ents]
    doc.user_data[CONTEXT] = [asdict(entity) for entity in room.label(doc, found)]
    return doc


def _measure(doc: Doc) -> Doc:
    from healthtext import quantities as room

    doc.user_data[QUANTITIES] = [asdict(quantity) for quantity in room.find(doc.text)]
    return doc


def _entities(doc: Doc) -> tuple[Entity, ...]:
    return tuple(map(_entity, doc.user_data.get(CONTEXT, ())))


def _entity(values: dict[str, Any]) -> Entity:
    said = values["context"]
    cues = tuple((start, end) for start, end in said["cues"])
    modifiers = tuple(Modifier(**modifier) for modifier in said["modifiers"])
    spoken = Context(**said | {"cues": cues, "modifiers": modifiers})
    return Entity(**values | {"concepts": (), "context": spoken})


def _quantities(doc: Doc) -> tuple[Quantity, ...]:
    return tuple(Quantity(**values) for values in doc.user_data.get(QUANTITIES, ()))


if not Doc.has_extension(CONTEXT):
    Doc.set_extension(CONTEXT, getter=_entities)
    Doc.set_extension(QUANTITIES, getter=_quantities)
