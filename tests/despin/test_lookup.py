"""Numbers looked up many at a time are found where they are, and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtext.despin import lookup, ngrams
from healthtext.despin.lookup import Sorted

NUMBERS = st.integers(0, 1 << 40)


@given(st.sets(NUMBERS, min_size=1), st.lists(NUMBERS), st.sampled_from([0, lookup.MANY]))
def test_every_number_is_found_at_its_place(known: set[int], others: list[int], many: int) -> None:
    keys = sorted(known)
    wanted = [*others, *keys, *others]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lookup, "MANY", many)
        places, found = Sorted(np.array(keys)).find(np.array(wanted, np.int64))
    assert found.tolist() == [number in known for number in wanted]
    assert [keys[place] for place in places[found].tolist()] == [n for n in wanted if n in known]
    assert (places >= -1).all() and (places[found] >= 0).all() and (places < len(keys)).all()


@pytest.mark.parametrize("many", [0, 1 << 20])
def test_who_loses_a_place_is_found_at_the_other(
    many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "MANY", many)
    numbers = np.unique(np.random.default_rng(0).integers(0, 1 << 40, 40_000))
    keys, strangers = numbers[::2], numbers[1::2]
    table = Sorted(keys)
    first, second = table._hashed(keys, lookup._ODD)
    at_first = table._table[first] == np.arange(len(keys))
    assert at_first.any() and not at_first.all()
    assert (at_first | (table._table[second] == np.arange(len(keys)))).all()
    places, found = table.find(keys)
    assert found.all() and np.array_equal(places, np.arange(len(keys)))
    assert not table.find(strangers)[1].any()


def test_a_table_in_which_numbers_keep_losing_their_places_grows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keys = np.unique(np.random.default_rng(0).integers(0, 1 << 40, 1_000))
    roomy = len(Sorted(keys)._table)
    monkeypatch.setattr(lookup, "ROUNDS", 2)
    table = Sorted(keys)
    assert len(table._table) > roomy
    assert np.array_equal(table.find(keys)[0], np.arange(len(keys)))


def test_nothing_is_found_in_nothing_asked() -> None:
    places, found = Sorted(np.arange(3)).find(np.zeros(0, np.int64))
    assert len(places) == len(found) == 0


def test_a_form_after_a_pair_that_was_looked_up_is_as_likely_as_in_its_sequence() -> None:
    model = ngrams.load()
    forms = ["of", "the", "heart", "spinal", "cord", "zzz"]
    numbers = np.array([model.id(form) for form in forms], np.int64)
    first, second, third = (axis.ravel() for axis in np.meshgrid(numbers, numbers, numbers))
    short, place = model.pairs(second, third)
    wanted, known = model.bigram_index(second, third)
    assert np.array_equal(place, np.where(known, wanted, -1))
    found = model.after(model.pairs(first, second)[1], third, short)
    found += np.where(third == ngrams.UNKNOWN, ngrams.UNKNOWN_COST, np.float32(0))
    assert np.array_equal(found, model.log_probabilities(np.stack((first, second, third), axis=1)))
    assert 0 < known.sum() < len(known)
