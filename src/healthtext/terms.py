"""Known medical terms in any text: the longest match, whatever the spelling, on original offsets.

A term is a sequence of words. Words are compared by a normal form (case, accents, British or
American spelling, possessive s; number on the last word), the gaps between them by kind (spaces,
a line break, a hyphen), so that no text is ever changed to be searched.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise, takewhile

from healthtext import assets
from healthtext.openings import Openings
from healthtext.records import Concept
from healthtext.spelling import is_acronym, normal, singular

TABLE = "terms/terms.tsv.gz"
SUPPLEMENT = "lexicons/lay_supplement.tsv"
NOT_TERMS = "lexicons/not_terms.tsv"
GENERAL, NOT_A_TERM = "GENERAL", "NOT"
MAX_CODE = 4
REMEMBERED = 50_000  # forms of which it is kept whether a term is one of them
_LISTS = frozenset({"HT", "MEDQUAD", "PART", "PHRASE", "PUBHEALTH"})

# Latin and Greek letters, digits (also subscript) and combining marks; an apostrophe inside, and
# the hyphen after a prefix: post-traumatic is posttraumatic, but spinal-cord is spinal cord.
_LETTER = r"A-Za-zÀ-ÖØ-öø-ɏḀ-ỿͰ-Ͽ0-9₀-₉\u0300-\u036f"
_PREFIX = (
    "anti|auto|bio|cardio|electro|gastro|hyper|hypo|immuno|intra|micro|multi|musculo|neuro|non|peri"
    "|poly|post|pre|pseudo|psycho|radio"
)
_HYPHENED = rf"(?=[{_LETTER}]{{3,7}}[-‐‑])"  # no prefix is tried where its hyphen cannot follow
_WORD = re.compile(
    rf"(?:{_HYPHENED}(?i:{_PREFIX})[-‐‑](?=[{_LETTER}]))?[{_LETTER}]+(?:['’ʼ][{_LETTER}]+)*"
)
_SPLIT = re.compile(rf"[{_LETTER}']+")
_GAP = re.compile(r"['’]?[ \t\u00a0]*(?:\r\n|[\n\r])?[ \t\u00a0]*|[-‐‑–/](?:\r?\n[ \t]*)?")


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A known term in a text. GENERAL terms (immune response, public health) are no entities."""

    start: int
    end: int
    text: str
    type: str
    concepts: tuple[Concept, ...]


