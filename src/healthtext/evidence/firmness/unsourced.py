"""Which claims want a source and have none: what the words say, and what the second network holds.

The words find a plain verb and something that one takes; the network takes back what it holds for
a claim of another kind. What has no such verb, "peppermint frees you of wind", is found by its head
on sources, learnt from people's labels of consumer prose (training/annotator/unsourced.py), where
it is sure; denials, hedges, sources and what is only used for a disorder are known by words there
as well. Thresholds were chosen on sentences of genres that the heads had not learnt from.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from healthtext.claims import leading
from healthtext.claims.citations import citations
from healthtext.evidence.firmness import strong, tellers
from healthtext.records import Claim, Span

if TYPE_CHECKING:
    from healthtext.annotator import Reading

LIKELY = 0.3  # P(treatment, prevention or harm) that a claim has at least to need a source
CERTAIN = 0.9  # the same, of what only the network finds
SURE = 0.7  # P(a source is wanted) of what only the network finds
_UNSURE = "conditional_causal"
# "(Shih, Belmonte & Zandi, 2004)", "(Khan et al., 2019)".
AUTHORS = (
    r"\((?:e\.g\.,? |see )?[A-Z][\w'’-]+(?:,| &| and | et al)[^()\n]{0,80}\b(?:19|20)\d\d[a-z]?\)"
)
_NUMBERED = re.compile(
    r"\[\d{1,3}[\d,–\- ]{0,20}\]|\[[\^@][\w:-]{1,60}\]|(?<=[a-z])\^\d{1,3}\^" + f"|{AUTHORS}"
)
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")


def find(text: str, claims: Sequence[Claim], reading: Reading | None) -> Iterator[Span]:
    """Yield the sentences that want a source, where nothing in their paragraph is one."""
    starts, cited = _paragraphs(text)
    sentences = {
        span: made
        for span, made in _by_sentence(text, claims).items()
        if not cited[bisect_right(starts, span[0]) - 1]
    }
    worded = [span for span, made in sentences.items() if _is_worded(text, made)]
    yield from _held(text, sentences, worded, reading) if reading and sentences else worded


def _by_sentence(text: str, claims: Sequence[Claim]) -> dict[Span, list[Claim]]:
    found: dict[Span, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[strong.sentence_of(text, claim)].append(claim)
    return found


def _is_worded(text: str, made: Sequence[Claim]) -> bool:
    """Tell whether the first claim of a sentence is strong, and none is hedged."""
    first = leading(made)
    return bool(first and strong.is_strong(text, first) and not _is_hedged(made))


def _is_hedged(made: Sequence[Claim]) -> bool:
    return any(one.hedge != "none" or one.strength == _UNSURE for one in made)


def _held(
    text: str,
    sentences: Mapping[Span, Sequence[Claim]],
    worded: Collection[Span],
    reading: Reading,
) -> Iterator[Span]:
    """Yield what the words find and the network does not doubt, and what it finds itself."""
    spans = list(sentences)
    wanted = reading.unsourced(spans) or [0.0] * len(spans)
    for span, opinion, likely in zip(spans, reading.opinions(spans), wanted, strict=True):
        effect = sum(opinion.kinds[kind] for kind in strong.CITABLE)
        sure = likely >= SURE and effect >= CERTAIN
        if effect >= LIKELY if span in worded else sure and _is_plain(text, span, sentences[span]):
            yield span


def _is_plain(text: str, span: Span, made: Sequence[Claim]) -> bool:
    """Tell whether all that a sentence claims is asserted of a remedy, on nobody's authority."""
    first, sentence = leading(made), text[slice(*span)]
    open_ = all((one.polarity, one.attribution) == ("positive", "none") for one in made)
    return bool(
        first
        and first.kind in _EFFECTS
        and open_
        and not _is_hedged(made)
        and not (first.subject and first.subject.type in _ILL)
        and not strong.is_no_remedy(sentence, first)
        and not strong.warns(sentence, first)
        and not strong.says_otherwise(sentence)
        and not tellers.is_told(sentence, strong.before_subject(text, span[0], first))
        and not _OWN.search(sentence)
    )


_EFFECTS = frozenset((*strong.CITABLE, "mechanism"))
_ILL = frozenset(("CONDITION", "SYMPTOM", "ANATOMY"))
# What one person tells of, and two words of denial that leave a claim positive.
_OWN = re.compile(r"\b(?:[Mm]y|[Mm]e|[Mm]ine|I|little|zilch)\b")


def _paragraphs(text: str) -> tuple[list[int], list[bool]]:
    """Return where each paragraph starts and whether it cites a DOI, PMID, URL or a [12]."""
    starts = [0, *(match.end() for match in _PARAGRAPH.finditer(text))]
    parts = [text[start:end] for start, end in pairwise([*starts, len(text)])]
    return starts, [bool(_NUMBERED.search(part) or citations(part)) for part in parts]
