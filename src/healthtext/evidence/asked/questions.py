"""Questions ("Does acupuncture prevent migraine?") read as the claims that they ask about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from healthtext.evidence.advised import unsafe
from healthtext.evidence.asked import (
    adverse,
    framed,
    healthier,
    in_full,
    leading,
    mentioned,
    named_after,
    told_more,
    vague,
)
from healthtext.evidence.asked.effects import WANTED, wanted
from healthtext.evidence.asked.question_table import forms, question_parts, verbs
from healthtext.evidence.language import disowned, groups, named, signs
from healthtext.evidence.language.said import NOTHING
from healthtext.evidence.language.sides import is_suffered
from healthtext.evidence.language.units import ACTING
from healthtext.records import Claim, Concept, Entity, Party, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

Split = tuple[str, bool, Span, Span, Span]


def read(doc: Doc, entities: Sequence[Entity]) -> Claim | None:
    """Read a question, or a sentence that the claim rules leave, as a claim; None if it is none."""
    start, text = _framed(doc.text, 0)
    found = None if _INNER.search(text) else _told(text) or mentioned.read(text, entities, start)
    return _as_claim(start, text, entities, found) if found else None


def restated(claim: Claim, entities: Sequence[Entity]) -> Claim | None:
    """Read a claim of a text whose sides no claim rule tells; None where it says something else.

    The forms are those of questions and plain statements. What they read must be denied where the
    claim is, and be as good or bad, unless no rule tells what is said: its kind is a guess then.
    """
    if claim.kind not in WANTED and claim.kind != "mechanism":
        return None
    start, text = _framed(framed.alone(claim).text, claim.start)
    found = None if text.endswith("?") else _named(text, _told(text)) or _led_on(text)
    read_so = _as_claim(start, text, entities, found) if found else None
    if read_so is None or _USELESS.search(read_so.relation) or healthier.of(read_so):
        return read_so
    if read_so.polarity != claim.polarity:
        return None
    if WANTED.get(claim.kind) == WANTED.get(read_so.kind):
        return read_so
    # "sugar makes kids hyperactive" is of an effect, too, but treats nobody
    harms = WANTED.get(claim.kind, "harm") == "harm" and wanted(read_so, entities) == "harm"
    return read_so if harms or told_more.is_sure(claim, read_so) else None


def _led_on(text: str) -> Split | None:
    """Part what a sentence says before a reason or a consequence: "thickens mucus, so leave it"."""
    behind = _BEHIND.search(text)
    said = text[: behind.start()] if behind else ""
    return _named(said, _told(said)) if len(said.split()) >= SHORTEST else None


SHORTEST = 3  # words
_BEHIND = re.compile(
    r", (?:so|since|whereas|while|as (?=it\b|they\b)|provided)\b|,? (?:because|so that)\b",
    re.I,
)


def _named(text: str, found: Split | None) -> Split | None:
    """Return a split of which both sides are names and no clauses, what acts cut to its name."""
    if found is None or _CLAUSE.search(text[slice(*found[4])]):
        return None
    kind, negative, (start, end), verb, acted = found
    name = in_full.name_of(text[start:end])
    return (kind, negative, (start + name[0], start + name[1]), verb, acted) if name else None


_CLAUSE = re.compile(
    r"^or\b|[,;:]|\b(?:and|that|which|who|when|if|because|so|but|since|than|everything)\b", re.I
)


def _framed(text: str, start: int) -> tuple[int, str]:
    """Return what a sentence says without what frames it, and where that begins."""
    said = text.strip()
    first, last = framed.inside(said)
    return start + len(text) - len(text.lstrip()) + first, said[first:last]


def _as_claim(start: int, text: str, entities: Sequence[Entity], found: Split) -> Claim | None:
    kind, negative, acting, verb, acted = found
    if _is_barred(text) or (_USELESS.search(text[slice(*verb)]) and _DOUBLE.search(text)):
        return None
    led = _led(text)
    who = led["who"] if acted[0] >= led.end() else ""
    subject, object_ = (_party(text, span, start, entities) for span in (acting, acted))
    if groups.is_nobody(text[slice(*verb)], subject.text):
        return None
    if _REQUIRES.search(text[slice(*verb)]) and not is_suffered(object_.text):
        return None  # "babies need milk" is of no disorder
    ill = is_suffered(subject.text) and not is_suffered(object_.text)
    if ill and _TIED.search(text[slice(*verb)]):
        subject, object_ = object_, subject  # a disorder is tied to what brings it on
    kind = signs.faring(text[slice(*verb)], kind, object_)
    if signs.is_harm(text[slice(*verb)], object_, entities):
        kind = "harm"
    return Claim(
        start, start + len(text), text, kind, "direct_causal",
        "negative" if negative else "positive", "none", "none",
        subject=subject, relation=text[slice(*verb)], object=object_, population=who or "",
    )  # fmt: skip


_REQUIRES = re.compile(r"\b(?:needs?|requires?)\b", re.I)
_TIED = re.compile(r"\b(?:link|associat|connect|relat|tie|correlat)\w*|\btogether\b|to do\b", re.I)


# Denials of a denial, which nobody here unravels.
_DOUBLE = re.compile(
    r"\b(?:far from|by no means|hardly|anything but|wrong that|myth|not|never|why)\b|n['’]t\b", re.I
)


def _is_barred(text: str) -> bool:
    """Tell whether those are to have a thing who must not, or whether it is told as untrue."""
    if disowned.is_ruled_out(text):
        return True
    return bool(_SHOULD.search(text)) and unsafe.is_of_barred(text)


_SHOULD = re.compile(r"^should\b|\b(?:good|great|fine|ideal|best|okay?) for\b", re.I)


def _told(text: str) -> Split | None:
    """Part a sentence, or what it tells as untrue: "there is no truth in the claim that ..."."""
    told = disowned.told(text)
    found = _asked(text[told.start : told.end] if told else text)
    if found is None or told is None:
        return found
    kind, negative, *spans = found
    acting, verb, acted = ((at + told.start, to + told.start) for at, to in spans)
    return kind, negative, acting, verb, acted


def _asked(text: str) -> Split | None:
    """Part a question, and what leads it in: "in adults with asthma, does ...?"."""
    led = _led(text)
    rest = text[led.end() :]
    found = named_after.read(rest) or (None if led["who"] else _bare(rest)) or _split(rest)
    if found is None:
        return None
    kind, negative, *spans = found
    acting, verb, acted = ((at + led.end(), to + led.end()) for at, to in spans)
    acting, acted = leading.acting(text, _short(text, acting)), _short(text, acted)
    if _DOER.search(text[slice(*acting)]):
        return None
    if _AS_GOOD.match(text, acted[0]):
        return None  # of two treatments, of no disorder
    if not re.search(r"\w", text[slice(*acted)]) or _THAN.match(text, acted[0]):
        if led["who"] is None:
            return None
        acted = led.span("who")
    return kind, negative, acting, verb, acted


# Who does a thing, with the verb: "everybody take aspirin", "runners need to stretch". What is
# needed, or enough, is more than what helps.
_DOER = re.compile(
    r"^(?:how likely|i(?!-)|you|we|they|he|she|everybody|everyone|anybody|nobody|no one)\b"
    r"|^(?:all|most|healthy|the (?:more|less|longer)) .* (?:take|eat|drink|use|get|have|need|do)\b"
    r"|\b(?:needs?|needed|enough|must|have to|has to)\b|\b(?:have|has|had)$",
    re.I,
)
_NO_OTHER = rf"(?:an? )?(?:{NOTHING}|no|doing|other|usual)\b"
_AS_GOOD = re.compile(rf"(?:than|as)\b(?! {_NO_OTHER})", re.I)
_THAN = re.compile(rf"(?:than|to) {_NO_OTHER}", re.I)


def _led(text: str) -> re.Match[str]:
    """Return what comes before a question: whom it asks of, as `who`; empty where nothing does."""
    found = re.match(f"(?:{question_parts()['population']})?", text, re.I)
    assert found is not None  # an empty match is one
    return found


def _short(text: str, span: Span) -> Span:
    """Return a span without what a thing is compared with."""
    cut = re.search(question_parts()["against"], text[slice(*span)], re.I)
    return (span[0], span[0] + cut.start()) if cut and cut.start() else span


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of questions, with the sides and the kind as groups."""
    filled = {
        **question_parts(),
        "people": named.PEOPLE,
        "group": groups.NAMES,
        "using": rf"(?:(?:{question_parts()['using']})\s+(?!{_ITSELF}))?",
    }
    for name in verbs().keys() - {"part"}:
        kinds = (f"(?P<{kind}>{'|'.join(said)})" for kind, said in verbs()[name].items())
        filled[name] = f"(?:{'|'.join(kinds)})"
    shapes = ("".join(form["pattern"]) for form in forms())
    whole = (re.sub(r"(?<!\?P)<(\w+)>", lambda m: filled[m[1]], shape) for shape in shapes)
    return tuple(re.compile(rf"{shape}[\s?.!]*$", re.I) for shape in whole)


