"""Known medical terms in any text: the longest match, whatever the spelling, on original offsets.

A term is a sequence of words. Words are compared by a normal form (case, accents, British or
American spelling, possessive s; number on the last word), the gaps between them by kind (spaces,
a line break, a hyphen), so that no text is ever changed to be searched.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile

from healthtext import assets
from healthtext.records import Concept

TABLE = "terms/terms.tsv.gz"
SUPPLEMENT = "lexicons/lay_supplement.tsv"
NOT_TERMS = "lexicons/not_terms.tsv"
GENERAL, NOT_A_TERM = "GENERAL", "NOT"

# Latin and Greek letters, digits (also subscript) and combining marks; an apostrophe inside.
_LETTER = r"A-Za-zÀ-ÖØ-öø-ɏḀ-ỿͰ-Ͽ0-9₀-₉\u0300-\u036f"
_WORD = re.compile(rf"[{_LETTER}]+(?:['’ʼ][{_LETTER}]+)*")
_GAP = re.compile(r"['’]?[ \t\u00a0]*(?:\r\n|[\n\r])?[ \t\u00a0]*|[-‐‑–/](?:\r?\n[ \t]*)?")
_BRITISH = re.compile(r"[ao]e|our|[bt]re|sulph|leuc|is[ae]|yse|[’ʼ']")


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
        for number, row in enumerate(self._rows):
            for wording in row[row.rindex("\t") + 1 :].split("|"):
                key = wording[wording.find(">") + 1 :]
                if self._row.setdefault(key, number) != number:
                    self._more.setdefault(key, []).append(number)
        self._longest: dict[str, int] = {}
        for key in self._row:
            first, space, rest = key.partition(" ")
            if space and rest.count(" ") + 2 > self._longest.get(first, 1):
                self._longest[first] = rest.count(" ") + 2

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """Return the terms of a text, leftmost longest, in order, never overlapping."""
        return tuple(match for match in self._scan(text) if match.type != NOT_A_TERM)

    def lookup(self, phrase: str) -> TermMatch | None:
        """Return the term that a whole phrase is, in any spelling, singular or plural."""
        matches = self.find(phrase)
        whole = len(matches) == 1 and matches[0].text == phrase.strip()
        return matches[0] if whole else None

    def type_of(self, phrase: str) -> str | None:
        """Return the type of a known term."""
        match = self.lookup(phrase)
        return match.type if match else None

    def multiword(self) -> Iterator[tuple[str, ...]]:
        """Yield every term of two words and more as lower-case words; hyphens part words."""
        for row in self._rows:
            for wording in row[row.rindex("\t") + 1 :].split("|"):
                written, _, key = wording.partition(">")
                if " " in (key or written) and self._type(key or written) != NOT_A_TERM:
                    yield tuple(_WORD.findall(written.lower()))

    def _scan(self, text: str) -> Iterator[TermMatch]:
        words = list(_WORD.finditer(text))
        forms = [normal(word.group()) for word in words]
        at = 0
        while at < len(words):
            length, key = self._at(text, words, forms, at)
            if key:
                yield self._match(text, words[at].start(), words[at + length - 1].end(), key)
            at += length

    def _at(
        self, text: str, words: list[re.Match[str]], forms: list[str], at: int
    ) -> tuple[int, str]:
        """Return the number of words and the key of the longest term from a word on, or 1, ''."""
        reach = at + 1
        limit = min(len(words), at + self._longest.get(forms[at], 1))
        while reach < limit and _GAP.fullmatch(text, words[reach - 1].end(), words[reach].start()):
            reach += 1
        for end in range(reach, at + 1, -1):
            key = f"{' '.join(forms[at : end - 1])} {singular(forms[end - 1])}"
            if key in self._row:
                return end - at, key
        key = singular(forms[at])
        return 1, key if key in self._row else self._acronym(words[at].group())

    def _type(self, key: str) -> str:
        return self._rows[self._row[key]].split("\t", 2)[1]

    def _acronym(self, word: str) -> str:
        """Return the key of an acronym, which is known by its capitals only, or ''."""
        if sum(map(str.isupper, word)) < 2:
            return ""
        return next((key for key in (word, word.removesuffix("s")) if key in self._row), "")

    def _match(self, text: str, start: int, end: int, key: str) -> TermMatch:
        numbers = [self._row[key], *self._more.get(key, ())]
        rows = [self._rows[number].split("\t") for number in numbers]
        concepts = (Concept(row[0], row[2], row[0].partition(":")[0]) for row in rows)
        return TermMatch(start, end, text[start:end], rows[0][1], _own_last(concepts))


def _own_last(concepts: Iterable[Concept]) -> tuple[Concept, ...]:
    """Leave out this project's own numbers where a vocabulary has the concept."""
    unique = tuple(dict.fromkeys(concepts))
    return tuple(concept for concept in unique if concept.vocabulary != "HT") or unique


