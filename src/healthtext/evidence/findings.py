"""Findings that need no outside evidence: the rules of data/rules/evidence.toml."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from healthtext import rules, syntax
from healthtext.claims import cues
from healthtext.claims.citations import citations
from healthtext.records import Claim, Entity, Finding, Span
from healthtext.rules import Rule

if TYPE_CHECKING:
    from spacy.tokens import Doc

# What a source is asked for: that something a reader might take or do treats, prevents or harms.
CITABLE = {
    "treatment": frozenset(("intervention", "nutrient")),
    "prevention": frozenset(("intervention", "nutrient")),
    "harm": frozenset(("intervention",)),
}
LONGEST = 80  # code points of the text that a message quotes
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")


def findings(
    doc: Doc,
    entities: Sequence[Entity],
    claims: Sequence[Claim],
    disabled: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Return the findings of all rules that are not disabled, by their place.

    A rule reports a sentence once. `entities` are for rules that will look evidence up.
    """
    del entities
    enabled = [rule for rule in rules.of_step("evidence") if rule.id not in disabled]
    found = {*_by_pattern(doc, enabled), *_by_claim(doc.text, claims, enabled)}
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.rule)))


def _by_pattern(doc: Doc, enabled: Sequence[Rule]) -> Iterator[Finding]:
    patterned, whole = [rule for rule in enabled if rule.patterns], doc.text
    for sentence in syntax.sentences(doc):
        text, start = sentence.text, sentence.start_char
        lower = text.lower()  # only to look for cues: offsets are never taken from it
        likely = [rule for rule in patterned if any(cue in lower for cue in rule.cues)]
        if not likely or lower.rstrip().endswith("?"):
            continue
        for rule in likely:
            span = _place(rule, text)
            if span and not _debunks(text):
                yield _finding(rule, whole, span[0] + start, span[1] + start)


def _debunks(text: str) -> bool:
    return any(pattern.search(text) for pattern in cues.load().patterns["debunking"])


def _place(rule: Rule, text: str) -> Span | None:
    """Return where the rule fires in a sentence first, without the marks before a word."""
    matches = (match for pattern in rule.patterns for match in pattern.finditer(text))
    spans = ((match.start() + _leading(match.group()), match.end()) for match in matches)
    first = min((span for span in spans if not _denied(text, span[0])), default=None)
    if first and any(pattern.search(text) for pattern in rule.unless):
        return None
    return first


def _leading(text: str) -> int:
    return len(text) - len(text.lstrip(' ,;:–—("“'))


def _denied(text: str, at: int) -> bool:
    return bool(cues.load().negations.search(text[max(at - 60, 0) : at]))


def _by_claim(text: str, claims: Sequence[Claim], enabled: Sequence[Rule]) -> Iterator[Finding]:
    by_id = {rule.id: rule for rule in enabled}
    starts, cited = _paragraphs(text)
    for claim in claims:
        rule = by_id.get("VAGUE_ATTRIBUTION")
        if rule and claim.attribution == "vague" and not claim.citations:
            cue = next(cue for cue in claim.cues if cue.kind == "attribution")
            if not _DOUBTING.search(cue.text):
                yield _finding(rule, text, cue.start, cue.end)
        rule = by_id.get("NO_CITATION")
        if rule and _is_strong(text, claim) and not cited[bisect_right(starts, claim.start) - 1]:
            yield _finding(rule, text, claim.start, claim.end)


def _is_strong(text: str, claim: Claim) -> bool:
    """Tell whether the claim says plainly, on nobody's authority, what an intervention does."""
    actors = CITABLE.get(claim.kind, frozenset())
    plain = (claim.strength, claim.polarity, claim.hedge, claim.attribution)
    if plain != ("direct_causal", "positive", "none", "none"):
        return False
    verb = next((cue for cue in claim.cues if cue.kind == "kind"), None)
    if verb is None:
        return False  # seen by the network alone, which cannot say by which words
    before = text[claim.start : verb.start]
    practised = _PRACTICE.search(verb.text) or _USED.search(before) or _REPORTED.search(before)
    return not practised and any(cue.kind in actors for cue in claim.cues)


# What is done about a disorder, not what it achieves: "is treated with", "is used to relieve".
_PRACTICE = re.compile(
    r"^(?:treat(?:ed)?|remove[sd])$|\bused\b|side effects"
    r"|(?:treatment|therapy)(?: of choice)? for$",
    re.I,
)
_USED = re.compile(r"\b(?:used|given|prescribed|taken)\b[^.;]{0,25}$", re.I)
# "Some websites claim that honey cures asthma" is told, and not said.
_REPORTED = re.compile(r"\b(?:claim|promise|say|advertise|describe|suppose)(?:s|d|ed)?\b", re.I)
# "Is thought to" and "researchers believe" say that something is not known.
_DOUBTING = re.compile(
    r"\b(?:thought|believed)\b|\bthinks?$"
    r"|^(?:researchers|scientists) (?:believe|suggest|know)s?$",
    re.I,
)


def _paragraphs(text: str) -> tuple[list[int], list[bool]]:
    """Return where each paragraph starts and whether it cites a DOI, PMID, URL or a [12]."""
    starts = [0, *(match.end() for match in _PARAGRAPH.finditer(text))]
    parts = [text[start:end] for start, end in pairwise([*starts, len(text)])]
    return starts, [bool(_NUMBERED.search(part) or citations(part)) for part in parts]


_NUMBERED = re.compile(r"\[\d{1,3}[\d,–\- ]{0,20}\]")


def _finding(rule: Rule, text: str, start: int, end: int) -> Finding:
    words = " ".join(text[start:end].split())
    quoted = words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
    return Finding(start, end, rule.id, rule.severity, rule.message.replace("{text}", quoted))
