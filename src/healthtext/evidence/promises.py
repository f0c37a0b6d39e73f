"""What a claim says by its verb alone: "helps you sleep" is about sleep, though it names none."""

from __future__ import annotations

import re
from typing import NamedTuple

from healthtext.records import Claim


class Promise(NamedTuple):
    """What a store is asked about, and the effect that would bear the claim out."""

    object: str
    wanted: str


_PROMISES = (
    (r"los\w+ (?:\w+ )?(?:weight|pounds|fat|kilos)", Promise("weight loss", "benefit")),
    (r"shed\w* (?:\w+ )?(?:weight|pounds)|slim (?:down|you)", Promise("weight loss", "benefit")),
    (r"fall\w* asleep|(?:you|people|to) sleep", Promise("sleep", "benefit")),
    (r"sleep\w* (?:\w+ )?(?:better|well|through)", Promise("sleep", "benefit")),
    (r"hair (?:to )?(?:re)?grow\w*", Promise("hair growth", "benefit")),
    (r"(?:re)?grow\w* (?:\w+ )?hair", Promise("hair growth", "benefit")),
    (r"caus\w+ cancer|carcinogenic", Promise("cancer", "harm")),
    (r"caus\w+ death|fatal|deadly|kill\w* (?:you|people)", Promise("death", "harm")),
    (r"sav\w+ lives|(?:prevent|cut|reduc)\w* (?:\w+ )?deaths", Promise("death", "benefit")),
)
_KNOWN = tuple((re.compile(rf"\b(?:{form})\b", re.I), promise) for form, promise in _PROMISES)


def promised(claim: Claim) -> Promise | None:
    """Return what the words of the relation promise or warn of; None where they do not say."""
    said = (claim.relation, *(cue.text for cue in claim.cues if cue.kind == "kind"))
    found = (promise for form, promise in _KNOWN if any(map(form.search, said)))
    return next(found, None)