@cache
def load() -> Terms:
    """Read the packaged vocabulary: the hand-written supplement decides before the table."""
    with gzip.open(assets.path(TABLE), "rt", encoding="utf-8") as stream:
        table = _lines(stream.read())
    hidden = (f"-\t{NOT_A_TERM}\t-\t{line}" for line in _packaged(NOT_TERMS))
    return Terms([*map(keyed, hidden), *map(keyed, _packaged(SUPPLEMENT)), *table])


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
    if " " not in wording and sum(map(str.isupper, wording)) > 1:
        return wording
    forms = [normal(word) for word in _WORD.findall(wording)]
    return " ".join((*forms[:-1], singular(forms[-1]))) if forms else ""


def _packaged(name: str) -> list[str]:
    return _lines(assets.path(name).read_text("utf-8"))


def _lines(table: str) -> list[str]:
    return [line for line in table.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1 << 16)
def normal(word: str) -> str:
    """Return the form under which spellings of a word are one."""
    form = word.lower()
    if not form.isascii():
        form = "".join(
            c for c in unicodedata.normalize("NFKD", form) if not unicodedata.combining(c)
        )
    if not _BRITISH.search(form):
        return form
    form = re.sub(r"[’ʼ]", "'", form).removesuffix("'s").replace("'", "")
    return _american(form) if len(form) > 5 else form


def _american(form: str) -> str:
    form = form.replace("ae", "e").replace("oe", "e").replace("our", "or")
    form = form.replace("sulph", "sulf").replace("leuc", "leuk")
    return re.sub(r"is(?=ation|e(?:d|s|r)?$|ing$)", "iz", re.sub(r"([bt])re(?=s?$)", r"\1er", form))


# Words in -s that are no plurals, and plurals that rules do not reach.
_NO_PLURAL = frozenset(
    """always ascites biceps caries diabetes feces forceps gas glottis hertz herpes hives lens
    measles mumps news pancreas perhaps rabies rickets scabies series shingles species tabes triceps
    yes""".split()  # noqa: SIM905
)
_IRREGULAR = {
    "feet": "foot", "teeth": "tooth", "children": "child", "women": "woman", "men": "man",
    "lice": "louse", "mice": "mouse", "lives": "life", "bacteria": "bacterium", "leaves": "leaf",
    "vertebrae": "vertebra", "vertebre": "vertebra", "bursae": "bursa", "ova": "ovum",
    "diagnoses": "diagnosis", "metastases": "metastasis", "prostheses": "prosthesis",
    "thromboses": "thrombosis", "stenoses": "stenosis", "psychoses": "psychosis",
    "neuroses": "neurosis", "testes": "testis", "viruses": "virus", "sinuses": "sinus",
    "fungi": "fungus", "fetuses": "fetus", "biopsies": "biopsy", "calculi": "calculus",
}  # fmt: skip


@lru_cache(maxsize=1 << 16)
def singular(form: str) -> str:
    """Return the form under which singular and plural of a word are one."""
    if form in _IRREGULAR:
        return _IRREGULAR[form]
    if len(form) < 4 or form in _NO_PLURAL or form.endswith(("ss", "us", "is", "itis", "itides")):
        return form
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("sses", "ches", "shes", "xes")):
        return form[:-2]
    return form[:-1] if form.endswith("s") else form
