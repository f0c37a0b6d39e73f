"""What stands round a verb that is made safer, and would go on promising, or make no sense.

"May make little or no difference to colds by 40%", "because it boosts immunity": where an amount, a
time, a reason, a consequence or a second promise stays, the sentence needs an editor.
"""

from __future__ import annotations

import re

from healthtext.claims.frames import verb_lemmas

_TIME = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|sessions?|doses?|cups?)"
_KEPT = re.compile(
    r"[%:;]|\bper ?cent\b|\bby\b|\bhal(?:f|ves)\b|\b(?:third|quarter|tenth|fifth)s?\b|\w+fold\b"
    r"|\btwice\b|\btimes\b|\bout of\b|\bmost\b|\bthan\b|\bas \w+ as\b"
    rf"|\b(?:in|after|for|over)(?: [\w-]+){{0,3}} {_TIME}\b|\bwithin\b|\bovernight\b"
    r"|\b(?:in no time|(?:straight|right) away|at once|for ?ever|for good|for life|once and for all"
    r"|fast(?:er)?|soon)\b"
    r"|\b(?:because|since|thanks to|due to|owing to|through|via)\b"
    r"|\bas (?:it|they|the|this|these|an?)\b"
    r"|\bso\b(?!-)|\b(?:therefore|hence|thus|consequently|why)\b|, (?:and )?\w+ing\b"
    r"|,? which (?:is|are|means?|makes?|gives?|helps?|leaves?|allows?)\b"
    r"|\b(?:without|too|not only|but also|even|from \w+ing)\b"
    r"|\b(?:every|all|any|each|(?:every|any)(?:thing|one|body)|whatever|whole|entire)\b"
    r"|\b(?:take|eat|drink|use|try|buy|get|add|start|stop)\b"
    r"|\b(?!(?:daily|early|elderly|family|only|especially|particularly|mainly|likely|nightly|weekly"
    r"|monthly|kidney|bodily)\b)\w{2,}ly\b"
    r"|[–—]| - ",
    re.I,
)
_JOINED = re.compile(
    r"(?:,|\b(?:and|or|but|then|yet|plus|while)\b) (?:(?:also|even|then|so|really|it|they|\w+ly) )*"
    r"(?P<verb>[a-z]+)\b",
    re.I,
)
_DOES = frozenset((
    "is", "are", "was", "were", "has", "have", "had", "does", "do", "can", "could", "will", "would",
    "may", "might", "must", "should",
))  # fmt: skip
# What leads up to a promise, and makes no sense where none follows.
_LED = re.compile(
    r"\b(?:because|since|as|so|thanks to|due to|why|if|not only|even|also|should|must|need\w*"
    r"|recommend\w*|advise\w*|take|eat|drink|use|try|buy|get|add|start|choose|powerful|proven)\b",
    re.I,
)


def promises_on(after: str, verb: str) -> bool:
    """Tell whether what follows a verb in its sentence says how much, how soon or why, or more."""
    first = verb.split(" ", 1)[0].lower()
    ends = first.endswith("s") and first not in _DOES  # so does another that goes with it
    second = (joined["verb"].lower() for joined in _JOINED.finditer(after))
    return bool(_KEPT.search(after)) or any(_is_verb(word, base=not ends) for word in second)


def leads_up(before: str) -> bool:
    """Tell whether what stands before a verb in its sentence says that something comes of it."""
    return bool(_LED.search(before))


def _is_verb(word: str, *, base: bool) -> bool:
    """Tell whether a word can be a verb in the present, with no ending too if `base`."""
    return word in _DOES or any(base or word != one for one in verb_lemmas(word))
