"""Sentences that pass on what others say as untrue: "the idea that zinc cures colds is a myth".

The claim in them is turned round, or left alone where it is not sure which way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_LIE = (
    r"(?:myth|misconception|fallacy|lie|hoax|falsehood|superstition|fairy ?tale"
    r"|old wives['’] tale|urban legend)"
)
_UNTRUE = (
    rf"(?:{_LIE}|false|wrong|untrue|incorrect|mistaken|nonsense|rubbish|unfounded|baseless"
    r"|groundless|debunked|disproved|disproven|refuted|discredited"
    r"|not (?:(?:at all|really|simply) )?(?:true|so|right|correct|the case))"
)
_BUT = (
    r"(?:(?:just|only|simply|completely|utterly|long|an?|total|plain|pure|quite|totally|all"
    r"|thoroughly|widely|repeatedly|largely|firmly|often|since|now|common|popular|old|persistent"
    r"|widespread|dangerous|complete|absolute|known|scientifically|well-known|big|the) )*"
)
_IS = r"(?:(?:is|are|was|were|has been|have been|turned out to be)|(?<=it)['’]s)"
_SAYING = (
    r"(?:claim|idea|belief|notion|theory|rumou?r|story|suggestion|assertion|assumption|view|myth"
    r"|misconception|allegation|perception)"
)
_NO_GROUND = (
    r"(?:(?:has|have) no (?:\w+ )?(?:basis|foundation|merit|truth|substance|support)"
    r"|(?:is|are) not (?:supported|backed|borne out|confirmed) by (?:\w+ )*"
    r"(?:evidence|research|science|studies|data)"
    r"|(?:lacks?) (?:any )?(?:\w+ )?(?:basis|foundation|support)|(?:does|do) not hold up)"
)
_ON = r"(?!.*\b(?:but|although|while|whereas|however)\b)"  # nothing is set against it
_INNER = r"(?P<inner>\w.*?)(?P<end>,? (?:but|although|while|whereas|however|though)\b.*)?"
_WRONGLY = r"(?:wrongly|falsely|mistakenly|erroneously|incorrectly)"
_HELD = r"(?:believ|think|thought|claim|said|say|assum|suppos|report|advertis)\w*"
# What nobody has shown, or has not been shown: said to be so, it is denied.
_SHOWN = (
    r"(?:shows?|shown|showed|proves?|proved|proven|finds?|found|demonstrate[sd]?|suggest(?:s|ed)?"
    r"|indicate[sd]?|confirm(?:s|ed)?|establish(?:es|ed)?|supports?)"
)
_EVER = r"(?: (?:ever|yet|so far|conclusively|convincingly|really|actually|clearly|been))*"
_SOURCES = (
    r"(?:stud(?:y|ies)|trials?|research|evidence|proof|scientists?|researchers?|doctors?|data"
    r"|science|reviews?|experiments?)"
)
_UNSHOWN = (
    rf"(?:nobody|no ?one|nothing|no (?:[\w-]+ )?{_SOURCES})(?: has| have)?{_EVER} {_SHOWN}"
    rf"{_EVER}",
    r"it (?:is|was)n['’]t (?:(?:really|at all|simply) )?(?:true|so|right|correct|the case)",
    rf"it (?:has|was|is)(?: never| not|n['’]t){_EVER} {_SHOWN}",
    rf"(?:the )?(?:\w+ )?{_SOURCES} (?:has|have|do|does|did)(?: never| not|n['’]t){_EVER} {_SHOWN}",
    r"there(?: is|['’]s| was) (?:absolutely |still |as yet |currently |simply )*no"
    r" (?:[\w-]+ ){0,3}?"
    rf"(?:evidence|proof|sign|indication)(?: at all)?(?: to {_SHOWN})?",
)
# How a sentence says that what stands in it as `inner` is untrue.
_TURNED = tuple(re.compile(rf"{form}\W*", re.I) for form in (
    *(rf"(?:[^:;]{{1,40}}[:;] )?{unshown} that {_INNER}" for unshown in _UNSHOWN),
    rf"(?:(?:and|so|yet|but|,) )*it ?{_IS} {_BUT}{_UNTRUE}"
    rf"(?: to (?:say|claim|think|believe|suppose|assume))? that {_INNER}",
    rf"(?:is|was|isn['’]t) it {_BUT}{_UNTRUE} that (?P<inner>.+)",
    rf"has it been {_BUT}{_UNTRUE} that (?P<inner>.+)",
    r"there(?:['’]s| is| was) (?:absolutely |simply )?(?:no|little) (?:scientific )?"
    r"(?:truth|basis|substance|foundation|merit)(?: what(?:so)?ever)? (?:in|to|for|behind)"
    rf" (?:(?:the|any|this) )?(?:\w+ )?{_SAYING}s? that {_INNER}",
    rf"(?:(?:the|an?|this|that|one|another) )?(?:\w+ )?{_LIE}s? (?:is )?that"
    rf" (?!(?:works?|helps?|is|are|has|have|had|was|turn\w*|prov\w+|holds?|actually)\b){_INNER}",
    r"myths?(?: (?:no\.? |number )?#?\d+)?(?::| [–—-]) *(?P<inner>.+)",
    rf"(?:the )?(?:\w+ )?{_SAYING}s? that {_ON}(?P<inner>.+?)"
    rf" (?:{_IS} {_BUT}{_UNTRUE}|{_NO_GROUND})(?: .*)?",
    rf"(?!.* and\b)(?:that )?[\"“‘']?(?P<inner>[^,;:]+?)[\"”’']? (?:is|was) {_BUT}{_LIE}",
    rf"that (?P<inner>[^,;:]+?) {_IS} {_BUT}{_UNTRUE}",
    r"(?P<inner>.+?)(?:,|;| [–—-])? but (?:they|it|this|that)(?: really| actually)?"
    r" (?:do|does|is|are|did|can|will)(?: not|n['’]t)(?: (?:really|at all|work|help))?",
    rf"(?P<inner>.+?)(?:, (?:which|but (?:this|that|it))|[;–—] ?(?:this|that|it)) {_IS}"
    rf" {_BUT}{_UNTRUE}",
    rf"(?P<inner>(?:the )?(?:\w+ )?(?:link|association|connection|tie)s? between .+?) {_IS}"
    rf" {_BUT}{_UNTRUE}(?: .*)?",
    r"(?:has|have|was|were|is) (?P<inner>(?:the )?(?:\w+ )?(?:link|association|connection|tie)s?"
    rf" between .+?) (?:been )?{_BUT}{_UNTRUE}",
    rf"(?P<inner>.+ (?:is|are|was|were|been) (?:\w+ )?{_WRONGLY} {_HELD} to .+)",
    rf"(?:(?!not\b)[\w-]+ ){{0,4}}?{_WRONGLY} {_HELD} (?:that )?(?P<inner>.+)",
    r"(?:please )?(?:do not|don['’]t|never|(?:nobody|no one) should|(?:you|we) should(?: not|n['’]t"
    r"| never)|stop) (?:ever )?(?:believ|think|thinking|fall for|falling for|trust|buy|buying)\w*"
    rf" (?:(?:the|any) (?:\w+ )?{_SAYING}s? |(?:anyone|people|those) who (?:says?|claims?) )?"
    rf"(?:that )?{_INNER}",
    rf"contrary to (?:the|an?) (?:\w+ )?{_SAYING}s? that (?P<inner>[^,]+),.*",
))  # fmt: skip
# What is no myth is said to be so.
_KEPT = re.compile(
    rf"it(?: is|['’]s| was|(?= isn['’]t))(?: not| no|n['’]t| isn['’]t) (?:an? )?{_BUT}"
    rf"(?:{_LIE}|false|wrong|untrue|incorrect|nonsense|mistake)"
    r"(?: to (?:say|think|believe))? that (?P<inner>.+)",
    re.I,
)
_RULED_OUT = re.compile(
    r"\b(?:little|limited|scant|insufficient|not enough|only weak) (?:[\w-]+ )?(?:evidence|proof)"
    r" (?:to (?:show|suggest|say) )?that\b"
    r"|\bit(?: is|['’]s| was| remains) (?:(?:very|highly|still|quite|extremely) )*"
    r"(?:doubtful|unlikely|questionable|debatable|unclear|uncertain|unknown"
    r"|not (?:yet )?(?:clear|known|certain))"
    r" (?:that|whether|if)\b"
    r"|\b(?:rarely|seldom|hardly ever|almost never) (?:due|caused|causes?|leads?|triggers?|the)\b"
    r"|^without (?:the |an? |any )?(?:[\w-]+ ){0,2}(?:vaccin\w+|jabs?|shots?|immuni[sz]ation)\b|"
    r"\b(?:rul(?:e|es|ed|ing) out|den(?:y|ies|ied)|refut\w+|debunk\w*|disprov\w+|doubts?)"
    r" (?:(?:the|any|a) (?:claim|idea|theory|notion|suggestion) )?that\b",
    re.I,
)
_UNPROVEN = re.compile(
    r"\b(?:no|not (?:enough|any)) (?:[\w-]+ ){0,3}?(?:evidence|proof)\b"
    r"|(?:\bnot|\bnever|n['’]t)(?: (?:yet|ever|been|really|actually|conclusively))*"
    r" (?:shown|proved|proven)\b",
    re.I,
)


@lru_cache(maxsize=1 << 12)
def is_unproven(text: str) -> bool:
    """Tell whether a sentence says that there is no evidence, and not that there is no effect."""
    return bool(_UNPROVEN.search(text))


_NOT = re.compile(r"\b(?:not|never|no|cannot|fails? to|hardly)\b(?! only\b)|n['’]t\b", re.I)


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence tells as untrue, or as no myth: where it stands, whether it denies itself."""

    start: int
    end: int
    turned: bool
    negative: bool

    @property
    def denied(self) -> bool:
        """Tell whether the sentence comes to a denial: a denial that is untrue is none."""
        return self.turned != self.negative


@lru_cache(maxsize=1 << 12)
def told(text: str) -> Told | None:
    """Return what a sentence passes on as untrue, or says is no myth; None if it does neither."""
    said = text.strip()
    lead = len(text) - len(text.lstrip())
    kept = _KEPT.match(said)
    found = kept or next((one for form in _TURNED if (one := form.fullmatch(said))), None)
    if found is None:
        return None
    start, end = (lead + at for at in found.span("inner"))
    return Told(start, end, kept is None, bool(_NOT.search(found["inner"])))


def told_at(text: str, at: int) -> Told | None:
    """Return what a sentence tells as untrue where that is what stands at a place in it."""
    found = told(text)
    return found if found and found.start <= at <= found.end else None


def is_turned(text: str) -> bool:
    """Tell whether a sentence says of a claim that it is untrue."""
    found = told(text)
    return found is not None and found.turned


@lru_cache(maxsize=1 << 12)
def is_ruled_out(text: str) -> bool:
    """Tell whether what follows is left open or hardly so, or is to be ruled out or denied."""
    return bool(_RULED_OUT.search(text)) and told(text) is None
