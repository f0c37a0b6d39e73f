"""How firmly a claim is put: what is said plainly, and on nobody's authority."""

from __future__ import annotations

import re

from healthtext.evidence.firmness import tellers
from healthtext.records import Claim, Cue, Span

# What a source is asked for: that something a reader might take or do treats, prevents or harms.
CITABLE = {
    "treatment": frozenset(("intervention", "nutrient")),
    "prevention": frozenset(("intervention", "nutrient")),
    "harm": frozenset(("intervention",)),
}


def sentence_of(text: str, claim: Claim) -> Span:
    """Return where the sentence of a claim of a text is, of which it may be a part."""
    known = claim.sentence_end > 0 and claim.sentence_end <= len(text)
    return (claim.sentence_start, claim.sentence_end) if known else (claim.start, claim.end)


def is_plain(text: str, claim: Claim) -> bool:
    """Tell whether a claim says without a hedge what something does, not what is done."""
    firm = (claim.strength, claim.hedge) == ("direct_causal", "none")
    return firm and is_stated(text, claim)


def is_stated(text: str, claim: Claim) -> bool:
    """Tell whether a claim says what something does, be it hedged, and not what is done."""
    verb = next((cue for cue in claim.cues if cue.kind == "kind"), None)
    if verb is None:
        return False
    before = text[sentence_of(text, claim)[0] : verb.start]
    praised = _PRAISED.search(verb.text)
    done = (_PRACTICE.search(verb.text) and not praised) or _USED.search(before)
    given = _GIVEN.search(text, verb.start - len(before), verb.end + _NEXT)
    seen = _IN_STUDY.search(before) and _PAST.match(claim.relation or verb.text)
    return not (done or given or seen or _REPORTED.search(before))


def _is_sourced(text: str, claim: Claim, verb: Cue) -> bool:
    """Tell whether a claim is denied before its verb, or something stands behind it after all.

    What is told as past, "the drops relieved the itch", is the result of a study or a story.
    """
    start, end = sentence_of(text, claim)
    before = text[start : verb.start]
    past = _PAST.match(claim.relation or verb.text)
    usual = _USUAL.search(verb.text) or _PRACTICE.search(verb.text)
    return bool(
        past
        or usual
        or _HABIT.search(before)
        or _LISTED.search(text[start:end])
        or (claim.kind == "harm" and _AT_TIMES.search(claim.text))
        or _DENYING.search(before)
        or _TOLD.search(text[start:end])
        or tellers.is_by_name(text[start:end])
        or tellers.is_told(text[start:end], before_subject(text, start, claim))
        or warns(text[start:end], claim)
    )


def before_subject(text: str, start: int, claim: Claim) -> str:
    """Return what stands in a sentence in front of what acts; nothing where nothing does."""
    return text[start : claim.subject.start] if claim.subject else ""


def warns(sentence: str, claim: Claim) -> bool:
    """Tell whether a sentence tells the reader to beware, and says what harm would be done."""
    return claim.kind == "harm" and bool(_WARNING.match(sentence))


def is_strong(text: str, claim: Claim) -> bool:
    """Tell whether the claim says plainly, on nobody's authority, what an intervention does."""
    actors = CITABLE.get(claim.kind, frozenset())
    if (claim.polarity, claim.attribution) != ("positive", "none"):
        return False
    named = {cue.kind for cue in claim.cues}
    taken = claim.subject and (claim.subject.type in _TAKEN or "resolved" in named)
    verb = next((cue for cue in claim.cues if cue.kind == "kind"), None)
    if verb is None or _is_sourced(text, claim, verb):
        return False
    if is_no_remedy(text[slice(*sentence_of(text, claim))], claim):
        return False
    return is_plain(text, claim) and bool(actors and (taken or actors & named))


def is_no_remedy(sentence: str, claim: Claim) -> bool:
    """Tell whether what acts is an exposure, what is left undone, or nobody's doing."""
    named = claim.subject is not None and claim.subject.text.lower() in _NO_REMEDY
    helped = _HELPERS.match(sentence) or _PROVIDERS.match(sentence)
    return named or bool(_EXPOSED.match(sentence) or helped or _ANY_MEANS.match(sentence))


