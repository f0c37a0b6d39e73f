"""CriticMarkup: an independent reader accepts and rejects it into both texts."""

from __future__ import annotations

import re
from collections.abc import Callable

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext.edits import apply
from healthtext.records import SCHEMA, Edit, Report, Source
from healthtext.render.criticmarkup import conflict, render

MARK = re.compile(
    r"\{\+\+(?P<ins>.*?)\+\+\}|\{--(?P<del>.*?)--\}|\{~~(?P<old>.*?)~>(?P<new>.*?)~~\}|\{>>.*?<<\}",
    re.DOTALL,
)


def accepted(text: str) -> str:
    return MARK.sub(lambda mark: (mark["ins"] or "") + (mark["new"] or ""), text)


def rejected(text: str) -> str:
    return MARK.sub(lambda mark: (mark["del"] or "") + (mark["old"] or ""), text)


def test_both_texts_are_in_it(tricky: Report) -> None:
    marked = render(tricky)
    assert accepted(marked) == tricky.repaired
    assert rejected(marked) == tricky.original
    assert "{~~spinal twine~>spinal cord~~}{>>despin-term: a known term<<}" in marked


def test_a_reason_cannot_end_its_comment(tricky: Report) -> None:
    assert "{>>clean-byline: left by the site …tools…<<}" in render(tricky)


@pytest.mark.parametrize("mode", ["accept", "reject"])
def test_another_reader_sees_the_same(edited: Callable[..., Report], mode: str) -> None:
    report = edited("The spinal twine and a the 🦵 leg.", (4, 16, "spinal cord"), (21, 23, ""))
    page = markdown.markdown(
        render(report), extensions=["pymdownx.critic"],
        extension_configs={"pymdownx.critic": {"mode": mode}},
    )  # fmt: skip
    text = report.repaired if mode == "accept" else report.original
    assert page == markdown.markdown(text)


def test_an_old_wording_with_an_arrow_is_a_removal_and_an_insertion(
    edited: Callable[..., Report],
) -> None:
    report = edited("a ~> b", (0, 6, "c"))
    assert render(report).startswith("{--a ~> b--}{++c++}{>>")


@pytest.mark.parametrize(("text", "mark"), [("a {++b", "{++"), ("{>>note<<}", "{>>"), ("x y", "")])
def test_marks_of_the_article_are_named(
    edited: Callable[..., Report], text: str, mark: str
) -> None:
    assert conflict(edited(text)) == mark


def test_a_mark_inside_an_edit_is_named(edited: Callable[..., Report]) -> None:
    assert conflict(edited("a b", (0, 1, "c ++} d"))) == "++}"
    assert conflict(edited("a --} b")) == ""  # closes nothing, so it is text


def test_an_empty_article_stays_empty(empty: Report) -> None:
    assert render(empty) == ""


PIECES = st.text(st.sampled_from("ab{}+-~<>=\n🦵"), max_size=5)


@given(st.lists(st.tuples(PIECES, PIECES, PIECES), max_size=4))
@settings(max_examples=60, deadline=None)
def test_what_has_no_conflict_can_be_taken_back(parts: list[tuple[str, str, str]]) -> None:
    text, made = "", []
    for kept, old, new in parts:
        text += kept
        if old != new:
            made.append(Edit(len(text), len(text) + len(old), old, new, "despin", "despin-word"))
        text += f"{old}."
    report = Report(SCHEMA, "x", Source("x"), text, apply(text, made), tuple(made))
    if not conflict(report):
        assert accepted(render(report)) == report.repaired
        assert rejected(render(report)) == report.original
