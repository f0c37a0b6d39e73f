"""What a grammar edit never touches: places of the text, and words that only look wrong.

Each guard has a test that fails without it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import accumulate, compress

import numpy as np

from healthtext import assets, terms
from healthtext.claims.citations import citations
from healthtext.records import Span
from healthtext.spelling import normal, singular

FORMS = "despin/ngrams.npz"  # its word list: 45,000 forms of clean health prose
RARE = 16 * 14  # sixteenths of a nat: what prose uses less than once in 1.2 M words may be a slip
SLIP = 2  # letters that a slip of the pen adds, leaves out or exchanges
OFTEN = 3  # a word used this often on one page is meant
_FIXED = re.compile(
    r"[“][^“”\n]{1,600}”|\"[^\"\n]{1,600}\"|‘[^‘’\n]{1,300}’(?!\w)"  # quotations
    r"|^[ \t]*>[^\n]*"  # and quoted lines
    r"|\[\d[\d,;\s–-]*\]|\([^()\n]{0,80}?\b(?:19|20)\d\d[a-z]?\)"  # citations
    r"|^[^\n]*\bet al\b[^\n]*\b(?:19|20)\d\d\b[^\n]*"
    r"|```.*?```|`[^`\n]+`|</?\w[^<>\n]*>"  # code and tags
    r"|(?<!\S)\S{0,200}[/\\_]\S{0,200}|[\w.+-]{1,64}@[\w.-]{1,200}|[@#]\w+"  # addresses, paths
    r"|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[a-z]{2,6}\b",
    re.MULTILINE | re.DOTALL,
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…\n])[\s\"'“‘(*#>•-]*$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\s*$")
_NEGATION = re.compile(
    r"\b(?:no|not|never|none|nor|neither|nobody|nothing|without|cannot|hardly"
    r"|(?:do|does|did|is|are|was|were|has|have|had|ca|could|would|should|wo|must|need)n['’]?t)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"[\s*•#>–-]*(?:\d+[.)]\s*)?[^\W\d_][\w'’-]*(?:[ \t]+[\w'’-]+){0,3}\s*")
_NEXT = re.compile(r"(?:, | and | or | & )[A-Z][a-z]")
_AFTER_NUMBER = re.compile(r"\d[\s-]?$")


class Places:
    """The places of one text that stay as they are, and how often it uses each word."""

    def __init__(self, text: str, protected: Sequence[Span]) -> None:
        self.text = text
        fixed = [*protected, *(match.span() for match in _FIXED.finditer(text))]
        fixed += [(c.start, c.end) for c in citations(text)]
        fixed += [(term.start, term.end) for term in terms.load().find(text)]
        fixed.sort()
        self._starts_of_fixed = [lo for lo, _ in fixed]
        self._ends_of_fixed = list(accumulate((hi for _, hi in fixed), max))  # furthest so far
        self._count = Counter(word.group().casefold() for word in _WORD.finditer(text))

    def fixed(self, start: int, end: int) -> bool:
        """Tell whether a span shares a character with such a place."""
        before = bisect_left(self._starts_of_fixed, end)
        return before > 0 and self._ends_of_fixed[before - 1] > start

    def name(self, start: int, end: int) -> bool:
        """Tell whether a capital inside a sentence, or inside a word, makes a span a name."""
        for word in _WORD.finditer(self.text, start, end):
            if any(map(str.isupper, word.group()[1:])):
                return True
            if word.group()[0].isupper() and not self._starts(word.start()):
                return True
        return False

    def perhaps_name(self, start: int, end: int, new: str) -> bool:
        """Tell whether a word with a capital that no dictionary has may be a name.

        So it is in a list, where the page has it inside a sentence too, and where what a speller
        makes of it is no word of health prose: "Bengay" is no "Bengal".
        """
        word = self.text[start:end]
        if not word[:1].isupper() or word.isupper():
            return False
        joined = " " in new and assets.function_words().isdisjoint(new.lower().split())
        return (
            joined
            or not prose(new)
            or self._listed(start, end)
            or any(self.name(*m.span()) for m in re.finditer(rf"\b{re.escape(word)}\b", self.text))
        )

    def _listed(self, start: int, end: int) -> bool:
        """Tell whether a place is an item of a list: of lines, or of words with capitals."""
        first, last = self.text.rfind("\n", 0, start) + 1, self.text.find("\n", end)
        line = self.text[first : last if last >= 0 else len(self.text)]
        return bool(_ITEM.fullmatch(line) or _NEXT.match(self.text, end))

    def meant(self, start: int, end: int) -> bool:
        """Tell whether every word of a span is known, or used too often to be a slip."""
        words = [word.group() for word in _WORD.finditer(self.text, start, end)]
        return all(self._count[w.casefold()] >= OFTEN or known(w) for w in words)

    def measure(self, start: int) -> bool:
        """Tell whether a span stands behind a number, where units stand."""
        return bool(_AFTER_NUMBER.search(self.text, max(0, start - 3), start))

    def number(self, start: int, end: int) -> bool:
        """Tell whether a span has a digit on either side, as the dash of a range has."""
        return self.text[max(0, start - 1) : start].isdigit() or self.text[end : end + 1].isdigit()

    def after_sentence(self, start: int) -> bool:
        """Tell whether a span begins the text or follows the end of a sentence."""
        before = self.text[max(0, start - 20) : start].rstrip(" \t\r\n\"'“‘(*#>•-")
        return not self.text[:start].strip() or bool(_SENTENCE_END.search(before))

    def _starts(self, at: int) -> bool:
        return bool(_SENTENCE_START.search(self.text, max(0, at - 12), at))


def changes_meaning(old: str, new: str) -> bool:
    """Tell whether numbers or negations differ, which no grammar edit may do."""
    if re.search(r"\d", old + new):
        return True
    return _negations(old) != _negations(new)


def same_word(old: str, new: str) -> bool:
    """Tell whether two wordings are one word in the spellings of two countries."""
    if _letters(old) == _letters(new):
        return False  # case or an apostrophe, which every country writes alike
    return normal(old.replace("-", "")) == normal(new.replace("-", ""))


def guesses(old: str, new: str) -> bool:
    """Tell whether a speller makes a name, or quite another word, of one that it does not know.

    "argenine" is no "Argentine", and "dermaplaning" no "deplaning".
    """
    both = SequenceMatcher(None, old.lower(), new.lower(), autojunk=False)
    kept = sum(block.size for block in both.get_matching_blocks())
    named = new[:1].isupper() and not new.isupper() and old[:1].islower()
    other = old.lower() != new.lower()  # "honolulu" is "Honolulu"
    if " " in new and " " not in old and not named and not prose(new):
        return old[:1].islower()  # two rare words are put for one: "nosodes" is no "nos odes"
    return (named and other) or max(len(old), len(new)) - kept > SLIP


def prose(wording: str) -> bool:
    """Tell whether every word of a wording is one of clean health prose."""
    return all(word.lower() in forms() for word in _WORD.findall(wording))


def known(word: str) -> bool:
    """Tell whether a word is of the medical vocabulary or of clean health prose."""
    form = normal(word)
    return form in _medical() or singular(form) in _medical() or word.lower() in forms()


def _letters(text: str) -> str:
    return re.sub(r"['’`]", "", text.lower())


def _negations(text: str) -> list[str]:
    return sorted(re.sub(r"['’]", "", m.group().lower()) for m in _NEGATION.finditer(text))


@cache
def _medical() -> frozenset[str]:
    return frozenset(_medical_words())


def _medical_words() -> Iterator[str]:
    for term in terms.load().multiword():
        for word in term:
            yield normal(word)
            yield singular(normal(word))


@cache
def forms() -> frozenset[str]:
    """Return the words of clean health prose, but for the rarest."""
    with np.load(assets.path(FORMS)) as table:
        words = table["forms"].tobytes().decode("utf-8").split("\n")
        return frozenset(compress(words, table["unigram"] <= RARE))
