"""What is left of a sentence of a trial when only what tells a direction is kept, in its order.

A skeleton is a list of signs: the arms and the outcome, more and less, better and worse, denials,
significance, comparisons. Runs of them and what stands before what hold for any trial.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from training.evidence import cues
from training.evidence.arms import ARMS, OTHER, OUTCOME, OWN, template
from training.evidence.sources import Prompt

LONGEST = 4  # signs of a run
FAR = 8  # signs between two that are paired, at most
NEAR = 90  # code points around two numbers in which an arm is looked for
_MARKS = {OWN: "INT", OTHER: "CMP", OUTCOME: "OUT", "zpns": "NS", ".": "DOT", ";": "DOT"}
_ASIDE = [cues.pattern("skeleton", "aside"), cues.pattern("skeleton", "tested")]
_TWO = cues.pattern("skeleton", "two")


@cache
def _signs() -> list[tuple[str, re.Pattern[str]]]:
    return [
        (name, re.compile(f"(?:{said})$")) for name, said in cues.texts("skeleton.signs").items()
    ]


@cache
def _sign(word: str) -> str:
    return _MARKS.get(word) or next((name for name, said in _signs() if said.match(word)), "")


def skeleton(prompt: Prompt, text: str) -> list[str]:
    """Return the signs of a sentence in their order, none twice in a row."""
    found: list[str] = []
    for word in template(prompt, text):
        sign = _sign(word)
        if sign and (not found or found[-1] != sign):
            found.append(sign)
    return found


def shapes(signs: Sequence[str]) -> Iterator[str]:
    """Yield the runs of up to LONGEST signs, and every two of which one stands before the other."""
    for size in range(1, LONGEST + 1):
        for at in range(len(signs) - size + 1):
            yield "_".join(signs[at : at + size])
    for at, one in enumerate(signs):
        yield from (f"{one}<{two}" for two in signs[at + 1 : at + FAR])


def numbers(prompt: Prompt, text: str) -> Iterator[str]:
    """Yield which of the first two numbers that are compared is more, and whose they are.

    Deviations, intervals and tests are left out; of numbers below zero also the order by amount.
    """
    plain = text.replace("−", "-").replace("·", ".")
    for aside in _ASIDE:
        plain = aside.sub(" ", plain)
    match = _TWO.search(plain)
    if match is None:
        return
    one, two = float(match["one"]), float(match["two"])
    place = _owners(prompt, plain, match)
    yield f"{place},{_order(abs(one), abs(two))}"
    yield f"{place.startswith(OWN)},{place.startswith(OTHER)},{_order(abs(one), abs(two))}"
    if min(one, two) < 0:
        yield f"{place},below,{_order(one, two)}"


def _order(one: float, two: float) -> int:
    return (one > two) - (one < two)


def _owners(prompt: Prompt, text: str, match: re.Match[str]) -> str:
    """Return the arms of two numbers in their order, as far as they are named around them."""
    before = _named(prompt, text[max(match.start() - NEAR, 0) : match.start()])
    between = _named(prompt, match["between"])
    after = _named(prompt, text[match.end() : match.end() + NEAR])
    if between and after:  # "3.2 in the one and 4.1 in the other"
        return f"{between[0]}>{after[0]}"
    if before and between:  # "the one 3.2, the other 4.1"
        return f"{before[-1]}>{between[-1]}"
    if len(before) > 1:  # "the one and the other (3.2 and 4.1)"
        return f"{before[0]}>{before[-1]},far"
    return f"{before[-1]}>" if before else f">{''.join(after[:1])}"


def _named(prompt: Prompt, text: str) -> list[str]:
    return [word for word in template(prompt, text) if word in ARMS]
