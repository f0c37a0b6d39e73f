"""Advertisements in another script that stand inside an English sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from healthtext import rules
from healthtext.records import Edit, Safety

RULE = "clean-injected"
# Letters that are not Latin and, unlike the Greek ones, no symbols of medicine.
_EAST = "\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
_OTHER = (
    "\u0400-\u08ff\u0900-\u109f\u10a0-\u139f\u1780-\u18af\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
    "\ufb1d-\ufdff\ufe70-\ufefc"
)
_RUN = re.compile(f"[{_EAST}{_OTHER}]+(?:[ \u00a0\u00b7\u30fb][{_EAST}{_OTHER}]+)*")
_FOREIGN = re.compile(f"[{_EAST}{_OTHER}]")
_IS_EAST = re.compile(f"[{_EAST}]")
_LATIN_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_BRACKETS = (("(", ")"), ("[", "]"), ("“", "”"), ("‘", "’"), ("«", "»"), ("（", "）"), ("「", "」"))
_GLOSS = re.compile(r"[:=/,;–—-]\s*\Z")
_GLOSSED = re.compile(r"\s*[=/,;–—]")
_EXPLAINED = re.compile(r"\s*[(（\[]")
_QUOTED = re.compile(r"[\"'“‘«<「『（(\[]\s*\Z")
_SENTENCE_END = re.compile(r"[.!?]\s")
# Behind these a noun is wanted, so the foreign word is part of the sentence.
_WANTS_MORE = frozenset(
    """
    a an the of in on at by to for with from and or as is are was were be been like than into
    your his her its our their my this that these those some any no every each called use using
    take taking drink drinking eat eating try have has had get make practise practice learn
    """.split()  # noqa: SIM905
)
_LEADS = frozenset(
    """
    a an the your his her its our their my this that these those some any each every of in on at
    by to for with from and or into through over under both all more less
    """.split()  # noqa: SIM905
)
_FEW_LETTERS, _SHARE, _FEW_RUNS = 60, 0.05, 8
_CONTEXT = 200  # characters looked at on either side, so that a long line costs no more
_FAR, _NEAR = 6, 3  # words in which a cue counts
_MIN_LATIN = 4
_FEW_WORDS = 4


@dataclass(frozen=True, slots=True)
class _Place:
    """A run of foreign words and its sentence, as far as it is on the same line."""

    run: str
    before: str
    after: str
    words_before: list[str]
    words_after: list[str]


def find(text: str) -> Iterator[Edit]:
    """Yield the removal of foreign words; a term that the article means is left alone."""
    runs = list(_RUN.finditer(text))
    if not runs:
        return
    at_home = _is_at_home(text, runs)
    places = [_place(text, *run.span()) for run in runs]
    meant = {place.run for place in places if _is_announced(place)}
    count = Counter(place.run for place in places)
    for run, place in zip(runs, places, strict=True):
        spam = any(p.search(place.run) for p in rules.catalogue()[RULE].patterns)
        if place.run in meant or _is_in_word(place) or (at_home and not spam):
            continue
        if len(place.words_before) + len(place.words_after) >= _MIN_LATIN:
            safety = _tier_of_spam(place, at_home) if spam else _tier(place, count[place.run])
            yield _removal(text, *run.span(), safety)


def _is_at_home(text: str, runs: list[re.Match[str]]) -> bool:
    """Tell whether a page holds so much of other scripts that it seems to mean them."""
    letters = sum(len(_FOREIGN.findall(run.group())) for run in runs)
    if letters <= _FEW_LETTERS and len(runs) <= _FEW_RUNS:
        return False
    return len({run.group() for run in runs}) > _FEW_RUNS or letters > _SHARE * len(text)


def _place(text: str, start: int, end: int) -> _Place:
    before = re.split(r"[\r\n]", text[max(0, start - _CONTEXT) : start])[-1]
    after = re.split(r"[\r\n]", text[end : end + _CONTEXT], maxsplit=1)[0]
    sentence = _SENTENCE_END.split(before)[-1]
    rest = _SENTENCE_END.split(after, maxsplit=1)[0]
    return _Place(
        text[start:end], before, after, _LATIN_WORD.findall(sentence), _LATIN_WORD.findall(rest)
    )


def _is_in_word(place: _Place) -> bool:
    """Tell whether Latin letters touch the run: look-alike letters, say, whose word is meant."""
    return place.before[-1:].isalnum() or place.after[:1].isalnum()


def _is_announced(place: _Place) -> bool:
    """Tell whether a foreign term is bracketed, quoted, explained or named as one."""
    if _QUOTED.search(place.before) or _EXPLAINED.match(place.after) or _is_enclosed(place.before):
        return True
    if any(p.search(place.run) for p in rules.catalogue()[RULE].patterns):
        return False
    glossed = _GLOSS.search(place.before) or _GLOSSED.match(place.after)
    is_term = len(place.run.split()) < _FEW_WORDS
    return (glossed is not None and is_term) or _has_cue(place, _FAR)


def _is_enclosed(before: str) -> bool:
    """Tell whether a bracket or quotation is open."""
    opened = any(before.rfind(left) > before.rfind(right) for left, right in _BRACKETS)
    return opened or before.count('"') % 2 == 1


def _has_cue(place: _Place, within: int) -> bool:
    around = place.words_before[-within:] + place.words_after[:within]
    return any(word.lower() in _cues() for word in around)


@cache
def _cues() -> frozenset[str]:
    return frozenset(rules.catalogue()[RULE].cues)


def _tier_of_spam(place: _Place, at_home: bool) -> Safety:
    wanted = _is_last(place) and bool(_WANTS_MORE.intersection(place.words_before[-1:]))
    return "suggest" if at_home or wanted or _has_cue(place, _NEAR) else "safe"


def _tier(place: _Place, count: int) -> Safety:
    """Judge a run that is on no list of spam: only behind a complete sentence is it certain."""
    before = place.words_before
    if count > 1 or _IS_EAST.search(place.run) or len(before) < 2 or not before[-1].islower():
        return "suggest"
    complete = before[-1] not in _WANTS_MORE and before[-2].lower() in _LEADS
    short = len(place.run.split()) <= _FEW_WORDS
    return "safe" if complete and short and _is_last(place) else "review"


def _is_last(place: _Place) -> bool:
    """Tell whether the sentence ends behind the run."""
    return not place.after.strip() or place.after.lstrip()[0] in ".!?"


def _removal(text: str, start: int, end: int, safety: Safety) -> Edit:
    """Take out the run and the space on one side of it."""
    low = len(text[max(0, start - _CONTEXT) : start].rstrip(" \u00a0"))
    low += max(0, start - _CONTEXT)
    rest = text[end : end + _CONTEXT]
    high = end + len(rest) - len(rest.lstrip(" \u00a0"))
    following = text[high : high + 1]
    if low and text[low - 1] not in "\r\n":
        between_marks = following != "" and following in ".,;:!?" and text[low - 1] in ",;:"
        start = low - between_marks
        end = high if following in ".,;:!?" or following in "\r\n" else end
    else:
        end = high
    score = {"safe": 0.95, "review": 0.7, "suggest": 0.4}[safety]
    reason = "words in another script inside an English sentence"
    return Edit(start, end, text[start:end], "", "clean", RULE, score, safety, reason)
