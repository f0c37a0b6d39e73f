"""Texts to tokens: spaCy's rules, with the marks of references, and in time that a text deserves.

spaCy asks for a prefix and a suffix of what is left of a string between two spaces for each
character that it splits off, so that ten thousand brackets in a row took it ten seconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from healthtext import lettered

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# What stands between the end of a sentence and a mark of a reference ("colds.[2]", "colds.2").
RAISED = "[¹²³⁰⁴-⁹]"
_BEFORE_MARKS = (
    r"(?<=[a-z0-9)\]%”\"])[.!?](?=\[)", r"(?<=[A-Z])(?<!\.[A-Z])\.(?=\[)",
    r"(?<=[.!?”\"\]])\[(?=\w)", r"(?<=\w)\](?=\[)",
    rf"(?<=[a-z)%”])[.!?](?={RAISED})", rf"(?<=[A-Z])(?<!\.[A-Z])\.(?={RAISED})",
    r"(?<=[a-z]{3})\.(?=\d{1,3}(?:[,–-]\d{1,3})*$)",
    # of Markdown: "colds[^1].", "colds [@key]", "colds^1^."
    r"(?<=[\w.!?*])\[[\^@]", r"(?<=[a-z]{2})\^(?=\d)", r"(?<=[a-z]\^\d)\^", r"(?<=[a-z]\^\d\d)\^",
    r"(?<=\d\^)[.!?]",
)  # fmt: skip
LONGEST_SUFFIX = 64  # code points; only a run of full stops is longer
_UNBROKEN = re.compile(r"\S{1000}")  # longer than any word or address
Search = Callable[..., re.Match[str] | None]


def split_off_marks(nlp: Language) -> None:
    """Let a tokenizer split off marks of references, and look for suffixes at the end only."""
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex

    assert isinstance(nlp.tokenizer, Tokenizer)  # a blank pipeline has no other
    infixes = compile_infix_regex((*(nlp.Defaults.infixes or ()), *_BEFORE_MARKS))
    nlp.tokenizer.infix_finditer = infixes.finditer
    if nlp.tokenizer.suffix_search is not None:
        nlp.tokenizer.suffix_search = _at_the_end(nlp.tokenizer.suffix_search)


def _at_the_end(search: Search) -> Search:
    """Return a search for suffixes that does not look for them from the front of long strings.

    It is asked anew for every character that is split off.
    """

    def find(text: str) -> re.Match[str] | None:
        low = max(0, len(text) - LONGEST_SUFFIX)
        found = search(text, low)
        return search(text) if low and found and found.start() == low else found

    return find


def read(nlp: Language, text: str) -> Doc:
    """Divide a text into tokens, what has no space for long in parts."""
    ends = [found.end() for found in _UNBROKEN.finditer(text)]
    if not ends:
        return lettered.split_off(nlp.make_doc(text))
    parts = (text[start:end] for start, end in pairwise((0, *ends, len(text))) if start < end)
    return lettered.split_off(joined([nlp.make_doc(part) for part in parts]))


def joined(docs: list[Doc]) -> Doc:
    from spacy.tokens import Doc

    made = Doc.from_docs(docs, ensure_whitespace=False)
    assert made is not None  # it is for no documents only
    return made