def says_otherwise(sentence: str) -> bool:
    """Tell whether a sentence tells of practice, of what others say, or denies."""
    return tellers.is_by_name(sentence) or any(pattern.search(sentence) for pattern in _OTHERWISE)


_NO_REMEDY = frozenset(("time", "nature", "age", "luck", "patience"))
_EXPOSED = re.compile(
    r"(?:(?:the|any|chronic|constant|long-term|prolonged|heavy|passive|second-?hand|loud|high|daily"
    r"|cigarette|tobacco|wood|air|work|(?:caffeine|alcohol|drug)(?= withdrawal)) )*"
    r"(?:untreated|smok(?:e|ing)(?! cess|-)|vap(?:e|ing)|stress(?! (?:balls?|management|relie))"
    r"|noise|(?:abnormal|impaired|deficient)|jellyfish|wasps|bees|ticks?|mosquito\w*|snakes|spiders"
    r"|sitting|withdrawal|pollution|loneliness|lack of|absence of|skipping|missing|germs?"
    r"|bacteri\w+|virus(?:es)?|mou?ld)\b",
    re.I,
)

# Who helps, and with what means: no remedy of anybody's choosing.
_HELPERS = re.compile(
    r"(?:(?:our|your|the|a|this|every|each) )?(?:[\w-]+ )?(?:work|gifts?|grants?|donations?|money"
    r"|funding|friends?|pounds?|team|staff|nurses?|doctors?|surgeons?|hospitals?|centre"
    r"|charity|fund|campaign|law|police|foundation|helpline|volunteers?|unit|ward|scheme|project)"
    r" (?:(?:will|can|could|also|has|have) )?"
    r"(?:help|support|fight|protect|reliev|eas|prevent|treat)",
    re.I,
)
_PROVIDERS = re.compile(
    r"(?:(?:an?|the|your|most|many) )?(?:health ?-?care |medical |primary care |parents and )?"
    r"(?:providers?|professionals?|physicians?|specialists?|caregivers?|carers?)"
    r" (?:(?:will|can|could|may|also|often|usually) )?(?:help|treat|prevent|reliev|protect)",
    re.I,
)
# "Medicines can help": no more than that there are some.
_ANY_MEANS = re.compile(
    r"(?:(?:if|when|once) [^,;:.]{1,60}, )?(?:(?:some|other|additional|certain|various|different"
    r"|several|many|new) )*(?:medicines?|medications?|drugs|treatments?|therap(?:y|ies))"
    r" (?:(?:can|may|could|also|often|usually|sometimes) )+",
    re.I,
)
_TAKEN = frozenset(("DRUG", "TREATMENT", "NUTRIENT"))  # types of a subject
# What is done about a disorder, not what it achieves: "is treated with", "is used to relieve".
_PRACTICE = re.compile(
    r"^(?:treat(?:ed)?|removed)$|\b(?:used|utili[sz]ed|employed|approved|recommended|prescribed|licensed|indicated)\b"
    r"|(?:treatments?|therap(?:y|ies))(?: of choice)? for$|\boption for$",
    re.I,
)
# A promise after all, which studies may not bear out: "is the best treatment for".
_PRAISED = re.compile(
    r"\b(?:best|good|safest|strongest|effective|excellent|great|powerful|potent|proven|perfect|wonderful"
    r"|amazing|superb|ideal) (?:[\w-]+ )?(?:treatments?|therap(?:y|ies)|option) for$",
    re.I,
)
_USED = re.compile(
    r"\b(?:used|utili[sz]ed|employed|given|prescribed|taken|(?:endorse|recommend|prefer|favou?r|prescribe|advise)s?)\b"
    r"[^.;]{0,25}$",
    re.I,
)
# "Morphine is given for the pain", "the rash is usually treated with a cream".
_GIVEN = re.compile(
    r"\b(?:is|are|was|were|been|being)(?: \w+){0,2}? (?:treated (?:with|by)"
    r"|(?:given|used|utili[sz]ed|prescribed|taken|offered|employed) (?:for|to|against|in))\b",
    re.I,
)
_NEXT = len(" against ")  # how far behind the verb the word stands that says for what
_WARNING = re.compile(
    r"(?:please )?(?:never|do not|don['’]t|avoid|beware|stay|steer|keep|leave|stop|skip|ditch|drop"
    r"|tell|ask|see|consult|contact|call|ring|watch|take care|be (?:careful|wary|aware)|go easy)\b",
    re.I,
)
# What came of a thing in one study is no claim of what it does: "in a trial of 50, zinc shortened".
_IN_STUDY = re.compile(
    r"\b(?:in|during) (?:an?|one|the|this|that|another|their|our) (?:[\w-]+ ){0,3}?"
    r"(?:stud(?:y|ies)|trials?|experiments?)\b"
    r"|\b(?:participants|volunteers|subjects|patients|people|women|men|children|those)"
    r" (?:who|given|taking|assigned|randomi[sz]ed)\b",
    re.I,
)
# "Some websites claim that honey cures asthma" is told, and not said.
_REPORTED = re.compile(r"\b(?:claim|promise|say|advertise|describe|suppose)(?:s|d|ed)?\b", re.I)
# "No cream has been found that removes", "nothing in the tea will shift": denied by another word.
_DENYING = re.compile(r"\b(?:no|none|nothing|nobody|neither|nor|never|hardly)\b", re.I)
# "Patients benefit from", "treatment consists of": what is usually done.
_USUAL = re.compile(r"\b(?:benefit(?:s|ed)? from|consists? of|first-line|mainstay)\b", re.I)
# A list of side effects that some have is hedged, whatever its verb.
_LISTED = re.compile(r"\b(?:may|might|could) (?:also )?include\b", re.I)
# Some have it, or it is one of those that a page told of.
_AT_TIMES = re.compile(
    r"\b(?:sometimes|occasionally|rarely|in (?:a few people|rare cases))\b"
    r"|^\W*(?:for [\w ]+, |most often,? )?(?:the|its|their) (?:\w+ )?side[- ]effects"
    r" (?:include|are)\b",
    re.I,
)
# "Coffee drinkers get fewer stones" says how those fare who do a thing, not what it does.
_HABIT = re.compile(
    r"\b(?:drinkers?|eaters?|users?|takers?|smokers?|vapers?|walkers|runners|veg(?:etari)?ans?)"
    r" (?:\w+ly )?$", re.I,
)  # fmt: skip
_PAST = re.compile(
    r"(?:(?!(?:sp|sh|bl|br|f|h|n)e?ed\b)\w+ed|was|were|had|fell|rose|brought|kept|made|gave|took"
    r"|sent|left|did)\b",
    re.I,
)
# Words of sources and of tellers that are no attribution: "it is known that", ", says the agency".
_TOLD = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|reckons?|swears?|insists?|believe[sd]?|thinks?|thought|known|proven"
    r"|established|wrote|writes|held that|according|conclude[sd]?|report(?:s|ed)|warn(?:s|ed)"
    r"|argue[sd]?"
    r"|(?:has|have|had) (?:found|seen)|f(?:ou|i)nds? that"
    r"|(?:remind|explain|assure|emphasi[sz]e|announce|recall)(?:s|d|ed)"
    r"|(?:team|group|stud(?:y|ies)|trials?|reviews?|survey|researchers?|scientists?|doctors?)"
    r" (?:(?:has|have) )?(?:found|showed|concluded|noticed)"
    r"|in (?:traditional|folk|chinese|ayurvedic) (?:\w+ )?(?:medicine|lore))\b",
    re.I,
)
_OTHERWISE = (_PRACTICE, _USED, _GIVEN, _REPORTED, _USUAL, _TOLD, _DENYING)
