"""Facts of trials: what was compared and measured, in whom, and what became of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from training.evidence import cues, linking
from training.evidence.abbreviations import defined, expanded
from training.evidence.comparators import is_inert
from training.evidence.facts import TRIAL, Fact
from training.evidence.outcomes import GOOD, is_adverse, polarity
from training.evidence.phrases import LONGEST, capped, clean, noun
from training.evidence.sources import Prompt, Trial

_DOSES = cues.pattern("trials", "doses")
_PEOPLE = cues.pattern("trials", "people")  # fmt: skip
# What helps these says nothing of people.
_ANIMALS = re.compile(
    r"\b(?:in|of|on|for) (?:[\w-]+ ){0,4}?(?:dogs|cats|horses|mice|rats|piglets|calves|broilers"
    r"|cows|ewes|mares|cattle|sheep)\b(?! (?:bites?|allerg|milk))",
    re.I,
)


def facts(prompts: Iterable[Prompt], trial: Trial, directions: Mapping[int, str]) -> Iterator[Fact]:
    """Yield a fact for every prompt of a trial that names an intervention and an outcome."""
    if _ANIMALS.search(trial.title):
        return
    own = defined(f"{trial.title}. {trial.abstract} {trial.text}")
    condition, population = about(trial)
    for prompt in prompts:
        acts, outcome = thing(prompt.intervention, own), thing(prompt.outcome, own)
        if not (acts and outcome):
            continue
        comparator = thing(prompt.comparator, own)
        direction = directions.get(prompt.id, "unknown")
        effect = effect_of(direction, outcome, prompt.comparator)
        yield Fact(
            acts,
            outcome,
            comparator,
            population,
            condition,
            direction,
            effect,
            "not stated",
            TRIAL,
            f"PMC{trial.id}",
            prompt=prompt.id,
        )


def thing(text: str, own: dict[str, str]) -> str:
    """Return what an arm or an outcome is, without doses, groups and parentheses."""
    said = clean(_DOSES.sub(" ", expanded(text, own)))
    if len(said.split()) <= LONGEST:
        return capped(said) or capped(clean(text))
    return noun(said) or capped(said)


def about(trial: Trial) -> tuple[str, str]:
    """Return the condition and the people that a trial is about, each '' where it does not say."""
    own = defined(f"{trial.title}. {trial.abstract}")
    title, abstract = expanded(trial.title, own), expanded(trial.abstract, own)
    scores: Counter[str] = Counter()
    people = " ".join(match["who"] for match in _PEOPLE.finditer(f"{title}. {abstract[:900]}"))
    for text, weight in ((title, 4), (people, 3), (abstract[:1500], 1)):
        for match in linking.matches(text):
            if match.type in linking.SUFFERED and not is_adverse(match.text):
                scores[_name(match.text)] += weight
    named = _PEOPLE.search(title) or _PEOPLE.search(abstract)
    condition = min(scores, key=lambda name: (-scores[name], name), default="")
    return condition, noun(named["who"]) if named else ""


def _name(text: str) -> str:
    return text if re.search(r"[A-Z]{2}|[A-Z]\d", text) else text[:1].lower() + text[1:]


def effect_of(direction: str, outcome: str, comparator: str) -> str:
    """Say whether a direction is good for people.

    What does no better than something that may work itself can still work: its effect is unknown.
    """
    sign, inert = polarity(outcome), is_inert(comparator)
    if direction == "no_difference":
        return "none" if inert else "unknown"
    if direction not in ("increased", "decreased") or not sign:
        return "unknown"
    if (direction == "increased") == (sign == GOOD):
        return "benefit"
    return "harm" if inert or is_adverse(outcome) else "unknown"
