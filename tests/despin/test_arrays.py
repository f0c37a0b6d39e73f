"""Options, wordings and segments as arrays: the same as one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext import words
from healthtext.despin import candidates, channel, ngrams, segments
from healthtext.despin.options import DIALECTS, Lattice, Option, columns, stock
from healthtext.despin.repaired import Text, framed, old_forms
from healthtext.despin.stock import NONE, Stock, counted, runs

SEGMENTS = st.lists(st.lists(st.integers(-3, 3), min_size=1, max_size=4), max_size=5)
FOUND = words.split("The spinal twine, he says, runs down the again.")
LATTICE = Lattice.of(FOUND, [])


@settings(deadline=None)
@given(SEGMENTS)
def test_ranks_and_margins_are_those_of_each_segment(values: list[list[int]]) -> None:
    flat = np.array([value for row in values for value in row], np.float32)
    bounds = segments.bounds_of(np.array([len(row) for row in values], np.int64))
    order = segments.descending(flat, bounds)
    ranks = [sum(other > value for other in row) for row in values for value in row]
    assert segments.ranks(flat, bounds, order).tolist() == ranks
    if values:
        margins = [
            value - max(row[:at] + row[at + 1 :]) if len(row) > 1 else 9
            for row in values for at, value in enumerate(row)
        ]  # fmt: skip
        assert segments.margins(flat, bounds, order, 9).tolist() == margins


VALUES = st.floats(width=32, allow_nan=False)


@settings(deadline=None)
@given(st.lists(st.lists(VALUES, max_size=5), max_size=5), st.sampled_from([0, segments.SEGMENTS]))
def test_every_segment_descends_and_what_is_alike_keeps_its_order(
    values: list[list[float]], most: int
) -> None:
    flat = np.array([value for row in values for value in row], np.float32)
    bounds = segments.bounds_of(np.array([len(row) for row in values], np.int64))
    wanted = [
        lo + at for lo, row in zip(bounds.tolist(), values, strict=False)
        for at in sorted(range(len(row)), key=lambda at: -row[at])
    ]  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segments, "SEGMENTS", most)  # with none it sorts by two arrays
        assert segments.descending(flat, bounds).tolist() == wanted


@pytest.mark.parametrize("sizes", [[segments.PLACES + 9], [2] * (segments.SEGMENTS + 9)])
def test_more_segments_or_places_than_fit_in_one_number_descend_too(sizes: list[int]) -> None:
    bounds = segments.bounds_of(np.array(sizes, np.int64))
    values = np.zeros(bounds[-1], np.float32)
    values[-1] = 1  # the last of its segment, which is the last, comes first in it
    order = segments.descending(values, bounds).tolist()
    begins = int(bounds[-2])
    assert order == [*range(begins), len(values) - 1, *range(begins, len(values) - 1)]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 4)), max_size=8))
def test_runs_are_ranges_one_after_the_other(ranges: list[tuple[int, int]]) -> None:
    starts, counts = np.array(ranges, np.int64).reshape(-1, 2).T
    wanted = [at for start, count in ranges for at in range(start, start + count)]
    assert runs(starts, counts).tolist() == wanted


OPTIONS = st.lists(
    st.builds(
        Option, st.integers(0, 5), st.integers(6, len(FOUND)),
        st.lists(st.sampled_from(["cord", "back", "xyzzyx", "the"]), max_size=3).map(tuple),
        st.integers(0, 1023), st.sampled_from(["", "P", "QS", "PQS"]), st.just(-1.5),
    ), max_size=6,
)  # fmt: skip


@settings(deadline=None)
@given(OPTIONS)
def test_a_lattice_gives_back_its_options(options: list[Option]) -> None:
    lattice = Lattice.of(FOUND, options)
    assert [option for at in lattice.at for option in at] == sorted(options, key=lambda o: o.start)
    assert all(option.start == at for at, own in enumerate(lattice.at) for option in own)


@settings(deadline=None)
@given(OPTIONS)
def test_a_text_as_it_stood_is_one_without_edits(options: list[Option]) -> None:
    none = columns([])
    for option in options:
        stood, plain = Text(LATTICE, columns([option])).as_it_stood(), Text(LATTICE, none)
        assert stood.shown() == plain.shown()
        places = columns([option])
        assert np.array_equal(stood.around(places), plain.around(places))
        assert not stood.edited.any() and np.array_equal(stood.place, plain.place)


@settings(deadline=None)
@given(OPTIONS)
def test_an_edit_is_made_in_its_context(options: list[Option]) -> None:
    for option in options:
        text, edits = Text(LATTICE, columns([option])), columns([option])
        forms = [word.form for word in FOUND]
        repaired = [*forms[: option.start], *option.new, *forms[option.end :]]
        assert text.shown() == repaired
        before, after = text.around(edits)
        old = framed(before, old_forms(text, edits), after)[0]
        padded = ["<s>", "<s>", *forms, "<s>", "<s>"]
        stock = Stock(ngrams.load())
        wanted = padded[option.start : option.end + 4]
        known = counted(np.array([stock.form(form) for form in wanted]))
        assert counted(old[old != NONE]).tolist() == known.tolist()


def test_wordings_keep_their_numbers_while_the_table_grows() -> None:
    stock = Stock(ngrams.load())
    known = [(f"word{n}", "of", "cord")[: n % 4] for n in range(5000)]
    numbers = np.array([stock.number(wording) for wording in known])
    assert stock.forms(numbers[:3]).shape[1] >= 2
    wide = ("a", "b", "c", "d", "e", "f")
    assert (stock.forms(np.array([stock.number(wide)])) >= 0).sum() == len(wide)
    assert [stock.number(wording) for wording in known] == numbers.tolist()
    assert ((stock.forms(numbers) >= 0).sum(1) == [len(wording) for wording in known]).all()
    mean, highest = stock.rarities(np.array([stock.number(("of", "cord"))]))[0]
    model = ngrams.load()
    rare = [-model.log_frequency(form) for form in ("of", "cord")]
    assert mean == pytest.approx(sum(rare) / 2)
    assert highest == pytest.approx(max(rare))


def test_an_original_that_is_listed_too_keeps_what_is_best_of_both() -> None:
    known = candidates.Inverse(channel.load())._single("illness", True)
    assert known is not None
    plain = channel.load().single("illness", candidates.MOST)
    listed = channel.load().phrase(["illness"])
    wanted: dict[tuple[str, ...], tuple[int, str, float]] = {}
    for one in (*plain, *listed):
        bits, dialects, strength = wanted.get(one.words, (0, "", -99.0))
        wanted[one.words] = (
            bits | one.bits, dialects or one.dialects, max(strength, one.strength)
        )  # fmt: skip
    assert len(wanted) < len(plain) + len(listed)  # some are known twice
    found = [
        (stock().wordings[int(number)], (int(bits), DIALECTS[int(code)], strength))
        for number, bits, code, strength in known.tolist()
    ]
    assert found == [
        (words, (bits, "".join(sorted(letters)), strength))
        for words, (bits, letters, strength) in wanted.items()
    ]


def test_a_repaired_text_shows_its_digits_and_line_breaks() -> None:
    found = words.split("Kind 2 diabetes and 3 others.\n\nIt hurts.\nIt does.")
    edits = columns([Option(0, 1, ("type",), 0), Option(4, 6, (), 0)])
    shown = ["type", "2", "diabetes", "and", ".", "\n\n", "it", "hurts", ".", "\n"]
    assert Text(Lattice.of(found, []), edits).shown()[: len(shown)] == shown
    stood = ["kind", "2", "diabetes", "and", "3", "others"]
    assert Text(Lattice.of(found, []), edits).as_it_stood().shown()[:6] == stood
