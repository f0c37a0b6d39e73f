"""Safer wordings: a verb said as firmly as the evidence is, after GRADE.

Source: Santesso and others 2020, GRADE guidelines 26, informative statements to communicate the
findings of systematic reviews: "reduces", "probably reduces", "may reduce", "makes little or no
difference to", "has a very uncertain effect on". Only the words that change are put in the edit,
and a wording that cannot be changed without touching the rest of the sentence is left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile

from healthtext.claims.phrases import forms
from healthtext.evidence.asked import sweeping
from healthtext.evidence.asked.cure_promised import cures
from healthtext.evidence.firmness import left_over
from healthtext.evidence.firmness.strong import is_plain, sentence_of
from healthtext.evidence.levels import level as level_of
from healthtext.records import Claim, Cue, Edit, Span

RULE, ABSOLUTE = "evidence-certainty", "evidence-absolute"
REASON = "as firm as the evidence on {subject} allows: “{level}”"
_GROUP = re.compile(
    r"(?P<modal>(?:can|will|could) )?(?P<be>(?:is|are|be) )?(?P<adverb>\w+ly )?(?P<verb>[a-z]+)"
    r"(?P<rest>(?: .*)?)",
    re.I,
)
_MILDER = ("probably", "may")  # levels of a thing that helps; who is helped is not rid of it
_ADJECTIVES = frozenset(("effective", "helpful", "useful", "beneficial", "good"))
_CURES = frozenset(("cure", "heal", "eliminate", "eradicate", "banish", "fix"))
_SIZES = frozenset(("halve", "double", "triple", "treble", "quadruple", "slash"))  # how much too
_PARTICIPLES = dict.fromkeys(("cured", "healed", "eliminated", "eradicated", "banished"), "helped")
_RISK = re.compile(
    r"^ (?:(?:the|your|their|a person's) )?(?:risk|risks|chance|chances|rate|odds|likelihood) of$"
)


def propose(text: str, claims: Sequence[Claim]) -> tuple[Edit, ...]:
    """Return safer wordings for claims that have a verdict, and for absolute words, in order.

    Of claims that share a verb each must need the same wording, so that none is made weaker or
    stronger than its own evidence.
    """
    sharing: dict[Span, list[Edit | None]] = defaultdict(list)
    for claim in claims:
        verb = _verb(claim)
        if verb:
            sharing[verb.start, verb.end].append(next(_certain(text, claim, verb), None))
    certain = [made[0] for made in sharing.values() if made[0] and len(set(map(_put, made))) == 1]
    found: list[Edit] = []
    for edit in sorted((*certain, *_absolute(text)), key=lambda one: (one.start, one.end)):
        if not found or found[-1].end < edit.start:
            found.append(edit)
    return tuple(found)


def _verb(claim: Claim) -> Cue | None:
    return next((cue for cue in claim.cues if cue.kind == "kind"), None)


def _put(edit: Edit | None) -> tuple[int, int, str] | None:
    return (edit.start, edit.end, edit.new) if edit else None


def _certain(text: str, claim: Claim, verb: Cue) -> Iterator[Edit]:
    if claim.kind not in ("treatment", "prevention"):
        return
    if claim.polarity != "positive" or not is_plain(text, claim) or claim.subject is None:
        return
    if sweeping.is_of_all(claim) or sweeping.is_of_most(claim):
        return
    relation, level = _OFTEN.sub("", claim.relation), level_of(claim)
    # the words end with the verb, or with the "by" of a passive behind it
    start = text.find(relation, max(verb.end - len(relation), 0), verb.start + len(relation))
    if level and start >= 0 and not _leaves_promise(text, claim, (start, len(relation)), level):
        new = _of_risk(text, claim, start + len(relation), rewritten(relation, level))
        if new and not (cures(claim) and level in _MILDER and "help" not in new):
            why = REASON.format(subject=claim.subject.text, level=level)
            yield _edit(start, relation, new, RULE, why)


def _leaves_promise(text: str, claim: Claim, verb: Span, level: str) -> bool:
    """Tell whether what is left of the sentence goes on promising, or makes no sense any more.

    `verb` is where the words that change start, and how long they are.
    """
    start, end = sentence_of(text, claim)
    at, behind = verb[0], verb[0] + verb[1]
    if left_over.promises_on(text[behind:end], text[at:behind]):
        return True
    return level not in _MILDER and left_over.leads_up(text[start:at])


def _of_risk(text: str, claim: Claim, end: int, new: str) -> str:
    """Say of a disorder that is not prevented that the risk of it stays: the ill may be helped."""
    acted = claim.object
    if claim.kind != "prevention" or not new.endswith((" difference to", " effect on")):
        return new
    if acted and acted.start >= end and _LISTED.fullmatch(text[end : acted.start]):
        return f"{new} the risk of"
    return new


_LISTED = re.compile(r" (?:.*(?:,|\band|\bor) )?(?:the |an? )?", re.I)  # first, or after others


# How often something is taken belongs to the dose, and stays: "500 mg daily".
_OFTEN = re.compile(
    r"^(?:(?:once|twice|\w+ times) )?(?:daily|nightly|weekly|monthly|(?:a|per|each|every) \w+) ",
    re.I,
)


def rewritten(relation: str, level: str) -> str:
    """Return the words of a claim's verb as firmly as a level says; '' where that is not simple."""
    relation = _bare(relation)
    if passive := _PASSIVE.fullmatch(relation):
        return _undergone(passive, level)
    if called := _CALLED.fullmatch(relation):
        return _called(called, level)
    group = _GROUP.fullmatch(relation)
    if group is None:
        return ""
    verb, rest, modal, be = group["verb"], group["rest"], group["modal"] or "", group["be"] or ""
    if be and (verb.lower() not in _ADJECTIVES or be.lower() == "be "):
        return ""
    lemma = "be" if be else _lemma(verb)
    if not lemma:
        return ""
    plural = bool(modal) or verb == lemma or be.lower() == "are "
    if lemma in _CURES:  # certain cures are not what the evidence was asked for
        lemma, verb, rest = "help", "help" if plural else "helps", f" with{rest}"
    if lemma in _SIZES and level in _MILDER:
        return ""
    if level == "probably":
        return f"{modal}{be}probably {verb}{rest}"
    if level == "may":
        return f"may be {verb}{rest}" if be else f"may {lemma}{rest}"
    helped = lemma == "help" and re.fullmatch(r" (?:with|(?:to )?[a-z]+)", rest)
    tail = "" if helped or (be and re.fullmatch(r" (?:for|in|against)", rest)) else rest
    return _to_nothing(tail, level, plural=plural, modal=bool(modal))


