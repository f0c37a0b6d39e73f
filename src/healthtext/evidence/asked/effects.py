"""The effect or the direction that would bear a claim out, by its verb and what it acts on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from healthtext.evidence.asked import phrases
from healthtext.evidence.language import composites, named, signs
from healthtext.records import Claim, Entity, Party

# The effect that bears a claim of the kind out; a claim about a mechanism says its direction.
WANTED = {"treatment": "benefit", "prevention": "benefit", "cause": "harm", "harm": "harm"}
_UP = re.compile(r"\b(?:increas|rais|boost|elevat|enhanc|stimulat|speed|accelerat|promot)", re.I)
_DOWN = re.compile(r"\b(?:reduc|lower|decreas|lessen|slow|suppress|inhibit|block)", re.I)
_BETTER = re.compile(r"\b(?:improv|lift|strengthen|sharpen|protect|preserv)", re.I)


_SAFETY = re.compile(
    r"\b(?:un)?safe\b|harmless|suitable|\brisks?$|side[- ]effects?|tolerated|gentle|dangerous"
    r"|\bfine\b",
    re.I,
)


_DANGEROUS = re.compile(r"\bdangerous (?:to|for)$", re.I)


def wanted(claim: Claim, entities: Sequence[Entity]) -> str:
    """Return `benefit`, `harm`, `increased` or `decreased`; nothing where no study could tell."""
    acted = claim.object
    organ = _DANGEROUS.search(claim.relation) and acted and composites.whole(acted.text)
    if claim.kind == "harm" and _SAFETY.search(claim.relation) and not organ:
        return ""  # that something else got better does not show that a thing is safe
    if acted is not None and _is_got_over(claim, acted):
        return "benefit"
    if acted is not None and named.is_whom(claim, acted):
        return WANTED.get(claim.kind, "benefit")
    what = acted.text if acted and phrases.becomes(claim, acted) else ""
    if acted is not None and not what and (way := moved(claim)) and _is_gained(claim, acted):
        return "benefit" if way == "increased" else "harm"
    if acted is not None and signs.is_harm(claim.relation, acted, entities):
        return "benefit" if what else "harm"
    if acted is not None and signs.is_more_of(claim.relation, _from_verb(claim, acted)):
        return "harm"
    if acted is not None and signs.is_gain(claim.relation, acted):
        return "increased"
    if claim.kind != "mechanism":
        return WANTED.get(claim.kind, "")
    verb = claim.relation or next((cue.text for cue in claim.cues if cue.kind == "kind"), "")
    if _BETTER.search(verb):
        return "benefit"
    if _UP.search(verb):
        return "harm" if what and not _SPARE.fullmatch(what) else _DIRECTIONS[bool(what)]
    return _DIRECTIONS[not what] if _DOWN.search(verb) else ""


# What those are glad of who have what is named: "remission of diabetes", "fracture healing".
_GAINED = (
    r"(?:remission|recovery|survival|healing|control|clearance|resistance|tolerance|immunity"
    r"|protection|(?:immune |antibody )?responses?|antibod(?:y|ies)|seroconversion|detection"
    r"|(?:daily |physical )?function(?:ing)?|quality of life)"
    r"(?: rates?)?"
)
_GAINED_BEFORE = re.compile(rf"\b{_GAINED} (?:of|from|in|after|to|against) (?:\w+ )?$", re.I)
_GAINED_BEHIND = re.compile(rf"(?:[- ](?:specific|free|related))? {_GAINED}\b", re.I)


def _is_gained(claim: Claim, acted: Party) -> bool:
    """Tell whether more of what is moved is good: of it, or of what is got over of an illness."""
    if signs.is_good(acted.text):
        return True
    if acted.text.lower().endswith(" fat loss") or acted.text.lower() == "fat loss":
        return True
    start, end = acted.start - claim.start, acted.end - claim.start
    before = claim.text.find(claim.relation) + len(claim.relation)
    led = _GAINED_BEFORE.search(claim.text, max(before, 0), max(start, 0))
    return bool(led or _GAINED_BEHIND.match(claim.text, max(end, 0)))


_BRINGS = re.compile(r"(?:\w+ )?(?:lead|led|result|bring|brought|induc|produc|achiev)", re.I)
_WHOSE = (
    r"(?:(?:[\w-]+ ){0,3}?(?:people|patients|adults|children|women|men|those) (?:with|who have) )?"
    r"(?:(?:the )?(?:cases?|rates?|attacks?|symptoms?|episodes?|signs|bouts?|severity|incidence"
    r"|frequency|number) of )?(?:[\w-]+(?:['’]s?)? )?$"
)
_OVER = re.compile(
    r"(?<!less )(?<!poor )(?<!poorer )(?<!worse )(?<!lower )(?<!reduced )(?<!slower )(?<!delayed )"
    r"(?<!no )(?<!incomplete )\b(?:remission|recovery|healing|clearance|resolution|relief"
    rf"|disappearance|regression|reversal|improvements?|control) (?:of|from|in|to) {_WHOSE}"
    rf"|\b(?:(?:reductions?|decreases?|drops?) (?:of|in)|fewer|less|lower) {_WHOSE}",
    re.I,
)


def _is_got_over(claim: Claim, acted: Party) -> bool:
    """Tell whether an illness goes or is avoided: "leads to remission in people with diabetes"."""
    verb, at = max(claim.text.find(claim.relation), 0), max(acted.start - claim.start, 0)
    if _AVOIDED.search(claim.text, verb, at + len(acted.text)):
        return True
    if not _BRINGS.match(claim.relation):
        return False
    found = _OVER.search(claim.text, verb + len(claim.relation), at)
    head = acted.text.split()[-1:]  # "travelers' diarrhea" is diarrhea
    bad = signs.is_bad(acted.text) or any(map(signs.is_bad, head))
    return found is not None and ("cases of" in found.group() or bad)


_AVOIDED = re.compile(
    r"\b(?:chances?|odds|likelihood|probability) of (?:avoiding|escaping|beating|surviving"
    r"|overcoming|recovering from|getting (?:rid of|over)|not (?:getting|having|developing)"
    r"|staying (?:free|clear) of)\b",
    re.I,
)


_MORE = re.compile(r"(?:increas|rais|boost|elevat|enhanc|heighten)\w*(?: up)?", re.I)
_LESS = re.compile(
    r"(?:reduc|lower|decreas|lessen|diminish|cuts?\b|suppress|blunt)\w*(?: down)?", re.I
)


def moved(claim: Claim) -> str:
    """Return whether a claim says just that there is more or less of its object; else nothing."""
    if claim.object and phrases.becomes(claim, claim.object):
        return ""  # less loss of it is no less of it
    if _MORE.fullmatch(claim.relation):
        return "increased"
    return "decreased" if _LESS.fullmatch(claim.relation) else ""


def _from_verb(claim: Claim, acted: Party) -> str:
    """Return what stands behind the verb, with what comes before the object: "the spread of"."""
    end = max(acted.end - claim.start, 0)
    verb = claim.text.find(claim.relation)
    return claim.text[max(verb, 0) + len(claim.relation) : end].strip()


_DIRECTIONS = ("increased", "decreased")  # of a loss, the other way round
_SPARE = re.compile(r"(?:\w+ )?(?:weight|fat|pounds|kilos)", re.I)  # one is glad to lose it
