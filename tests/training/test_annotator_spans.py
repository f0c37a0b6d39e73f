"""What is learned of spans: the words at the edges of mentions, and the weights of their signs."""

from __future__ import annotations

import numpy as np
import pytest

from healthtext.annotator.spans import LIKELY, WEIGHED
from training.annotator import spans
from training.annotator.corpora import Sentence
from training.annotator.spans import Held

ANATOMY = WEIGHED.index("anatomy")


def test_words_are_those_of_the_network() -> None:
    made = spans.words("Beta-thalassaemia, mild.")
    assert made.at(np.arange(len(made.starts))) == ["beta", "-", "thalassaemia", ",", "mild", "."]
    assert len(spans.words("").starts) == 0


def test_edges_are_counted_where_a_corpus_marks_the_group() -> None:
    marked = Sentence("severe colon cancer now", ((7, 19, "Anatomy"),), ("anatomy",))
    free = Sentence("the colon now", (), ("anatomy",))
    edges = spans.counted([("AnatEM", [marked] * 3 + [free])])
    begins, inside, ends = edges["colon"][ANATOMY]
    assert begins == pytest.approx(np.log(3.5 / 0.5))
    assert inside == pytest.approx(np.log(3.5 / 1.5)), "once it stood outside"
    assert ends == pytest.approx(np.log(0.5 / 3.5))
    assert edges["cancer"][ANATOMY][2] == pytest.approx(np.log(3.5 / 0.5))
    assert edges["severe"][ANATOMY][1] == pytest.approx(np.log(0.5 / 3.5))
    assert not edges["colon"][WEIGHED.index("chemical")].any(), "nobody marked chemicals"
    assert "the" not in edges, "it stood there once"


def texts(count: int) -> list[Held]:
    """Texts of two overlapping spans, of which the first sign tells the right one."""
    random, made = np.random.default_rng(3), []
    for at in range(count):
        signs = random.normal(size=(2, spans.SIGNS)).astype(np.float32)
        right = np.array([at % 2 == 0, at % 2 == 1])
        signs[:, 0] = np.where(right, 4, -4)
        made += [Held("BC5CDR", group, (np.array([0, 0]), np.array([1, 2])), signs, right, 1)
                 for group in WEIGHED]  # fmt: skip
    return made


def test_weights_make_the_gold_mentions_likeliest() -> None:
    made = spans.fitted(texts(40))
    for at, _ in enumerate(WEIGHED):
        for one in texts(40):
            chances = 1 / (1 + np.exp(-(one.signs @ made["weights"][at] + made["level"][at])))
            assert ((chances > LIKELY) == one.right).all()


def test_folds_are_weighed_by_what_the_others_taught() -> None:
    found = spans.check(texts(40))
    assert sorted(found) == [f"BC5CDR {group}" for group in sorted(WEIGHED)]
    assert all(counts.f1 == 1 and counts.there == 40 for counts in found.values())
