"""What people are helped to do, kept from or made: what comes of it, and in whom.

"Helps mothers to breastfeed for longer" is about breastfeeding in mothers, "keeps patients from
killing themselves" about suicide in patients, "makes runners faster" about their performance.
"""

from __future__ import annotations

import re

from healthtext import terms
from healthtext.evidence.asked.promises import Promise
from healthtext.evidence.language.named import PEOPLE
from healthtext.evidence.language.said import from_verb
from healthtext.evidence.language.units import SUFFERED
from healthtext.records import Claim
from healthtext.spelling import singular

_WHO = (
    rf"(?:(?!to\b|it\b)[\w'’-]+ ){{0,3}}?(?:{PEOPLE}|persons|kids|newborns|toddlers|teenagers"
    r"|mothers|seniors|(?:non)?smokers|drinkers|workers|students|athletes|runners|sufferers"
    r"|residents|survivors|couples|diabetics|asthmatics"
    r"|(?:a|the) (?:smoker|drinker|patient|person|child)|you|us|me|them)"
    r"(?: (?:with|in|on|over|under|aged|who|whose|of|at|living) [^,;.]*?)?"
)
# What somebody does, and what a study would have counted.
# To do it badly or in one's sleep is something else.
_WELL = (
    r"(?: (?:much|more|a little|for|at|the|all|through|night|better|well|soundly|long|longer"
    r"|clearly|easily|freely|further|faster|sooner|quickly|again|on|free|of|disability|without"
    r"|pain|help))*"
)
_DEEDS = tuple((re.compile(form + _WELL, re.I), noun) for form, noun in (
    (r"(?:sleep|fall asleep|drop off|nod off|get to sleep)", "sleep"),
    (r"(?:live|survive)(?: (?:much|a little|for))? (?:long|longer|on)", "mortality"),
    (r"breast-?feed(?: (?:their|the) (?:baby|babies))?", "breastfeeding"),
    (r"(?:think|reason)(?= )", "cognitive function"),
    (r"remember(?: things)?", "memory"),
    (r"(?:concentrate|focus|pay attention)", "attention"),
    (r"walk", "walking"),
    (r"(?:move|get about|get around)", "mobility"),
    (r"breathe", "breathing"),
    (r"(?:conceive|(?:get|become|fall) pregnant|have (?:a baby|babies|children))",
     "pregnancy rate"),
    (r"ovulate", "ovulation"),
    (r"(?:keep|get|bring) (?:the |their |your )?weight (?:down|off|in check)", "weight loss"),
    (r"(?:lose|shed|drop) (?:\w+ )?(?:weight|pounds|kilos)|slim(?: down)?", "weight loss"),
    (r"(?:hold|keep in) (?:their |your )?(?:urine|water)", "urinary incontinence"),
    (r"(?:quit|(?:stop|give up))(?: (?:smoking|cigarettes|tobacco|for good))*",
     "smoking cessation"),
    (r"(?:(?:go|get) back|return) to work", "return to work"),
))  # fmt: skip
# What is done against a thing: the thing is what it is about.
_AGAINST = re.compile(
    r"(?:manage|control|treat|reduce|relieve|overcome|cope with|deal with|get rid of|recover from"
    r"|get over|beat|fight|ease|lower|cut|avoid|prevent)\b (?:the |their |your )?(?P<what>\w.*)",
    re.I,
)
_FATES = tuple((re.compile(form, re.I), noun) for form, noun in (
    (r"(?:killing themselves|taking their own li(?:fe|ves)|committing suicide)", "suicide"),
    (r"dying\b.*", "mortality"),
    (r"falling(?: (?:over|down))?", "falls"),
    (r"(?:relapsing|relapse)", "relapse"),
))  # fmt: skip
_CAUGHT = re.compile(
    r"(?:getting|catching|developing|suffering(?: from)?)"
    r" (?:an? |the |another )?(?P<what>\w.*)",
    re.I,
)
_BROKEN = re.compile(r"(?:breaking|fracturing|snapping)(?: in .*)?", re.I)
_BONES = re.compile(r"(?:\w+ )?(?:bones?|hips?|spines?|wrists?|ribs?|vertebrae)", re.I)
_HAIR = re.compile(r"(?:\w+ )?hair\b", re.I)
_PEOPLE = re.compile(_WHO, re.I)
_BACK = re.compile(r"(?:coming back|returning|recurring|reappearing)\b(?P<when> in .*)?.*", re.I)
_HELPED = re.compile(
    rf"(?:help|assist|enable|allow|make|get)(?:s|ed)? (?P<who>{_WHO})"
    r" (?:to (?P<do>\w.*)|(?P<does>(?:breast-?feed|live longer|sleep|think|walk better|ovulate"
    r"|conceive|fall asleep|get pregnant|quit|lose weight)\b.*))",
    re.I,
)
_KEPT = re.compile(
    r"(?:keep|kept|stop|prevent|sav|spar|protect)(?:e|s|es|ed|ped|ping)? (?P<who>\w[^,;.]*?)"
    r" (?:from |(?=(?:getting|catching|developing) ))(?P<doing>\w+ing\b[^,;.]*|relapse)",
    re.I,
)
_LIKELY = re.compile(
    rf"ma(?:ke|kes|de) it (?P<how>more|less) likely (?:that|for) (?P<who>{_WHO})"
    r" (?:will |to |can |would |may )?(?P<do>\w.*)",
    re.I,
)
_HAVING = re.compile(
    r"(?:have|get|develop|suffer(?: from)?|catch|come down with) (?:an? |the |another )?"
    r"(?P<what>\w.*)",
    re.I,
)
# What somebody becomes, what a study would have counted, and whether it is wanted.
_MADE = re.compile(
    rf"(?:ma(?:ke|kes|de|king)|leave|leaves|left) (?P<who>{_WHO}) (?P<how>\w[\w -]*)", re.I
)
_STATES = tuple((re.compile(rf"(?:{said[0]})(?![\w-])", re.I), *said[1:]) for said in (
    (r"fitter", "fitness", "benefit"), (r"strong(?:er)?", "muscle strength", "benefit"),
    (r"taller", "height", "benefit"), (r"suicidal", "suicidal thoughts", "harm"),
    (r"faster", "performance", "benefit"), (r"steadier", "balance", "benefit"),
    (r"slimmer|thinner", "weight loss", "benefit"), (r"happier", "mood", "benefit"),
    (r"cleverer|smarter|brighter", "cognitive function", "benefit"),
    (r"less anxious|calmer", "anxiety", "benefit"), (r"less (?:sore|stiff)", "pain", "benefit"),
    (r"less tired", "fatigue", "benefit"), (r"less depressed", "depression", "benefit"),
    (r"(?:drows|sleep)(?:y|ier)", "drowsiness", "harm"), (r"infertile", "infertility", "harm"),
    (r"fat(?:ter)?(?! loss)|obese|overweight", "obesity", "harm"),
    (r"smaller", "low birth weight", "harm"), (r"hyper(?:active)?", "hyperactivity", "harm"),
    (r"dehydrated", "dehydration", "harm"), (r"tired", "fatigue", "harm"),
    (r"(?:gain|put on) weight", "weight gain", "harm"),
    (r"(?:more active|exercise more|walk more)", "physical activity", "benefit"),
    (r"less intelligent|stupid|dumb(?:er)?", "cognitive function", "harm"),
    (r"magnetic", "magnetism", "harm"), (r"blind", "blindness", "harm"),
    (r"deaf", "hearing loss", "harm"),
    (r"bald", "hair loss", "harm"), (r"impotent", "erectile dysfunction", "harm"),
    (r"sterile", "infertility", "harm"), (r"dizzy", "dizziness", "harm"),
    (r"depressed", "depression", "harm"), (r"anxious", "anxiety", "harm"),
    (r"constipated", "constipation", "harm"),
    (r"(?:more )?(?:aggressive|violent)", "aggression", "harm"),
    (r"less (?:aggressive|violent)", "aggression", "benefit"),
))  # fmt: skip


