"""Sentences that no form fits, read by what they name alone: "zinc for colds?".

What can act is taken as the treatment of the rest. That is right where nothing else is said of the
two, so whatever says more than that leaves the sentence unread.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from healthtext.evidence.language import named
from healthtext.evidence.language.generic import GENERIC
from healthtext.evidence.language.said import NOTHING
from healthtext.evidence.language.stems import stems
from healthtext.evidence.language.units import ACTING
from healthtext.records import Entity, Span

SAYS_MORE = 2  # words
# What is safe, denied, or makes somebody do or be something is no treatment of what else is named.
_SILENT = re.compile(
    r"\b(?:un)?safe(?:ly|ty)?\b|\b(?:harmless|dangerous)\b|\brisks?\b|\bside[- ]effects?\b"
    r"|\b(?:needs?|needed|necessary|enough|everybody|everyone|reasons?|links?|connections?|brings?"
    r"|mak(?:es?|ing))\b"
    r"|\b(?:higher|raised|elevated|increased)\b|\bthe (?:more|less|fewer)\b"
    r"|\binstead of\b|\brather than\b|\bhow likely\b"
    r"|\b(?:any|some)thing to do with\b"
    r"|\b(?:caus\w+|due to|blame|responsible|comes? from|result\w*|related|linked|associated"
    r"|likely)\b"
    r"|\b(?:gives?|gets?|catch(?:es)?|feeds?|fuels?|kills?|replaces?|spreads?|turns?)\b"
    rf"|\bmakes? (?:[\w-]+ ){{0,2}}?{named.PEOPLE}\b"
    r"|\bnot\b(?! (?:inferior|worse|better)\b)|n['’]t(?! (?:inferior|worse|better)\b)"
    rf"|(?<!worse )\bthan (?!(?:an? )?(?:{NOTHING}|no|none)\b)"
    r"|\b(?:never|nobody|no one|(?<!than )nothing|none|without|cannot|all you need)\b"
    r"|\b(?:ruled? out|waste|forget|myths?|disappoint\w*|flop\w*|fail(?:s|ed|ing)?|little"
    r"|hardly|barely|scarcely|overrated|hype[ds]?)\b",
    re.I,
)


# A verb that nobody knows stands between a thing and a part of the body: "stain the teeth".
_WHETHER = re.compile(r"(?:is it (?:true|a myth) that|do|does|did|can|could|will)\b", re.I)


def read(
    text: str, entities: Sequence[Entity], start: int
) -> tuple[str, bool, Span, Span, Span] | None:
    """Take what can act as the subject and the rest as the object; None where more is said."""
    acting = next((one for one in entities if one.type in ACTING), None)
    others = [one for one in entities if one.type not in ACTING and one is not acting]
    if acting is None or not others or _SILENT.search(text):
        return None
    if all(one.end + 1 == acting.start for one in others) and _says_more(text, acting.end - start):
        return None  # "HPV vaccination" is not said to act on HPV
    if _WHETHER.match(text) and all(one.type == "ANATOMY" for one in others):
        return None
    spans = [(one.start - start, one.end - start) for one in (acting, others[0], others[-1])]
    acted = (spans[1][0], spans[2][1])
    if acted[0] < spans[0][0] < acted[1]:
        acted = spans[1]
    return "treatment", False, spans[0], (spans[0][1], spans[0][1]), acted


def _says_more(text: str, at: int) -> bool:
    """Tell whether words that tell one study from another follow a treatment that is named."""
    return len(stems(text[at:]) - GENERIC) >= SAYS_MORE
