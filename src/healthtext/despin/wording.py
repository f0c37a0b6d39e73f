"""Write a choice as text: the case of what stood there, hyphens tight, and its article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from healthtext.despin.options import Option
from healthtext.letters import SHORT
from healthtext.words import Word

REMEMBERED = 50_000  # wordings that are kept as text
Case = Literal["upper", "title", "capital", "as it is"]


def written(option: Option, words: Sequence[Word]) -> str:
    """Return the new wording in the case of the words it replaces."""
    return cased(option.new, case(words[option.start : option.end]))


def case(old: Sequence[Word]) -> Case:
    """Return the case of words that are replaced."""
    spelled = [word.text for word in old if word.is_word]
    letters = "".join(spelled)
    if len(letters) > SHORT and letters.isupper():
        return "upper"
    if len(spelled) > 1 and all(text[0].isupper() for text in spelled):
        return "title"
    return "capital" if letters[:1].isupper() else "as it is"


@lru_cache(REMEMBERED)
def cased(wording: tuple[str, ...], case: Case) -> str:
    """Return a wording as text: the wordings of a place are asked for again on every page."""
    new = " ".join(wording)
    if "i" in wording or not new.replace(" ", "").isalpha():
        new = re.sub(r" ?([-,']) ?", r"\1", new).replace(",", ", ")
        new = re.sub(r"\bi\b", "I", new)
    if case == "upper":
        return new.upper()
    if case == "title":
        return " ".join(part[:1].upper() + part[1:] for part in new.split(" "))
    return new[:1].upper() + new[1:] if case == "capital" else new
