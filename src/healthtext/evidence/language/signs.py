"""Whether what a verb does to a thing is bad: more deaths, less fertility.

"Increase" and "reduce" alone say neither that something helps nor that it harms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from healthtext.evidence.language.said import from_verb
from healthtext.evidence.language.sides import is_suffered
from healthtext.evidence.language.units import SUFFERED
from healthtext.records import Entity, Party

_MORE = re.compile(
    r"(?:\w+ )??(?:increas|rais|elevat|heighten|driv\w+ up|push\w* up|send|drive|push)", re.I
)
_LESS = re.compile(
    r"(?:\w+ )??(?:reduc|lower|decreas|lessen|diminish|impair|weaken|suppress|stunt"
    r"|(?:caus|lead|mean|giv|bring|produc)\w*(?: to| in)? (?:less|fewer|lower))",
    re.I,
)
_SHORTER = re.compile(r"(?:\w+ )??shorten", re.I)
_LED = (
    r"(?:(?:the|your|people['’]s|our|all-cause|overall|early|premature|infant|child|cardiovascular"
    r"|maternal) )*(?:(?:rates?|numbers?|cases|incidence|likelihood) of )?"
)
# "Memory" and "memory in old age", but neither "memory loss" nor "healing time".
_ENDS = r"(?=\W*$|,? (?:in|of|among|for|from|after|at|by|to|and|or|during|with|when)\b)"
_RATES = r"(?: rates?)?"
_BAD = re.compile(
    rf"{_LED}(?:mortality|deaths?|death rates?|dying|suicides?"
    r"|(?:cigarette )?smoking(?: rates?| initiation)?|vaping"
    r"|(?:(?:binge|heavy|underage) )*drinking(?! of)"
    r"|(?:drug|substance|opioid|opiate|tobacco|cannabis) (?:use|misuse|abuse|taking)"
    r"|alcohol (?:use|misuse|abuse|consumption)|self-harm(?:ing)?|crime"
    r"|(?:systolic |diastolic )?blood pressure|blood (?:sugar|glucose)"
    r"|(?:ldl |bad |total )?cholesterol|triglycerides?|inflammation|weight gain|body fat|belly fat"
    rf"|stress levels?|falls|fractures|injuries|accidents|bleeding|aggression|violence|relapses?"
    r"|recurrences?|exacerbations|flare-ups|(?:domestic|gun|child|sexual) (?:violence|abuse)"
    r"|(?:need for )?(?:the )?ca?esareans?(?: sections?| births?)?"
    rf"|(?:asthma |heart |panic )?attacks|seizures){_RATES}{_ENDS}",
    re.I,
)
# Of any part of the body and after anything, but no "resistance to infections".
_TROUBLE = re.compile(
    rf"{_LED}(?:(?!(?:resistance|immunity|protection|recovery)\b)[\w-]+ ){{0,3}}?"
    r"(?:malformations|birth defects|(?:birth|congenital|fo?etal) (?:anomalies|abnormalities)"
    r"|(?:re)?admissions(?: to hospital)?|hospitali[sz]ations?|exacerbations|relapses"
    r"|deaths?|mortality|death rates"  # from what, or whose: "breast cancer deaths"
    r"|complications?|infections?|miscarriages?|still-?births?|(?:preterm|premature) births?"
    r"|(?:side|adverse)[- ](?:effects|events|reactions)|accidents|(?<!anti)(?:\w*carcinomas?"
    r"|cancers?|diseases?|disorders?|syndromes?)|(?:neuro|retino|cardiomyo|nephro)pathy"
    r"|(?:high|raised|elevated) (?:(?:ldl|bad|total) )?(?:cholesterol|blood (?:pressure|sugar))"
    r"|(?:short|poor|bad|broken|disturbed|disrupted) sleep"
    r"|poisonings?|overdoses?|dysmorphia|withdrawal symptoms|addictions?|dependence|toxicity"
    rf"|gr[ae]ying(?: of (?:the )?hair)?){_RATES}{_ENDS}",
    re.I,
)
_RISK = re.compile(rf"(?:[\w'’-]+ ){{0,4}}risks?{_ENDS}", re.I)  # "suicide risk", of anything
_GOOD = re.compile(
    rf"{_LED}(?:fertility|(?:sperm|semen)(?: quality| counts?| motility| concentrations?)?"
    r"|oxygen (?:saturation|levels)|bone (?:mineral )?density"
    r"|bone (?:mass|strength)|(?:life|health) expectancy|life ?spans?|li(?:fe|ves)|survival"
    r"|progression-free survival|quality of life|immunity|immune (?:function|system|defen[cs]es)"
    r"|memory|cognition"
    r"|cognitive (?:function\w*|performance|abilit\w+|skills)|(?:\w+['’]s? )?(?:intelligence|iq)"
    r"|sleep(?: quality| duration)?|libido|sex(?:ual)? drive|muscle (?:mass|strength)|vision"
    r"|eyesight|hearing|concentration|attention(?: span)?|height|birth ?weight"
    r"|milk (?:supply|production)|(?:kidney|lung|liver|heart|brain|thyroid) function|fitness"
    r"|well-?being|mood|mobility|strength|stamina|flexibility|exercise capacity"
    r"|(?:vitamin \w+|iron|folate|folic acid|magnesium|zinc)(?: (?:levels?|stores?|status))?"
    r"|(?:physical )?activity levels|physical activity|breast-?feeding(?: rates| duration)?"
    r"|(?:smoking cessation|quit(?:ting)?|cure|recovery|survival|success|live birth|breast-?feeding"
    r"|vaccination|screening) rates|(?:vaccine|vaccination|screening) (?:uptake|coverage)"
    r"|adherence|smoking cessation|(?:(?:functional|full|physical|complete) )?recovery|remission"
    r"|energy(?: levels)?|insulin sensitivity|(?:\w+ )?healing"
    r"|(?:effectiveness|efficacy|absorption|uptake) of .*"
    r"|effects? of (?:[\w-]+ ){0,2}(?:inhibitors?|vaccin\w+|pills?|contracepti\w+|antibiotics"
    r"|drugs?|medicines?|medications?|insulin|warfarin|chemotherapy|therap\w+|treatments?)"
    r"|(?:child(?:ren['’]s)?|normal) growth|growth (?:in|of) (?:children|infants|babies|boys|girls)"
    rf"|pregnancy rates?|conception|(?:school|academic) performance){_ENDS}",
    re.I,
)
# Shorter healing is good.
_LASTING = re.compile(
    rf"{_LED}(?:li(?:fe|ves)|life ?spans?|life expectancy|survival|sleep){_ENDS}", re.I
)
_LONGER = re.compile(r"(?:\w+ )??(?:lengthen|prolong|drag)", re.I)
# What one is glad to be over with.
_TAKES = re.compile(
    r"(?:(?:the|your|their) )?(?:(?:duration|length) of )?(?:(?:the|your|an?) )?"
    r"(?:labou?r|hospital stays?|length of stay|recovery|healing|(?:the )?illness"
    rf"|(?:wound|fracture) healing|time (?:off work|in hospital)){_ENDS}",
    re.I,
)
# One is glad to slow an illness down, and not to heal slowly.
_SLOWER = re.compile(r"(?:\w+ )??(?:slow|hamper|hinder|imped)", re.I)
_HEALING = re.compile(
    rf"(?:(?:the|your|their) )?(?:(?:wound|bone|fracture) )?(?:labou?r|healing|recovery){_ENDS}",
    re.I,
)
_DELAYED = re.compile(r"(?:\w+ )??(?:delay|retard|hinder|hamper|slow|stunt|imped)", re.I)
_GROWING = re.compile(
    r"(?:(?:the|your|their|a) )?(?:(?:child(?:ren)?(?:['’]s)?|bab(?:y|ies)['’]s?|language|speech"
    r"|brain|motor|cognitive|mental|child|normal|emotional|social|tooth|wound|bone|fracture)"
    rf" (?:and )?)*(?:development|growth|healing|puberty|speech){_ENDS}",
    re.I,
)
_CAUSES = re.compile(r"(?:\w+ )??(?:caus|lead|led|result|bring|induc|trigger|produc)", re.I)
_WELCOME = re.compile(
    rf"{_LED}(?:\w+ )?(?:weight loss|hair (?:re)?growth|muscle growth|remission|recovery|ovulation"
    rf"|pregnancy|conception|relaxation|healing){_ENDS}",
    re.I,
)
_WISHED = re.compile(
    r"pregnan|weight loss|(?:live )?births?\b|conception|labou?r|remission|erection|sleep", re.I
)
_CHANCES = re.compile(r"\b(?:chances?|odds|likelihood)\b", re.I)  # one has them of what is good
_AFTER = re.compile(_RATES + _ENDS)


def is_harm(verb: str, acted: Party, entities: Sequence[Entity]) -> bool:
    """Tell whether a verb does harm: it makes more of what is bad or less of what is good.

    Disorders, where what it acts on is one and not the "recovery" from it, are bad.
    """
    if _MORE.match(verb) and is_good(acted.text):
        return False
    if _MORE.match(verb) and _CHANCES.search(verb):
        return is_suffered(acted.text) and not _WISHED.search(acted.text)
    if _MORE.match(verb):
        bad = (one.match(acted.text) for one in (_BAD, _TROUBLE, _RISK))
        return any(bad) or _is_ill(acted, entities)
    if _LONGER.match(verb):
        return bool(_TAKES.match(acted.text)) or _is_ill(acted, entities)
    if _DELAYED.match(verb) and _GROWING.match(acted.text):
        return True
    if _SLOWER.match(verb):
        return bool(_HEALING.match(acted.text))
    if _SHORTER.match(verb):
        return bool(_LASTING.match(acted.text))
    return bool(_LESS.match(verb) and _GOOD.match(acted.text))


_FASTER = re.compile(r"(?:\w+ )??(?:accelerat|speed|hasten|quicken|promot|facilitat)", re.I)
_OF_IT = re.compile(
    r"(?:up )?(?:(?:the|your|their|its) )?(?:[\w-]+ )?(?:severity|frequency|duration|length|spread"
    r"|transmission|progression|development|onset|incidence|prevalence|intensity|growth) of"
    r" (?P<what>\w.*)",
    re.I,
)


def is_more_of(verb: str, said: str) -> bool:
    """Tell whether a verb makes an illness worse, faster or more frequent: "the severity of" it."""
    verb = from_verb(verb)
    found = _OF_IT.fullmatch(said) if _MORE.match(verb) or _FASTER.match(verb) else None
    return found is not None and is_suffered(found["what"])


_GOT = re.compile(
    r"(?:gets?|gives?|catch|develops?|contract|ha(?:s|ve)|suffers?"
    r"|(?:more|less|fewer)$|(?:any |much |far )?(?:more|less) likely"
    r"|at (?:an? )?\w+ risk|end up)\b",
    re.I,
)
_FEWER = re.compile(r"\b(?:fewer|less|lower|reduced|smaller)\b", re.I)
_GAINED = re.compile(
    r"\b(?:relief|less|fewer|lower|reduc\w+|better|improv\w+|immun\w+|protect\w*|strength|strong\w*"
    r"|remission|recover\w*|heal\w*|surviv\w+|pregnan\w+|sleep|energy|healthy|benefits?|help"
    r"|flexibility|density|hearing(?! loss)|weight loss|vitamins?)\b",
    re.I,
)


# What nobody gets, though it is put so.
_NOT_GOT = re.compile(
    r"\b(?:addicted|dependent)\b|^ha(?:s|ve) (?:[\w-]+ ){0,2}(?:effect|influence|impact)s?\b", re.I
)


def faring(verb: str, kind: str, acted: Party) -> str:
    """Return the kind of what one gets, has or is likelier to have: an illness, or what is good.

    "Get flu from a vaccine" is harm and "get relief from it" is none, "less bone density" is.
    """
    if kind not in ("harm", "prevention") or not _GOT.match(verb):
        return kind
    if _NOT_GOT.search(f"{verb} {acted.text}"):
        return kind
    if is_bad(acted.text) and not _GAINED.search(acted.text):
        return kind
    return "harm" if _FEWER.search(verb) else "treatment"


def is_good(text: str) -> bool:
    """Tell whether more of a thing is good for anybody: mood and memory, not the heart rate."""
    return bool(_GOOD.match(text))


def is_bad(text: str) -> bool:
    """Tell whether less of a thing is good for anybody: falls, deaths and all that one suffers."""
    return is_suffered(text) or any(one.match(text) for one in (_BAD, _TROUBLE, _RISK))


def is_welcome(text: str) -> bool:
    """Tell whether more of a thing is what many wish for: weight loss, hair growth."""
    return bool(_WELCOME.match(text))


def is_gain(verb: str, acted: Party) -> bool:
    """Tell whether what is said to be caused is welcome to many: weight loss, hair growth.

    As the loss of weight may be a harm too, it shows no more than that there is more of it.
    """
    return bool(_CAUSES.match(verb) and _WELCOME.match(acted.text))


def _is_ill(acted: Party, entities: Sequence[Entity]) -> bool:
    first = next((one for one in entities if one.start == acted.start), None)
    return (
        first is not None
        and first.type in SUFFERED
        and not _WISHED.match(acted.text)
        and bool(_AFTER.match(acted.text, first.end - first.start))
    )
