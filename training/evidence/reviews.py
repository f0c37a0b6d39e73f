"""Facts of a review: what its conclusion says of an intervention, each as a row of short terms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from training.evidence import cues, linking
from training.evidence.abbreviations import expanded
from training.evidence.certainty import certainty
from training.evidence.clauses import clauses, only_asks, sentences
from training.evidence.comparators import is_inert
from training.evidence.facts import REVIEW, Fact
from training.evidence.frames import Frame, about_what, frame
from training.evidence.outcomes import GOOD, is_adverse, polarity
from training.evidence.phrases import listed, noun, versus
from training.evidence.sources import Review
from training.evidence.subjects import is_about, other_of, subject_of
from training.evidence.without import around, without

MOST = 8  # facts of one review
_NOT_OUTCOME = cues.pattern("reviews", "not_outcome")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a review is about, for clauses that do not say."""

    intervention: str
    condition: str
    population: str


def facts(review: Review, known: dict[str, str]) -> list[Fact]:
    """Return the facts of a review, at most MOST, at least one if it names any thing at all."""
    conclusion = expanded(review.conclusion, known)
    topic = about(conclusion, expanded(review.abstract, known))
    found: dict[tuple[str, str], Fact] = {}
    for fact in _stated(review.id, conclusion, topic):
        key = fact.intervention.lower(), fact.outcome.lower()
        found.setdefault(key, fact)
    kept = list(found.values())[:MOST]
    return kept or list(_left(review.id, conclusion, topic))


def about(conclusion: str, abstract: str) -> Topic:
    """Return the intervention and the condition that a review speaks of most."""
    text = f"{conclusion} {abstract[:1200]}"
    scores: dict[str, Counter[str]] = {"acts": Counter(), "suffered": Counter()}
    for at, match in enumerate(linking.matches(text)):
        side = (
            "suffered"
            if match.type in linking.SUFFERED
            else "acts"
            if match.type in linking.ACTS
            else ""
        )
        if side:
            weight = (
                1.0 + 1.0 / (1 + at / 4) + _hint(side, text[max(0, match.start - 40) : match.start])
            )
            more = _MORE.match(text, match.end) if side == "acts" else None
            start, end = around(text, match.start, more.end() if more else match.end)
            said = text[start:end] if side == "acts" else match.text
            scores[side][_name(said)] += int(weight * 100)
    return Topic(_best(scores["acts"]), _best(scores["suffered"]), _population(text))


# Calcium antagonists are no calcium.
_MORE = re.compile(r"[ -](?:antagonist|agonist|blocker|inhibitor|analogue)s?\b", re.I)
_HINTS = {side: re.compile(said, re.I) for side, said in cues.texts("reviews.hints").items()}


def _hint(side: str, before: str) -> float:
    return 1.0 if _HINTS[side].search(before) else 0.0


def _name(text: str) -> str:
    return text if re.search(r"[A-Z]{2}|[A-Z]\d", text) else text[:1].lower() + text[1:]


def _best(scores: Counter[str]) -> str:
    return min(scores, key=lambda name: (-scores[name], name), default="")


_PEOPLE = cues.pattern("reviews", "people")


def _population(text: str) -> str:
    match = _PEOPLE.search(text)
    return noun_of_people(match[1]) if match else ""


def noun_of_people(said: str) -> str:
    """Return the people that a text names, or '' where it names nobody in particular."""
    text = re.sub(r"\bwho (?:have|are)\b", "with", said)
    before = _BEFORE_PEOPLE.match(text)
    named = noun(text if before is None or linking.matches(before[0]) else text[before.end() :])
    return "" if _ANYBODY.fullmatch(named) else named


# "Placebo in patients with gout" are patients with gout.
_BEFORE_PEOPLE = re.compile(
    r"^.{0,60}?\b(?:in|of|among|for|helps|on)\s+(?=(?:[\w-]+ ){0,2}(?:patients|people|women|men"
    r"|children|infants|adults|adolescents|babies|newborns|neonates|smokers)\b)",
    re.I,
)
_ANYBODY = re.compile(
    r"(?:patients|population|participants|people|individuals|persons?|subjects|groups?|volunteers)",
    re.I,
)


def _stated(name: str, conclusion: str, topic: Topic) -> Iterator[Fact]:
    last = ""
    for sentence in sentences(conclusion):
        if only_asks(sentence):
            continue
        for clause in clauses(sentence):
            found = frame(clause)
            if found is None:
                continue
            subject = subject_of(found.subject, sure=is_about(clause, found.subject))
            acts = subject or last or topic.intervention
            if not acts:
                continue
            last = subject or last
            found = _fallen(found)
            told = _outcomes(_purpose(found.object)) or _outcomes(_aimed(clause))
            if not (subject or told or _MEANT.match(found.subject)):
                continue  # "the trials were too small" says nothing of the last thing named
            said = certainty(clause, sentence, conclusion)
            for fact in _filled(found, told, acts, topic, said):
                yield replace(fact, identifier=f"10.1002/14651858.{name}")


def _fallen(found: Frame) -> Frame:
    """Read "less salt causes a fall in blood pressure": what is left out does no harm by it."""
    fall = _FALL.match(found.object) if found.sense == "worse" and without(found.subject) else None
    return replace(found, sense="down", object=fall["x"]) if fall else found


_FALL = re.compile(
    r"\W*(?:[\w-]+,? ){0,4}?(?:falls?|drops?|reductions?|decreases?) in (?P<x>.+)", re.I
)
_MEANT = re.compile(r"\W*(?:it|they|this|these|both|its|their|such)\b", re.I)


