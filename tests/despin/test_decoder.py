"""The decoder against every path tried, and on input that could break it."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext import words
from healthtext.despin import candidates, decoder, ngrams
from healthtext.despin.candidates import Lattice, Option

FORMS = ["the", "spinal", "cord", "twine", "lower", "decrease", "back", "again", "pain", "."]

KNOWN = [*map(st.just, (0, "", -1.0))]  # bits, dialects, strength


@st.composite
def lattices(draw: st.DrawFn) -> tuple[Lattice, np.ndarray]:
    found = words.split(" ".join(draw(st.lists(st.sampled_from(FORMS), min_size=1, max_size=5))))
    at: list[Option] = []
    for place in range(len(found)):
        new = st.lists(st.sampled_from(FORMS[:-1]), max_size=2).map(tuple)
        ends = st.integers(place + 1, min(place + 2, len(found)))
        options = draw(
            st.lists(
                st.builds(Option, st.just(place), ends, new, *map(st.just, (0, "", -1.0))),
                max_size=2,
            )
        )
        at += options
    scores = [draw(st.sampled_from([-2.0, 0.5, 3.0])) for _ in at]
    return Lattice.of(found, at), np.array(scores, np.float32)


def worth(lattice: Lattice, scores: np.ndarray, path: list[Option]) -> float:
    """Return the score of a path, sentence by sentence, as the decoder defines it."""
    total, model = 0.0, ngrams.load()
    for start, end in lattice.cuts:
        context = [lattice.words[i].form if i >= 0 else words.BREAK for i in (start - 2, start - 1)]
        forms, at = list(context), start
        while at < end:
            option = next((o for o in path if o.start == at), None)
            if option is None:
                forms.append(lattice.words[at].form)
                at += 1
            else:
                rows = range(lattice.bounds[at], lattice.bounds[at + 1])
                total += max(float(scores[row]) for row in rows if lattice.option(row) == option)
                forms += option.new
                at = option.end
        total += float(model.log_probability([forms])[0])
    return total


def every_path(lattice: Lattice) -> list[list[Option]]:
    choices = [[None, *options] for options in lattice.at]
    cuts = lattice.cuts
    found = []
    for picked in product(*choices):
        path = [option for option in picked if option is not None]
        apart = all(a.end <= b.start for a, b in pairwise(path))
        inside = all(any(lo <= o.start and o.end <= hi for lo, hi in cuts) for o in path)
        if apart and inside:
            found.append(path)
    return found


@settings(max_examples=40, deadline=None)
@given(lattices())
def test_no_path_is_better_than_the_decoders(case: tuple[Lattice, np.ndarray]) -> None:
    lattice, scores = case
    best = max(worth(lattice, scores, path) for path in every_path(lattice))
    rows = decoder.decode(lattice, scores, ngrams.load(), beam=500)
    found = [lattice.option(row) for row in rows]
    assert worth(lattice, scores, found) == pytest.approx(best, abs=0.05)


@pytest.mark.parametrize("text", ["", "...!?", "\n\n\n", "word " * 10_000, "出장 안마 😀 İ"])
def test_odd_texts_are_decoded(text: str) -> None:
    lattice = candidates.lattice(words.split(text)[:10_000])
    scores = np.full(len(lattice.options), -50, np.float32)
    assert decoder.decode(lattice, scores, ngrams.load()) == []


def test_neighbours_are_repaired_together() -> None:
    found = words.split("Pain in the decrease again is common.")
    lattice = candidates.lattice(found)
    path = decoder.decode(lattice, lattice.options.strength, ngrams.load())
    repaired = {form for row in path for form in lattice.option(row).new}
    assert {"lower", "back"} <= repaired


def test_the_likeliest_options_of_a_word_are_tried() -> None:
    found = words.split("Pain in the hip.")
    known = [Option(3, 4, (form,), 0) for form in ngrams.load().forms[100:140]]
    lattice = Lattice.of(found, [*known, Option(1, 2, ("at",), 0)])
    scores = np.zeros(len(lattice.options), np.float32)
    row = int(np.flatnonzero(lattice.options.start == 3)[-1])  # the last is worth the most
    scores[row] = 50
    tried = decoder._likeliest(lattice, scores, decoder._inside(lattice), ngrams.load())
    assert len(tried) == decoder.TRIED + 1
    assert (np.diff(tried) > 0).all()
    assert row in decoder.decode(lattice, scores, ngrams.load())
