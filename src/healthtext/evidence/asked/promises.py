"""What a claim says by its verb alone: "helps you sleep" is about sleep, though it names none."""

from __future__ import annotations

import re
from typing import NamedTuple

from healthtext.evidence.asked.named_after import WHOM
from healthtext.evidence.language.composites import UNBORN
from healthtext.evidence.language.named import SHOTS
from healthtext.records import Claim


class Promise(NamedTuple):
    """What a store is asked about, the effect that would bear the claim out, and whether it is that
    something does not happen.
    """

    object: str
    wanted: str
    prevents: bool = False


_PROMISES = (
    (r"los\w+ (?:\w+ )?(?:weight|pounds|fat|kilos)|shed\w* (?:\w+ )?(?:weight|pounds)"
     r"|slim (?:down|you)", Promise("weight loss", "benefit")),
    (r"fall\w* asleep|(?:you|people|to) sleep|sleep\w* (?:\w+ )?(?:better|well|through)",
     Promise("sleep", "benefit")),
    (r"caus\w+ cancer|carcinogenic", Promise("cancer", "harm")),
    (r"shorten\w* (?:\w+ )?li(?:fe|ves)|caus\w+ death|fatal|deadly|kill\w* (?:you|people)",
     Promise("death", "harm")),
    (r"(?:extend|prolong|lengthen)\w* (?:\w+ )?li(?:fe|ves)|sav\w+ lives|add\w* years to"
     r"|(?:prevent|cut|reduc)\w* (?:\w+ )?deaths", Promise("death", "benefit")),
)  # fmt: skip
# What a thing that is no disorder stands for, whatever else the claim says: a pregnancy is not
# prevented by being saved.
_MEANT = (
    (r"(?:sav|preserv|rescu|protect|sustain|keep|maintain)\w* (?:(?:the|a|their|your|her|many|more"
     r"|early|most) )*(?:pregnanc(?:y|ies))", Promise("miscarriage", "benefit")),
    (r"(?:harm|damag|hurt|injur)\w*(?: to| for)? (?:(?:the|an|your) )?(?:unborn|developing)"
     r" (?:child|bab|fo?etus)\w*|(?:harmful|dangerous|bad|risky) (?:in|during|throughout)"
     r" pregnan\w+|^safe (?:in|during|for|while|when)\b.*\bpregnan\w+(?: women)?$",
     Promise(UNBORN, "harm")),
    (r"(?:get|keep)\w* (?:[\w-]+ ){0,2}bowels? (?:moving|going)",
     Promise("constipation", "benefit")),
    (r"(?:melt|blast|torch|shed|burn)\w* (?:away |off )?(?:(?:body|belly|stubborn|unwanted) )*fat",
     Promise("weight loss", "benefit")),
    (r"hair (?:to )?(?:re)?grow\w*|(?:re)?grow\w* (?:\w+ )?hair", Promise("hair loss", "benefit")),
    (r"dehydrat(?:e|es|ed|ing) (?:(?:the|your) )?(?:you|us|people|body|skin)",
     Promise("dehydration", "harm")),
    (r"(?:start|induc|trigger)\w* (?:the )?labou?r|(?:bring|set)\w* (?:on|off) (?:the )?labou?r",
     Promise("induction of labor", "benefit")),
    # Labour is no disorder that is cured by being stopped: it is put off where it comes too early.
    (r"(?:stop|halt|arrest|postpon|put\w* off|delay|suppress|inhibit)\w* (?:(?:the|early|premature"
     r"|preterm) )*labou?r", Promise("preterm labor", "benefit")),
    (r"(?:work|effective|useful|help)\w* as (?:an? )?(?:emergency )?contracepti\w+",
     Promise("unintended pregnancy", "benefit", prevents=True)),
    (r"turn\w* (?:(?:an?|the) )?breech (?:bab(?:y|ies)|presentation)s?",
     Promise("breech presentation", "benefit")),
    (r"(?:stain|discolou?r)\w* (?:(?:the|your) )?teeth"
     r"|turn\w* (?:(?:the|your) )?teeth (?:brown|yellow|black|gr[ae]y)",
     Promise("tooth discoloration", "harm")),
    (r"turn\w* (?:(?:the|your|people['’]s) )?skin (?:blue|gr[ae]y)", Promise("argyria", "harm")),
    (r"turn\w* (?:(?:the|your|people['’]s) )?skin (?:orange|yellow|brown|black|green)",
     Promise("skin discoloration", "harm")),
    (r"(?:dry|dries|drying|dried) out (?:[\w’'-]+ ){0,3}skin", Promise("dry skin", "harm")),
    (r"thin\w* (?:(?:the|your) )?skin", Promise("skin thinning", "harm")),
    (r"(?:ages?|ageing|aging|aged) (?:(?:the|your) )?skin", Promise("skin aging", "harm")),
    (r"make\w* (?:[\w’'-]+ ){0,2}skin (?:look )?younger", Promise("skin aging", "benefit")),
    (r"whiten\w* (?:(?:the|your) )?teeth", Promise("tooth whitening", "benefit")),
    (r"(?:reduc|lower|decreas|harm|damag|impair|hurt|ruin|destroy|wreck|threaten)\w* "
     r"(?:(?:the|a|your|male|female|men['’]s|women['’]s|woman['’]s|man['’]s|his|her|their) )*"
     r"(?:fertility|chances? of (?:getting pregnant|conceiving|conception|(?:a )?pregnancy))",
     Promise("infertility", "harm")),
    (r"live (?:\w+ )?longer", Promise("death", "benefit")),
    (r"die (?:\w+ )?(?:earlier|sooner|younger|young|early|prematurely)|^die die$",
     Promise("death", "harm")),
    (r"^lose (?:\w+ )?(?:weight|pounds|fat|kilos)", Promise("weight loss", "benefit")),
    (r"^(?:gain|put on)\w* (?:\w+ )?(?:weight|pounds|kilos|fat)", Promise("weight gain", "harm")),
    (r"^get fat", Promise("obesity", "harm")),
    (r"look (?:\w+ )?younger", Promise("skin aging", "benefit")),
    (r"look (?:\w+ )?older", Promise("skin aging", "harm")),
    (r"kill\w* (?:more |many |most )?(?:people|patients|you|children|women|men)",
     Promise("death", "harm")),
    (r"(?:damag|harm|hurt|injur|destroy)\w* (?:(?:the|your) )?nerves?",
     Promise("peripheral neuropathy", "harm")),
    (r"(?:damag|harm|erod|wear|dissolv)\w* (?:away |down )?(?:(?:the|your) )?(?:(?:tooth|dental) )?"
     r"enamel", Promise("dental erosion", "harm")),
    (r"thin\w* (?:(?:the|your) )?bones?", Promise("osteoporosis", "harm")),
    (r"(?:remov|flush|clear|eliminat|draw)\w* (?:out |away )?(?:(?:the|all|your) )?(?:\w+ )?toxins"
     r"|(?:detoxif|cleans)\w+ (?:the |your )?(?:body|liver|blood|colon)",
     Promise("detoxification", "benefit")),
    (r"(?:chang|alter|modif|edit|rewrit|damag)\w* (?:(?:the|your|our|human|people['’]s) )*"
     r"(?:dna|genes|genome|genetic code)", Promise("changes of the DNA", "harm")),
    (r"(?:repel|deter|keep)\w* (?:away |off )?(?:the )?mosquito(?:e?s)?(?: away| off)?",
     Promise("mosquito bites", "benefit", prevents=True)),
    (r"shrink\w* (?:(?:the|an?|your) )?tumou?rs?", Promise("tumour size", "benefit")),
    (r"shrink\w* (?:(?:the|an?|your|enlarged|swollen) )*prostates?",
     Promise("prostate volume", "benefit")),
)  # fmt: skip
_KNOWN = tuple((re.compile(rf"\b(?:{form})\b", re.I), promise) for form, promise in _PROMISES)
_OTHERS = tuple((re.compile(rf"\b(?:{form})\b", re.I), promise) for form, promise in _MEANT)