class Terms:
    """A vocabulary indexed by the normal forms of its wordings."""

    def __init__(self, rows: Iterable[str]) -> None:
        """Index lines of a term table; where lines share a wording the first decides its type."""
        self._rows = list(rows)
        self._row: dict[str, int] = {}
        self._more: dict[str, list[int]] = {}
        self._lists: set[str] = set()  # keys of wordings that are written with a comma
        for number, row in enumerate(self._rows):
            for wording in row[row.rindex("\t") + 1 :].split("|"):
                key = wording[wording.find(">") + 1 :]
                if ", " in wording:
                    self._lists.add(key)
                if self._row.setdefault(key, number) != number:
                    self._more.setdefault(key, []).append(number)
        self._known: dict[str, tuple[str, tuple[Concept, ...]]] = {}
        self._openings = Openings(singular)
        self._acronyms: dict[str, str] = {}
        self._begins = lru_cache(REMEMBERED)(self._opens)
        for key in self._row:
            if not self._openings.add(key) and not key.islower():
                for form in (key.lower(), f"{key.lower()}s"):  # as a text's words are asked for
                    self._acronyms.setdefault(singular(form), key)  # "UTIs" is no word in -is

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """Return the terms of a text, leftmost longest, in order, never overlapping."""
        return tuple(match for match in self._scan(text) if match.type != NOT_A_TERM)

    def phrases(self, text: str) -> tuple[TermMatch, ...]:
        """Return the same, but only those of several words."""
        return tuple(m for m in self._scan(text, only_several=True) if m.type != NOT_A_TERM)

    def lookup(self, phrase: str) -> TermMatch | None:
        """Return the term that a whole phrase is, in any spelling, singular or plural."""
        matches = self.find(phrase)
        whole = len(matches) == 1 and matches[0].text == phrase.strip()
        return matches[0] if whole else None

    def shut_out(self, phrase: str) -> bool:
        """Tell whether a whole phrase is an ordinary word that not_terms.tsv shuts out."""
        matches = list(self._scan(phrase))
        whole = len(matches) == 1 and matches[0].text == phrase.strip()
        return whole and matches[0].type == NOT_A_TERM

    def type_of(self, phrase: str) -> str | None:
        """Return the type of a known term."""
        match = self.lookup(phrase)
        return match.type if match else None

    def concept_ids(self, phrase: str, types: Container[str]) -> frozenset[str]:
        """Return the concepts of a phrase that is a known term of one of some types."""
        match = self.lookup(phrase)
        if match is None or match.type not in types:
            return frozenset()
        return frozenset(concept.id for concept in match.concepts)

    def head(self, match: TermMatch) -> TermMatch | None:
        """Return the longest typed term that a match ends in: 'pain' of a phrase 'severe pain'."""
        for word in list(_WORD.finditer(match.text))[1:]:
            inner = self.lookup(match.text[word.start() :])
            if inner and inner.type != GENERAL:
                start = match.start + word.start()
                return replace(inner, start=start, end=match.end)
        return None

    def concepts(self) -> Iterator[tuple[str, int, str]]:
        """Yield of every concept of a vocabulary its id, its row and its wordings, in order.

        A concept may have several rows; wordings are parted by bars, and may have keys.
        """
        for number, row in enumerate(self._rows):
            identifier, kind, _, wordings = row.split("\t")
            if kind not in (NOT_A_TERM, GENERAL) and identifier.partition(":")[0] not in _LISTS:
                yield identifier, number, wordings

    def concept(self, number: int) -> tuple[Concept, str]:
        """Return the concept of a row, and its type."""
        identifier, kind, name, _ = self._rows[number].split("\t")
        return Concept(identifier, name, identifier.partition(":")[0]), kind

    def multiword(self) -> Iterator[tuple[str, ...]]:
        """Yield every term of two words and more as lower-case words; hyphens part words."""
        for row in self._rows:
            _, kind, _, wordings = row.split("\t")
            if kind != NOT_A_TERM:
                for wording in wordings.split("|"):
                    words = _SPLIT.findall(wording.partition(">")[0])
                    if len(words) > 1:
                        yield tuple(words)

    def words(self) -> Iterator[str]:
        """Yield every word of every term in lower case, as often as it comes."""
        for row in self._rows:
            _, kind, _, wordings = row.split("\t")
            if kind != NOT_A_TERM:
                for wording in wordings.split("|"):
                    yield from _WORD.findall(wording.partition(">")[0].lower())

    def _scan(self, text: str, only_several: bool = False) -> Iterator[TermMatch]:
        """Yield the longest matches, only those of several words if so wished."""
        words = list(_WORD.finditer(text))
        forms = [normal(word.group()) for word in words]
        several = set(self._openings.places(forms))
        single = () if only_several else (at for at, form in enumerate(forms) if self._begins(form))
        free = 0
        for at in sorted(several.union(single)):
            if at < free:
                continue
            length, key = self._several(text, words, forms, at) if at in several else (1, "")
            if not key and not only_several:
                key = self._single(words, forms, at)
            free = at + length
            if key:
                yield self._match(text, words[at].start(), _end(words[free - 1]), key)

    def _opens(self, form: str) -> bool:
        """Tell whether a form is a term of one word; most words of a text are none."""
        key = singular(form)
        return key in self._row or key in self._acronyms

    def _several(
        self, text: str, words: list[re.Match[str]], forms: list[str], at: int
    ) -> tuple[int, str]:
        """Return the number of words and the key of the longest term of several, or 1, ''."""
        stem, longest, listed = forms[at], (1, ""), False
        for to in range(at + 1, min(len(words), at + self._openings.longest[stem])):
            gap = text[words[to - 1].end() : words[to].start()]
            if gap != " " and not _GAP.fullmatch(gap):
                if gap != ", " or not self._lists:
                    break
                listed = True  # "hand, foot and mouth disease", but not "heart, liver disease"
            key = f"{stem} {singular(forms[to])}"
            if key in self._row and not (listed and key not in self._lists):
                longest = to + 1 - at, key
            stem = f"{stem} {forms[to]}"
        return longest

    def _single(self, words: list[re.Match[str]], forms: list[str], at: int) -> str:
        """Return the key of the term that a word is, or ''."""
        key = singular(forms[at])
        if key in self._row and not _is_code(words, at):
            return key
        return self._acronym(key, words[at].group())

    def _acronym(self, form: str, word: str) -> str:
        """Return the key of an acronym, which is known by its capitals only, or ''."""
        key = self._acronyms.get(form, "")
        return key if key and word.removesuffix("s") == key.removesuffix("s") else ""

    def _match(self, text: str, start: int, end: int, key: str) -> TermMatch:
        if key not in self._known:
            numbers = [self._row[key], *self._more.get(key, ())]
            rows = [self._rows[number].split("\t") for number in numbers]
            concepts = (Concept(row[0], row[2], row[0].partition(":")[0]) for row in rows)
            self._known[key] = rows[0][1], _ranked(key, concepts)
        return TermMatch(start, end, text[start:end], *self._known[key])


