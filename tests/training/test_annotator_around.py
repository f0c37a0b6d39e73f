"""What neighbours say of a sentence's part in an argument: what is learned, and read back."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from healthtext import annotator, assets
from healthtext.annotator.reading import ARGUMENTS
from healthtext.annotator.wholes import AROUND, Floats, Wholes, beside
from training.annotator import around

NONE, CLAIM, PREMISE = range(len(ARGUMENTS))


def odds(places: list[int], sure: float) -> Floats:
    rest = (1 - sure) / (len(ARGUMENTS) - 1)
    table = np.full((len(places), len(ARGUMENTS)), rest, np.float32)
    table[np.arange(len(places)), places] = sure
    return table


@given(st.lists(st.sampled_from(range(3)), max_size=9))
def test_neighbours_stand_beside_each_sentence(places: list[int]) -> None:
    table = beside(odds(places, 0.8))
    assert table.shape == (len(places), (2 * AROUND + 1) * len(ARGUMENTS))
    own = table[:, : len(ARGUMENTS)]
    for at in range(len(places)):
        for number, shift in enumerate((-1, 1, -2, 2), 1):
            there = table[at, number * len(ARGUMENTS) : (number + 1) * len(ARGUMENTS)]
            inside = 0 <= at + shift < len(places)
            assert np.allclose(there, own[at + shift] if inside else 0)


def test_a_doubtful_sentence_goes_with_its_neighbours() -> None:
    order = [NONE] * 6 + [PREMISE] * 6 + [CLAIM] * 2
    labels = order * 30
    said = odds(labels, 0.8)
    said[::3] = 1 / len(ARGUMENTS)  # every third sentence says nothing by itself
    with np.load(assets.DATA / annotator.HEADS) as table:
        arrays = {name: table[name] for name in table.files}
    made = Wholes({**arrays, **around.fitted(said, labels)})
    guess = made.among(said).argmax(1)
    assert np.mean(guess[::3] == labels[::3]) > 0.7  # a third by chance
    plain = {name: array for name, array in arrays.items() if not name.endswith("around.part")}
    assert (Wholes(plain).among(said) == said).all(), "nothing was fitted"


def test_texts_joined_by_line_breaks_are_found_again() -> None:
    texts = ["Ginger helps.", "", "It may."]
    whole = "\n".join(texts)
    assert [whole[start:end] for start, end in around.spans(texts)] == texts
