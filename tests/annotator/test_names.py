"""Names that corpora mark, beside the vocabulary's terms."""

from __future__ import annotations

import gzip
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext.annotator import names
from healthtext.records import Concept
from healthtext.terms import GENERAL, TermMatch, Terms

PAIN = (Concept("S:1", "pain", "S"),)


def match(
    start: int, end: int, kind: str = "DRUG", concepts: tuple[Concept, ...] = ()
) -> TermMatch:
    return TermMatch(start, end, "x" * (end - start), kind, concepts)


def test_a_name_stands_where_no_term_is() -> None:
    term, name = match(0, 4), match(6, 9, "CONDITION")
    assert names.extended([term], [name]) == (term, name)


def test_a_longer_name_takes_in_a_term_and_its_concepts() -> None:
    term, name = match(7, 11, "SYMPTOM", PAIN), match(0, 11, "CONDITION")
    (found,) = names.extended([term], [name])
    assert (found.start, found.end, found.type) == (0, 11, "CONDITION")
    assert found.concepts == PAIN


def test_a_term_stays_against_a_name_as_long_or_one_that_it_crosses() -> None:
    term = match(3, 9)
    assert names.extended([term], [match(3, 9, "CONDITION")]) == (term,)
    assert names.extended([term], [match(0, 6, "CONDITION")]) == (term,)


def test_an_untyped_phrase_gives_way_to_a_name() -> None:
    (found,) = names.extended([match(0, 5, GENERAL)], [match(0, 5, "CONDITION")])
    assert found.type == "CONDITION"


RUNS = st.lists(st.tuples(st.integers(0, 4), st.integers(1, 6)), max_size=12)


def _row(gaps: list[tuple[int, int]], kind: str) -> list[TermMatch]:
    row, at = [], 0
    for gap, length in gaps:
        row.append(match(at + gap, at + gap + length, kind))
        at += gap + length
    return row


@given(RUNS, RUNS)
@settings(deadline=None)
def test_both_lie_in_order_and_apart_and_no_term_is_lost(
    terms: list[tuple[int, int]], called: list[tuple[int, int]]
) -> None:
    known = _row(terms, "DRUG")
    found = names.extended(known, _row(called, "CONDITION"))
    at = 0
    for one in found:
        assert at <= one.start
        at = one.end
    for term in known:
        assert any(one.start <= term.start and term.end <= one.end for one in found)


def test_names_are_read_in_any_spelling(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "names.tsv.gz", "wt", encoding="utf-8") as stream:
        stream.write("# origin\nCONDITION\tzebra stripes\nDRUG\tZBX\n")
    read = names.read(tmp_path / "names.tsv.gz")
    assert isinstance(read, Terms)
    found = read.find("Zebra stripe after ZBX, not zbx")
    assert [(one.text, one.type) for one in found] == [
        ("Zebra stripe", "CONDITION"), ("ZBX", "DRUG")
    ]  # fmt: skip
