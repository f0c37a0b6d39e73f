"""Whether a claim promises that a disorder goes, which relief does not show."""

from __future__ import annotations

import re
from collections.abc import Sequence

from healthtext.evidence.language import standing
from healthtext.records import Claim


def cures(claim: Claim) -> bool:
    """Tell whether a claim promises that a disorder goes, and not only that it gets better.

    What is stopped or beaten is gone too, but for attacks and symptoms, which come again, and "from
    getting worse"; what is removed, but for warts and the like, which can be taken away; what is
    healed, but for wounds, which do heal.
    """
    if claim.kind != "treatment":
        return False
    told, acted = words(claim), claim.object
    if acted is not None and _UNDONE.search(acted.text):
        return False
    if _is_taken_out(claim, told) or _is_at_times(claim):
        return False
    if claim.polarity == "negative" and any(map(_WHOLLY.search, told)):
        return True  # who has less pain is not without it
    if any(map(_CURES.search, told)) or acted is None or acted.type != "CONDITION":
        return any(map(_CURES.search, told))
    end = acted.end - claim.start if standing.is_inside(claim, acted) else len(claim.text)
    goes_on = " from " in claim.text[standing.place(claim, acted) :]
    goes_on = goes_on or bool(_COURSE.search(claim.text, 0, end))
    if goes_on or _COMES.search(acted.text) or _GERMS.search(acted.text):
        return False
    verb = max(claim.text.find(claim.relation), 0) + len(claim.relation)
    if _OTHER.search(claim.text, verb, standing.place(claim, acted)):
        return False
    healed = any(map(_HEALS.match, told)) and not _WOUND.search(acted.text)
    return healed or any(map(_ENDS.match, told))


def _is_taken_out(claim: Claim, told: Sequence[str]) -> bool:
    """Tell whether no more is said than that an operation takes something out."""
    acting = claim.subject
    by = acting is not None and _OPERATION.search(acting.text)
    return bool(by) and any(map(_TAKES_OUT.search, told))


def _is_at_times(claim: Claim) -> bool:
    """Tell whether what is done about cancers is said to cure some of them, as it does, or kills
    tumours, which is how it works.
    """
    acting, acted = claim.subject, claim.object
    if acting is None or acted is None or not _ONCOLOGY.search(acting.text):
        return False
    sometimes = _AT_TIMES.search(claim.text) or _KILLS.search(claim.relation)
    return bool(sometimes and _CANCER.search(acted.text))


_OPERATION = re.compile(r"surg|operation|excis|resect|laser|endoscop|ectomy\b", re.I)
_TAKES_OUT = re.compile(r"\bremov(?:e|es|ed|ing)\b", re.I)
_ONCOLOGY = re.compile(
    r"\b(?:radiotherapy|radiation(?: therapy)?|irradiation|brachytherapy|surgery|operations?"
    r"|chemotherapy|immunotherap\w+|(?:bone marrow|stem cell) transplants?|\w+ectomy)\b",
    re.I,
)
_CANCER = re.compile(
    r"\b(?:cancers?|tumou?rs?|leuka?emias?|lymphomas?|melanomas?|\w*carcinomas?|\w*sarcomas?)\b",
    re.I,
)
_AT_TIMES = re.compile(
    r"\b(?:can|could|may|many|most|some|often|usually|sometimes|early|if it is found)\b", re.I
)
_KILLS = re.compile(r"\b(?:kill|destroy|shrink)s?\b", re.I)


def words(claim: Claim) -> tuple[str, ...]:
    """Return the words that say what is done, the whole sentence where none were made out."""
    told = (claim.relation, *(cue.text for cue in claim.cues if cue.kind == "kind"))
    return told if any(told) else (claim.text,)


# To reverse what was given is no cure.
_UNDONE = re.compile(
    r"\b(?:block(?:ade)?|anticoagula\w+|overdoses?|intoxication|sedation|effects? of)\b", re.I
)
_CURES = re.compile(
    r"\b(?:cur(?:e|es|ed|ing)|eradicat\w+|banish\w*|vanquish\w*|gets? rid of|wipes? out"
    r"|revers(?:e|es|ed|ing)|puts? an end to"
    r"|will (?:\w+ )?(?:vanish|disappear|be gone|be history))\b",
    re.I,
)
_WHOLLY = re.compile(
    r"\b(?:eliminat\w+|abolish\w*|clear(?:s|ed)? up|(?:completely|fully|entirely|totally)"
    r" (?:stop|prevent|remov|reliev|tak)\w*|(?:stop|prevent|remov|reliev)\w*"
    r" (?:it )?(?:completely|fully|entirely|totally))\b",
    re.I,
)
_FULLY = r"(?:(?:can|will|could|completely|totally|permanently|fully|naturally|quickly) )*"
_ENDS = re.compile(
    rf"{_FULLY}(?:(?:remov|eliminat|stop|dissolv|erase|end|defeat|conquer|kill)(?:s|es|ed|ped|e|)"
    r"|beat(?:s|en)?|(?:knock|flush|clear)(?:s|es|ed)? out|melt(?:s|ed)? away|wash(?:es|ed)? away)"
    r"\b",
    re.I,
)
# What is beaten is a rival, or else: "beats ibuprofen for arthritis".
_OTHER = re.compile(r"\b(?:for|in|at|than)\b", re.I)
# To kill them is no cure of what they bring.
_GERMS = re.compile(r"\b(?:virus(?:es)?|germs?|bacteria|spores?|mites?|cells|parasites?)\b", re.I)
_HEALS = re.compile(rf"{_FULLY}heal(?:s|ed)?\b", re.I)
_WOUND = re.compile(
    r"\b(?:wounds?|burns?|sunburns?|ulcers?|sores?|cuts?|scrapes?|grazes?|fractures?|bruises?"
    r"|blisters?|lesions?|fissures?|rash(?:es)?|sprains?|strains?|injur(?:y|ies)|tears?|scars?"
    r"|broken \w+|cracked \w+|incisions?|stings?|bites?|tendin\w+|gingivitis|piercings?"
    r"|o?esophagitis|mucositis)\b",
    re.I,
)
_COURSE = re.compile(r"\b(?:spread|progress) of\b", re.I)  # that it gets no worse
_COMES = re.compile(
    r"\b(?:migraines?|headaches?|epilep\w+|seizures?|bleed\w*|ha?emorrhag\w+|attacks?|episodes?"
    r"|flares?|progression|diarrho?ea|vomiting|hiccups|cough\w*|itch\w*|pain|cramps?|angina"
    r"|warts?|ear ?wax|corns?|callus(?:es)?|lice|tartar|plaque|stones?"
    r"|sweat\w*|hyperhidrosis|bald\w*|hair loss|alopecia|decay|caries|drooling|snoring|shedding)\b",
    re.I,
)
