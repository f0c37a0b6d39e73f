"""What a sentence of a trial's article says became of an outcome, by the words it uses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from training.evidence import cues
from training.evidence.outcomes import GOOD, polarity
from training.evidence.passages import content
from training.evidence.sources import Prompt

_SAME = cues.pattern("directions", "same")
_UP = cues.pattern("directions", "up")
_DOWN = cues.pattern("directions", "down")
_BETTER = re.compile(r"\b(?:improve\w*|better|superior|enhanc\w+|benefi\w+|effective)\b", re.I)
_WORSE = re.compile(r"\b(?:worse\w*|inferior|poorer|deteriorat\w+)\b", re.I)
_CUES = (_UP, _DOWN, _BETTER, _WORSE)
_P = re.compile(
    r"\bp\s*(?:-?\s?values?)?\s*(?:of|was|were|is)?\s*(?P<op>[<>=≤≥])\s*(?P<n>0?[.·]\d+)", re.I
)


@dataclass(frozen=True, slots=True)
class Cues:
    """What words of a sentence say: which way, how good, and whether the arms are swapped."""

    up: bool
    down: bool
    better: bool
    worse: bool
    swapped: bool


def cues_of(prompt: Prompt, sentence: str) -> Cues:
    """Return the cues of a sentence about a prompt."""
    up, down, better, worse = (bool(said.search(sentence)) for said in _CUES)
    return Cues(up, down, better, worse, swapped(prompt, sentence))


def significance(sentence: str) -> str:
    """Return a sentence with 'zpsig' or 'zpns' for every P, by whether it is at most .05."""
    return _P.sub(lambda match: f" {_tested(match)} ", sentence)


def _tested(match: re.Match[str]) -> str:
    below = match["op"] not in (">", "≥") and float(match["n"].replace("·", ".")) <= 0.05
    return "zpsig" if below else "zpns"


def by_rules(prompt: Prompt, sentence: str) -> str:
    """Return the direction that a sentence gives an outcome, 'unknown' where it is not plain."""
    seen, tested = cues_of(prompt, sentence), significance(sentence)
    if _SAME.search(sentence) or ("zpns" in tested and "zpsig" not in tested):
        return "no_difference"
    sign = polarity(prompt.outcome)
    if sign and (seen.better or seen.worse):
        return "increased" if seen.better == (sign == GOOD) else "decreased"
    if seen.up == seen.down:
        return "unknown"
    return "increased" if seen.up != seen.swapped else "decreased"


def swapped(prompt: Prompt, sentence: str) -> bool:
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