# "Has been proven to prevent" says no more than "prevents", on nobody's word.
_ASSURED = re.compile(
    r"(?P<be>has been|have been|is|are) (?:(?:clinically|scientifically|medically) )?"
    r"(?:proven|proved|certain|sure) to (?P<verb>[a-z]+)(?P<rest>(?: .*)?)",
    re.I,
)
_PASSIVE = re.compile(r"(?P<be>is|are) (?P<verb>[a-z]+)(?P<by> (?:by|with))", re.I)
_CALLED = re.compile(
    r"(?P<be>is|are) (?P<what>(?:an? )?(?:(?:effective|good|useful|helpful) )?"
    r"(?P<noun>cure|remedy|remedies|treatment)s?) (?P<rest>for|against)", re.I,
)  # fmt: skip


def _bare(relation: str) -> str:
    """Return the verb in place of words that only say that it is certain."""
    assured = _ASSURED.fullmatch(relation)
    if assured is None or assured["verb"].lower() == "be":
        return relation
    several = assured["be"].lower() in ("have been", "are")
    named = forms(assured["verb"].lower()).items()
    fitting = [form for form, tags in named if ("VBP" if several else "VBZ") in tags]
    return f"{fitting[0]}{assured['rest']}" if fitting else relation


def _undergone(said: re.Match[str], level: str) -> str:
    """Say "is prevented by" as firmly; that nothing comes of it is no passive."""
    verb = _PARTICIPLES.get(said["verb"].lower(), said["verb"])
    if level == "probably":
        return f"{said['be']} probably {verb}{said['by']}"
    return f"may be {verb}{said['by']}" if level == "may" else ""


