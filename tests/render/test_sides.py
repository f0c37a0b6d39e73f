"""Both sides of a report: edits that were made, paragraphs that belong together, lines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext.edits import apply
from healthtext.records import SCHEMA, Edit, Report, Source
from healthtext.render.marks import Mark, pairs
from healthtext.render.sides import Lines, changes, made, paragraphs, sentences

TEXTS = st.text(alphabet="ab. \r\n🦵é가İ\u0301", max_size=60)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Draw a report whose edits are of every tier; the safe ones are made."""
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        new = draw(st.text(alphabet="xy. \n가", max_size=5))
        safety = draw(st.sampled_from(("safe", "review", "suggest")))
        edits.append(Edit(start, end, text[start:end], new, "clean", "clean-x", safety=safety))
    safe = [edit for edit in edits if edit.safety == "safe"]
    return Report(SCHEMA, "x", Source("x"), text, apply(text, safe), tuple(edits))


def test_made_edits_are_those_of_the_applied_tiers(report: Report) -> None:
    assert [edit.safety for edit in made(report)] == ["safe"] * 3
    tiers = ("safe", "review")
    edits = [edit for edit in report.edits if edit.safety in tiers]
    reviewed = replace(report, repaired=apply(report.original, edits))
    assert made(reviewed) == tuple(edits)


def test_a_repaired_text_that_no_tier_explains_is_an_error(report: Report) -> None:
    with pytest.raises(ValueError, match="do not lead"):
        made(replace(report, repaired="something else"))


@settings(max_examples=80, deadline=None)
@given(reports())
def test_rows_cover_both_texts_and_hold_every_edit_once(report: Report) -> None:
    for cut in (paragraphs, sentences):
        rows = cut(report)
        assert "".join(report.original[slice(*row.original)] for row in rows) == report.original
        assert "".join(report.repaired[slice(*row.repaired)] for row in rows) == report.repaired
        assert [change for row in rows for change in row.changes] == list(changes(report))


@settings(max_examples=80, deadline=None)
@given(reports())
def test_each_row_repaired_by_itself_gives_its_other_side(report: Report) -> None:
    for row in sentences(report):
        start = row.original[0]
        own = [
            replace(c.edit, start=c.edit.start - start, end=c.edit.end - start)
            for c in row.changes
            if c.made
        ]
        assert (
            apply(report.original[slice(*row.original)], own)
            == (report.repaired[slice(*row.repaired)])
        )


@settings(max_examples=80, deadline=None)
@given(reports())
def test_changes_point_at_their_wording_in_the_repaired_text(report: Report) -> None:
    for change in changes(report):
        wording = change.edit.new if change.made else change.edit.old
        assert report.repaired[slice(*change.place)] == wording


@settings(max_examples=80, deadline=None)
@given(reports(), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=6))
def test_marked_pieces_hold_both_texts_in_full(
    report: Report, spans: list[tuple[int, int]]
) -> None:
    marks = [Mark(start, start + length, "x", "", f"f{start}") for start, length in spans]
    rows = paragraphs(report)
    for pair, row in zip(pairs(report, rows, marks, marks), rows, strict=True):
        for blocks, text in (
            (pair.original, report.original[slice(*row.original)]),
            (pair.repaired, report.repaired[slice(*row.repaired)]),
        ):
            shown = "".join(piece.text for block in blocks for piece in block.pieces)
            assert shown.rstrip() == text.rstrip()
        changed = [
            [block.change for block in side if block.change]
            for side in (pair.original, pair.repaired)
        ]
        assert changed[0] == changed[1] == list(row.changes)


def test_an_edit_over_a_paragraph_break_keeps_the_paragraphs_together() -> None:
    text = "One.\n\nTwo.\nThree."
    edit = Edit(3, 7, text[3:7], "; t", "clean", "clean-x")
    report = Report(SCHEMA, "x", Source("x"), text, apply(text, [edit]), (edit,))
    rows = paragraphs(report)
    assert [report.original[slice(*row.original)] for row in rows] == ["One.\n\nTwo.\n", "Three."]


@pytest.mark.parametrize(
    ("offset", "place"),
    [(0, (1, 1)), (2, (1, 3)), (3, (1, 4)), (4, (2, 1)), (6, (3, 1)), (8, (3, 3)), (9, (4, 1)),
     (-1, (1, 1))],
)  # fmt: skip
def test_lines_and_columns_count_from_one_at_every_kind_of_line_end(
    offset: int, place: tuple[int, int]
) -> None:
    text = "a🦵b\nb\re\u2028\nd"
    assert Lines(text).at(offset) == place


def test_a_carriage_return_and_line_feed_is_one_line_end() -> None:
    assert Lines("a\r\nb").at(3) == (2, 1)
