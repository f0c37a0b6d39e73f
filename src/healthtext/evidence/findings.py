"""What an editor should look at: the rules of data/rules/evidence.toml."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from healthtext import rules, syntax
from healthtext.claims.wordings import Wordings
from healthtext.evidence import listing, looked_up, store
from healthtext.evidence.advised import advice, dangers, denounced, doses, unsafe
from healthtext.evidence.advised.advice import Judged
from healthtext.evidence.firmness import absolute, tellers, unsourced
from healthtext.evidence.firmness.strong import sentence_of
from healthtext.evidence.firmness.unsourced import AUTHORS
from healthtext.evidence.held_against import Told
from healthtext.evidence.store import EvidenceStore
from healthtext.records import Claim, Entity, Finding, Span
from healthtext.rules import Rule

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from healthtext.annotator import Reading

OF_SENTENCES = frozenset(("ANIMAL_OR_IN_VITRO",))  # rules about more than one of its claims
OF_PAIRS = frozenset(("STRONGER_THAN_EVIDENCE", "CONTRADICTED"))  # rules about one pair of a list
LONGEST = 80  # code points of the text that a message quotes


def findings(
    doc: Doc,
    entities: Sequence[Entity],
    claims: Sequence[Claim],
    disabled: Collection[str] = (),
    base: EvidenceStore | None = None,
    reading: Reading | None = None,
    cited: looked_up.Cited | None = None,
) -> tuple[Finding, ...]:
    """Return the findings of all rules that are not disabled, by their place.

    A rule reports a place once, and names the pairs of a list that it is said of. What the claims
    cite is looked up in `base`, the packaged store if not given, and by `cited`, in a user's own;
    rules about verdicts speak of claims that have one (`check`). With a `reading` of the second
    network, advice that no pattern sees is reported where it is sure, and what a pattern takes for
    dangerous is not where it sees no danger (`advice`).
    """
    enabled = [rule for rule in rules.of_step("evidence") if rule.id not in disabled]
    found = {*_by_pattern(doc, enabled, entities), *_by_claim(doc.text, claims, enabled)}
    found |= set(_by_danger(doc, enabled, found))
    found |= set(_unsourced(doc.text, claims, enabled, reading))
    told = looked_up.findings(doc.text, claims, base or store.default(), cited, entities)
    found |= set(_by_evidence(doc.text, claims, told, enabled))
    if reading:
        sentences = advice.judged(doc, reading)
        found -= set(_overruled(found, sentences))
        found |= set(_by_network(doc.text, enabled, found, sentences))
    return tuple(sorted(found, key=_place))


def _place(finding: Finding) -> tuple[int, int, str, str]:
    """Order findings by their place; those of one place and rule, by what they say."""
    return finding.start, finding.end, finding.rule, finding.message


def _by_evidence(
    text: str, claims: Sequence[Claim], found: Iterable[tuple[Claim, Told]],
    enabled: Sequence[Rule],
) -> Iterator[Finding]:  # fmt: skip
    """Yield one finding for a rule and a place, which names every pair that it is said of."""
    by_id = {rule.id: rule for rule in enabled}
    shared = Counter((claim.start, claim.end) for claim in claims)
    told: dict[tuple[Span, str, str], Span] = {}
    places: dict[tuple[str, Span], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for claim, (name, details) in found:
        sentence, span = sentence_of(text, claim), (claim.start, claim.end)
        # Of another clause of a sentence it says the same.
        if name in by_id and told.setdefault((sentence, name, details), span) == span:
            place = sentence if name in OF_SENTENCES else span
            listed = name in OF_PAIRS and shared[span] > 1
            places[name, place][details] += [_pair(claim)] if listed else []
    for (name, place), said in places.items():
        made = _finding(by_id[name], text, *place)
        yield replace(made, message=made.message.replace("{study}", listing.told(name, said)))


def _pair(claim: Claim) -> str:
    """Name what one claim of a list is about: "zinc and flu"."""
    return " and ".join(one.text for one in (claim.subject, claim.object) if one)


def _by_network(
    text: str, enabled: Sequence[Rule], found: Collection[Finding], sentences: Sequence[Judged]
) -> Iterator[Finding]:
    """Yield what the second network is sure of, in sentences where the same rule is silent."""
    by_id = {rule.id: rule for rule in enabled}
    known = {name: sorted(one.start for one in found if one.rule == name) for name in by_id}
    for name, start, end in advice.given(sentences):
        places = known.get(name)
        if places is not None and bisect_left(places, start) == bisect_left(places, end):
            yield _finding(by_id[name], text, start, end)


def _overruled(found: Collection[Finding], sentences: Sequence[Judged]) -> Iterator[Finding]:
    """Yield the advice in which the network sees no danger."""
    dangerous = [one for one in found if one.rule == advice.DANGEROUS]
    safe = list(advice.doubted(sentences)) if dangerous else []
    for one in dangerous:
        if any(start <= one.start < end for start, end in safe):
            yield one


def _by_pattern(doc: Doc, enabled: Sequence[Rule], entities: Sequence[Entity]) -> Iterator[Finding]:
    whole = doc.text
    known = Wordings(enabled, whole)
    for sentence in syntax.sentences(doc):
        start, text = sentence.start_char, sentence.text
        for rule, (low, high) in known.found(text):
            if rule.id == advice.DANGEROUS and low and dangers.is_sound(text):
                continue  # told of, not told to the reader
            span, words = (start, sentence.end_char), text[low:high]
            if rule.id == absolute.RULE and not absolute.is_promise(text, words, span, entities):
                continue  # of something else than health
            if rule.id != advice.DANGEROUS and tellers.is_distant(text, low):
                continue  # what others say
            yield _finding(rule, whole, low + start, high + start)


def _by_danger(doc: Doc, enabled: Sequence[Rule], found: Collection[Finding]) -> Iterator[Finding]:
    """Yield dangerous advice by its parts, in sentences where no pattern of the rule fires."""
    whole = doc.text
    rule = next((rule for rule in enabled if rule.id == advice.DANGEROUS), None)
    likely = dangers.on_page(whole) if rule else ()
    looked_for = [one.find for one in (doses, unsafe, denounced) if one.names_any(whole)]
    known = [one.start for one in found if one.rule == advice.DANGEROUS]
    for sentence in syntax.sentences(doc) if rule and (likely or looked_for) else ():
        start, end = sentence.start_char, sentence.end_char
        if not any(start <= at < end for at in known):
            spans = (find(sentence.text) for find in looked_for)
            span = dangers.find(sentence.text, likely) or next(filter(None, spans), None)
            if rule and span:
                yield _finding(rule, whole, start + span[0], start + span[1])


def _by_claim(text: str, claims: Sequence[Claim], enabled: Sequence[Rule]) -> Iterator[Finding]:
    by_id = {rule.id: rule for rule in enabled}
    for claim in claims:
        rule = by_id.get("VAGUE_ATTRIBUTION")
        if rule and claim.attribution == "vague" and not claim.citations:
            cue = next(cue for cue in claim.cues if cue.kind == "attribution")
            start, end = sentence_of(text, claim)
            again = _is_of_before(text, start, cue.start)
            if not again and _is_leant_on(text[start:end], cue.start - start, cue.text):
                yield _finding(rule, text, cue.start, cue.end)


def _unsourced(
    text: str, claims: Sequence[Claim], enabled: Sequence[Rule], reading: Reading | None
) -> Iterator[Finding]:
    rule = next((rule for rule in enabled if rule.id == "NO_CITATION"), None)
    for start, end in unsourced.find(text, claims, reading) if rule else ():
        if rule:
            yield _finding(rule, text, start, end)


def _is_of_before(text: str, start: int, at: int) -> bool:
    """Tell whether a source at `at` is what the paragraph told of before: "both studies"."""
    opens = text.rfind("\n\n", 0, start) + 1
    return bool(_BOTH.search(text, start, at) and _STUDIES.search(text, opens, start))


_BOTH = re.compile(
    r"\b(?:both|these|those|the (?:latter|former|included|two|three|same)) (?:[\w-]+ )?$"
    r"|\b(?:in|of) the (?:latter|former|same) (?:[\w-]+ )?$",
    re.I,
)
_STUDIES = re.compile(r"\b(?:stud(?:y|ies)|trials?|reviews?|experiments?)\b", re.I)


def _is_leant_on(text: str, at: int, source: str) -> bool:
    """Tell whether a claim leans on a vague source: one that knows, and says it is so.

    "Evidence does not support", "no study shows" and "experts tested whether" are no such thing,
    and neither is "a 2013 review of 16 trials", which can be found.
    """
    doubted = _DOUBTING.search(source) or _DENYING.search(text[: at + len(source)])
    found = _DATED.search(text) and _COUNTED.search(text)
    after = text[at + len(source) :]
    named = _PLACED.search(text, at) or _DATED_NEAR.search(text, at, at + len(source) + _NEAR)
    tested = _TESTED.search(f"{text[:at]}{source[:4]}") or _PART_IN.search(text[:at])
    graded, posed = _GRADED.search(text[: at + len(source)]), _POSED.search(text[:at])
    apart = tested or posed or graded or _is_of_genes(text, at, source)
    return not (doubted or found or named or apart or _ASKING.match(after))


# How sure a body of evidence is, and of how many trials it consists, is told by who weighed it.
_GRADED = re.compile(
    r"\b(?:very low|low|moderate)[- ](?:quality|certainty)[- ]evidence\b"
    r"|\b(?:quality|certainty)[- ]evidence from (?:one|two|three|four|five|six|\d+) (?:\w+ )?"
    r"(?:trials?|studies)\b",
    re.I,
)


def _is_of_genes(text: str, at: int, source: str) -> bool:
    """Tell whether genes were found to bring something on, which a laboratory reads off them."""
    return bool(_FOUND_TO.fullmatch(source) and _GENES.search(text[:at]))


_FOUND_TO = re.compile(r"(?:has|have) been (?:found|shown|identified|known)", re.I)
_GENES = re.compile(r"\b(?:genes?|mutations?|deletions?|chromosomes?)\b[^.;!?\n]{0,60}$", re.I)


# A year and a number of trials or people are enough to find a study by.
_DATED = re.compile(
    r"\b(?:19|20)\d\d\b[^.;!?\n]{0,30}\b(?:reviews?|meta-?analys[ei]s|trials?|stud(?:y|ies))\b"
    r"|\b(?:reviews?|meta-?analys[ei]s|trials?|study)\b[^.;!?\n]{0,60}"
    r"\b(?:in|from|of) (?:19|20)\d\d\b",
    re.I,
)
_COUNTED = re.compile(
    r"\b(?:(?!(?:19|20)\d\d\b)\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r" (?:[\w-]+ ){0,3}?"
    r"(?:trials|studies|people|patients|participants|adults|children|women|men)\b",
    re.I,
)


_DENYING = re.compile(
    r"\b(?:no|none|neither|not|never|hardly|little|cannot|(?<!\ba )few)\b|n['’]t\b", re.I
)
_ASKING = re.compile(
    r"[^.;:!?\n]{0,12}\b(?:whether|against|how)\b"
    r"|[^.;:!?\n]{0,2}\b(?:somebody|someone) with\b"
    r"|[^.;:!?\n]{0,12}\b(?:do not know|don['’]t know|are (?:divided|unsure|not sure))\b",
    re.I,
)
# A house that has a name can be asked, and so can "a study of 2014" or "the 2014 study".
_PLACED = re.compile(
    r"\b(?:University|Univ\.|Hospital|Institute|College|School|Clinic|Infirmary|Academy|Foundation"
    r"|Registry|Charit[ée]|Journal|Lancet|Cochrane|BMJ|JAMA|NHS|NICE|WHO|CDC|FDA|EMA)"
    r" (?:[A-Z(]|of )"
    r"|\b[A-Z][\w'’-]+ (?:University|Hospital|Institute|College|Clinic|Infirmary|Registry)\b"
    r"|\b(?:[Ss]cientists|[Rr]esearchers|[Dd]octors|[Ee]xperts|[Ss]pecialists) at (?:the )?[A-Z]"
    r"|\b(?:[Rr]esearch|[Ss]tud(?:y|ies)|[Tt]rials?|[Dd]ata) (?:by|at|from) (?:the )?(?:[a-z]+ )?"
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][A-Za-z]{2,}"
    rf"|{AUTHORS}"
)
_DATED_NEAR = re.compile(r"\((?:19|20)\d\d\)")
_NEAR = 50  # how far behind a source its year stands
# Blood tests show a disease, and who takes part in a trial leans on nothing.
_TESTED = re.compile(
    r"\b(?:blood|urine|stool|genetic|imaging|diagnostic|screening|skin|allergy|hearing|eye|breathing"
    r"|lung function|liver function|pregnancy) test$",
    re.I,
)
# What would have to be shown first, and a study that is made up to say what a number means.
_POSED = re.compile(
    r"(?:^\W*|[,;:–—] (?:and |but |or )?)(?:if|until|unless|whether)"
    r" (?:(?!so\b)[\w'’-]+ ){0,2}$|\bmeans? (?:that )?in $",
    re.I,
)
_PART_IN = re.compile(
    r"\b(?:tak\w+ part|participat\w+|enrol\w*|join\w*|examined|counted|included) $", re.I
)
# "Is thought to", "is said to" and "researchers believe" say that something is not known.
_DOUBTING = re.compile(
    r"\b(?:thought|believed|(?:is|are) (?:said|reputed))\b|\bthinks?$"
    r"|\btests (?:are|is|may be|can be) (?:suggested|recommended|advised|indicated)$"
    r"|^(?:researchers|scientists) (?:believe|suggest|know)s?$|^(?:experts|specialists) believe$",
    re.I,
)


def _finding(rule: Rule, text: str, start: int, end: int) -> Finding:
    words = " ".join(text[start:end].split())
    quoted = words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
    return Finding(start, end, rule.id, rule.severity, rule.message.replace("{text}", quoted))