_SAVED = re.compile(
    r"(?:save|rescue)[sd]? (?:the lives of )?"
    r"(?P<who>(?:(?:premature|preterm|sick|small|tiny) (?:babies|infants)|newborns))(?: in .*)?",
    re.I,
)
_INTO = re.compile(
    r"(?:bring|put|send|push|drive)s? (?:the |your |their )?(?P<what>\w[^,;.]*?)"
    r" into (?:\w+ )?remission\b",
    re.I,
)
# Whom relief is brought to has what the sentence opens with: "when a migraine strikes, ...".
_RELIEVED = re.compile(
    rf"(?:bring|give|offer|provide)s? (?:\w+ )?relief(?: to (?:\w+ )?{_WHO})?(?: \w+ly)?", re.I
)
_STRIKES = re.compile(
    r"(?:when(?:ever)?|if|where|once) (?:an? |the |your )?(?P<what>\w[^,]*?)"
    r" (?:is|are|becomes?|gets?|strikes?|comes?|flares?|sets?|hits?)\b[^,]*,",
    re.I,
)


def outcome(claim: Claim) -> Promise | None:
    """Return what comes of what a claim says is done, and the effect that is promised or feared."""
    said = _from_verb(claim)
    if said and (match := _LIKELY.match(said)):
        return _likely(match)
    if said and (match := _GAINS.fullmatch(said)) and _THIN.search(match["who"]):
        return Promise(_in("weight gain", match["who"]), "benefit")
    if said and (match := _HELPED.match(said)):
        done = _deed(match["do"] or match["does"])
        return Promise(_in(done, match["who"]), "benefit") if done else None
    if said and (match := _KEPT.match(said)):
        fate = _fate(match["who"], match["doing"])
        return Promise(fate, "benefit", prevents=True) if fate else None
    if said and (match := _MADE.match(said)):
        return _state(match)
    if said and (match := _SAVED.fullmatch(said)):
        return Promise(_in("mortality", match["who"]), "benefit")
    if said and (match := _INTO.match(said)):
        return Promise(f"{match['what']} remission", "benefit")
    led = _STRIKES.match(claim.text) if said and _RELIEVED.fullmatch(said) else None
    return Promise(led["what"], "benefit") if led else None