# What follows a verb that says more than what is used: "drinking in pregnancy" is drinking.
_ITSELF = r"(?:in|during|while|at|after|before|when|on|too|heavily|every|a lot|daily|alone)\b"
_INNER = re.compile(
    r"\?\W*(?:no|nope|never|not|wrong|false|myth|hardly)\b", re.I
)  # "it cures? No."
_NOT = re.compile(r"\b(?:not|never|cannot|no|nothing|unable|incapable)\b|n['’]t\b", re.I)
_NONE = re.compile(r"(?:of )?no\b", re.I)
# What is "no better than" another thing or "no more likely" to be had, read behind what acts.
_NO_MORE = re.compile(r"(?: (?:is|are|was|were))? no$", re.I)
# Whom a thing helps then is whomever it does not: "helps no one lose weight".
_NOBODY = re.compile(r"no[ -](?=one\b)|nobody (?:with )?", re.I)
_USELESS = re.compile(r"(?<!or )\b(?:useless|ineffective|worthless|pointless|waste)\b", re.I)


def _split(text: str) -> Split | None:
    match = next((found for one in _patterns() if (found := one.match(text))), None)
    if match is None:
        return None
    kinds = match.groupdict()
    kind = next(name for name in (*verbs()["kind"], "diagnosis") if kinds.get(name))
    asks = text.endswith("?")  # "doesn't it help?" denies nothing, "is it no better?" does
    denied = bool((_NONE.match if asks else _NOT.search)(match["verbs"]))
    denied = denied or bool(adverse.NONE.search(match["verbs"]))
    (at, _), acting = match.span("acting"), match["acting"]
    if no := _NO_MORE.search(acting):
        acting, denied = acting[: no.start()], True
    (first, last), nobody = match.span("acted"), _NOBODY.match(match["acted"])
    if nobody:
        first, denied = first + nobody.end(), not denied
    negative = denied != bool(_USELESS.search(match["verbs"]))
    return kind, negative, (at, at + len(acting)), match.span("verbs"), (first, last)


