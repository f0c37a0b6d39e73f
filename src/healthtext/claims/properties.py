"""The properties of a claim: strength, hedge, polarity, attribution, each with its cue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from healthtext.claims import cues
from healthtext.claims.phrases import Phrases
from healthtext.claims.relations import Assertion
from healthtext.claims.sentence import Sentence
from healthtext.needed import possible
from healthtext.records import Cue, Span

Judged = tuple[str, tuple[Cue, ...]]


def strength(sentence: Sentence, found: Assertion, start: int) -> Judged:
    """Return direct_causal, conditional_causal, correlational or none, by words[start:]."""
    if found.relation.strength != "direct_causal":
        return found.relation.strength, ()
    cue = _cue(sentence, cues.load().conditional, start, found.start, "strength")
    return ("conditional_causal", cue) if cue else ("direct_causal", ())


def hedge(sentence: Sentence, *windows: Span) -> Judged:
    """Return none, weak or strong; weak hedges count within these words only."""
    table = cues.load()
    strong = _cue(sentence, table.strong, 0, len(sentence.words), "hedge")
    if strong:
        return "strong", strong
    found = (_cue(sentence, table.weak, start, end, "hedge") for start, end in windows)
    weak = next(filter(None, found), ())
    return ("weak", weak) if weak else ("none", ())


def polarity(sentence: Sentence, found: Assertion, windows: Sequence[Span]) -> Judged:
    """Return negative when the relation is denied, in these words or by what is next to it."""
    if found.relation.polarity == "negative":
        said = " ".join(sentence.words[found.chain.start : found.end])
        return ("positive" if _UNSAFE.search(said) else "negative"), ()
    *before, (start, _) = windows
    opening = *before, (start, found.end)
    denials = (_cue(sentence, cues.load().denials, *window, "polarity") for window in opening)
    denial = next(filter(None, denials), ())
    if denial:
        return "negative", denial
    negators = cues.load().words["polarity.negators"]
    words = sentence.words
    near = [*range(found.chain.start, found.end), *_quantifiers(words, found)]
    spared = {
        at for match in cues.load().no_denials.find(words) for at in range(match.start, match.end)
    }
    for at in near:
        own = at == found.start and words[at] == "never"  # the cue is of what never befalls one
        denies = words[at] in negators or words[at] == "nobody"  # "nobody doubts" denies nothing
        if denies and at not in spared and not own and not _praises(words, at):
            return "negative", (sentence.cue(at, at + 1, "polarity"),)
    return "positive", ()


# "Is never safe" denies that there is no harm.
_UNSAFE = re.compile(
    r"\b(?:not|never|n['’]t|hardly|no longer) (?:\w+ ){0,2}"
    r"(?:safe|harmless|suitable|risk-free|fine|ok|okay|well tolerated|gentle)\b"
)


def whole(sentence: Sentence) -> Judged:
    """Return negative when a sentence denies something; "no" counts at its start and behind a verb.

    "Where there is a cure and no pain" denies nothing.
    """
    words = sentence.words
    for at, word in enumerate(words):
        apart = word in _QUANTIFYING and at and words[at - 1] not in _DENYING_VERBS
        ends = not any(later.isalpha() for later in words[at + 1 : at + 2])
        if not apart and not ends and word in cues.load().words["polarity.negators"]:
            return "negative", (sentence.cue(at, at + 1, "polarity"),)
    return within(sentence, 0, 0)


def _praises(words: Sequence[str], at: int) -> bool:
    """Tell whether "nothing" says that one thing does it best: "nothing settles it like tea"."""
    return words[at] == "nothing" and "like" in words[at + 2 :]


_QUANTIFYING = frozenset(("no", "without", "nothing", "none", "neither", "nor"))
_DENYING_VERBS = frozenset(
    ("is", "are", "was", "were", "has", "have", "had", "make", "makes", "do")
)


def within(sentence: Sentence, start: int, end: int) -> Judged:
    """Return negative when words[start:end] hold a denial, or the sentence opens with one."""
    table, words = cues.load(), sentence.words
    denial = _cue(sentence, table.denials, 0, len(words), "polarity")
    negators = table.words["polarity.negators"]
    at = next((k for k in (0, *range(start, end)) if words[k] in negators), None)
    denied = denial or (() if at is None else (sentence.cue(at, at + 1, "polarity"),))
    return ("negative", denied) if denied else ("positive", ())


def _quantifiers(words: tuple[str, ...], found: Assertion) -> Iterable[int]:
    """Yield where "no" and its like deny the whole: before the subject, or before the object."""
    whole = ("no", "neither", "none", "nothing", "never")
    if words[found.clause] in (*whole, "not", "few"):
        yield found.clause
    if found.other and found.other.start and words[found.other.start - 1] in whole:
        yield found.other.start - 1
    if found.start and words[found.start - 1] in whole:
        yield found.start - 1
    if found.end < len(words) and words[found.end] in whole:
        yield found.end


def attribution(sentence: Sentence) -> Judged:
    """Return named when a source is named, vague when one is only hinted at, or none."""
    for level in ("named", "vague"):
        for pattern in possible(cues.load().patterns[f"attribution.{level}"], sentence.text):
            match = pattern.search(sentence.text)
            if match:
                rest = _WORD_END.match(sentence.text, match.end())
                span = match.start(), rest.end() if rest else match.end()
                return level, (sentence.text_cue(span, "attribution"),)
    return "none", ()


_WORD_END = re.compile(r"[\w'’-]*")


def _cue(
    sentence: Sentence, phrases: Phrases[str], start: int, end: int, kind: str
) -> tuple[Cue, ...]:
    for match in phrases.find(sentence.words[start:end]):
        return (sentence.cue(start + match.start, start + match.end, kind),)
    return ()
