"""What the subject of a clause names: the intervention that is spoken of, or nothing."""

from __future__ import annotations

import re

from training.evidence import cues, linking
from training.evidence.comparators import is_inert
from training.evidence.phrases import noun
from training.evidence.without import without

GENERIC = cues.pattern("reviews", "generic")
# Whose effect or use is spoken of is a thing, even where no vocabulary knows it.
_OF = re.compile(
    r"\b(?:use|effects?|effectiveness|efficacy|role|benefits?|value|administration|safety|impact)"
    r" of (?:(?:the|an?|routine|using|giving|adding) )?$",
    re.I,
)


def is_about(clause: str, subject: str) -> bool:
    """Tell whether a clause speaks of the use or effect of its subject, which is a thing then."""
    at = clause.find(subject) if subject else -1
    return at > 0 and bool(_OF.search(clause[:at]))


_SPLIT_SUBJECT = cues.pattern("reviews", "split_subject")
_NO_THING = cues.pattern("reviews", "no_thing")
_ACT_WORD = cues.pattern("reviews", "act_word")
# What leads in to an intervention ("we found", "evidence for the effect of"), what hangs over
# behind it, and what names a deed of the authors or a time instead of one.
_BEGINNING = cues.pattern("reviews", "beginning")
_ENDING = cues.pattern("reviews", "ending")
_DEED = cues.pattern("reviews", "deed")


def subject_of(text: str, *, sure: bool = False) -> str:
    """Return the intervention that a subject names, or ''; a word may be unknown where `sure`."""
    inner = _SUCH_AS.match(text) or _TREATED_WITH.fullmatch(text)
    if inner:
        return subject_of(inner["x"], sure=sure)
    ill = _TREATING.match(text.strip())
    if ill and any(match.type in linking.SUFFERED for match in linking.matches(ill["what"])):
        return f"{_DONE.get(ill['done'].lower(), ill['done'].lower())} {noun(ill['what'])}"
    lacking = without(text)
    if lacking:
        return lacking
    text = _BEGINNING.sub("", text.strip())
    cut = _SPLIT_SUBJECT.search(text)
    text = text[: cut.start()] if cut else text
    said = noun(_ENDING.sub("", noun(text)))
    if GENERIC.match(said) or len(said) < 3 or _DEED.match(said):
        return ""
    head = re.split(r" (?:of|from|with) ", said)[0].split()[-1]
    named = _NO_THING.search(head) and not _IN_NAMES.search(said)
    if named or (" " not in said and said.islower() and not sure and not _known(said)):
        return ""
    kinds = {match.type for match in linking.matches(said)}
    acts = bool(kinds & linking.ACTS or _ACT_WORD.search(said))
    unlike = bool(kinds & linking.SUFFERED or _NO_THING.search(said) or not said[0].isalnum())
    return said if acts or not unlike else ""


# "Interventions using education" are education; a medication review is no review of trials.
_SUCH_AS = cues.pattern("reviews", "such_as")
_TREATING = re.compile(
    r"(?P<done>treating|treatment of|correcting|correction of|screening for) (?P<what>[^,;]{4,50})",
    re.I,
)
_DONE = {"treating": "treatment of", "correcting": "correction of"}
_TREATED_WITH = cues.pattern("reviews", "treated_with")
_IN_NAMES = cues.pattern("reviews", "in_names")


def _known(word: str) -> bool:
    return bool(linking.matches(word) or _ACT_WORD.search(word))


def other_of(said: str) -> str:
    """Return a comparator that is something one may be given, or ''."""
    kinds = {match.type for match in linking.matches(said)}
    given = is_inert(said) or kinds & linking.ACTS or _ACT_WORD.search(said)
    return said if given and not _NO_THING.search(said) else ""
