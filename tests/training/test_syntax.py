"""Treebanks in one scheme: what hangs on what after reconciling, and what a pipeline is shown."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training import Corpus

from training.syntax import conllu, mean, parts, prepare, reconcile
from training.syntax.conllu import Sentence, Token


def sentence(*rows: str) -> Sentence:
    """Make a sentence of "form/tag/label/head", heads counted from one, 0 for the root."""
    made = []
    for at, row in enumerate(rows):
        form, tag, label, head = row.rsplit("/", 3)
        made.append(Token(form, form, tag, int(head) - 1 if head != "0" else at, label, True))
    return made


def shown(tokens: Sentence) -> list[str]:
    return [
        f"{token.form}/{token.label}/{token.head + 1 if token.head != at else 0}"
        for at, token in enumerate(tokens)
    ]


def test_objects_of_prepositions_become_heads() -> None:
    made = reconcile.craft(
        sentence(
            "loss/NN/root/0",
            "of/IN/prep/1",
            "the/DT/det/4",
            "gene/NN/pobj/2",
            "in/IN/prep/4",
            "mice/NNS/pobj/5",
        )
    )
    assert shown(made) == [
        "loss/root/0", "of/case/4", "the/det/4", "gene/nmod/1", "in/case/6", "mice/nmod/4",
    ]  # fmt: skip


def test_a_preposition_above_a_preposition_is_lifted_too() -> None:
    made = reconcile.craft(
        sentence("failed/VBD/root/0", "due/IN/prep/1", "to/IN/pcomp/2", "age/NN/pobj/3")
    )
    assert shown(made) == ["failed/root/0", "due/case/4", "to/case/4", "age/nmod/1"]
    assert made[2].tag == "TO"


def test_what_is_said_by_be_becomes_the_head() -> None:
    made = reconcile.craft(
        sentence(
            "genes/NNS/nsubj/2",
            "be/VBP/root/0",
            "not/RB/neg/2",
            "active/JJ/acomp/2",
            "here/RB/advmod/2",
        )
    )
    assert shown(made) == [
        "genes/nsubj/4", "be/cop/4", "not/neg/4", "active/root/0", "here/advmod/4",
    ]  # fmt: skip


def test_chains_of_conjuncts_hang_on_the_first() -> None:
    made = reconcile.craft(
        sentence(
            "heart/NN/root/0",
            ",/,/punct/1",
            "lung/NN/conj/1",
            ",/,/punct/3",
            "and/CC/cc/3",
            "skin/NN/conj/3",
        )
    )
    assert [token.head for token in made] == [0, 0, 0, 2, 0, 0]


def test_conjunctions_of_version_two_hang_on_the_first_conjunct() -> None:
    made = reconcile.ewt(
        sentence("eat/VB/root/0", "and/CC/cc/3", "sleep/VB/conj/1", "well/RB/advmod/3")
    )
    assert shown(made) == ["eat/root/0", "and/cc/1", "sleep/conj/1", "well/advmod/3"]


@pytest.mark.parametrize(
    ("row", "label", "tag"),
    [
        ("it/PRP/obj/1", "dobj", "PRP"), ("home/NN/obl/1", "nmod", "NN"),
        ("not/RB/advmod/1", "neg", "RB"), ("no/DT/det/1", "neg", "DT"),
        ("to/IN/case/1", "case", "TO"),
        ("soon/RB/advmod/1", "advmod", "RB"), ("the/DT/det/1", "det", "DT"),
    ],
)  # fmt: skip
def test_labels_and_tags_of_version_two(row: str, label: str, tag: str) -> None:
    token = reconcile.ewt(sentence("go/VB/root/0", row))[1]
    assert (token.label, token.tag) == (label, tag)


def test_ranges_and_brackets_are_read_as_text(tmp_path: Path) -> None:
    rows = [
        "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No",
        "1\tdo\tdo\tAUX\tVBP\t_\t0\troot\t_\t_",
        "2\tn't\tnot\tPART\tRB\t_\t1\tadvmod\t_\t_",
        "2.1\tx\t_\t_\t_\t_\t_\t_\t_\t_",
        "3\t-LRB-\t(\tPUNCT\t-LRB-\t_\t1\tpunct\t_\t_",
    ]
    path = tmp_path / "one.conllu"
    path.write_text("# text = don't(\n" + "\n".join(rows) + "\n\n")
    (found,) = conllu.read(path)
    assert [(token.form, token.spaced) for token in found] == [
        ("do", False), ("n't", False), ("(", True),
    ]  # fmt: skip


def test_words_with_hyphens_are_learned_whole(tmp_path: Path) -> None:
    one = sentence("steroid-induced/JJ/amod/2", "gout/NN/root/0")
    place = tmp_path / "train.spacy"
    DocBin(docs=prepare.documents([one] * 3, random.Random(1))).to_disk(place)
    shown = [example.predicted for example in Corpus(place)(spacy.blank("en"))]
    words = [token.text for doc in shown for token in doc if not token.is_space]
    assert words == ["steroid-induced", "gout"] * 3


def test_documents_keep_heads_and_sentences_behind_line_breaks() -> None:
    one = sentence("Gout/NN/nsubj/2", "hurts/VBZ/root/0")
    docs = list(prepare.documents([one] * 40, random.Random(1)))
    sents = [sent for doc in docs for sent in doc.sents]
    assert [sent.text.split() for sent in sents] == [["Gout", "hurts"]] * 40
    assert all(sent[0].head.text == "hurts" for sent in sents)
    assert any(token.tag_ == "_SP" for doc in docs for token in doc)


def test_sentences_of_measured_parts_are_left_out(tmp_path: Path) -> None:
    for name in prepare.MEASURED.values():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        rows = [f"{n}\t{w}\t_\t_\tNN\t_\t{n - 1}\troot\t_\t_" for n, w in enumerate("abcde", 1)]
        (tmp_path / name).write_text("\n".join(rows) + "\n\n")
    seen = sentence(*(f"{word}/NN/dep/0" for word in "ABCDE"))
    new = sentence(*(f"{word}/NN/dep/0" for word in "ABCDX"))
    assert list(prepare.unseen([seen, new], tmp_path)) == [new]


def test_parts_of_speech_follow_from_tags_and_labels() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("attribute_ruler").add_patterns(parts.patterns())  # type: ignore[attr-defined]
    doc = spacy.tokens.Doc(
        nlp.vocab, words=["Not", "that", "is", "to", "go"], tags=["RB", "DT", "VBZ", "TO", "VB"],
        deps=["neg", "nsubj", "cop", "mark", "ROOT"], heads=[4, 4, 4, 4, 4],
    )  # fmt: skip
    assert [token.pos_ for token in nlp.get_pipe("attribute_ruler")(doc)] == [
        "PART", "PRON", "AUX", "PART", "VERB",
    ]  # fmt: skip


def tagger(seed: int) -> Language:
    """Make a tagger that has seen nothing."""
    spacy.util.fix_random_seed(seed)
    nlp = spacy.blank("en")
    nlp.add_pipe("tagger").add_label("NN")  # type: ignore[attr-defined]
    nlp.initialize()
    return nlp


def weights(nlp: Language) -> list[np.ndarray]:
    layers = nlp.get_pipe("tagger").model.walk()  # type: ignore[attr-defined]
    return [layer.get_param(name).copy() for layer in layers
            for name in layer.param_names if layer.has_param(name)]  # fmt: skip


def test_the_mean_lies_halfway_between_the_weights_of_two_runs() -> None:
    one, two = tagger(1), tagger(2)
    halfway = [(a + b) / 2 for a, b in zip(weights(one), weights(two), strict=True)]
    assert any(not np.array_equal(a, b) for a, b in zip(weights(one), halfway, strict=True))
    found = weights(mean.mean([one, two]))
    assert all(np.allclose(a, b, atol=1e-6) for a, b in zip(found, halfway, strict=True))
