"""Wordings that rules have patterns of, in the sentences of a page: promises, myths, advice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from healthtext import needed
from healthtext.claims import cues
from healthtext.records import Span
from healthtext.rules import Rule


@dataclass(frozen=True, slots=True)
class Asked:
    """A rule that a page has cues of, with these, and its patterns that may match on the page.

    With each pattern what it needs of what the page has; nothing where that is not known.
    """

    rule: Rule
    cues: Sequence[str]
    possible: Sequence[tuple[re.Pattern[str], Sequence[str]]]

    def patterns(self, folded: str) -> list[re.Pattern[str]]:
        """Return the patterns that may match in a sentence in folded case."""
        return [
            pattern for pattern, texts in self.possible
            if not texts or any(text in folded for text in texts)
        ]  # fmt: skip


class Wordings:
    """The rules that have a cue on a page."""

    def __init__(self, rules: Sequence[Rule], page: str) -> None:
        self.asked = list(_asked(rules, needed.folded(page)))

    def found(self, sentence: str) -> Iterator[tuple[Rule, Span]]:
        """Yield rules whose wording a sentence has, with the first place of each.

        Of a question, and of what debunks, none.
        """
        folded = needed.folded(sentence)  # offsets are never taken from it
        likely = [one for one in self.asked if any(cue in folded for cue in one.cues)]
        if not likely or sentence.rstrip().endswith("?"):
            return
        for one in likely:
            span = _place(one.rule, sentence, one.patterns(folded))
            if span and not _debunks(sentence):
                yield one.rule, span


def _asked(rules: Sequence[Rule], folded: str) -> Iterator[Asked]:
    """Yield the rules that have a cue on a page in folded case."""
    there = cache(folded.__contains__)
    for rule in rules:
        found = [cue for cue in rule.cues if cue in folded]
        if found and rule.patterns:
            every = ((one, needed.needed(one.pattern, one.flags)) for one in rule.patterns)
            met = ((one, texts, list(filter(there, texts))) for one, texts in every)
            possible = [(one, here) for one, texts, here in met if here or not texts]
            yield Asked(rule, found, possible)


def _debunks(text: str) -> bool:
    return any(pattern.search(text) for pattern in cues.load().patterns["debunking"])


def _place(rule: Rule, text: str, patterns: Sequence[re.Pattern[str]]) -> Span | None:
    """Return where the rule fires in a sentence first, without the marks before a word."""
    matches = (match for pattern in patterns for match in pattern.finditer(text))
    spans = ((match.start() + _leading(match.group()), match.end()) for match in matches)
    first = min((span for span in spans if not _denied(text, span[0])), default=None)
    if first and any(pattern.search(text) for pattern in rule.unless):
        return None
    return first


def _leading(text: str) -> int:
    return len(text) - len(text.lstrip(' ,;:–—("“'))


def _denied(text: str, at: int) -> bool:
    return bool(cues.load().negations.search(text[max(at - 60, 0) : at]))
