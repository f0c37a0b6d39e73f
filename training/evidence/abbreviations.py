"""Abbreviations that articles define: what most of them mean by one, for texts that do not say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from healthtext.evidence.language.synonyms import abbreviations

LEAST, SHARE = 2, 0.7  # articles that define it, and the share of them that agree
_SHORT = re.compile(r"\(([A-Z][A-Za-z0-9/β-]{1,7}?)s?(?:[;,][^()]*)?\)")
_TOKEN = re.compile(r"(?<![\w-])[A-Z][A-Za-z0-9/β-]*[A-Z0-9][A-Za-z0-9/β-]*(?![\w-])")


def defined(text: str) -> dict[str, str]:
    """Return the abbreviations of a text with the words before the parentheses they stand in.

    The pairing is the one of Schwartz and Hearst (2003).
    """
    found: dict[str, str] = {}
    for match in _SHORT.finditer(text):
        short = match[1]
        if sum(map(str.isupper, short)) > 1 and short not in found:
            long = _long(short, text[max(0, match.start() - 120) : match.start()].rstrip())
            if long:
                found[short] = long
    return found


def _long(short: str, before: str) -> str:
    """Return the shortest end of a text that holds the letters of a short form in order."""
    at = len(before)
    letters = [letter for letter in short.lower() if letter.isalnum()]
    for place, letter in enumerate(reversed(letters)):
        first = place == len(letters) - 1
        at = _back(before.lower(), letter, at, first)
        if at < 0:
            return ""
    long = before[at:]
    fits = len(letters) <= len(long.split()) * 2 + 4 and len(long.split()) <= len(letters) + 4
    plain = len(long) > len(short) + 2 and not re.search(r"[.;:()]", long)
    return long if fits and plain else ""


def _back(text: str, letter: str, end: int, first: bool) -> int:
    """Return the last place before `end` of a letter; the first letter has to begin a word."""
    at = text.rfind(letter, 0, end)
    while at > 0 and first and text[at - 1].isalnum():
        at = text.rfind(letter, 0, at)
    return at


def agreed(texts: Iterable[str]) -> dict[str, str]:
    """Return what most texts that define an abbreviation mean by it, where enough of them do."""
    votes: dict[str, Counter[str]] = {}
    for text in texts:
        for short, long in defined(text).items():
            votes.setdefault(short, Counter())[_plain(long)] += 1
    found = {}
    for short, counts in sorted(votes.items()):
        long, most = min(counts.items(), key=lambda item: (-item[1], item[0]))
        if most >= LEAST and most >= SHARE * sum(counts.values()):
            found[short] = long
    return {**found, **abbreviations()}


def _plain(long: str) -> str:
    said = " ".join(long.split())
    lowered = said if re.search(r"[A-Z]{2}", said) else said.lower()
    return (
        re.sub(r"(?<=[a-z]{3})s$", "", lowered)
        if not lowered.endswith(("ss", "sis", "us"))
        else lowered
    )


def expanded(text: str, known: dict[str, str]) -> str:
    """Return a text with its abbreviations written out, its own definitions first."""
    own = defined(text)
    for short, long in own.items():
        text = text.replace(f"{long} ({short})", long)
    names = {**known, **own}

    def said(match: re.Match[str]) -> str:
        word = match.group()
        if word in names:
            return names[word]
        single = word.removesuffix("s")
        return f"{names[single]}s" if single in names else word

    return _TOKEN.sub(said, text) if names else text
