"""Stages as spaCy components, found by entry point: `nlp.add_pipe("healthtext_claims")`.

What they find lies in `doc.user_data` as plain dictionaries, so that it survives worker processes
and DocBin (`store_user_data=True`); `doc._.healthtext_...` shows it as records. Import this module
where documents are read that another process has made.

A stage takes what it needs from the stages before it, and finds for itself what none has found:
entities are those of `healthtext_context`, else of `healthtext_entities`, else its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from healthtext.errors import SettingsError
from healthtext.records import Entity, Finding, Hyponym, Quantity

if TYPE_CHECKING:
    from healthtext.records import Claim
    from healthtext.retagger import Retagger

ENTITIES, CONTEXT, QUANTITIES = "healthtext_entities", "healthtext_context", "healthtext_quantities"
CLAIMS, EVIDENCE, HYPONYMS = "healthtext_claims", "healthtext_evidence", "healthtext_hyponyms"
FACTORIES = (ENTITIES, CONTEXT, HYPONYMS, QUANTITIES, CLAIMS, EVIDENCE)
# Of the packaged pipeline.
LINES, RETAGGER, LEMMAS = "healthtext_lines", "healthtext_retagger", "healthtext_lemmas"
SENTENCES = "healthtext_sentences"  # of a pipeline without a parser
Component = Callable[[Doc], Doc]


@Language.factory(
    ENTITIES, assigns=["doc.ents", "doc._.healthtext_entities"], default_config={"types": []}
)
def entities(nlp: Language, name: str, types: list[str]) -> Component:  # noqa: ARG001
    """Return the component that finds medical entities, of all types or of `types`.

    They take the place of `doc.ents`, in whole tokens, with the id of their first concept;
    `doc._.healthtext_entities` has them exactly. Raises SettingsError for an unknown type.
    """
    from healthtext.entities import TYPES

    return partial(_recognise, types=_known(f"{name}.types", types, TYPES))


@Language.factory(CONTEXT, requires=["doc.ents"], assigns=["doc._.healthtext_context"])
def context(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """Return the component that labels how each entity is spoken of.

    `doc._.healthtext_context` holds an Entity for each that `healthtext_entities` found, or else
    for each of `doc.ents`, whichever component found those.
    """
    return _label


@Language.factory(HYPONYMS, requires=["doc.ents"], assigns=["doc._.healthtext_hyponyms"])
def hyponyms(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """Return the component that fills `doc._.healthtext_hyponyms` by scispaCy's patterns.

    It takes the tags and the parse of the document; without them the packaged parser reads the
    sentences that may hold one.
    """
    return _sort


@Language.factory(QUANTITIES, assigns=["doc._.healthtext_quantities"])
def quantities(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """Return the component that fills `doc._.healthtext_quantities`."""
    return _measure


@Language.factory(
    CLAIMS, assigns=["doc._.healthtext_claims"], default_config={"kinds": []}
)  # fmt: skip
def claims(nlp: Language, name: str, kinds: list[str]) -> Component:  # noqa: ARG001
    """Return the component that finds claims, of all kinds or of `kinds`.

    Raises SettingsError for an unknown kind.
    """
    from healthtext.claims import KINDS

    return partial(_claim, kinds=_known(f"{name}.kinds", kinds, KINDS))


@Language.factory(
    EVIDENCE,
    requires=["doc._.healthtext_claims"],
    assigns=["doc._.healthtext_claims", "doc._.healthtext_evidence"],
    default_config={"disable_rules": []},
)
def evidence(nlp: Language, name: str, disable_rules: list[str]) -> Component:  # noqa: ARG001
    """Return the component that gives claims their verdict and `doc._.healthtext_evidence`.

    Those are the Findings of all rules but `disable_rules`. Raises SettingsError for an unknown
    rule.
    """
    from healthtext import rules

    ids = [rule.id for rule in rules.of_step("evidence")]
    return partial(_weigh, disabled=_known(f"{name}.disable_rules", disable_rules, ids))


@Language.factory(LINES, assigns=["token.is_sent_start"])
def lines(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """Return the component that starts sentences behind line breaks, before any parser.

    So it does behind a letter that names something: "vitamin C. Garlic helps".
    """
    return _broken


@Language.factory(RETAGGER, requires=["doc.tensor", "token.tag"], assigns=["token.tag"])
def retagger(nlp: Language, name: str) -> Retagger:  # noqa: ARG001
    """Return the component that takes a second look at unsure tags; it reads its model from disk.

    It belongs behind the packaged tagger, and before all that reads tags.
    """
    from healthtext.retagger import Retagger

    return Retagger()


@Language.factory(LEMMAS, requires=["token.pos"], assigns=["token.lemma"])
def lemmas(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """Return the component that sets lemmas by form and part of speech."""
    return _lemmatise


@Language.factory(SENTENCES, assigns=["token.is_sent_start"])
def sentences(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """Return the component that ends sentences at full stops, but not at abbreviations."""
    return _divided_anew


def _divided_anew(doc: Doc) -> Doc:
    from healthtext import lettered, syntax

    return syntax.divide(lettered.split_off(doc))


def _broken(doc: Doc) -> Doc:
    from healthtext import lettered

    for token in lettered.split_off(doc)[:-1]:
        if token.is_space and "\n" in token.text:
            token.nbor().is_sent_start = True
    for at in lettered.starts(doc):
        doc[at].is_sent_start = True
        while doc[at - 1].is_punct and doc[at - 1].text != ".":
            at -= 1
            doc[at].is_sent_start = False  # the quotation mark that ends the sentence before
    return doc


def _lemmatise(doc: Doc) -> Doc:
    from healthtext.syntax import lemma

    for token in doc:
        token.lemma_ = lemma(token.text, token.pos_)
    return doc


def _known(where: str, given: Iterable[str], allowed: Sequence[str]) -> frozenset[str]:
    for value in given:
        if value not in allowed:
            raise SettingsError(where, f"unknown {value!r}", f"known: {', '.join(allowed)}")
    return frozenset(given)


def _recognise(doc: Doc, types: Collection[str]) -> Doc:
    from healthtext import annotator
    from healthtext import entities as room

    every = room.find(_divided(doc), annotator.read(doc.text))
    found = [one for one in every if not types or one.type in types]
    doc.user_data[ENTITIES] = [asdict(entity) for entity in found]
    spans = (
        doc.char_span(
            one.start, one.end, one.type, alignment_mode="expand",
            kb_id=one.concepts[0].id if one.concepts else "",
        )
        for one in found
    )  # fmt: skip
    doc.ents = filter_spans(span for span in spans if span is not None)
    return doc


def _label(doc: Doc) -> Doc:
    from healthtext import context as room

    doc.user_data[CONTEXT] = [asdict(one) for one in room.label(_divided(doc), _before(doc))]
    return doc


def _sort(doc: Doc) -> Doc:
    from healthtext.entities import hyponyms as room

    doc.user_data[HYPONYMS] = [asdict(one) for one in room.find(_divided(doc), _before(doc))]
    return doc


def _before(doc: Doc) -> Sequence[Entity]:
    """Return what `healthtext_entities` found, or else another recogniser."""
    if ENTITIES in doc.user_data:
        return _entities(ENTITIES, doc)
    return [Entity(e.start_char, e.end_char, e.text, e.label_) for e in doc.ents]


def _measure(doc: Doc) -> Doc:
    from healthtext import quantities as room

    doc.user_data[QUANTITIES] = [asdict(quantity) for quantity in room.find(doc.text)]
    return doc


def _claim(doc: Doc, kinds: Collection[str]) -> Doc:
    found = _stated(doc, _meant(doc))
    doc.user_data[CLAIMS] = [asdict(one) for one in found if not kinds or one.kind in kinds]
    return doc


def _stated(doc: Doc, found: Sequence[Entity]) -> tuple[Claim, ...]:
    from healthtext import annotator, claims

    return claims.find(_divided(doc), found, annotator.read(doc.text))


def _weigh(doc: Doc, disabled: Collection[str]) -> Doc:
    from healthtext import annotator
    from healthtext import evidence as room

    found = _meant(doc)
    stated = _claims(doc) if CLAIMS in doc.user_data else _stated(doc, found)
    judged = room.check(stated, found)
    doc.user_data[CLAIMS] = [asdict(claim) for claim in judged]
    reading = annotator.read(doc.text)
    findings = room.findings(_divided(doc), found, judged, disabled, reading=reading)
    doc.user_data[EVIDENCE] = [asdict(finding) for finding in findings]
    return doc


def _divided(doc: Doc) -> Doc:
    """Return the document with sentences, by the packaged rules if nothing has set any."""
    from healthtext import syntax

    return doc if doc.has_annotation("SENT_START") else syntax.divide(doc)


def _meant(doc: Doc) -> tuple[Entity, ...]:
    """Return the entities that claims are made of, as stages before found them, with context."""
    from healthtext import annotator
    from healthtext import context as room
    from healthtext.entities import find, for_claims

    if CONTEXT in doc.user_data:
        return for_claims(_entities(CONTEXT, doc))
    known = ENTITIES in doc.user_data
    found = _entities(ENTITIES, doc) if known else find(_divided(doc), annotator.read(doc.text))
    return for_claims(room.label(_divided(doc), found))


def _entities(key: str, doc: Doc) -> tuple[Entity, ...]:
    from healthtext.render.json import entity

    return tuple(map(entity, doc.user_data.get(key, ())))


def _hyponyms(doc: Doc) -> tuple[Hyponym, ...]:
    return tuple(Hyponym(**values) for values in doc.user_data.get(HYPONYMS, ()))


def _quantities(doc: Doc) -> tuple[Quantity, ...]:
    return tuple(Quantity(**values) for values in doc.user_data.get(QUANTITIES, ()))


def _claims(doc: Doc) -> tuple[Claim, ...]:
    from healthtext.render.json import claim

    return tuple(map(claim, doc.user_data.get(CLAIMS, ())))


def _findings(doc: Doc) -> tuple[Finding, ...]:
    return tuple(Finding(**values) for values in doc.user_data.get(EVIDENCE, ()))


_GETTERS: dict[str, Callable[[Doc], Any]] = {
    ENTITIES: partial(_entities, ENTITIES), CONTEXT: partial(_entities, CONTEXT),
    HYPONYMS: _hyponyms, QUANTITIES: _quantities, CLAIMS: _claims, EVIDENCE: _findings,
}  # fmt: skip
for _name, _getter in _GETTERS.items():
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, getter=_getter)
