"""The safety gate: what despinning never touches, and what only an editor may decide.

Each guard has a test that fails without it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from healthtext import assets, terms
from healthtext.despin import dosing, guards, neighbours
from healthtext.despin.options import Option, sentences
from healthtext.records import SAFETIES, Safety, Span
from healthtext.spelling import normal
from healthtext.terms import TermMatch
from healthtext.words import Word

_NEGATIVE = re.compile(r"(?:un|in|im|il|ir|dis|non|mis|anti)(?=[a-z]{3})")
_FIXED = re.compile(
    r"https?://\S+|www\.\S+|[^\s@]{1,64}@[^\s@]{1,250}\.\w+|\b(?:doi|pmid)\s{0,3}:?\s{0,3}\S+|\[\d[\d,\s–-]{0,60}\]"
    r"|\([^()]{0,80}?\b(?:19|20)\d\d[a-z]?\)", re.I
)  # fmt: skip
_QUOTED = re.compile(r"[“\"][^“”\"\n]{12,600}[”\"]")
_DECISIVE = frozenset(
    {"CONDITION", "SYMPTOM", "DRUG", "CHEMICAL", "NUTRIENT", "TEST", "TREATMENT", "ANATOMY"}
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The highest tier an option may reach, and why it may go no higher."""

    most: Safety
    why: str = ""


REFUSED = None
LONGEST_EVEN = 4  # words of a wording of even.txt
REMEMBERED = 50_000  # pairs of wordings whose verdict is kept
RENAMES = "both are medical terms: only the source can tell which was meant"
NAMES = "it names a condition or a drug"
GOOD = "the page's own wording is good English too"
ALIKE = "both wordings are good English"
NAMED = "it may be a name"
QUOTED = "it stands in a quotation"
EVEN = "one of the two looks like a denial or a count"
DOSE = "it says how a medicine is taken"
LAPSED = "what is no longer so has been so"
HALF = "it does not fit the words beside it"
BUILT = "of a tissue there may be a framework"
SAFE = Verdict("safe")
_LAPSED = re.compile(r"\b(?:no|not any|n't any) (?:longer|more)\b|\banymore\b")
TITLE = 0.7  # share of longer words with a capital that makes a line a title


