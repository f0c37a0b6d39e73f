"""Questions ("Does acupuncture prevent migraine?") read as the claims that they ask about."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from healthtext import assets
from healthtext.evidence.advised import unsafe
from healthtext.evidence.asked import leading, mentioned, named_after, vague
from healthtext.evidence.asked.asking import ACTING
from healthtext.evidence.language import disowned, groups, named, signs
from healthtext.evidence.language.sides import is_suffered
from healthtext.records import Claim, Concept, Entity, Party, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

TABLE = "lexicons/question_verbs.toml"

Split = tuple[str, bool, Span, Span, Span]


def read(doc: Doc, entities: Sequence[Entity]) -> Claim | None:
    """Read a question, or a sentence that the claim rules leave, as a claim; None if it is none."""
    text = doc.text.strip()
    start = len(doc.text) - len(doc.text.lstrip())
    found = None if _INNER.search(text) else _asked(text) or mentioned.read(text, entities, start)
    if found is None:
        return None
    kind, negative, acting, verb, acted = found
    if _is_barred(text) or (_USELESS.search(text[slice(*verb)]) and _DOUBLE.search(text)):
        return None
    led = _led(text)
    who = led["who"] if acted[0] >= led.end() else ""
    subject, object_ = (_party(text, span, start, entities) for span in (acting, acted))
    if groups.is_nobody(text[slice(*verb)], subject.text):
        return None
    ill = is_suffered(subject.text) and not is_suffered(object_.text)
    if ill and _TIED.match(text[slice(*verb)]):
        subject, object_ = object_, subject  # a disorder is tied to what brings it on
    kind = signs.faring(text[slice(*verb)], kind, object_)
    if signs.is_harm(text[slice(*verb)], object_, entities):
        kind = "harm"
    return Claim(
        start, start + len(text), text, kind, "direct_causal",
        "negative" if negative else "positive", "none", "none",
        subject=subject, relation=text[slice(*verb)], object=object_, population=who or "",
    )  # fmt: skip


_TIED = re.compile(r"(?:link|associat|connect|relat|tie)\w*\b", re.I)


# Denials of a denial, which nobody here unravels.
_DOUBLE = re.compile(
    r"\b(?:far from|by no means|hardly|anything but|wrong that|myth|not|never|why)\b|n['’]t\b", re.I
)


def _is_barred(text: str) -> bool:
    """Tell whether those are to have a thing who must not, or whether it is told as untrue."""
    if disowned.is_ruled_out(text):
        return True
    return bool(_SHOULD.match(text)) and unsafe.is_of_barred(text)


_SHOULD = re.compile(r"should\b", re.I)


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
    if _AS_GOOD.match(text, acted[0]):
        return None  # of two treatments, of no disorder
    if not re.search(r"\w", text[slice(*acted)]) or _THAN.match(text, acted[0]):
        if led["who"] is None:
            return None
        acted = led.span("who")
    return kind, negative, acting, verb, acted


_AS_GOOD = re.compile(r"(?:than|as)\b(?! (?:an? )?(?:placebo|sham|no|doing|other|usual)\b)", re.I)
_THAN = re.compile(r"(?:than|to) (?:an? )?(?:placebo|sham|no|doing|other|usual)\b", re.I)


def _led(text: str) -> re.Match[str]:
    """Return what comes before a question: whom it asks of, as `who`; empty where nothing does."""
    found = re.match(f"(?:{_parts()['population']})?", text, re.I)
    assert found is not None  # an empty match is one
    return found


def _short(text: str, span: Span) -> Span:
    """Return a span without what a thing is compared with."""
    cut = re.search(_parts()["against"], text[slice(*span)], re.I)
    return (span[0], span[0] + cut.start()) if cut and cut.start() else span


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(assets.path(TABLE).read_text("utf-8"))


@cache
def _parts() -> dict[str, str]:
    return {name: "|".join(values) for name, values in _table()["part"].items()}


# The forms of questions, the first that fits decides: "is there any use of A for B", "does A for B
# work", "can you treat B with A", "should I take A for B", "is B helped by A", "does A help B". A
# name in angle brackets is filled in from the table.
_FORMS = (
    r"(?:is\s+it\s+(?:worth|useful|helpful|good|wise|sensible|advisable|necessary|ok(?:ay)?"
    r"|a good idea)|(?:does|will|would)\s+it\s+help)(?:\s+to)?\s+"
    r"(?P<verbs><advice>)\s+<using>(?P<acting>.+?)\s+(?:for|against|to (?:<doing>)|to|on)"
    r"\s+(?P<acted>\S.*?)",
    r"(?:<there>)\s+(?:an? |any |really )*(?:[\w-]+ )?(?P<verbs><tie>\s+between)\s+<using>"
    r"(?P<acting>.+)\s+and\s+(?P<acted>\S.*?)",
    r"(?:<there>)\s+(?:an? |any |really )*(?:[\w-]+ )?(?P<verbs><risk>)\s+(?P<acted>.+?)\s+"
    r"(?:from|with|after|when|by)\s+<using>(?P<acting>\S.*?)",
    r"(?:which|what)(?: one)?\s+(?:is|are|works?|helps?|does)\s+(?P<verbs><choice>)\s+"
    r"(?:for|in|against|at|to (?:<doing>))\s+(?P<acted>.+?)\s*[,:?-]\s*<using>(?P<acting>.+?)"
    r"\s+or\s+\S.*?",
    r"(?:<opening>)\s+<using>(?P<acting>.+?)\s+or\s+\S.*?\s+(?P<verbs><choice>)\s+"
    r"(?:for|in|against|at|to (?:<doing>)?)\s*\b(?P<acted>\S.*?)",
    r"(?:<there>)\s+(?P<verbs>(?:\w+ ){0,2}?<found>\s+(?:of|from|in|to|for|is|are))\s+<using>"
    r"(?P<acting>.+?)\s+(?:for|in|against|on|to)\s+(?:(?:<doing>)\s+)?(?P<acted>\S.*?)",
    r"(?:<opening>)\s+<using>(?P<acting>.+?)\s+(?:for|in|against)\s+(?P<acted>.+?)"
    r"\s+(?P<verbs><last>)",
    r"(?:<opening>)\s+(?:you|we|one|i|people|doctors)\s+(?P<verbs><person>)\s+(?P<acted>.+?)"
    r"\s+(?:with|by|using)\s+<using>(?P<acting>\S.*?)",
    r"(?:<opening>)\s+(?:you|we|one|i|people|children|kids|babies|women|men)\s+"
    r"(?:actually |really )?(?P<verbs><person>)\s+(?P<acted>.+?)\s+(?:from|through)\s+<using>"
    r"(?P<acting>\S.*?)",
    r"(?:you|we|one|people|children|kids|babies|women|men)\s+(?P<verbs>(?:can|could|may|might|cannot"
    r"|can not|can['’]t|do not|don['’]t|never)(?: actually| really)? <person>)\s+(?P<acted>.+?)\s+"
    r"(?:from|through|by)\s+<using>(?P<acting>[^?]*?)",
    r"(?P<verbs><links>)\s+(?P<acting>.+?)\s+(?:to|with)\s+(?P<acted>\S.*?)",
    r"(?P<verbs>the <best>)\s+(?P<acted>\S[^?]*?)\s+(?:is|are)\s+(?!not\b|no\b|n['’]t)<using>"
    r"(?P<acting>[^?,]+?)",
    r"(?:for|in|against)\s+(?P<acted>[^,?]+),\s+<using>(?P<acting>[^,?]+?)\s+(?P<verbs><works>)"
    r"(?: (?:well|best|too|a lot|wonders))?",
    r"(?P<acted><people> with [^,?]+?)\s+(?P<verbs>(?:do|fare|feel|get|recover|sleep|breathe) "
    r"(?:much |far )?<fares>\s+(?:with|on|after))\s+<using>(?P<acting>[^,?]+?)",
    r"(?:(?:do|does)\s+)?(?P<acting><group>)\s+(?:get|develop|have|suffer from|catch)\s+"
    r"(?P<acted>\S.*?)\s+(?P<verbs><often>)(?:\s+than\s+\S.*?)?",
    r"<using>(?P<acting>[^?]+?)\s+(?P<verbs><moves>)\s+(?P<acted>(?:(?:the|your|their) )?"
    r"(?:blood pressure|blood sugar|cholesterol))\s+(?:up|down)",
    r"(?:want to|trying to|how to) (?P<verbs><person>)\s+(?P<acted>[^?]+)\?\s+(?:just )?(?:take|try"
    r"|use|eat|drink)\s+(?P<acting>[^?,]+?)",
    r"(?:(?:<opening>)\s+)?(?:people|those|adults|children|kids|babies|women|men|patients|girls|boys"
    r"|teenagers)\s+(?:who|that)\s+(?:<who_do>)\s+(?P<acting>.+?)\s+(?:are |do )?"
    r"(?P<verbs>(?:not )?<faring>)\s+(?P<acted>\S.*?)",
    r"to (?P<verbs><person>)\s+(?P<acted>[^,?]+?),\s+(?:just )?(?:take|try|use|eat|drink)\s+"
    r"(?P<acting>[^,?]+?)",
    r"(?:(?:<opening>)\s+)?(?P<acting><group>)\s+(?:(?:are|do|is|will)\s+)?"
    r"(?P<verbs>(?:not )?<faring>)\s+(?P<acted>\S.*?)(?:\s+than\s+\S.*?)?",
    r"(?:(?:<opening>)\s+)?(?:the |your )?(?:risks?|chances?|odds) of (?P<acted>(?!.* of ).+?)\s+"
    r"(?:is |are )?(?P<verbs>(?:not )?(?:any |much |also )?<higher>\s+(?:in|for|among|after|with"
    r"|from|when))\s+<using>(?P<acting>\S.*?)",
    r"(?:<opening>)\s+<using>(?P<acting>.+?)\s+(?P<verbs><become>)\s+(?P<acted>\S.*?)\s+"
    r"(?:shorter|milder|less (?:severe|painful|frequent)|go away|disappear|heal faster|bearable)"
    r"<tail>",
    r"(?:<opening>)\s+<using>(?P<acting>.+?)\s+(?P<verbs><better>)\s+"
    r"(?P<acted>(?:(?:the|your|an?) )?(?!you\b|us\b|me\b|<people>\b)(?:[\w-]+ )??[\w-]+(?<!work)"
    r"(?<!feel)(?<!sleep)(?<!look)(?<!hear)(?<!see))\s+better<tail>",
    r"(?:<opening>)\s+<using>(?P<acting>.+?)\s+(?P<verbs><worse>)\s+(?P<acted>\S.*?)\s+"
    r"(?:worse|last longer|drag on)<tail>",
    r"should\s+(?:[\w-]+ ){0,2}?<people>\s+(?:with|who have|suffering from)\s+"
    r"(?P<acted>(?:(?!\b(?:not|never|stop|quit|avoid)\b).)+?)\s+(?:also |routinely |always )?"
    r"(?P<verbs><advice>)\s+(?!rid\b|better\b|well\b|worse\b)<using>(?P<acting>\S.*?)",
    r"should\s+(?:i|you|we|one|people|patients|children|adults|women|men)\s+(?P<verbs><advice>)\s+"
    r"<using>(?P<acting>.+?)\s+(?:for|against|to (?:<doing>)|on|to)\s+(?P<acted>\S.*?)",
    r"(?:<opening>)\s+(?P<acted>.+?)(?<! of)\s+(?P<verbs>(?:be )?<passive>\s+(?:by|with|using"
    r"|through|(?<!benefit )to|(?<=benefit )from|on|after))\s+<using>"
    r"(?P<acting>(?:(?! (?:reduce|prevent|help|improve|lower|relieve|protect|stop|cut)s? ).)+?)",
    r"(?:<opening>)\s+(?P<acted>(?:(?! (?:help|prevent|treat|cur|reliev|eas|reduc|improv|lower|stop"
    r"|clear|heal|sooth|shorten|work|control|manag)).)+?)\s+(?P<verbs>(?:be )?<owed>)\s+<using>"
    r"(?P<acting>(?:(?! (?:be )?\w+ed (?:by|with) ).)+?)",
    r"(?:<opening>)\s+<using>(?P<acting>.+?)\s+(?P<verbs><bears>)\s+(?:an? |any )"
    r"(?P<acted>(?!low|high|the\b)\S.*?)\s+risk",
    r"(?:<opening>)\s+<people>\s+with\s+(?P<acting>.+?)\s+(?P<verbs><faring>)\s+"
    r"(?P<acted>(?!.*\b(?:when|if|after|while|on|with|from)\b)\S.*?)",
    r"(?:(?:<opening>)\s+)?<using>(?P<acting>.+?)\s+(?P<verbs>(?:(?:<before>)\s+)*<kind>"
    r"(?:\s+(?:than|to) (?:\w+ )*?(?:placebo|sham)(?: \w+)??(?=\s(?:for|in|at)\b)"
    r"|\s+than\s+.+?(?=\s(?:for|in|at)\b))?)"
    r"(?:\s+(?:(?:<linking>)\s+)?(?:<doing>)?)?\s*\b(?P<acted>\S.*?)",
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of questions, with the sides and the kind as groups."""
    filled = {
        **_parts(),
        "people": named.PEOPLE,
        "group": groups.NAMES,
        "using": rf"(?:(?:{_parts()['using']})\s+)?",
    }
    for name in _table().keys() - {"part"}:
        kinds = (f"(?P<{kind}>{'|'.join(forms)})" for kind, forms in _table()[name].items())
        filled[name] = f"(?:{'|'.join(kinds)})"
    forms = (re.sub(r"(?<!\?P)<(\w+)>", lambda m: filled[m[1]], form) for form in _FORMS)
    return tuple(re.compile(rf"{form}[\s?.!]*$", re.I) for form in forms)


_INNER = re.compile(
    r"\?\W*(?:no|nope|never|not|wrong|false|myth|hardly)\b", re.I
)  # "it cures? No."
_NOT = re.compile(r"\b(?:not|never|cannot|no|nothing)\b|n['’]t\b", re.I)
_USELESS = re.compile(r"\b(?:useless|ineffective|worthless|pointless|waste)\b", re.I)


def _split(text: str) -> Split | None:
    match = next((found for one in _patterns() if (found := one.match(text))), None)
    if match is None:
        return None
    kinds = match.groupdict()
    kind = next(name for name in _table()["kind"] if kinds.get(name))
    denied = bool(_NOT.search(match["verbs"])) and not text.endswith("?")
    negative = denied != bool(_USELESS.search(match["verbs"]))
    return kind, negative, match.span("acting"), match.span("verbs"), match.span("acted")


def _bare(text: str) -> Split | None:
    """Part a question that names nothing that is acted on: "does it work for colds?" does."""
    found = vague.asked(text)
    return (found[0], False, found[1], found[2], found[2]) if found else None


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