def promised(claim: Claim) -> Promise | None:
    """Return what the words of the relation, with the object, promise or warn of; None if nothing.

    An object that says something of its own is not asked here.
    """
    acted = claim.object.text if claim.object else ""
    said = (f"{claim.relation} {acted}", *(cue.text for cue in claim.cues if cue.kind == "kind"))
    found = (promise for form, promise in _KNOWN if any(map(form.search, said)))
    return next(found, None)


_VACCINE = re.compile(rf"(?:the )?(?P<what>\w.*) (?:{SHOTS}|screening)", re.I)


def guarded(claim: Claim) -> Promise | None:
    """Return what a vaccine or a screening is named after, where it prevents "severe illness"."""
    named = _VACCINE.fullmatch(claim.subject.text) if claim.subject else None
    if named is None or claim.kind not in ("prevention", "treatment"):
        return None
    return Promise(named["what"], "benefit", prevents=True)


_SHOT = re.compile(
    rf"(?:the )?(?P<what>\w.*?) {SHOTS}(?: (?:given )?(?:in|during) pregnancy)?", re.I
)
_PROTECTED = re.compile(rf"protect\w* (?P<who>{WHOM})", re.I)


def shielded(claim: Claim) -> Promise | None:
    """Return what a vaccine is named after, in whom it protects: flu in older adults."""
    shot = _SHOT.fullmatch(claim.subject.text) if claim.subject else None
    said = f"{claim.relation} {claim.object.text if claim.object else ''}"
    who = _PROTECTED.fullmatch(said)
    if shot is None or who is None:
        return None
    return Promise(f"{shot['what']} in {who['who']}", "benefit", prevents=True)


# Of a child it is the unborn one where a pregnancy is spoken of.
_CHILD = re.compile(
    r"(?:harm|damag|hurt|injur)\w*(?: to| for)? (?:(?:the|an|your|their) )?"
    r"(?:child|bab|fo?etus)\w*",
    re.I,
)
_CARRIED = re.compile(r"\b(?:pregnan\w+|unborn|expecting|womb|trimester)\b", re.I)


_SPREADS = re.compile(
    r"\b(?:slow|stop|reduc|limit|curb|halt|prevent|cut)\w* (?:down )?(?:the )?"
    r"(?:spread|spreading|transmission|passing on) of (?P<what>\w[^,;.?!]*)$",
    re.I,
)


_MODALS = re.compile(
    r"^(?:(?:will|can|could|may|might|would|do|not|never|cannot|really|also|(?:wo|do|ca)n['’]t) )+",
    re.I,
)


def meant(claim: Claim) -> Promise | None:
    """Return what the words of the relation and its object stand for together; None if nothing."""
    said = f"{claim.relation} {claim.object.text if claim.object else ''}"
    said = _MODALS.sub("", said if claim.relation else claim.text)
    end = claim.object.end - claim.start if claim.object else len(claim.text)
    if spreads := _SPREADS.search(claim.text, 0, end):
        return Promise(spreads["what"], "benefit", prevents=True)
    if _CHILD.match(said) and _CARRIED.search(claim.text):
        return Promise(UNBORN, "harm")
    return next((promise for form, promise in _OTHERS if form.search(said)), None)
