"""Write a choice as text: the case of what stood there, hyphens tight, and its article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from healthtext.despin.options import Option
from healthtext.words import Word


def written(option: Option, words: Sequence[Word]) -> str:
    """Return the new wording in the case of the words it replaces."""
    old = words[option.start : option.end]
    new = " ".join(option.new)
    if "i" in option.new or not new.replace(" ", "").isalpha():
        new = re.sub(r" ?([-,']) ?", r"\1", new).replace(",", ", ")
        new = re.sub(r"\bi\b", "I", new)
    letters = "".join(word.text for word in old if word.is_word)
    if len(letters) > 3 and letters.isupper():
        return new.upper()
    if _titled(old):
        return " ".join(part[:1].upper() + part[1:] for part in new.split(" "))
    return new[:1].upper() + new[1:] if letters[:1].isupper() else new


def _titled(old: Sequence[Word]) -> bool:
    spelled = [word.text for word in old if word.is_word]
    return len(spelled) > 1 and all(text[0].isupper() for text in spelled)