def _from_verb(claim: Claim) -> str:
    """Return the claim's words from its verb on."""
    verb = claim.relation.split()[:1]
    at = claim.text.find(claim.relation) if verb else -1
    acting = claim.subject.start - claim.start if claim.subject else 0
    end = acting if acting > at else len(claim.text)  # "you get gout if you smoke"
    text = claim.text[at:end].strip(" .!?") if at >= 0 else ""
    return from_verb(text)


def _in(what: str, who: str) -> str:
    """Say in whom, unless that tells nothing: "you", "most people"."""
    if what == "mortality" and who.lower() in ("mothers", "women after birth"):
        return "maternal mortality"
    who = _WHO_DO.sub("", who)
    return what if _ANYBODY.fullmatch(who) else f"{what} in {who}"


_WHO_DO = re.compile(r" (?:who|whose) (?!have\b|suffer).*", re.I)


_ANYBODY = re.compile(
    r"(?:(?:the|most|many|some|all|more) )*(?:you|us|me|them|people|those|anyone|adults)",
    re.I,
)


def _deed(done: str) -> str:
    for form, noun in _DEEDS:
        if form.fullmatch(done):
            return noun
    against = _AGAINST.fullmatch(done)
    return against["what"] if against else ""


def _fate(who: str, doing: str) -> str:
    """Return what somebody or something is kept from: suicide, fractures, clots that come back."""
    somebody = _PEOPLE.fullmatch(who) or _PEOPLE.fullmatch(f"the {who}")
    for form, noun in _FATES if somebody else ():
        if form.fullmatch(doing):
            return _in(noun, who)
    if (caught := _CAUGHT.fullmatch(doing)) and _is_ill(caught["what"]):
        return _in(caught["what"], who)
    if again := _BACK.fullmatch(doing):
        return f"{who}{again['when'] or ''}"
    if _BONES.fullmatch(who) and _BROKEN.fullmatch(doing):
        return _in_whom("fractures" if "bone" in who else f"{singular(who)} fractures", doing)
    return "hair loss" if _HAIR.match(who) and doing.startswith("falling") else ""


def _is_ill(what: str) -> bool:
    """Tell whether to have a thing is to be ill: not a healthy baby, which is no disorder."""
    first = next(iter(terms.load().find(what)), None)
    return first is not None and first.type in SUFFERED


def _in_whom(what: str, doing: str) -> str:
    whom = re.search(r" in (?:\w.*)", doing)
    return f"{what}{whom.group()}" if whom else what


def _likely(match: re.Match[str]) -> Promise | None:
    less, done = match["how"].lower() == "less", match["do"]
    had = _HAVING.fullmatch(done)
    what = "mortality" if re.match(r"die\b", done, re.I) else had["what"] if had else ""
    if what == "mortality" or _is_ill(what):
        return Promise(_in(what, match["who"]), "benefit" if less else "harm", prevents=less)
    deed = _deed(done)
    return Promise(_in(deed, match["who"]), "harm" if less else "benefit") if deed else None


_GAINS = re.compile(
    rf"(?:help|assist|enable|allow|make|let)(?:s|ed)? (?P<who>{_WHO}) (?:to )?(?:gain|put on)"
    r" weight",
    re.I,
)
# Whom it does good to gain weight.
_THIN = re.compile(
    r"\b(?:bab(?:y|ies)|infants?|newborns?|pre-?term|premature|underweight|anorex\w+|malnourished)\b",
    re.I,
)


# "Makes you fat and blind" is of two things, of which one verdict would be of the first only.
_TWO = re.compile(r"[^,;.]{1,30}?,? (?:and|or) (?:(?:even|also|then|finally) )?[\w-]+$", re.I)


def _state(match: re.Match[str]) -> Promise | None:
    if _TWO.fullmatch(match["how"]):
        return None
    for form, noun, wanted in _STATES:
        if form.match(match["how"]):
            born = noun == "low birth weight"
            if noun == "weight gain" and _THIN.search(match["who"]):
                wanted = "benefit"
            if born and not re.search(r"bab|infant|newborn", match["who"], re.I):
                return None
            return Promise(noun if born else _in(noun, match["who"]), wanted)
    return None
