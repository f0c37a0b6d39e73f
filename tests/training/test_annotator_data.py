"""Corpora become texts with spans, and pairs, as their guidelines have them; files made up here."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from healthtext.annotator import features, reading
from training.annotator import corpora, pairs
from training.annotator.corpora import Sentence, prose, spans
from training.annotator.examples import COLUMNS, TYPES, Maker
from training.annotator.score import Counts, chunks


def test_tokens_become_prose_and_spans_fit() -> None:
    tokens = [
        "Tablet",
        "-",
        "induced",
        "dry",
        "mouth",
        "(",
        "a",
        "side",
        "effect",
        ")",
        ",",
        "often",
        ".",
    ]
    tags = [
        "O",
        "O",
        "O",
        "B-Disease",
        "I-Disease",
        "O",
        "O",
        "B-Disease",
        "I-Disease",
        "O",
        "O",
        "O",
        "O",
    ]
    text, places = prose(tokens)
    assert text == "Tablet-induced dry mouth (a side effect), often."
    assert [text[s:e] for s, e, _ in spans(tags, places)] == ["dry mouth", "side effect"]


def test_a_span_of_another_kind_begins_anew() -> None:
    places = [(0, 1), (2, 3), (4, 5)]
    assert spans(["B-Cell", "I-Organ", "I-Organ"], places) == ((0, 1, "Cell"), (2, 5, "Organ"))


def test_iob_files(tmp_path: Path) -> None:
    (tmp_path / "x.tsv").write_text("A\tO\nb\tB-Cell\n\n\nC\tO")
    assert list(corpora.iob(tmp_path / "x.tsv")) == [(["A", "b"], ["O", "B-Cell"]), (["C"], ["O"])]


def test_both_files_of_strengths_have_one_code(tmp_path: Path) -> None:
    for name, rows in (
        ("data/pubmed_causal_language_use.csv", "Rest lowers it,1\nIt went with age,3\n"),
        ("exaggeration/data/annotated_eureka.csv", "Rest lowers it,3\nIt went with age,1\n"),
    ):
        path = tmp_path / "causal_language" / name
        path.parent.mkdir(parents=True)
        path.write_text(f"sentence,label\n{rows}")
    found = [corpora.STRENGTHS[label] for _, label, _ in corpora.strength(tmp_path)]
    assert found == ["direct_causal", "correlational"] * 2


def test_folds_part_everything_once() -> None:
    held = [at for fold in range(5) for at in corpora.folds(23, fold)[1]]
    assert sorted(held) == list(range(23))
    assert not set(corpora.folds(23, 2)[0]) & set(corpora.folds(23, 2)[1])
    assert corpora.folds(23, 2) == corpora.folds(23, 2)


def test_labels_lie_on_first_pieces_and_other_groups_are_masked() -> None:
    sentence = Sentence("Severe methotrexate toxicity", ((7, 19, "Chemical"),), ("chemical",))
    example = Maker().sentence(sentence, "BC5CDR")
    chemical = example.labels[:, COLUMNS.index("chemical")].tolist()
    assert chemical[0] == 0
    assert chemical.count(1) == 1
    assert set(chemical[chemical.index(1) + 1 : -1]) <= {-1}
    assert set(example.labels[:, COLUMNS.index("disease")].tolist()) == {-1}
    drug = example.labels[chemical.index(1), COLUMNS.index("type")]
    assert TYPES[drug] == "DRUG"
    assert (example.features < features.FEATURES).all()


def test_weak_labels_mask_what_may_be_an_unknown_entity() -> None:
    example = Maker()._silver("Zyxoprilanib eases headache at home")
    disease = example.labels[:, COLUMNS.index("disease")]
    assert disease[0] == -1, "a rare word"
    assert 1 in disease.tolist()
    assert disease[-1] == 0


def test_a_trial_gives_true_and_untrue_claims(tmp_path: Path) -> None:
    folder = tmp_path / "evidence_inference"
    (folder / "splits").mkdir(parents=True)
    (folder / "splits/train_article_ids.txt").write_text("1\n")
    (folder / "prompts_merged.csv").write_text(
        "PromptID,PMCID,Outcome,Intervention,Comparator\n7,1,pain,heat,rest\n8,1,sleep,heat,rest\n"
    )
    head = "PromptID,PMCID,Label,Annotations\n"
    row = "{},1,significantly decreased,Heat lowered {} by a third more than rest did.\n"
    (folder / "v2_annotations.csv").write_text(
        head + row.format(7, "pain") + row.format(8, "sleep")
    )
    (asked, _) = pairs.directions(tmp_path, "train")
    assert (asked.first, pairs.DIRECTIONS[asked.label]) == ("pain; heat versus rest", "decreased")
    found = list(pairs.trials(tmp_path, "train"))
    assert found[0].label == pairs.SUPPORT
    assert found[0].first == "heat reduces pain compared with rest."
    assert {pair.label for pair in found} >= {pairs.SUPPORT, pairs.CONTRADICT}


def test_the_nearest_sentences_keep_their_order() -> None:
    said = ["Ginger was given.", "It rained.", "Nausea fell with ginger capsules."]
    assert pairs.nearest("Ginger capsules lower nausea", said, 2) == [said[0], said[2]]


def test_scifact_pairs(tmp_path: Path) -> None:
    folder = tmp_path / "scifact_official/data"
    folder.mkdir(parents=True)
    (folder / "corpus.jsonl").write_text(
        "\n".join(json.dumps({"doc_id": n, "abstract": ["A rose.", "B fell."]}) for n in (1, 2))
    )
    claim = {"claim": "A rises", "cited_doc_ids": [1, 2],
             "evidence": {"1": [{"sentences": [0], "label": "CONTRADICT"}]}}  # fmt: skip
    (folder / "claims_train.jsonl").write_text(json.dumps(claim))
    found = pairs.scifact(tmp_path, "train")
    assert [(p.second, p.label) for p in found] == [
        ("A rose.", pairs.CONTRADICT), ("A rose. B fell.", pairs.NEUTRAL),
    ]  # fmt: skip


def test_counts_and_texts_of_several_sentences() -> None:
    said = [Sentence("A cold", ((2, 6, "Disease"),), ()), Sentence("Flu", ((0, 3, "Disease"),), ())]
    ((text, found),) = chunks(said)
    assert [text[s:e] for s, e, _ in found] == ["cold", "Flu"]
    counts = Counts()
    counts.add({(0, 1), (2, 3)}, {(0, 1), (5, 6), (7, 8)})
    assert (counts.precision, counts.recall, round(counts.f1, 2)) == (1 / 3, 1 / 2, 0.4)


def test_labels_of_training_are_those_read() -> None:
    assert corpora.GROUPS == reading.GROUPS
    assert corpora.ANATOMY == reading.PARTS
    assert corpora.STRENGTHS == reading.STRENGTHS
    assert corpora.PARTS == reading.ARGUMENTS
    assert np.array_equal(TYPES, reading.TYPES)
