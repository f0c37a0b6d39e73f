"""Context and quantities as spaCy components: found by name, over processes and through DocBin."""

from __future__ import annotations

import json
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from healthtext import spacy_components

TEXTS = ["He has no fever and takes 5 mg twice a day.", "My mother may have gout.", ""]
GOLDEN = Path(__file__).parent / "components.json"


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("en")
    made.add_pipe("sentencizer")
    patterns = [{"label": "SYMPTOM", "pattern": "fever"}, {"label": "CONDITION", "pattern": "gout"}]
    made.add_pipe("entity_ruler").add_patterns(patterns)  # type: ignore[attr-defined]
    made.add_pipe("healthtext_context")
    made.add_pipe("healthtext_quantities")
    return made


def plain(doc: Doc) -> dict[str, object]:
    return {
        "context": [
            [e.text, e.type, e.context.negated, e.context.hedged, e.context.subject,
             [[m.text, m.kind, m.scope_start, m.scope_end] for m in e.context.modifiers]]
            for e in doc._.healthtext_context
        ],
        "quantities": [
            [q.text, q.kind, q.low, q.high, q.unit, q.per] for q in doc._.healthtext_quantities
        ],
    }  # fmt: skip


def test_components_give_what_they_gave(nlp: Language) -> None:
    assert [plain(nlp(text)) for text in TEXTS] == json.loads(GOLDEN.read_text("utf-8"))


def test_found_by_entry_point() -> None:
    names = {entry.name for entry in entry_points(group="spacy_factories")}
    assert {spacy_components.CONTEXT, spacy_components.QUANTITIES} <= names


def test_two_processes_give_the_same(nlp: Language) -> None:
    alone = [plain(nlp(text)) for text in TEXTS]
    assert [plain(doc) for doc in nlp.pipe(TEXTS, n_process=2, batch_size=2)] == alone


def test_docbin_keeps_what_was_found(nlp: Language) -> None:
    docs = [nlp(text) for text in TEXTS]
    kept = DocBin(store_user_data=True, docs=docs).to_bytes()
    read = DocBin().from_bytes(kept).get_docs(spacy.blank("en").vocab)
    assert [plain(doc) for doc in read] == [plain(doc) for doc in docs]


def test_a_pipeline_is_saved_and_loaded(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "saved")
    assert plain(spacy.load(tmp_path / "saved")(TEXTS[0])) == plain(nlp(TEXTS[0]))


def test_a_document_without_the_component_has_nothing() -> None:
    doc = spacy.blank("en")("No fever for 5 days.")
    assert (doc._.healthtext_context, doc._.healthtext_quantities) == ((), ())
