"""The sentences of an article that may say what became of an outcome."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from training.evidence import cues
from training.evidence.sources import Prompt, Trial

NEAREST = 4  # sentences of an article that a prompt is held against
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z(\d])")
_WORD = re.compile(r"[a-z0-9]{3,}")
_EMPTY = frozenset(
    """the and for with was were had has have that this from than after before during between among
    group groups patients score scores level levels rate rates mean change changes number total time
    baseline week weeks month months day days treatment compared versus placebo control percent
    percentage incidence proportion who all not both other each per""".split()  # noqa: SIM905
)
_ABSTRACT = 1.15  # weight of its sentences
_SECTIONS = (
    (1.0, re.compile("RESULT|FINDING|OUTCOME|EFFICACY|SAFETY")),
    (0.85, re.compile("CONCLUSION|DISCUSSION")),
    (0.0, cues.pattern("passages", "no_results")),
    (0.85, re.compile("")),
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article: its words, and how much it counts by where it stands."""

    text: str
    words: frozenset[str]
    weight: float


def passages(trial: Trial) -> list[Passage]:
    """Return the sentences of an article that may say what was found, the abstract's first."""
    found: dict[str, Passage] = {}
    weighed = ((_weight(name), text) for name, text in trial.sections)
    for weight, text in ((_ABSTRACT, trial.abstract), *weighed):
        for said in _SENTENCE.split(text) if weight else ():
            if 25 < len(said) < 900:
                found.setdefault(said, Passage(said, content(said), weight))
    return list(found.values())


def _weight(heading: str) -> float:
    return next(weight for weight, said in _SECTIONS if said.search(heading))


@lru_cache(maxsize=1 << 16)
def content(text: str) -> frozenset[str]:
    """Return the words that carry the meaning of a text, cut to their stems."""
    return frozenset(stem(word) for word in _WORD.findall(text.lower()) if word not in _EMPTY)


def stem(word: str) -> str:
    """Cut the ending of a word in lower case."""
    if len(word) <= 5:
        return word.removesuffix("s") if len(word) > 3 else word
    return re.sub(r"(?:ies|es|s|ed|ing|ity|ive|ion|al|ly)$", "", word)


def nearest(
    prompt: Prompt, sentences: Sequence[Passage], own: Mapping[str, str]
) -> list[tuple[float, Passage]]:
    """Return the NEAREST sentences that share most with a prompt, above all with its outcome.

    `own` are the abbreviations that the article defines.
    """
    outcome, arms = content(prompt.outcome), content(f"{prompt.intervention} {prompt.comparator}")
    wide = outcome | content(_other_wordings(prompt.outcome, own))
    scored = [
        (_near(passage, outcome, wide, arms - wide), passage)
        for passage in sentences
        if not wide.isdisjoint(passage.words)
    ]
    return sorted(scored, key=lambda pair: -pair[0])[:NEAREST]


def _other_wordings(outcome: str, own: Mapping[str, str]) -> str:
    said = (long for short, long in own.items() if short in outcome)
    short = (short for short, long in own.items() if long.lower() in outcome.lower())
    return " ".join((*said, *short))


def _near(
    passage: Passage, outcome: frozenset[str], wide: frozenset[str], arms: frozenset[str]
) -> float:
    shared = min(len(wide & passage.words) / max(len(outcome), 1), 1.0)
    said = 2.0 * shared + len(arms & passage.words) / max(len(arms), 1)
    reports = 1.35 if _REPORTS.search(passage.text) else 1.0
    return said * passage.weight * reports - 0.004 * len(passage.words)


_REPORTS = cues.pattern("passages", "reports")
