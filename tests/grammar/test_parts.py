"""Long texts are sent in parts that keep paragraphs whole and offsets right."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext import grammar
from healthtext.grammar import Grammar


@given(st.text("ab. \n😀가", max_size=80), st.integers(1, 20))
@settings(max_examples=80, deadline=None)
def test_parts_make_up_the_text(text: str, size: int) -> None:
    found = list(grammar.parts(text, size))
    assert "".join(part for _, part in found) == text
    assert all(text[start : start + len(part)] == part for start, part in found)
    assert all(len(part) <= size for _, part in found)


def test_parts_end_at_paragraphs_then_sentences_then_words() -> None:
    assert [part for _, part in grammar.parts("aa bb.\n\ncc dd", 10)] == ["aa bb.\n\n", "cc dd"]
    assert [part for _, part in grammar.parts("aa b. cc dd", 8)] == ["aa b. ", "cc dd"]
    assert [part for _, part in grammar.parts("aaaaaaaaa", 4)] == ["aaaa", "aaaa", "a"]


def test_a_lone_surrogate_is_sent_as_something_as_long() -> None:
    assert list(grammar.parts("a\ud83d b")) == [(0, "a\ufffd b")]


def test_200_000_characters(fake: Grammar) -> None:
    text = ("Put teh 😀 dose here, 한국어. " + "It is fine 😀 so far. " * 48 + "\n\n") * 200
    assert len(text) > 200_000
    edits = fake.propose(text).edits
    assert len(edits) == text.count("teh") == 200
    assert all(text[edit.start : edit.end] == "teh" for edit in edits)


def test_200_000_characters_without_a_space(fake: Grammar) -> None:
    (edit,) = fake.propose("a-" * 50_000 + " teh " + "a" * 100_000).edits
    assert edit.old == "teh"


def test_what_has_no_letter_is_not_sent(fake: Grammar, monkeypatch: pytest.MonkeyPatch) -> None:
    """LanguageTool takes minutes over 200,000 full stops and has nothing to say of them."""
    sent: list[str] = []
    check = fake._server.check
    monkeypatch.setattr(
        fake._server, "check", lambda text, variant: (sent.append(text), check(text, variant))[1]
    )
    assert fake.propose("." * 200_000 + "\n\n1, (2)").edits == ()
    assert sent == []
    (edit,) = fake.propose("." * 2 * grammar.CHUNK + "\n\nPut teh dose.").edits
    assert edit.new == "the"
    assert len(sent) == 1
