"""Who stands for a claim: a person or a study by name, somebody who tells it, or nobody."""

from __future__ import annotations

import re

_NAME = r"[A-Z][\w.-]*(?:['’](?!s\b)\w+)?"
_PERSON = (
    rf"(?:(?:de|van|von) )?{_NAME}(?: (?:(?:de|van|von|der|la|el|al) )?{_NAME}){{0,2}}(?!['’\w])"
)
_POSTS = (
    r"(?:dr|prof|professor|nurse|sister|physio(?:therapist)?|doctor|surgeon|consultant|pharmacist"
    r"|dieti[ct]ian|nutritionist|midwife|gp|psychologist|therapist|chemist|matron|dentist"
    r"|cardiologist|dermatologist|neurologist|immunologist|oncologist|coach|trainer)"
)
_FOUND = r"(?:show|prov|demonstrat|f(?:ou|i)nd|notic|discover|establish|conclud|observ|confirm)\w*"
_BY_NAME = tuple(re.compile(pattern) for pattern in (
    # "Nurse Bola Ade has the answer: ...", "as Dr Patel puts it", "our midwife, Jane Marsh, knows".
    rf"\b(?i:{_POSTS})\.?,? {_PERSON}(?:,|:| [a-z])",
    rf"\b{_PERSON}, (?:a|an|the|our|her|his|my)? ?(?:[a-z-]+ ){{0,3}}(?i:{_POSTS})\b",
    # "Jenner proved in 1796", "showed in 2004 that".
    rf"\b{_FOUND}\b[^.;!?]{{0,30}}\b(?:1[5-9]|20)\d\d\b",
    rf"\b(?:in|since) (?:1[5-9]|20)\d\d,? [^.;!?]{{0,40}}\b{_FOUND}\b",
    # "The Framingham study taught us", "Cochrane: ...".
    r"\b[A-Z][\w-]+(?: [A-Z][\w-]+)* (?:[Ss]tudy|[Tt]rial|[Rr]eview|[Rr]egistry) ",
    r"\b(?:Cochrane|NHS|NICE|WHO|CDC|FDA|EMA|Wikipedia):",
))  # fmt: skip
# "The ministry states that ...", but not "remember that" and "the good news is that".
_THAT = re.compile(
    r"\b([\w’']+) that (?:\w+ly )?(?:the |a |an |this |these |your )?(?:[\w-]+ )?$", re.I
)
_STRESSED = frozenset((
    "is", "remember", "know", "note", "clear", "true", "certain", "obvious", "fact", "means", "so",
    "such", "news", "sure", "truth", "secret", "everything", "anything", "something", "things",
    "thing", "all", "remedy", "aware", "forget", "now",
))  # fmt: skip
_TOLD = tuple(re.compile(pattern, re.I) for pattern in (
    r"\b(?:tells?|told|assured|taught) (?:me|us|her|him)\b|\bto quote\b|\bin the words of\b",
    # ", the agency found", "as Ernst showed".
    r"[,\"”] (?:as )?(?:the |a |an )?(?:[\w.-]+ ){1,4}"
    r"(?:found|showed|told|noted|added|stated|explained|wrote)\b",
    # Hedges that are none of the claim's own verb.
    r"\b(?:allegedly|supposedly|reportedly|purportedly|ostensibly|in theory|if at all|with luck"
    r"|doubt(?:s|ful)?|imagine that|suppose)\b",
    r"\b(?:is|are) (?:expected|hoped|meant|set|due) to\b|\bby (?:itself|themselves)\b",
))  # fmt: skip
# Takes back what was said before it, where that was no denial itself.
_NO_BETTER = re.compile(
    r"\b(?:no|not) (?:more|better) than (?:a |the )?(?:dummy|placebo|sugar)\b", re.I
)
# What nobody has shown is denied by the sentence itself: "no trial has ever shown that".
_UNSHOWN = re.compile(r"(?:[^:;]{1,40}[:;] )?\W*(?:no|nobody|not a single|it has never)\b", re.I)
_MINE = re.compile(
    r"\b(?:reliev|eas|cur|heal|help|sooth|calm|settl|stop|end|clear|fix|sav|work|beat|treat)\w*"
    r" (?:\w+ )?(?:my|me)\b",
    re.I,
)

# What a post, an advert or a tale says: the text holds it at arm's length.
_DISTANT = tuple(re.compile(pattern, re.I) for pattern in (
    r"^\W*(?:(?:the|this|viral) )*(?:claims?|posts?|rumou?rs?|captions?|headlines?|messages?"
    r"|what (?:the|it|they) (?:\w+ )?(?:says?|claims?))\W* ?[:–—-]",
    r"\b(?:posts?|videos?|clips?|images?|photos?|pictures?|screenshots?|messages?|memes?|captions?"
    r"|accounts?|influencers?|websites?|sites|rumou?rs?|adverts?|sellers?)\b[^.;!?]{0,60}?"
    r"\b(?:sa(?:y|ys|id|ying)|claim(?:s|ed|ing)?|promis\w+|insist\w*|alleg\w+|reads?|state[sd]?"
    r"|assert\w*)\b",
    r"\b(?:[mM](?:r|s|rs)\.? \w+|he|she|they|who|someone|somebody) (?:also )?"
    r"(?:claim|insist|alleg|promis)(?:s|es|ed)\b",
    r"\b(?:believers|followers|devotees|fans|supporters|advocates|proponents|promoters)\b"
    r"[^.;!?]{0,40}?\b(?:say|claim|believe|think|hold|argue|maintain|swear)\b"
    r"|\bonce (?:called|hailed|praised|touted|billed|thought|sold)\b",
    r"\b(?:myth|notion|idea|view|belief|quote|message|rumou?r|story|suggestion|assertion|tale|legend"
    r"|superstition) that\b|\bwith the words\b",
))  # fmt: skip


def is_distant(sentence: str, at: int) -> bool:
    """Tell whether what stands at a place of a sentence is what others say, and not the text."""
    return any(found.end() <= at for one in _DISTANT if (found := one.search(sentence)) is not None)


def is_by_name(sentence: str) -> bool:
    """Tell whether a person or a study of a name or a year stands for what is said.

    Not "Dr Vogel's drops": what bears a name is no teller.
    """
    return any(pattern.search(sentence) for pattern in _BY_NAME)


def is_told(sentence: str, before: str, *, denied: bool = False) -> bool:
    """Tell whether somebody tells what a sentence says, or doubts it, or says it of himself.

    `before` is what stands in front of what acts, `denied` that the sentence denies that it does.
    """
    that = None if denied and _UNSHOWN.match(before) else _THAT.search(before)
    if not denied and _NO_BETTER.search(sentence):
        return True
    if (that and that[1].lower() not in _STRESSED) or is_distant(sentence, len(before)):
        return True
    return bool(_MINE.search(sentence)) or any(one.search(sentence) for one in _TOLD)
