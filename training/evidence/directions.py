"""What became of an outcome in a trial, read off the sentences of its article that name it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from training.evidence import cues
from training.evidence.outcomes import GOOD, polarity
from training.evidence.sources import Prompt, Trial

NEAREST = 3  # sentences of an article that a prompt is held against
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z(\d])")
_WORD = re.compile(r"[a-z0-9]{3,}")
_EMPTY = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "was",
        "were",
        "had",
        "has",
        "have",
        "that",
        "this",
        "from",
        "than",
        "after",
        "before",
        "during",
        "between",
        "among",
        "group",
        "groups",
        "patients",
        "score",
        "scores",
        "level",
        "levels",
        "rate",
        "rates",
        "mean",
        "change",
        "changes",
        "number",
        "total",
        "time",
        "baseline",
        "week",
        "weeks",
        "month",
        "months",
        "day",
        "days",
        "treatment",
        "compared",
        "versus",
        "placebo",
        "control",
        "percent",
        "percentage",
        "incidence",
        "proportion",
        "who",
        "all",
        "not",
        "both",
        "other",
        "each",
        "per",
    ]
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article: its words, and how much it counts by where it stands."""

    text: str
    words: frozenset[str]
    weight: float


def passages(trial: Trial) -> list[Passage]:
    """Return the sentences of an article that may say what was found, the abstract's first."""
    found = []
    for text, weight in ((trial.abstract, 1.15), (trial.results, 1.0)):
        found += [
            Passage(said, content(said), weight)
            for said in _SENTENCE.split(text)
            if 25 < len(said) < 900
        ]
    return found


def content(text: str) -> frozenset[str]:
    """Return the words that carry the meaning of a text, cut to their stems."""
    return frozenset(_stem(word) for word in _WORD.findall(text.lower()) if word not in _EMPTY)


def _stem(word: str) -> str:
    return (
        re.sub(r"(?:ies|es|s|ed|ing|ity|ive|ion|al|ly)$", "", word)
        if len(word) > 5
        else word.removesuffix("s")
        if len(word) > 3
        else word
    )


def nearest(
    prompt: Prompt, sentences: list[Passage], most: int = NEAREST
) -> list[tuple[float, Passage]]:
    """Return the sentences that share most with a prompt, above all with its outcome."""
    outcome, arms = content(prompt.outcome), content(f"{prompt.intervention} {prompt.comparator}")
    scored = [(_near(passage, outcome, arms - outcome), passage) for passage in sentences]
    best = sorted(enumerate(scored), key=lambda item: (-item[1][0], item[0]))[:most]
    return [pair for _, pair in best if pair[0] > 0]


def _near(passage: Passage, outcome: frozenset[str], arms: frozenset[str]) -> float:
    shared = len(outcome & passage.words)
    if not shared:
        return 0.0
    said = 2.0 * shared / max(len(outcome), 1) + 0.6 * len(arms & passage.words) / max(len(arms), 1)
    return said * passage.weight * (1.0 + 0.35 * bool(_REPORTS.search(passage.text))) - 0.004 * len(
        passage.words
    )


_REPORTS = cues.pattern("directions", "reports")
_SAME = cues.pattern("directions", "same")
_UP = cues.pattern("directions", "up")
_DOWN = cues.pattern("directions", "down")
_BETTER = re.compile(r"\b(?:improve\w*|better|superior|enhanc\w+|benefi\w+|effective)\b", re.I)
_WORSE = re.compile(r"\b(?:worse\w*|inferior|poorer|deteriorat\w+)\b", re.I)
_P = re.compile(r"\bp\s*(?:-?value)?\s*(?P<op>[<>=≤≥])\s*(?P<n>0?\.\d+)", re.I)


def by_rules(prompt: Prompt, sentence: str) -> str:
    """Return the direction that a sentence gives an outcome, 'unknown' where it is not plain."""
    level = _P.search(sentence)
    tested = float(level["n"]) if level else 0.0
    if _SAME.search(sentence) or (level and tested > 0.05 and level["op"] != "<"):
        return "no_difference"
    if _BETTER.search(sentence) or _WORSE.search(sentence):
        sign = polarity(prompt.outcome)
        if sign:
            better = bool(_BETTER.search(sentence))
            return "increased" if better == (sign == GOOD) else "decreased"
    up, down = _UP.search(sentence), _DOWN.search(sentence)
    if bool(up) == bool(down):
        return "unknown"
    swapped = _swapped(prompt, sentence)
    return "increased" if bool(up) != swapped else "decreased"


def _swapped(prompt: Prompt, sentence: str) -> bool:
    """Tell whether a sentence puts the comparator where the intervention is expected."""
    acts, other = content(prompt.intervention), content(prompt.comparator)
    head, _, tail = re.sub(
        r"\b(?:compared (?:with|to)|versus|vs\.?|relative to)\b", "than", sentence
    ).partition(" than ")
    if not tail:
        return False
    own, against = acts - other, other - acts
    before, after = content(head), content(tail)
    return bool(own & after and not own & before) or bool(
        against & before and not against & after and not own & before
    )
