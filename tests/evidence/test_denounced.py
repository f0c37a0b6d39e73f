"""A treatment called a fraud, useless or poison: what fires, what is silent."""

from __future__ import annotations

import pytest

from healthtext import evidence, syntax
from healthtext.evidence.advised import advice, dangers, denounced

TABLE = dangers.load().denounced


def told(text: str, disabled: tuple[str, ...] = ()) -> list[str]:
    found = evidence.findings(syntax.load()(text), (), (), disabled)
    return [text[one.start : one.end] for one in found if one.rule == advice.DANGEROUS]


@pytest.mark.parametrize("text", TABLE.fires)
def test_what_saves_lives_called_a_fraud_is_dangerous(text: str) -> None:
    assert denounced.names_any(text)
    assert denounced.find(text)
    assert len(told(text)) == 1
    assert told(text, (advice.DANGEROUS,)) == []


@pytest.mark.parametrize("text", TABLE.silent)
def test_what_is_told_of_or_true_is_none(text: str) -> None:
    assert denounced.find(text) is None
    assert told(text) == []


@pytest.mark.parametrize("text", TABLE.fires)
@pytest.mark.parametrize(
    "frame", ["He wrote: {}", "It is untrue that {}", "Some people think that {}"]
)
def test_what_others_say_is_told_of(text: str, frame: str) -> None:
    assert denounced.find(frame.format(text[0].lower() + text[1:])) is None


def test_every_wording_is_needed() -> None:
    """Each of the wordings is the only one that sees some sentence."""
    seen = [[one for one in TABLE.says if one.search(text)] for text in TABLE.fires]
    alone = {found[0].pattern for found in seen if len(found) == 1}
    assert alone == {one.pattern for one in TABLE.says}


def test_the_words_that_denounce_are_pointed_at() -> None:
    assert told("İ 😀 Rest well. Insulin is poison, and bread is not.") == ["Insulin is poison"]


def test_a_sentence_that_denounces_is_not_sound() -> None:
    assert advice.is_sound("Foot patches are a scam, he said.")
    assert not advice.is_sound("Insulin is a scam.")
