"""Tokens: what has no space for long is divided in parts, and all else as spaCy divides it."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language

from healthtext import syntax, tokens


def divided(text: str) -> list[str]:
    return [token.text for token in syntax.read(syntax.load(), text)]


@pytest.mark.parametrize("sign", ["(", "()", "\N{GRINNING FACE}", "9,", "ab", "[", ".", "x..."])
def test_what_has_no_space_is_never_given_to_the_tokenizer_whole(
    sign: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It asks for a suffix of all that is left for each character: of 50,000 brackets for 155 s."""
    given: list[str] = []
    made = Language.make_doc
    monkeypatch.setattr(
        Language, "make_doc", lambda self, text: (given.append(text), made(self, text))[1]
    )
    text = f"Pain. {sign * 5000} Ease."
    doc = syntax.read(syntax.load(), text)
    assert doc.text == text
    assert [doc[0].text, doc[-2].text] == ["Pain", "Ease"]
    assert max(len(run) for one in given for run in re.findall(r"\S+", one)) <= 1000


def test_a_suffix_is_looked_for_at_the_end_only() -> None:
    seen: list[int] = []

    def search(text: str, low: int = 0) -> re.Match[str] | None:
        seen.append(len(text) - low)
        return re.compile(r"\)$").search(text, low)

    assert tokens._at_the_end(search)("(" * 900) is None
    assert max(seen) <= tokens.LONGEST_SUFFIX


@pytest.mark.parametrize(
    "text",
    [
        "word" + "." * 200, "word" + "." * 63, "word" + "." * 64, "(" * 70 + "pain" + ")" * 70,
        "10km² and 5°C" + "!" * 80, "https://site.org/" + "a/" * 90 + ").", "x" * 90 + "’s",
    ],
)  # fmt: skip
def test_tokens_are_those_of_the_whole_search(text: str) -> None:
    nlp = syntax.load()
    ours = divided(text)
    near = nlp.tokenizer.suffix_search
    from spacy.util import compile_suffix_regex

    try:
        nlp.tokenizer.suffix_search = compile_suffix_regex(nlp.Defaults.suffixes or ()).search
        assert [token.text for token in nlp.make_doc(text)] == ours
    finally:
        nlp.tokenizer.suffix_search = near
