"""The stages as spaCy components: found by name, over processes, through DocBin, mistyped.

`python tests/components/test_components.py` writes the golden files anew; look at what changed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from healthtext import annotator, claims, context, entities, evidence, spacy_components, syntax
from healthtext.errors import SettingsError

ROOT = Path(__file__).parents[2]
TEXTS = [
    "He has no fever and takes 5 mg twice a day.",
    "My mother may have gout. Ginger completely cures nausea, and it has no side effects!",
    "Minerals such as zinc and iron are in nuts.",
    "Vitamin D does not prevent asthma. This detox flushes out toxins.",
    "",
]
GOLDEN, FACTORIES = (Path(__file__).with_name(f"{name}.json") for name in ("found", "factories"))


def every() -> Language:
    made = spacy.blank("en")
    for name in spacy_components.FACTORIES:
        made.add_pipe(name)
    return made


@pytest.fixture(scope="module")
def nlp() -> Language:
    return every()


def plain(doc: Doc) -> dict[str, Any]:
    return {
        "ents": [[e.text, e.label_] for e in doc.ents],
        "entities": [[e.text, e.type] for e in doc._.healthtext_entities],
        "context": [
            [e.text, e.type, e.context.negated, e.context.hedged, e.context.subject,
             [[m.text, m.kind, m.scope_start, m.scope_end] for m in e.context.modifiers]]
            for e in doc._.healthtext_context
        ],
        "hyponyms": [
            [h.text, h.general, h.pattern] for h in doc._.healthtext_hyponyms
        ],
        "quantities": [
            [q.text, q.kind, q.low, q.high, q.unit, q.per] for q in doc._.healthtext_quantities
        ],
        "claims": [
            [c.text, c.kind, c.polarity, c.hedge, c.verdict is not None]
            for c in doc._.healthtext_claims
        ],
        "evidence": [[f.rule, f.start, f.end, f.severity] for f in doc._.healthtext_evidence],
    }  # fmt: skip


def described(nlp: Language) -> dict[str, Any]:
    metas = {name: nlp.get_factory_meta(name) for name in spacy_components.FACTORIES}
    keys = ("requires", "assigns", "default_config")
    return {name: {key: getattr(meta, key) for key in keys} for name, meta in metas.items()}


def test_components_give_what_they_gave(nlp: Language) -> None:
    assert [plain(nlp(text)) for text in TEXTS] == json.loads(GOLDEN.read_text("utf-8"))


def test_factories_are_what_they_were(nlp: Language) -> None:
    assert described(nlp) == json.loads(FACTORIES.read_text("utf-8"))


def test_every_factory_is_an_entry_point() -> None:
    values = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    points = values["project"]["entry-points"]["spacy_factories"]
    assert points == {
        name: f"healthtext.spacy_components:{name.removeprefix('healthtext_')}"
        for name in (
            *spacy_components.FACTORIES,
            spacy_components.LINES,
            spacy_components.RETAGGER,
            spacy_components.LEMMAS,
            spacy_components.SENTENCES,
        )
    }


def test_found_by_name_in_a_pipeline_that_never_imports_healthtext() -> None:
    code = """import spacy
nlp = spacy.blank("en")
nlp.add_pipe("healthtext_claims")
print([claim.kind for claim in nlp("Ginger cures nausea.")._.healthtext_claims])"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['treatment']"


def test_the_stages_give_what_the_functions_give(nlp: Language) -> None:
    for text in TEXTS:
        doc, own = nlp(text), syntax.divide(spacy.blank("en")(text))
        reading = annotator.read(text)
        found = context.label(own, entities.find(own, reading))
        claimed = evidence.check(claims.find(own, found, reading), found)
        assert doc._.healthtext_context == found
        assert doc._.healthtext_hyponyms == entities.hyponyms.find(own, found)
        assert doc._.healthtext_claims == claimed
        assert doc._.healthtext_evidence == evidence.findings(own, found, claimed, reading=reading)


@pytest.mark.parametrize("name", [spacy_components.CLAIMS, spacy_components.EVIDENCE])
def test_a_stage_alone_finds_what_it_needs(nlp: Language, name: str) -> None:
    alone = spacy.blank("en")
    alone.add_pipe(name)
    whole = nlp(TEXTS[1])
    kinds = [claim.kind for claim in alone(TEXTS[1])._.healthtext_claims]
    assert kinds == [claim.kind for claim in whole._.healthtext_claims] == ["treatment"]


def test_entities_of_another_recogniser_get_context_and_make_claims() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    patterns = [{"label": "CONDITION", "pattern": "snurfitude"}]
    nlp.add_pipe("entity_ruler").add_patterns(patterns)  # type: ignore[attr-defined]
    nlp.add_pipe("healthtext_context")
    nlp.add_pipe("healthtext_claims")
    doc = nlp("Zimberol does not cure snurfitude.")
    assert [entity.text for entity in doc._.healthtext_context] == ["snurfitude"]
    assert [(c.kind, c.polarity) for c in doc._.healthtext_claims] == [("treatment", "negative")]