def _end(word: re.Match[str]) -> int:
    """Return where a term's last word ends: the heart's muscle, but Crohn's is the name."""
    possessive = word.group()[:1].islower() and word.group()[-2:] in ("'s", "’s")
    return word.end() - 2 * possessive


def _is_code(words: list[re.Match[str]], at: int) -> bool:
    """Tell whether a word is an abbreviation that only looks like a term: AChE, FAT."""
    word = words[at].group()
    if not is_acronym(word) or (word.isupper() and len(word) > MAX_CODE):
        return False
    beside = (words[i].group() for i in (at - 1, at + 1) if 0 <= i < len(words))
    return not any(near.isupper() and len(near) > 1 for near in beside)  # a heading in capitals


def _ranked(key: str, concepts: Iterable[Concept]) -> tuple[Concept, ...]:
    """Put the concepts of that very name first; mere word lists count where no vocabulary does."""
    unique = sorted(dict.fromkeys(concepts), key=lambda concept: key_of(concept.name) != key)
    return tuple(concept for concept in unique if concept.vocabulary not in _LISTS) or (unique[0],)


@cache
def load() -> Terms:
    """Read the packaged vocabulary: the hand-written supplement decides before the table."""
    with gzip.open(assets.path(TABLE), "rt", encoding="utf-8") as stream:
        table = _lines(stream.read())
    hidden = (f"-\t{NOT_A_TERM}\t-\t{line}" for line in assets.rows(NOT_TERMS))
    return Terms([*map(keyed, hidden), *map(keyed, assets.rows(SUPPLEMENT)), *table])


@cache
def versions() -> dict[str, str]:
    """Return which release of each vocabulary the concepts are from."""
    with gzip.open(assets.path(TABLE), "rt", encoding="utf-8") as stream:
        header = takewhile(lambda line: line.startswith("#"), stream)
        return dict(line[2:].rstrip("\n").split("\t", 1) for line in header)


def keyed(row: str) -> str:
    """Write the key after each wording of a table line that is not its own key."""
    head, _, wordings = row.rpartition("\t")
    pairs = ((wording, key_of(wording)) for wording in wordings.split("|"))
    return f"{head}\t{'|'.join(w if w == key else f'{w}>{key}' for w, key in pairs)}"


def key_of(wording: str) -> str:
    """Return the normal form of a whole wording; an acronym is its own."""
    if is_acronym(wording):
        return wording
    forms = [normal(word) for word in _WORD.findall(wording)]
    return " ".join((*forms[:-1], singular(forms[-1]))) if forms else ""


def is_plain(wording: str) -> bool:
    """Tell whether a wording is words and what parts them, so that it is found as it is written."""
    words = list(_WORD.finditer(wording))
    if not words or words[0].start() or words[-1].end() < len(wording):
        return False
    return all(_GAP.fullmatch(wording, a.end(), b.start()) for a, b in pairwise(words))


def _lines(table: str) -> list[str]:
    return [line for line in table.splitlines() if line and not line.startswith("#")]