def _called(said: re.Match[str], level: str) -> str:
    """Say "is a remedy for" as firmly."""
    plural = said["be"].lower() == "are"
    if level not in ("probably", "may"):
        return _to_nothing("", level, plural=plural, modal=False)
    if said["noun"].lower() == "cure":
        helps = "probably help" if plural else "probably helps"
        return f"{helps if level == 'probably' else 'may help'} with"
    named = f"{said['what']} {said['rest']}"
    return f"{said['be']} probably {named}" if level == "probably" else f"may be {named}"


def _to_nothing(tail: str, level: str, *, plural: bool, modal: bool) -> str:
    """Say that little or nothing is known to come of it; what is acted on stays the object."""
    if tail and not _RISK.match(tail):
        return ""
    if level == "very uncertain":
        verb = "may have" if modal else "have" if plural else "has"
        return f"{verb} a very uncertain effect on{tail}"
    unsure = modal or level == "perhaps little or no difference"
    verb = "may make" if unsure else "make" if plural else "makes"
    probably = "probably " if level.startswith("probably") and not unsure else ""
    return f"{probably}{verb} little or no difference to{tail}"


def _lemma(verb: str) -> str:
    """Return the base form of a verb in the present tense; '' for any other form."""
    from lemminflect import getLemma

    for lemma in getLemma(verb.lower(), upos="VERB"):
        if lemma not in ("have", "be", "do") and {"VBZ", "VBP"} & forms(lemma).get(
            verb.lower(), frozenset()
        ):
            return str(lemma)
    return ""


# Words that promise too much, and what to say instead.
_ADVERBS = "completely|totally|permanently|instantly|entirely|magically"
_ABSOLUTE = (
    (re.compile(rf"\b(?:{_ADVERBS}) (?=(?:cure|relieve|heal|ease|reverse)s?\b)", re.I), ""),
    (re.compile(r"\b100 ?(?:%|percent|per cent) (?=effective\b)", re.I), ""),
    (re.compile(r"\bmiracle (?=(?:cure|remedy|treatment)s?\b)", re.I), ""),
    (re.compile(r"\b(?:is|are) guaranteed to\b", re.I), "may"),
)
_NOT_SO = re.compile(
    r"\b(?:no|not|nothing|nobody|never|cannot|n['’]t|myth|beware|wary|claims?|promises?)\b", re.I
)


def _absolute(text: str) -> Iterator[Edit]:
    for pattern, new in _ABSOLUTE:
        for match in pattern.finditer(text):
            before = text[max(match.start() - 60, 0) : match.start()]
            begins = not before.rstrip() or before.rstrip()[-1] in ".!?:"
            if not _NOT_SO.search(before) and not begins and _article_fits(text, match, new):
                reason = "no treatment works for everybody"
                yield _edit(match.start(), match.group(), new, ABSOLUTE, reason)


def _article_fits(text: str, match: re.Match[str], new: str) -> bool:
    """Tell whether "a" stays right before what follows: "a miracle cure" gives "a cure"."""
    article = re.search(r"\b(an?) $", text[max(match.start() - 4, 0) : match.start()], re.I)
    follows = (new or text[match.end() : match.end() + 1])[:1].lower()
    return article is None or (article.group(1).lower() == "an") == (follows in "aeiou")


def _edit(start: int, old: str, new: str, rule: str, reason: str) -> Edit:
    """Make an edit of the words that differ only."""
    olds, news = re.findall(r"\S+|\s+", old), re.findall(r"\S+|\s+", new)
    head = _shared(olds, news)
    tail = min(_shared(olds[::-1], news[::-1]), len(olds) - head, len(news) - head)
    at, to = len("".join(olds[:head])), len("".join(olds[: len(olds) - tail]))
    put = "".join(news[head : len(news) - tail])
    return Edit(start + at, start + to, old[at:to], put, "evidence", rule, 0.5, "suggest", reason)


def _shared(some: Sequence[str], others: Sequence[str]) -> int:
    """Return how many of the first items are the same."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(some, others, strict=False))
    return sum(1 for _ in pairs)