def test_entities_are_linked_to_their_first_concept(nlp: Language) -> None:
    doc = nlp(TEXTS[1])
    assert [ent.kb_id_ for ent in doc.ents if ent.text == "gout"] == [
        entity.concepts[0].id for entity in doc._.healthtext_entities if entity.text == "gout"
    ]


def test_sentences_of_the_pipeline_are_kept() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", config={"punct_chars": ["|"]})
    nlp.add_pipe("healthtext_entities")
    doc = nlp("No fever. | Gout.")
    assert [sent.text for sent in doc.sents] == ["No fever. |", "Gout."]


def test_line_breaks_start_sentences_before_a_parser_or_sentencizer() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(spacy_components.LINES)
    doc = nlp("Side effects\nFew have any\n")
    assert [token.text for token in doc if token.is_sent_start] == ["Side", "Few"]
    assert len(nlp("\n")) == 1 and len(nlp("")) == 0


def test_two_processes_give_the_same(nlp: Language) -> None:
    alone = [plain(nlp(text)) for text in TEXTS]
    assert [plain(doc) for doc in nlp.pipe(TEXTS, n_process=2, batch_size=2)] == alone


def test_docbin_keeps_what_was_found(nlp: Language) -> None:
    docs = [nlp(text) for text in TEXTS]
    kept = DocBin(store_user_data=True, docs=docs).to_bytes()
    read = [*DocBin().from_bytes(kept).get_docs(spacy.blank("en").vocab)]
    assert [plain(doc) for doc in read] == [plain(doc) for doc in docs]
    for name in spacy_components.FACTORIES:  # records, with tuples where they had tuples
        assert [getattr(doc._, name) for doc in read] == [getattr(doc._, name) for doc in docs]


def test_a_pipeline_is_saved_and_loaded(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("healthtext_entities", config={"types": ["CONDITION"]})
    nlp.to_disk(tmp_path / "saved")
    doc = spacy.load(tmp_path / "saved")("Ginger for gout.")
    assert [entity.text for entity in doc._.healthtext_entities] == ["gout"]


def test_a_document_without_the_components_has_nothing() -> None:
    doc = spacy.blank("en")("No fever for 5 days.")
    assert [getattr(doc._, name) for name in spacy_components.FACTORIES] == [()] * len(
        spacy_components.FACTORIES
    )


def test_kinds_and_rules_are_left_out() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("healthtext_claims", config={"kinds": ["prevention"]})
    assert not nlp("Ginger cures nausea.")._.healthtext_claims
    whole = spacy.blank("en")
    whole.add_pipe("healthtext_evidence")
    rule = whole(TEXTS[3])._.healthtext_evidence[0].rule
    fewer = spacy.blank("en")
    fewer.add_pipe("healthtext_evidence", config={"disable_rules": [rule]})
    assert rule not in [finding.rule for finding in fewer(TEXTS[3])._.healthtext_evidence]


@pytest.mark.parametrize(
    ("name", "config", "error"),
    [
        ("healthtext_entities", {"types": "DRUG"}, ValueError),
        ("healthtext_entities", {"typos": []}, ValueError),
        ("healthtext_entities", {"types": ["DRUGS"]}, SettingsError),
        ("healthtext_claims", {"kinds": 3}, ValueError),
        ("healthtext_claims", {"kinds": ["cure"]}, SettingsError),
        ("healthtext_evidence", {"disable_rules": ["NO_SUCH_RULE"]}, SettingsError),
        ("healthtext_context", {"window": 6}, ValueError),
    ],
)
def test_a_mistyped_option_fails_before_the_run(
    name: str, config: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error) as raised:
        spacy.blank("en").add_pipe(name, config=config)
    assert str(next(iter(config))) in str(raised.value)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["no ", "gout", "(", "NSAIDs", " ", "\n", "5mg", "é", "-", ". "])))
@example(["gout", "no ", "é", "(", "5mg"])
def test_entities_lie_where_they_say(parts: list[str]) -> None:
    text = "".join(parts)
    nlp = spacy.blank("en")
    nlp.add_pipe("healthtext_entities")
    doc = nlp(text)
    assert all(text[e.start : e.end] == e.text for e in doc._.healthtext_entities)
    # two that share a token ("é(5mg" of letters run together) cannot both be in doc.ents
    assert all(
        any(e.start_char < one.end and one.start < e.end_char for e in doc.ents)
        for one in doc._.healthtext_entities
    )


def test_the_example_of_the_docs_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "spacy.md").read_text("utf-8")
    code = page.split("```python\n")[1].split("```")[0]
    exec(code, {})
    said = [line.removeprefix("# ") for line in code.splitlines() if line.startswith("# ")]
    assert capsys.readouterr().out.splitlines() == said


def write() -> None:
    nlp = every()
    for file, values in (
        (GOLDEN, [plain(nlp(text)) for text in TEXTS]),
        (FACTORIES, described(nlp)),
    ):
        file.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    write()
