"""What bears the name of a thing and is another: gum free of sugar, arsenic in water, late care.

Words are shared there and nothing else, so what a study found of the one says nothing of the other.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from healthtext.evidence.language import absence, occasions, surroundings, told_apart
from healthtext.evidence.language.generic import GENERIC
from healthtext.evidence.language.sides import Side, is_suffered, side
from healthtext.evidence.language.stems import stems
from healthtext.evidence.language.synonyms import canonical
from healthtext.evidence.language.units import ACTING, FORM
from healthtext.records import Claim, Party

LEAST = 0.5  # of a match of what is left
SURE = 0.9  # of a match, from which a thing is what was tested
_FREE = re.compile(r"\b(?P<what>[a-z]{3,})[ -]free (?=[a-z])", re.I)
_LACKS = re.compile(r"\S.*? (?:without|with no|free (?:of|from)) (?:any )?(?P<what>\S.*)", re.I)
_HELD = re.compile(r"(?P<what>\S.*?) in (?:the |drinking )?(?P<where>\S.*)", re.I)
_HELD_TYPES = frozenset(("CHEMICAL", "NUTRIENT", "DRUG"))
_PAIRS = (
    (r"antenatal(?:ly)?|prenatal(?:ly)?|before birth|(?:in|during) pregnancy",
     r"post-?natal(?:ly)?|postpartum|after (?:birth|childbirth|delivery)"),
    (r"early|earlier|immediate|prompt", r"late|later|delayed|deferred"),
)  # fmt: skip
_OPPOSED = tuple(
    tuple(re.compile(rf"\b(?:{form})\b", re.I) for form in pair) for pair in _PAIRS
)  # fmt: skip


def is_another(subject: Side, tested: str) -> bool:
    """Tell whether what was tested shares no more than words with what is asked about."""
    return (
        _is_other_time(subject.text, tested)
        or _is_without(subject, tested)
        or _is_with(subject, tested)
        or _is_held(subject, tested)
        or _is_kind(subject.text, tested)
        or _is_aside(subject, tested)
        or occasions.is_other_deed(subject, tested)
        or _lacks_head(subject, tested)
        or _is_again(subject.text, tested)
        or surroundings.is_another(subject.text, tested)
        or _is_ill(subject, tested)
        or _is_swapped(subject.text, tested)
        or told_apart.is_other_thing(subject.text, tested)
        or _is_other_diet(subject, tested)
    )


_DIET = re.compile(r"(?:[\w'’-]+ )+diets?", re.I)
# What is said of diets that none is called after.
_ANY = re.compile(
    r"\b(?:good|healthy|balanced|poor|bad|strict|special|proper|normal|new|popular|crash|fad|sensible"
    r"|unhealthy|western|varied|usual|slimming|weight[- ]loss|therapeutic|traditional)\b",
    re.I,
)


def _is_other_diet(subject: Side, tested: str) -> bool:
    """Tell whether a diet is called by a name that no vocabulary has, and another was tested."""
    if not _DIET.fullmatch(subject.text) or _ANY.search(subject.text):
        return False
    about = subject.main[0] if subject.main else None
    if about is None or not _A_DIET.fullmatch(about.text) or any(u.named for u in subject.context):
        return False
    called = frozenset[str]().union(*(unit.wordings[0] for unit in subject.context)) - GENERIC
    return bool(called) and called.isdisjoint(stems(canonical(tested)))


_A_DIET = re.compile(r"diets?|diet therapy", re.I)


def _is_ill(subject: Side, tested: str) -> bool:
    """Tell whether a medicine is asked about and the disorder that it is for was studied."""
    main = subject.main[0] if subject.main else None
    given = main is not None and main.type in ACTING and FORM.search(main.text)
    return bool(given) and is_suffered(tested, acts=True)


_INSTEAD = re.compile(r"(?P<what>\S.*?) (?:instead of|in place of|rather than) \S.*", re.I)


def _is_swapped(asked: str, tested: str) -> bool:
    """Tell whether one thing is had instead of another, and the study was the other way round."""
    own, theirs = _INSTEAD.fullmatch(canonical(asked)), _INSTEAD.fullmatch(tested)
    if own is None or theirs is None:
        return False
    return side(own["what"], acts=True).match(theirs["what"]) < LEAST


_PLAIN = re.compile(
    r"(?:conventional|standard|traditional|ordinary|routine) (?P<what>\S.*?)(?: alone)?", re.I
)

_MORE = re.compile(r"\b(?:intensi\w+|high(?:er)?|low(?:er)?|more|less|reduced|targets?)\b", re.I)


def is_of_forms(subject: Side, tested: str, against: str) -> bool:
    """Tell whether a thing is asked about as such, and a special form was set beside the plain one.

    Of exercise in water and ordinary exercise both have it. More of the same tells.
    """
    plain = _PLAIN.fullmatch(against)
    what = stems(canonical(plain["what"])) - GENERIC if plain else frozenset()
    had = stems(canonical(tested))
    if not what or not what <= had or _MORE.search(tested):
        return False
    named = frozenset[str]().union(*(said for unit in subject.main for said in unit.wordings))
    asked = stems(canonical(subject.text)).union(*(unit.wordings[0] for unit in subject.context))
    special = had - what - GENERIC - named
    return what <= asked | named and bool(special) and special.isdisjoint(asked)


_ANTI = re.compile(r"anti-[a-z]{4,} (?P<head>[a-z]+)", re.I)


def _lacks_head(subject: Side, tested: str) -> bool:
    """Tell whether no more is shared than what a thing is against: a spray is no mouthpiece."""
    found = _ANTI.fullmatch(subject.text)
    if subject.match(tested) >= SURE:
        return False  # by another name of it
    head = stems(found["head"]) - GENERIC if found else frozenset()
    return bool(head) and head.isdisjoint(stems(f"{tested} {canonical(tested)}"))


_AGAIN = re.compile(r"\b(?:repeat(?:ed)?|booster|second[- ]line)\b", re.I)


def _is_again(asked: str, tested: str) -> bool:
    """Tell whether a thing was tested in those who had had it before, or only that is asked."""
    more = _AGAIN.match(tested) and not _AGAIN.search(asked)
    return bool(more or (_AGAIN.match(asked) and not _AGAIN.search(tested)))


# When or for what something else was done: "chewing gum after surgery" is no surgery.
_ASIDE = re.compile(
    r"(?P<what>\S.*?) (?:after|before|during|following|prior to|(?<!low )(?<!high )(?<!rich )in"
    r"|for|to prevent|as (?:an? )?bridge to|(?<=therapy )to|(?<=treatment )to) (?P<where>\S.*)",
    re.I,
)


def _is_aside(subject: Side, tested: str) -> bool:
    """Tell whether a thing that is asked about by itself only says when another was done."""
    if len(subject.main) != 1 or subject.context:
        return False
    found = _ASIDE.fullmatch(tested)
    if found is None or _ASIDE.fullmatch(subject.text):
        return False
    return subject.match(found["what"]) < LEAST <= subject.match(found["where"])


# What is done to a thing, or where it comes from, that makes another of it.
_KINDS = tuple((re.compile(rf"(?:.* )?{thing}", re.I), re.compile(rf"\b(?:{kinds})\b", re.I))
               for thing, kinds in (
    (r"water", r"(?:chlorinated|contaminated|polluted|untreated|alkaline|hydrogen(?:-rich)?|hard"
               r"|softened|fluoridated|mineral|sea|salt|arsenic\w*) (?:(?:drinking|tap) )?water"
               r"|water (?:births?|immersion|filters?|fluoridation|pipes?|soften\w+|floss\w*|jets?"
               r"|exercises?|aerobics|purif\w+|treatment|quality)"),
    (r"(?<!tap )water", r"(?:wounds?|skin) (?:cleans\w+|wash\w+|irrigation)"),
    (r"acupuncture", r"laser"),
    (r"(?:fizzy|soft|carbonated|energy|sports?|diet|sugary|sweet(?:ened)?|cold|hot|fruit|cola)"
     r" drinks?", r"drinking|alcohol\w*|diet"),
    (r"oxygen(?: therapy)?", r"hyperbaric"),
    (r"milk", r"(?:breast|human|donor|mother['’]s) ?milk|milk thistle"),
    (r"tea", r"tea tree"),
    (r"alcohol", r"hand ?rubs?|saniti\w+|wipes|swabs|based|antiseptics?"),
    (r"videos?", r"video ?gam\w+"),
    (r"meals?", r"meal (?:replacements?|plan\w*)"),
    (r"diet", r"diet (?:soft |fizzy )?(?:soda|drinks?|coke|cola|pills?|beverages?)"),
    (r"(?:being )?overweight|weight (?:gain|problems?)", r"weight (?:loss|reduction|management)"),
    (r"magnet(?:s|ic|ism)?(?: therapy)?", r"resonance|transcranial|stimulation|fields?"),
    (r"salt", r"(?:epsom|bath|smelling) salts?"),
))  # fmt: skip


@lru_cache(maxsize=1 << 12)
def _is_kind(asked: str, tested: str) -> bool:
    """Tell whether a thing is asked about as such and another that is named after it was tested."""
    for thing, kinds in _KINDS:
        if thing.fullmatch(asked) and kinds.search(tested):
            return not kinds.search(f"{asked} {canonical(asked)}")
    return False


@lru_cache(maxsize=1 << 12)
def _is_other_time(asked: str, tested: str) -> bool:
    for one, other in _OPPOSED:
        said = [(bool(one.search(text)), bool(other.search(text))) for text in (asked, tested)]
        if {*said} == {(True, False), (False, True)}:
            return True
    return False


def _is_without(subject: Side, tested: str) -> bool:
    """Tell whether a thing free of another is asked about and that other was tested."""
    lacks = _LACKS.fullmatch(subject.text)
    free = _FREE.search(subject.text) or lacks
    if free is None or _FREE.search(tested) or absence.missed(subject.text):
        return False
    if lacks and (absence.missed(tested) or _LACKS.fullmatch(tested)):
        return False
    if stems(free["what"]) <= stems(tested):
        return True
    if lacks:  # what is of some other kind may have what it does without
        return bool(stems(canonical(tested)) - stems(canonical(subject.text)) - GENERIC)
    return side(_FREE.sub("", subject.text), acts=True).match(tested) < LEAST


def _is_with(subject: Side, tested: str) -> bool:
    """Tell whether what was tested is free of the thing that is asked about."""
    if _FREE.search(subject.text) or not _FREE.search(tested) or absence.missed(tested):
        return False
    return subject.match(_FREE.sub("", tested)) < LEAST


def _is_held(subject: Side, tested: str) -> bool:
    """Tell whether what is in the thing that is asked about was tested, and not the thing."""
    if _TAKEN.search(subject.text) and _IN_WATER.search(tested):
        return True  # nobody swallows tablets with what tap water has
    what = _held(tested)
    return bool(what) and subject.match(what) < LEAST


_TAKEN = re.compile(r"\b(?:pills?|tablets?|capsules?|supplements?|injections?)\b", re.I)
_IN_WATER = re.compile(r"\bin (?:the )?(?:drinking |tap )?water\b|\bdietary\b.*\bintake\b", re.I)


@lru_cache(maxsize=1 << 12)
def _held(tested: str) -> str:
    """Return what a row tested that is in something else: a substance, nothing where it is none."""
    found = _HELD.fullmatch(tested)
    sides = [side(found[part], acts=True).main for part in ("what", "where")] if found else []
    held = all(main and main[0].type in _HELD_TYPES for main in sides)
    return found["what"] if found and held else ""


_REST = re.compile(r"[- ]free (?=[a-z])", re.I)


def whole(claim: Claim, acting: Party) -> Party:
    """Return what is free of a thing for the thing that a claim was read with: sugar-free gum."""
    end = acting.end - claim.start
    verb = claim.text.find(claim.relation, end) if claim.relation else -1
    if verb < 0 or not _REST.match(claim.text, end):
        return acting
    text = f"{acting.text}{claim.text[end:verb].rstrip()}"
    return replace(acting, text=text, concepts=())