class Gate:
    """Judge the options of one text."""

    def __init__(
        self, text: str, words: Sequence[Word], protected: Sequence[Span],
        known: Sequence[TermMatch] | None = None,
    ) -> None:  # fmt: skip
        """Take the text's words, what may not be touched, and its terms where they are at hand."""
        self._words = words
        self._fixed = [*protected, *(m.span() for m in _FIXED.finditer(text))]
        self._quoted = [m.span() for m in _QUOTED.finditer(text)]
        known = terms.load().find(text) if known is None else known
        generic = guards.words("medicines")
        self._drugs = [
            match for match in known if match.type == "DRUG" and match.text.lower() not in generic
        ]
        self._timed = dosing.timed(words)

    def judge(self, option: Option) -> Verdict | None:
        """Return the verdict, or None when the option is refused altogether."""
        old = self._words[option.start : option.end]
        span = (old[0].start, old[-1].end)
        if _inside(span, self._fixed) or not all(w.is_word or w.form in "-," for w in old):
            return REFUSED
        forms = [word.form for word in old]
        meaning = _meaning(tuple(forms), option.new)
        if meaning is REFUSED or self._dose(option):
            return REFUSED
        if self._drugs and any(m.start < span[1] and span[0] < m.end for m in self._drugs):
            return Verdict("suggest", "a drug's name is the editor's to change")
        if self._name(option):
            return Verdict("suggest", NAMED)
        if _inside(span, self._quoted) and meaning.most != "suggest":
            return Verdict("suggest", QUOTED)
        around = (meaning, self._taking(option), self._lapsed(option), self._beside(option))
        return max(around, key=_lowness)

    def _taking(self, option: Option) -> Verdict:
        """Leave it to the editor how often, and with what, a medicine is taken."""
        if not dosing.near(self._timed, option):
            return SAFE
        place = dosing.Place(self._words, option)
        asked = place.taken() and not self._even(option)
        if place.skips() or (place.often() and (asked or place.measured())):
            return Verdict("suggest", DOSE)
        return Verdict("review", DOSE) if place.with_food() else SAFE

    def _even(self, option: Option) -> bool:
        """Tell whether both wordings say the same, though one looks like a count."""
        old = tuple(word.form for word in self._words[option.start : option.end])
        return _evened(old) == _evened(option.new)

    def _lapsed(self, option: Option) -> Verdict:
        """Leave 'no longer' alone behind a form of 'be'; a spinner may have put it for 'not'."""
        old = [word.form for word in self._words[max(0, option.start - 2) : option.end]]
        new = [*old[: option.start - option.end], *option.new]
        if not _LAPSED.search(" ".join(old)) or _LAPSED.search(" ".join(new)):
            return SAFE
        been = not guards.words("being").isdisjoint(old)
        return Verdict("suggest" if been else "review", LAPSED)

    def _beside(self, option: Option) -> Verdict:
        """Leave to the editor what its neighbours speak against."""
        if neighbours.unfit(self._words, option):
            return Verdict("suggest", HALF)
        return Verdict("suggest", BUILT) if neighbours.built(self._words, option) else SAFE

    def _dose(self, option: Option) -> bool:
        """Tell whether the words are, or stand between, a number and its unit."""
        before = self._words[option.start - 1].form if option.start else ""
        first = self._words[option.start].form
        return first in guards.words("units") and bool(_numbers([before]))

    def _name(self, option: Option) -> bool:
        """Tell whether a capital inside a sentence makes a word a name."""
        capital = any(w.text[0].isupper() and not w.text.isupper() for w in
                      self._words[option.start : option.end] if w.is_word)  # fmt: skip
        return capital and option.start not in self._titles

    @cached_property
    def _titles(self) -> set[int]:
        """Return the places where a capital says nothing; of a text few capitals are asked for."""
        return _titles(self._words)


def _inside(span: Span, places: Sequence[Span]) -> bool:
    return bool(places) and any(lo < span[1] and span[0] < hi for lo, hi in places)


def _numbers(forms: Sequence[str]) -> list[str]:
    return sorted(form for form in forms if form in guards.words("numbers") or form == "<num>")


