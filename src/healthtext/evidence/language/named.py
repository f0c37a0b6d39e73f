"""What the parties of a claim are called in full, where a sentence was read by its heads alone.

"Flu vaccination" is no vaccination against measles, and who is protected "from heart attacks" has
diabetes already.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from healthtext.records import Claim, Entity, Party

# Patterns to stand in others: of whom things are said, and what one is protected by.
SHOTS = r"(?:vaccin(?:es?|ations?)|immuni[sz]ations?|jabs?|shots?)"
PEOPLE = "(?:people|patients|adults|children|babies|infants|women|men|those|anyone)"
_WIDE = re.compile(
    r"(?:.* )?(?:vaccin\w+|immuni[sz]ations?|jabs?|shots?|screening|smoking|(?:cortico)?steroids?"
    r"|surgery|plasma|o?estrogens?|o?estradiol|hormones?|testosterone|progesterone)",
    re.I,
)
_MANNER = re.compile(
    r"\b(?:nasal|inhaled|oral|topical|antenatal|prenatal|intravenous|injected|epidural|anabolic"
    r"|passive|second-?hand|convalescent|arthroscopic|laparoscopic|robotic|vaginal|transdermal) $",
    re.I,
)
_TIME = re.compile(r"\b(?P<when>antenatal|prenatal|post-?natal|early|late|delayed) $", re.I)
_VACCINATED = re.compile(
    r"(?P<how>vaccin\w+|immuni[sz]ations?|jabs?) (?:against|for) (?P<what>[\w'’-]+)", re.I
)
_SHOT = re.compile(rf" {SHOTS}\b", re.I)
_AGAINST = re.compile(r" (?:against|for) (?P<what>[\w'’-]+)")
_GUARDED = re.compile(
    r"\b(?:protect|shield|guard|spar|sav)\w* (?P<who>(?:\w+ )?"
    rf"{PEOPLE} with [\w'’ -]+?|diabetics|smokers|asthmatics) (?:from|against)"
    r" (?P<what>\w[^.?!;,]*)",
    re.I,
)


def specific(claim: Claim, acting: Party, entities: Sequence[Entity]) -> Party:
    """Return what acts with what tells it from its class: "flu" vaccination, "nasal" steroids.

    What is told apart so is known by its words, no more by the concept of its class.
    """
    if against := _VACCINATED.fullmatch(acting.text):
        return replace(acting, text=f"{against['what']} {against['how']}", concepts=())
    start, end = acting.start - claim.start, acting.end - claim.start
    if shot := _SHOT.match(claim.text, end):
        return replace(acting, text=f"{acting.text}{shot.group()}", concepts=())
    if at := _TIME.search(claim.text, 0, max(start, 0)):
        return replace(acting, text=f"{at['when']} {acting.text}", concepts=())
    if not _WIDE.fullmatch(acting.text):
        return acting
    beside = (one for one in entities if one.end + 1 == acting.start)
    manner = _MANNER.search(claim.text, 0, max(start, 0))
    before = next((one.text for one in beside), manner.group().strip() if manner else "")
    after = _AGAINST.match(claim.text, end) if is_vaccine(acting.text) else None
    if not before and after is None:
        return acting
    text = f"{after['what'] if after else before} {acting.text}"
    return replace(acting, text=text, concepts=())


def is_vaccine(text: str) -> bool:
    """Tell whether a wording names vaccines or being vaccinated."""
    return bool(re.search(r"vaccin|immuni[sz]|\bjabs?\b|\bshots?\b", text, re.I))


_OF_WHOM = re.compile(rf" (?:in|of|among) (?:\w+ )?{PEOPLE} with (?:an? |the )?$", re.I)


def is_whom(claim: Claim, acted: Party) -> bool:
    """Tell whether an object is the disorder of those whom something else is said of."""
    return bool(_OF_WHOM.search(claim.text, 0, acted.start - claim.start))


_OF_PEOPLE = re.compile(
    rf"\b{PEOPLE}(?: \w+)? (?:with|who have|living with|suffering from) (?:an? |the )?$", re.I
)
_PEOPLE = re.compile(
    rf"(?:\w+ ){{0,2}}?(?:{PEOPLE}\b|\w+ (?:sufferers|survivors|users)\b|diabetics|asthmatics"
    r"|pregnant )",
    re.I,
)
# States of life are no disorders: what helps in pregnancy is of those who are pregnant.
_STATE = re.compile(r"(?:\w+ )?(?:pregnancy|menopause|childhood|infancy|old age)\b", re.I)
_DURING = re.compile(r"\b(?:in|during|throughout) (?:the )?$", re.I)


def is_said_of(claim: Claim) -> bool:
    """Tell whether a claim is of those who have a disorder: "helps people with asthma"."""
    acted = claim.object
    if acted is None:
        return False
    at = max(acted.start - claim.start, 0)
    if _STATE.match(acted.text) and _DURING.search(claim.text, 0, at):
        return True
    return bool(_OF_PEOPLE.search(claim.text, 0, at) or _PEOPLE.match(acted.text))


def guarded_from(claim: Claim, acted: Party) -> Party:
    """Return what somebody is protected from where the object is who is: "people with asthma"."""
    match = _GUARDED.search(claim.text)
    if match is None or not match.start("who") <= acted.start - claim.start < match.end("who"):
        return acted
    start, end = (claim.start + at for at in match.span("what"))
    return Party(start, end, f"{match['what'].strip()} in {match['who']}")
