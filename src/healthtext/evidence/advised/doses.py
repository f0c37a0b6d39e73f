"""Doses beyond what anyone may take by himself: at once, in a day, or too soon after the last.

The limits are in data/lexicons/dose_limits.tsv, each with its source. What a sentence tells its
reader to take is read from its quantities. A sentence that names two of the medicines, a weight or
a week, or that itself speaks of a limit, is left alone: nobody can say which amount is of which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from healthtext import assets, quantities
from healthtext.evidence.advised import dangers
from healthtext.records import Quantity, Span

TABLE = "lexicons/dose_limits.tsv"
DAY_H = 24
_IN = {("g", "mg"): 1_000.0, ("g", "µg"): 1e6, ("mg", "µg"): 1_000.0, ("µg", "mg"): 1e-3}
_TOLD = re.compile(
    r"\b(?:take|taking|give|giving|swallow|use|have|drink|start|begin|try|inject)\b", re.I
)
_DAILY = re.compile(
    r"\b(?:(?:a|per|each|every) (?:day|night|morning|evening)|daily|nightly|in 24 hours)\b|/day",
    re.I,
)
# Who speaks of limits warns; doses a week, by weight, on the skin and in a drip have other limits.
_OTHER = re.compile(
    r"\b(?:max\w*|limits?|exceed\w*|overdos\w+|at most|(?:no|not|never) (?:\w+ )?(?:more than|over)"
    r"|weekly|(?:a|per|each|every|once(?: a| every)?|two|\d+) weeks?|fortnight\w*|month\w*"
    r"|alternat\w+"
    r"|gel|cream|ointment|patch(?:es)?|drip|intravenous\w*|infusion|hospitals?|supervis\w+"
    r"|prescri\w+|malaria|trials?|study|studies|rats?|mice|dogs?|cats?|horses?)\b|/kg|per kilo",
    re.I,
)
# What may stand between an amount and its medicine, in either order.
_OF = re.compile(
    r" ?(?:[\w-]+ )?(?:tablets?|pills?|capsules?|drops?|doses?)?\W{0,2}(?:of )?(?:the |your )?",
    re.I,
)
_AT = re.compile(
    r"[ ,:(]*(?:(?:at|in|a|the|doses?|of|tablets?|capsules?|supplements?) ){0,3}", re.I
)
_TABLETS = re.compile(r"\b(two|three|four|five|six|eight|ten|[2-9]|10)(?: x| ×)? $", re.I)
_COUNTED = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10}


@dataclass(frozen=True, slots=True)
class Limit:
    """What of a medicine, in its unit, is too much; None where no limit is known."""

    unit: str
    once: float | None
    daily: float | None
    hours: float | None
    source: str


@cache
def load() -> dict[str, Limit]:
    """Return the limits by name, in small letters. Raises AssetError for a damaged table."""
    found: dict[str, Limit] = {}
    for line in assets.rows(TABLE):
        names, unit, once, daily, hours, source = line.split("\t")
        limit = Limit(unit, _number(once), _number(daily), _number(hours), source)
        found |= dict.fromkeys(names.split("|"), limit)
    return found


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


@cache
def _names() -> re.Pattern[str]:
    longest = sorted(map(re.escape, load()), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest)})\b(?! day)", re.I)


def names_any(page: str) -> bool:
    """Tell whether a text names one of the medicines at all."""
    return bool(_names().search(page))


def find(sentence: str) -> Span | None:
    """Return where a reader is told to take too much, from the verb to the last amount."""
    places = [match.span() for match in _names().finditer(sentence)]
    limits = {load()[sentence[start:end].lower()] for start, end in places}
    if len(limits) != 1 or _OTHER.search(sentence) or dangers.is_sound(sentence):
        return None
    begin = _told(sentence)
    if begin is None:
        return None
    measured = list(_measured(sentence, begin, places))
    beyond = _is_beyond(limits.pop(), measured, sentence)
    return (begin, max(one.end for one in measured)) if beyond else None


def _told(sentence: str) -> int | None:
    acts = (match.start() for match in _TOLD.finditer(sentence))
    return next((at for at in acts if dangers.is_told(sentence, at)), None)


def _measured(sentence: str, begin: int, places: Sequence[Span]) -> Iterator[Quantity]:
    """Yield how often, and the doses beside the medicine, that stand behind the verb."""
    for one in quantities.find(sentence):
        if one.start > begin and (one.kind == "frequency" or _is_of(one, places, sentence)):
            yield one


def _is_of(one: Quantity, places: Sequence[Span], sentence: str) -> bool:
    """Tell whether a quantity is a dose that stands beside its medicine."""
    return one.kind == "dose" and any(
        _OF.fullmatch(sentence, one.end, start) if one.end <= start
        else _AT.fullmatch(sentence, end, one.start)
        for start, end in places
    )  # fmt: skip


def _is_beyond(limit: Limit, measured: Sequence[Quantity], sentence: str) -> bool:
    doses = [one for one in measured if one.kind == "dose"]
    amounts = list(_amounts(limit, doses, sentence))
    if not amounts or any(one.per not in ("", "day") for one in doses):
        return False
    most, times = max(amounts), list(_times_a_day(measured))
    if times:
        return _too_soon(limit, min(times)) or _over(most, limit.once) or (
            _over(most * min(times), limit.daily)
        )  # fmt: skip
    if _DAILY.search(sentence):
        return _over(most, limit.daily)
    return _over(most, limit.once and 2 * limit.once)


def _times_a_day(measured: Sequence[Quantity]) -> Iterator[float]:
    for one in measured:
        if one.kind == "frequency" and one.per == "day":
            yield one.low or one.high or 1.0


def _too_soon(limit: Limit, times: float) -> bool:
    return limit.hours is not None and DAY_H / times < limit.hours


def _over(amount: float, most: float | None) -> bool:
    return most is not None and amount > most


def _amounts(limit: Limit, measured: Sequence[Quantity], sentence: str) -> Iterator[float]:
    """Yield the doses in the limit's unit; "two 500 mg tablets" are 1,000 mg."""
    for one in measured:
        amount = one.low if one.high is None else one.high  # "at least 6 g"
        factor = 1.0 if one.unit == limit.unit else _IN.get((one.unit, limit.unit))
        if amount is not None and factor:
            tablets = _TABLETS.search(sentence[: one.start])
            yield amount * factor * (_count(tablets[1]) if tablets else 1)


def _count(word: str) -> int:
    return _COUNTED.get(word.lower()) or int(word)