def _bare(text: str) -> Split | None:
    """Part a question that names nothing that is acted on: "does it work for colds?" does."""
    found = vague.asked(text)
    # "does tape remove warts better than placebo?" names warts
    return None if found and _split(f"do {text[slice(*found[2])]}") else found


_OR = re.compile(r",? or (?:an? |the )?|^either ", re.I)


_ELLIPTIC = re.compile(r"\w+-\w+", re.I)  # "low-fat or low-carb diets"


def apart(claim: Claim, entities: Sequence[Entity]) -> tuple[Claim, ...]:
    """Return a claim of each treatment of "yoga or walking", the claim itself where it has one."""
    acting = claim.subject
    if acting is None or not _OR.search(acting.text):
        return (claim,)
    at, spans = acting.start - claim.start, []
    for cut in (*_OR.finditer(acting.text), None):
        end = cut.start() if cut else len(acting.text)
        spans.append((at, acting.start - claim.start + end))
        at = acting.start - claim.start + (cut.end() if cut else end)
    each = [_party(claim.text, span, claim.start, entities) for span in spans if span[0] < span[1]]
    if any(one.type not in ACTING or _ELLIPTIC.fullmatch(one.text) for one in each):
        return (claim,)
    return tuple(replace(claim, subject=one) for one in each)


def _party(text: str, span: Span, start: int, entities: Sequence[Entity]) -> Party:
    at, to = span[0] + start, span[1] + start
    inside = [one for one in entities if at <= one.start and one.end <= to]
    concepts: tuple[Concept, ...] = inside[0].concepts if inside else ()
    return Party(at, to, text[slice(*span)], inside[0].type if inside else "", concepts)
