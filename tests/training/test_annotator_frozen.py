"""Heads on the denoiser's own states: what is read of texts, and that labels are learnt from it."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("sklearn")

from healthtext import encoder
from healthtext.annotator import features
from training.annotator import frozen, states
from training.annotator.corpora import Sentence
from training.annotator.examples import Example, Maker, saved
from training.annotator.pairs import Pair

ILLS, SOUND = ("asthma", "gout", "anemia", "measles"), ("bread", "music", "paper", "glass")


@pytest.fixture(scope="module")
def maker() -> Maker:
    return Maker()


def sentence(maker: Maker, word: str, kind: str) -> Example:
    text = f"We talk of {word} today."
    spans = ((11, 11 + len(word), kind),) if word in ILLS else ()
    return maker.sentence(Sentence(text, spans, ("disease", "chemical", "anatomy")), "BC5CDR")


def test_a_sentence_is_read_alone_or_among_its_neighbours(maker: Maker) -> None:
    made = [maker.text(text, 0) for text in ("Tea may help.", "Rest helps in gout.")]
    alone, among = states.apart(made), states.together(made)
    assert [len(one) for one in alone] == [len(one) for one in among]
    assert [len(one) for one in alone] == [len(one.pieces) for one in made]
    assert not np.allclose(alone[1], among[1])
    offsets, hidden = states.read("Tea may help.")
    assert len(offsets) == len(hidden)
    assert np.allclose(hidden, alone[0], atol=1e-2)


def test_a_pair_is_one_window_whose_mark_does_not_count(maker: Maker) -> None:
    made = maker.pair(Pair("Tea helps.", "Tea did not help anyone.", 2))
    one, two = states.paired(made)
    width = encoder.load().heads.width
    assert (len(one), len(two)) == (2 * width, 4 * width)
    assert np.allclose(two[2 * width : 3 * width], abs(two[:width] - two[width : 2 * width]))
    share = made.second / len(made.pieces)
    assert np.allclose(one[:width], share * two[:width] + (1 - share) * two[width : 2 * width],
                       atol=1e-4)  # fmt: skip


def test_features_are_shown_beside_states_if_asked() -> None:
    hidden, described = np.ones((2, 5), np.float16), np.array([0, 3])
    assert states.beside(hidden, described, shown=False).shape == (2, 5)
    rows = states.beside(hidden, described, shown=True)
    assert rows.shape == (2, 5 + features.FEATURES)
    assert rows[1, 5:].argmax() == 3


@pytest.mark.parametrize("name", frozen.LEARNERS)
def test_labels_are_learnt_and_those_never_seen_are_unlikely(name: str) -> None:
    random = np.random.default_rng(0)
    labels = random.permutation(np.repeat((0, 2, 3), 60))
    rows = (random.normal(size=(180, 4)) + 4 * np.eye(4)[labels]).astype(np.float32)
    fitted = frozen.learner(name).fit(rows, labels)
    logs = frozen.likely(fitted, rows, 4)
    assert (logs.argmax(1) == labels).mean() > 0.9
    assert logs[:, 1].max() < -10
    assert frozen.weights(fitted) == {"linear": 3 * 5, "layer": 5 * 192 + 3 * 193}[name]


@pytest.fixture
def folder(tmp_path: Path, maker: Maker) -> Path:
    """Examples of every corpus of entities: four diseases, and words that are none."""
    for corpus in states.CORPORA:
        made = [sentence(maker, word, "Disease") for _ in range(12) for word in (*ILLS, *SOUND)]
        saved(tmp_path / f"ner_{corpus}.npz", made)
    return tmp_path


def test_tags_are_learnt_from_the_states_of_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frozen.calibrate, "_bias", lambda *_: 0.0)
    monkeypatch.setattr(frozen, "TAGGED", ("disease",))
    made = states.words(folder)
    assert set(made.labels[:, 0].tolist()) == {0, 1}
    assert (made.labels[:, 3] == -1).all()
    found = frozen.tagger("linear", made, folder)
    text = "We talk of gout today. We talk of music today."
    assert [text[m.start : m.end] for m in found.read(text).mentions("disease")] == ["gout"]
    assert found.read("").mentions("disease") == ()


def test_the_fold_held_out_is_measured(
    tmp_path: Path, maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    says = {0: "We met on Monday.", 1: "Tea causes pain.", 2: "Tea may cause pain.",
            3: "Tea is linked to pain."}  # fmt: skip
    every = [(text, label, "pubmed") for _ in range(15) for label, text in says.items()]
    saved(tmp_path / "strength.npz", [maker.text(text, label) for text, label, _ in every])
    monkeypatch.setattr(frozen.corpora, "strength", lambda _: every)
    sizes: frozen.Sizes = {}
    options = Namespace(data=tmp_path, examples=tmp_path)
    ((_, linear, *_, count),) = frozen.strength(options, sizes)
    assert linear > 0.9
    assert count == 12
    assert sizes["strength"][0] == 4 * (2 * encoder.load().heads.width + 1)