def _evened(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Return forms with the first of its group for each wording of even.txt."""
    found: list[str] = []
    at = 0
    while at < len(forms):
        sizes = range(min(LONGEST_EVEN, len(forms) - at), 0, -1)
        size = next((n for n in sizes if forms[at : at + n] in _even()), 0)
        found += _even()[forms[at : at + size]] if size else forms[at : at + 1]
        at += max(size, 1)
    return tuple(found)


@cache
def _even() -> dict[tuple[str, ...], tuple[str, ...]]:
    lines = assets.path("lexicons/even.txt").read_text("utf-8").splitlines()
    groups = [[tuple(wording.split()) for wording in line.split(", ")] for line in lines
              if line and line[0] != "#"]  # fmt: skip
    return {wording: group[0] for group in groups for wording in group}


def _negates(forms: Sequence[str]) -> bool:
    return any(form in guards.words("negations") or form.endswith("n't") for form in forms)


def _denials(forms: Sequence[str]) -> list[str]:
    """Return the words that deny, but for those that only look so."""
    return sorted(form for form in forms if form in guards.words("negations"))


def opposite(old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether wordings stand at opposite poles: safe and unsafe, increase and decrease."""
    if _negates(old) != _negates(new) or _stems(old) & {*new} or _stems(new) & {*old}:
        return True
    return any(_crosses({*old}, {*new}, *axis) for axis in _axes())


def _stems(forms: Sequence[str]) -> set[str]:
    """Return what the forms would be without a negative prefix."""
    return {_NEGATIVE.sub("", form) for form in forms if _NEGATIVE.match(form)}


def _crosses(old: set[str], new: set[str], left: frozenset[str], right: frozenset[str]) -> bool:
    before, after = (bool(old & left), bool(old & right)), (bool(new & left), bool(new & right))
    return before in ((True, False), (False, True)) and after == before[::-1]


@cache
def _axes() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    lines = assets.path("lexicons/opposites.tsv").read_text("utf-8").splitlines()
    sides = [line.split("\t") for line in lines if line and line[0] != "#"]
    return tuple((frozenset(left.split()), frozenset(right.split())) for left, right in sides)


@lru_cache(REMEMBERED)
def _meaning(old: tuple[str, ...], new: tuple[str, ...]) -> Verdict | None:
    """Refuse opposites and other numbers; leave one medical term for another to the editor."""
    even = _evened(old), _evened(new)
    if opposite(*even) or _numbers(even[0]) != _numbers(even[1]):
        return REFUSED
    if [*map(normal, old)] == [*map(normal, new)]:  # spelling is no spin
        return REFUSED
    if any(_renames(*pair) or _apart(*pair) for pair in ((old, new), _changed(old, new))):
        return Verdict("suggest", RENAMES)
    if neighbours.names(" ".join(new)) and not _concepts(" ".join(old)):
        return Verdict("review", NAMES)
    shortened = {*new} < {*old} and terms.load().type_of(" ".join(old)) is not None
    if shortened or (_concepts(" ".join(old)) and not _concepts(" ".join(new))):
        return Verdict("review", "it takes a medical term away")
    if opposite(old, new) or _numbers(old) != _numbers(new):
        return Verdict("review", EVEN)
    if _groups("interchangeable", old) & _groups("interchangeable", new):
        return Verdict("suggest", GOOD)
    if _groups("alike", old) & _groups("alike", new):
        return Verdict("review", ALIKE)
    return SAFE if _denials(old) == _denials(new) else Verdict("review", EVEN)


def _renames(old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether both wordings are medical terms, of different concepts."""
    before, after = _concepts(" ".join(old)), _concepts(" ".join(new))
    return bool(before and after and not before & after)


def _apart(old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether the wordings are of two notions: symptoms are no side effects."""
    before, after = _groups("notions", old), _groups("notions", new)
    return bool(before and after and not before & after)


def _changed(old: Sequence[str], new: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return what is left of two wordings without the words they begin and end with alike."""
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return old, new


def _groups(lexicon: str, forms: Sequence[str]) -> frozenset[int]:
    return _grouped(lexicon).get(" ".join(forms), frozenset())


@cache
def _grouped(lexicon: str) -> dict[str, frozenset[int]]:
    """Return, for each wording of a list with a group a line, the groups it belongs to."""
    lines = assets.path(f"lexicons/{lexicon}.txt").read_text("utf-8").splitlines()
    found: dict[str, frozenset[int]] = {}
    for number, line in enumerate(line for line in lines if line and line[0] != "#"):
        for wording in line.split(", "):
            found[wording] = found.get(wording, frozenset()) | {number}
    return found


@cache
def _concepts(phrase: str) -> frozenset[str]:
    """Return the concepts of a phrase that is a term of a decisive type."""
    return terms.load().concept_ids(phrase, _DECISIVE)


def _titles(words: Sequence[Word]) -> set[int]:
    """Return the places where a capital says nothing: sentence starts, titles, list heads."""
    places: set[int] = set()
    for start, end in sentences(words):
        inside = [at for at in range(start, end) if words[at].is_word]
        long = [at for at in inside if len(words[at].text) > 3]
        capitals = sum(words[at].text[0].isupper() for at in long)
        places.update(inside[:1])
        if capitals >= TITLE * len(long):
            places.update(inside)
        places.update(at for at in inside if at and words[at - 1].form in _OPENERS)
    return places


_OPENERS = frozenset({":", "•", "-", "–", "—", "“", '"', "‘", "(", "*", "#", ";"})


def lower(left: Safety, right: Safety) -> Safety:
    """Return the lower of two tiers."""
    return max(left, right, key=_RANKS.__getitem__)


_RANKS = {tier: rank for rank, tier in enumerate(SAFETIES)}


def _lowness(verdict: Verdict) -> int:
    return _RANKS[verdict.most]