def _filled(
    found: Frame, outcomes: Sequence[str], acts: str, topic: Topic, said: str
) -> Iterator[Fact]:
    population = noun_of_people(found.population) or topic.population
    comparator = other_of(versus(found.comparator))
    against = comparator or (found.comparator if _is_another(found.comparator) else "")
    condition = _condition(found, topic)
    whole = [] if found.sense in ("up", "worse") else [condition or population]
    told = list(outcomes[:4]) or whole
    for outcome in told:
        if outcome and outcome.lower() != acts.lower():
            direction, effect = judged(found.sense, outcome, against)
            yield Fact(
                acts, outcome, comparator, population, condition, direction, effect, said, REVIEW
            )


def _is_another(said: str) -> bool:
    """Tell whether a comparator that cannot be named is still a treatment: "than others"."""
    return bool(_ANOTHERS.search(said)) and not is_inert(said)


_ANOTHERS = re.compile(
    r"\b(?:(?:an)?other|others|alternatives?|each other|one another|types?|existing|available)\b",
    re.I,
)


_AIM = cues.pattern("reviews", "aim")


def _aimed(clause: str) -> str:
    """Return what a clause says the intervention is for, wherever it stands."""
    match = _AIM.search(clause)
    return match["x"] if match else ""


def _purpose(text: str) -> str:
    """Return what follows "to prevent" in an object: "supplements in pregnancy to prevent X"."""
    match = _PURPOSE.search(text)
    return text[match.end() :] if match else text


_PURPOSE = re.compile(r" to (?:reduce|prevent|treat|relieve|lower|decrease|manage) ", re.I)


def _outcomes(text: str) -> list[str]:
    return [name for part in listed(_cut(text)) if (name := _outcome(part))]


_NO_OUTCOME = cues.pattern("reviews", "no_outcome")
# "An effective treatment for migraine" speaks of migraine.
_MEANS_FOR = re.compile(
    r"^(?P<of>(?:[\w-]+ ){0,3}?)(?:treatment|therap(?:y|ies)|option|intervention|mean|method"
    r"|strateg(?:y|ies)|agent|drug|alternative|adjunct|prophylaxis|management|prevention|medication)s?"
    r" (?:for|of|in|against) (?:the )?(?:treatment of|management of|prevention of)?\s*",
    re.I,
)
_OUTCOME_WORD = cues.pattern("reviews", "outcome_word")


def _outcome(text: str) -> str:
    """Return the outcome that a text names, or '' where it does not look like one."""
    said = noun(text)
    means = _MEANS_FOR.match(said)
    if means and not linking.matches(means["of"] or ""):
        said = noun(said[means.end() :])
    if not said or _NOT_OUTCOME.match(said) or _NO_OUTCOME.search(said):
        return ""
    known = polarity(said) or linking.matches(said) or _OUTCOME_WORD.search(said)
    return said if known else ""


_CUT = cues.pattern("reviews", "cut")


def _cut(text: str) -> str:
    match = _CUT.search(text)
    return text[: match.start()] if match else text


def _condition(found: Frame, topic: Topic) -> str:
    """Return the condition that a clause is about; a symptom in it may only be measured."""
    against = _VACCINE.match(noun(found.subject))
    for text in (found.object, found.population, found.subject):
        for match in linking.matches(text):
            if match.type == "CONDITION" and not is_adverse(match.text):
                plain = _INFECTION.fullmatch(match.text)
                return _name(against["what"] if against and plain else match.text)
    if against:
        return _name(against["what"])
    symptoms = (m for m in linking.matches(found.object) if m.type == "SYMPTOM")
    first = next(symptoms, None)
    return topic.condition or (_name(first.text) if first else "")


# A vaccine is named after what it prevents.
_VACCINE = re.compile(
    r"(?:(?:live|inactivated|conjugate|oral|the) )*(?P<what>[\w -]{3,40}?)"
    r" (?:conjugate |polysaccharide )?(?:vaccin\w+|immuni[sz]ation)",
    re.I,
)


_INFECTION = re.compile(r"infections?|diseases?", re.I)


def judged(sense: str, outcome: str, comparator: str) -> tuple[str, str]:
    """Return what became of the outcome by a sense, and whether that is good."""
    sign = polarity(outcome)
    if sense == "unclear":
        return "unknown", "unclear"
    if sense in ("same", "none", "affect"):
        return "no_difference", "none" if is_inert(comparator) else "unknown"
    if sense == "stop":
        return ("decreased", "benefit") if sign != GOOD else ("increased", "benefit")
    if sense in ("better", "works"):
        return ("increased" if sign == GOOD else "decreased"), "benefit"
    if sense == "worse":
        return ("decreased" if sign == GOOD else "increased"), "harm"
    up = sense == "up"
    effect = {0: "unknown"}.get(sign, "benefit" if up == (sign == GOOD) else "harm")
    return ("increased" if up else "decreased"), effect


def _left(name: str, conclusion: str, topic: Topic) -> Iterator[Fact]:
    """Yield the fact of a review whose conclusion says of nothing what it does: it is unclear.

    What it is about stands where more research is asked for, else it is the commonest terms.
    """
    found = (wanted(sentence) for sentence in sentences(conclusion))
    acts, text = next(((a, b) for a, b in found if a), (topic.intervention, ""))
    outcome = topic.condition or _outcome(text) or noun(text) or topic.population
    if acts and outcome and acts.lower() != outcome.lower():
        said = certainty(conclusion, conclusion)
        yield Fact(
            acts, outcome, "", topic.population, outcome, "unknown", "unclear", said, REVIEW,
            f"10.1002/14651858.{name}",
        )  # fmt: skip


def wanted(sentence: str) -> tuple[str, str]:
    """Return the intervention that a sentence speaks of in any way, and for what."""
    spoken = ((subject_of(said, sure=True), for_what) for said, for_what in about_what(sentence))
    return next((found for found in spoken if found[0]), ("", ""))
