"""Of whom a claim is said, how much is to be taken, and which figure it gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from healthtext import quantities
from healthtext.claims import cues
from healthtext.claims.sentence import Sentence
from healthtext.needed import possible
from healthtext.quantities import rates
from healthtext.records import Quantity

FIGURES = ("percentage", "ratio", "count", "sample_size", "measure")
_FOLLOWING = frozenset(("frequency", "duration"))
_GAP = re.compile(r"[^.;:!?\n]{0,40}")


_SHARE = re.compile(r"\b(?:in|out of)\b", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Details:
    """Population, dose and number of a claim, as in its sentence; empty where it gives none."""

    population: str = ""
    dose: str = ""
    number: str = ""


def details(sentence: Sentence, figure: str = "") -> Details:
    """Return what a sentence says of people, doses and figures.

    `figure` are the words that make it a statistic; they are its number if no quantity is in them.
    """
    text = sentence.text
    measured = quantities.find(text)
    at = text.find(figure)
    inside = [one for one in measured if one.start < at + len(figure) and one.end > at]
    number = (_number(inside) or figure) if figure else _number(measured)
    number = figure if _SHARE.search(figure) and number in figure else number
    return Details(_population(text), _dose(text, measured), number)


def _population(text: str) -> str:
    """Return the most telling group of people: "adults with asthma", not the "people" of all."""
    for pattern in possible(cues.load().patterns["population"], text):
        match = pattern.search(text)
        if match:
            return match.group().strip(" ,;:")
    return ""


def _dose(text: str, measured: tuple[Quantity, ...]) -> str:
    """Return the first dose with how often and how long, where they follow."""
    doses = (at for at, one in enumerate(measured) if one.kind == "dose")
    first = next(doses, None)
    if first is None:
        return ""
    end = rates.through(text, measured[first].end) if measured[first].per else measured[first].end
    for following in measured[first + 1 :]:
        near = _GAP.fullmatch(text, end, following.start)
        if following.kind not in _FOLLOWING or not near:
            break
        end = following.end
    return text[measured[first].start : end]


def _number(measured: Sequence[Quantity]) -> str:
    """Return the figure that says most: a share before a ratio before a count."""
    found = [one for one in measured if one.kind in FIGURES and not _YEAR.match(one.text)]
    best = min(found, key=lambda one: (FIGURES.index(one.kind), one.start), default=None)
    return best.text if best else ""
