"""Quantities: what a text measures, with its value, its unit by one name, and its place.

`kind` is one of KINDS:

- `dose`                 an amount that can be taken: 100–200 mg, half a tablet, 5 mg/kg
- `frequency`            how many times in `per`: twice a day, every 6 hours (4 a day), b.i.d.
- `duration`             7 days, a six-week course
- `age`                  65 years old, aged 18 to 30
- `percentage`           12%, one in five (20), two thirds of patients
- `sample_size`          n = 120, ten thousand people
- `confidence_interval`  95% CI 1.2–3.4
- `p_value`              p < .05
- `ratio`                1.5-fold, three times as likely
- `measure`              weights, lengths, temperatures, energy, concentrations: 140/90 mmHg
- `count`                ten thousand steps, eight glasses

`low` and `high` are the bounds; they are equal for a single value and one is None where the text
names only the other ("at least 30 minutes"). A blood pressure has the diastolic one as `low`.
Dates, times of day, telephone and section numbers, citations, addresses, sums of money and names
such as B12 or COVID-19 are none.

The time grows with the length of the text: every pattern is bounded and begins at a number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from healthtext.quantities import numbers, patterns, rates, sizes, units
from healthtext.quantities.blocked import blocked
from healthtext.records import Quantity

KINDS = (
    "dose", "frequency", "duration", "age", "percentage", "sample_size", "confidence_interval",
    "p_value", "ratio", "measure", "count",
)  # fmt: skip
_KIND_OF = {"share": "percentage", "interval": "frequency", "latin": "frequency",
            "pressure": "measure", "body": "measure", "years": "age",
            "few": "duration"}  # fmt: skip
_CONCENTRATIONS = ("L", "dL", "mL", "5 mL")
_VOLUMES, _FLOWS = ("mL", "L"), ("min", "min/1.73 m²")  # oxygen and what kidneys filter
_NEVER_POWERS = ("time", "people", "counted")
_TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0, "every": 1.0, "each": 1.0}
_LATIN = {"bid": 2.0, "bd": 2.0, "tid": 3.0, "tds": 3.0, "qid": 4.0, "qds": 4.0,
          "od": 1.0, "qd": 1.0, "qhs": 1.0, "qw": 1.0}  # fmt: skip
_AGES, _GROWN = ("under", "over", "above", "below"), ("week", "month", "year")
_OLDER = ("older than", "younger than")
_SIGNS, _OLDEST = ("≥", "≤", ">=", "<=", ">", "<"), 110
_RATED, _LONGER = ("dose", "duration", "count", "measure"), ("week", "month", "year")
_SURELY_AGE = 40  # years that hardly any trial lasts
_PERIODS = {"daily": "day", "nightly": "day", "hourly": "h", "weekly": "week", "monthly": "month",
            "yearly": "year", "annually": "year"}  # fmt: skip
_MOST = ("up to", "at most", "no more than", "not more than", "less than", "fewer than", "under",
         "below", "a maximum of", "a maximum", "maximum", "max", "max.", "younger than",
         "shorter than", "lower than", "≤", "<=", "<")  # fmt: skip
_LEAST = ("at least", "more than", "a minimum of", "minimum", "over", "above", "older than",
          "longer than", "higher than", "greater than", "≥", ">=", ">")  # fmt: skip
Bounds = tuple[float | None, float | None]


def find(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text, in order, never overlapping."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[Quantity]:
    closed = blocked(text)
    starts = [start for start, _ in closed]
    at = 0
    while begin := patterns.start().search(text, at):
        place = bisect_right(starts, begin.start()) - 1
        if place >= 0 and closed[place][1] > begin.start():
            at = closed[place][1]
            continue
        found = _at(text, begin.start())
        if found is not None:
            yield found
        at = found.end if found else begin.start() + 1


def _at(text: str, start: int) -> Quantity | None:
    for form in patterns.forms():
        match = form.pattern.match(text, start)
        if match and match.end() > start and not _excluded(form, match):
            return _quantity(form, match)
    return None


def _excluded(form: patterns.Form, match: re.Match[str]) -> bool:
    """Leave out "one day you will", "the 90s", the year of "in 2019 patients", 5 mg or 3 mL."""
    named, said = match.groupdict(), match.group().lower()
    if named.get("both") and not named.get("between"):
        return True  # "5 mg and 10 mg" are two
    if form.kind == "share":
        low, high = _number(match, "low"), _number(match, "high")
        return low is not None and high is not None and not 0 < low <= high
    if form.section in _NEVER_POWERS and numbers.RAISED.search(said):
        return True  # "10² patients" has a note
    same, other = _units(form, named)
    if same and same != other and sizes.ratio(same, other) is None:
        return True  # "3 years to 5 months"
    if form.kind == "duration":
        return said in ("one day", "one night", "one second") or bool(_DECADE.fullmatch(said))
    if form.kind == "years":
        return not _is_aged(match)
    if form.kind == "pressure" and not named["unit"]:
        return not _is_pressure(match)
    if form.kind == "body":
        return not _is_body(match)
    if form.kind == "sample_size" and _number(match, "low") in (0.25, 0.5):
        return True  # a share of them: "half a person"
    if form.kind == "sample_size" and _YEAR.match(said):
        return bool(_SINCE.search(match.string, max(match.start() - 12, 0), match.start()))
    return False


_DECADE = re.compile(r"\d{1,4}s")
_YEAR = re.compile(r"(?:19|20)\d\d ")
_SINCE = re.compile(r"\b(?:in|since|until|before|after|by|from|of|during)\s$", re.I)


def _quantity(form: patterns.Form, match: re.Match[str]) -> Quantity:
    named = match.groupdict()
    low, high = _bounds(form.kind, match)
    if (ratio := sizes.ratio(*_units(form, named))) and low and high:
        low, high = _in_one_unit(match, ratio)
    kind = _KIND_OF.get(form.kind, form.kind)
    unit, per = _unit(form, named), _per(named)
    if not per and kind in _RATED:
        later = rates.behind(match.string, match.end())
        per = _per(later.groupdict()) if later else ""
    if form.kind == "interval":
        low, high, per = _times(low, high, unit, bool(named.get("other")))
        unit = "time"
    elif form.kind == "latin":
        per = "week" if _latin(named) == "qw" else "day"
    if kind == "dose" and (per in _CONCENTRATIONS or (unit in _VOLUMES and per in _FLOWS)):
        kind = "measure"
    if kind == "duration" and unit == "day" and per in _LONGER:
        kind, unit = "frequency", "time"  # "three nights a week"
    if kind == "duration" and _is_age(match, low):
        kind = "age"
    start, end = match.start(), match.start() + len(match.group().rstrip())
    return Quantity(start, end, match.string[start:end], kind, low, high, unit, per)


def _units(form: patterns.Form, named: Mapping[str, str | None]) -> tuple[str, str]:
    """Return the units of both ends by name, empty where none is written."""
    name = units.load().name
    lower, upper = (named.get(key) or "" for key in ("same", "unit"))
    return name(form.section, lower) if lower else "", name(form.section, upper) if upper else ""


def _in_one_unit(match: re.Match[str], ratio: float) -> Bounds:
    low, high = _number(match, "low"), _number(match, "high")
    return float(f"{(low or 0.0) * ratio:.6g}"), high


def _is_age(match: re.Match[str], low: float | None) -> bool:
    """Tell "babies under 12 months" from a time; "women over 12 years" may be how long."""
    named = match.groupdict()
    bound = _bound(named)
    if bound in _OLDER:
        return True
    if (
        bound not in (*_AGES, *_SIGNS)
        or units.load().name("time", named["unit"] or "") not in _GROWN
    ):
        return False
    early = bound in ("over", ">", "≥", ">=") and (low or 0) < _SURELY_AGE
    return _is_of_people(match) and not early


def _is_of_people(match: re.Match[str]) -> bool:
    whose = re.compile(rf"\b{units.load().patterns['people']}\s$", re.I)
    return bool(whose.search(match.string, max(match.start() - 16, 0), match.start()))


def _is_aged(match: re.Match[str]) -> bool:
    """Tell whether a bare number is an age: "women over 65", "adults 50 and older"."""
    named = match.groupdict()
    years = int(named["low"] or named["grown"] or 0)
    bounded = bool(named["grown"]) or _bound(named) in (*_AGES, *_OLDER, *_SIGNS)
    return bounded and 0 < years <= _OLDEST and _is_of_people(match)


def _is_pressure(match: re.Match[str]) -> bool:
    """Tell whether two numbers are a blood pressure that the words before them name."""
    high, low = int(match["high"]), int(match["low"])
    likely = 60 <= high <= 280 and 30 <= low <= 180 and low < high
    return likely and bool(
        _PRESSURE.search(match.string, max(match.start() - 60, 0), match.start())
    )


def _is_body(match: re.Match[str]) -> bool:
    """Tell whether a number with a letter is a temperature that bodies have."""
    least, most = (34, 43) if match["degree"] == "C" else (93, 110)
    return least <= float(match["low"]) <= most


_PRESSURE = re.compile(r"\bpressures?\b[^.;!?\d]*(?:\d{2,3}/\d{2,3}[^.;!?\d]*)?$", re.I)


def _bounds(kind: str, match: re.Match[str]) -> Bounds:
    named = match.groupdict()
    if kind == "share":
        return _bounded(_share(match), _bound(named))
    if kind == "few":
        return 1.0, 2.0
    if kind == "latin":
        often = _LATIN[_latin(named)]
        return often, often
    if named.get("once"):
        times = _TIMES[named["once"].lower()]
        return times, times
    low, high = _number(match, "grown" if named.get("grown") else "low"), _number(match, "high")
    if low is not None and high is not None:
        plus, known = bool(named.get("plus")), units.load().numbers
        if low >= 1 > high > 0 and _IN_PARTS.search(match.group()):
            return low + high, low + high
        low = numbers.scaled(low, named["low"], named["high"], known, plus=plus)
        # the lower one may come last: "fell from 8% to 7%"
        return (low - high, low + high) if plus else (min(low, high), max(low, high))
    return _bounded(low, _bound(named))


_IN_PARTS = re.compile(r"\d[-–‑](?:\d/\d|[½¼¾⅓⅔⅛⅜⅝⅞])")  # "1-1/2" is one and a half


def _latin(named: Mapping[str, str | None]) -> str:
    return (named["latin"] or "").replace(".", "").lower()


def _bound(named: Mapping[str, str | None]) -> str:
    """Return the words that leave a value one bound, whichever side of it they stand on."""
    if named.get("least") or named.get("most"):
        return "at least" if named.get("least") else "at most"
    return (named.get("bound") or "").strip().lower()


def _bounded(value: float | None, bound: str) -> Bounds:
    if bound in _MOST:
        return None, value
    return (value, None) if bound in _LEAST else (value, value)


def _number(match: re.Match[str], name: str) -> float | None:
    text = match.groupdict().get(name)
    if not text:
        return None
    if text[0] in "-−":
        return -numbers.value(text[1:], units.load().numbers)
    return numbers.value(text.strip(), units.load().numbers)


def _share(match: re.Match[str]) -> float:
    """Return a share in percent."""
    thirds = match.groupdict().get("thirds")
    if thirds:
        parts = thirds.lower().replace("-", " ").split()
        size = {"t": 100 / 3, "q": 25.0}.get(parts[-1][0], 50.0)
        return round(size * {"two": 2, "three": 3}.get(parts[0], 1), 1)
    low, high = _number(match, "low"), _number(match, "high")
    return float(f"{100 * (low or 0.0) / (high or 1.0):.6g}")  # 1 in 4 million is not nothing


def _unit(form: patterns.Form, named: dict[str, str | None]) -> str:
    unit = named.get("unit")
    if unit:
        return units.load().name(form.section, unit)
    if named.get("degree"):
        return f"°{named['degree']}"
    fixed = {"percentage": "%", "share": "%", "ratio": "fold", "frequency": "time", "latin": "time",
             "age": "year", "interval": "day", "sample_size": "person",
             "years": "year", "pressure": "mmHg"}  # fmt: skip
    return fixed.get(form.kind, "")


def _per(named: dict[str, str | None]) -> str:
    """Return what the amount is for: "kg", "day", "kg/day"."""
    name = units.load().name
    parts = [name("per", text) for key in ("per", "per2", "inverse") if (text := named.get(key))]
    daily = named.get("daily")
    return "/".join([*parts, *([_PERIODS[daily.lower()]] if daily else [])])


def _times(low: float | None, high: float | None, unit: str, other: bool) -> tuple[
    float | None, float | None, str
]:  # fmt: skip
    """Turn an interval into times: every 6 to 8 hours is 3 to 4 times a day."""
    per, length = ("day", 24.0) if unit == "h" else (unit, 1.0)
    few, many = low or (2.0 if other else 1.0), high or (2.0 if other else 1.0)
    return round(length / many, 4), round(length / few, 4), per
