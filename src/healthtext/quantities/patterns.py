"""The forms a quantity takes, as one pattern each; the first that matches at a place counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from healthtext.quantities import numbers, units

_S = "[ \u00a0\u2009\u202f]"  # spaces that do not end a line
_GAP = rf"(?:{_S}{{0,2}}[-‑]?{_S}?)"
_DASH = rf"(?:{_S}?[–—−‑-]{_S}?)"
_MORE = (
    r"(?P<bound>up to|at least|at most|no more than|not more than|more than|less than|fewer than"
    r"|(?:old|young|long|short|high|low|great)er than|a minimum of|a maximum of|a maximum|minimum"
    r"|maximum|max\.?|over|under|above|below"
    rf"|about|around|≥|≤|>=|<=|>|<|~|≈){_S}?"
)
# What may stand behind a value and leaves it one bound: "65 years and over", "6.5% or higher".
_AFTER = (
    rf"(?:(?P<least>{_S}(?:or|and){_S}(?:more|higher|above|over|older|longer|greater|up)\b)"
    rf"|(?P<most>{_S}(?:or|and){_S}(?:less|fewer|lower|below|under|younger|shorter)\b))?"
)
_DAILY = r"(?:daily|nightly|hourly|weekly|monthly|yearly|annually)"


# "A day before the test" is when, not how often.
_OFTEN = (
    rf"(?:{_S}(?:per|an?|each|/){_S}?(?P<per>hour|day|night|week|month|year)\b"
    rf"(?!{_S}(?:before|after|later|earlier|ago|or two|prior|off|in advance)\b)"
    rf"|{_S}(?P<daily>{_DAILY})\b)?"
)
# What may stand behind an age that has no unit: "women over 65 should".
_AFTER_AGE = (
    "who|with|without|should|must|may|might|can|could|have|has|had|are|is|were|was|and|or|do|did|need"
    "|often|in|on|at|will|would|tend|get|take"
)
_SECTIONS = {"duration": "time", "count": "counted"}


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of quantity, the section of its unit in the table and how it is written."""

    kind: str
    section: str
    pattern: re.Pattern[str]


@cache
def start() -> re.Pattern[str]:
    """Return where a quantity can begin: never behind a letter, digit or the hyphen of a name."""
    number = rf"(?:\d|\.\d|[½¼¾⅓⅔⅛⅜⅝⅞]|{_number_words()})"
    marks = r"n\s?=|p\s?[-–]?(?:value)?\s?(?:of|[<=>≤≥])|once|twice|thrice|every|each|alternate"
    marks += r"|a third\b|[-−](?=\d{1,3}(?:\.\d{1,2})?[ \u00a0]?(?:°|degrees\b))"  # below zero
    others = (
        rf"[bt]\.?i\.?d|b\.d|t\.?d\.?s|q\.?[id]|qhs|qw\b|q{_S}?\.?\d|CI\b|confidence|age[ds]?\b"
        r"|between|twofold|threefold|tenfold"
        rf"|an?{_S}[a-z]{{3,6}}{_S}or{_S}two\b"  # "a week or two"
        # "5 mg bd"
        r"|(?:(?<=[mµ\d ]g )|(?<=ml )|(?<=ets )|(?<=les )|(?<=ffs )|(?<=ops ))(?-i:[bo]d)\b"
    )
    before = r"(?<![\w./,:#$£€_])(?<!\w[-‑])(?<!\d[–−-])"
    return re.compile(f"{before}(?:{_MORE}|{number}|{marks}|{others})", re.I)


def _number_words() -> str:
    return (
        rf"(?:{'|'.join(units.load().numbers)}|a (?:half|quarter|couple|dozen|hundred|thousand))\b"
    )


@cache
def forms() -> tuple[Form, ...]:
    """Return all forms, the most particular first."""
    parts = _parts()
    every = [
        *_statistics(), *_times(parts), *_shares(parts), *_degrees(), *_amounts(parts, "dose"),
        *_amounts(parts, "measure"), *_amounts(parts, "duration"), _people(parts),
        *_amounts(parts, "count"),
    ]  # fmt: skip
    return tuple(Form(kind, section, re.compile(text, re.I)) for kind, section, text in every)


Pattern = tuple[str, str, str]  # kind, section of the units, expression


@dataclass(frozen=True, slots=True)
class _Parts:
    """What forms are put together from: units by section, numbers and spans of them, rates."""

    of: Mapping[str, str]
    low: str
    high: str
    joined: str
    span: str
    each: str
    often: str
    for_what: str
    bound: str


def _parts() -> _Parts:
    table = units.load()
    of = table.patterns
    number = rf"(?:{numbers.DIGITS}|{numbers.words(table.numbers)})"
    low, high = rf"(?P<low>{number})", rf"(?P<high>{number})"
    joined = rf"(?:(?P<plus>{_S}?(?:±|\+/[-−–]){_S}?)|{_DASH}|{_S}(?:to|or|(?P<both>and)){_S})"
    each = rf"(?:{_S}?/{_S}?|[-‑]an?[-‑]|{_S}(?:per|an?|each|every){_S})"
    for_what = (
        rf"(?:{each}(?P<per>{of['per']})(?:{each}(?P<per2>{of['per']}))?"
        rf"|{_S}?(?P<inverse>kg|mL|ml|L|min|h|day)(?:⁻¹|\^-1))?(?:{_S}(?P<daily>{_DAILY})\b)?"
    )
    bound = f"(?:{_MORE})?(?P<between>between )?"
    span = rf"{low}(?:{joined}{high})?"
    return _Parts(of, low, high, joined, span, each, _OFTEN, for_what, bound)


def _amounts(parts: _Parts, kind: str) -> list[Pattern]:
    """Numbers with a unit; "100 mg to 200 mg" names its unit twice."""
    section = _SECTIONS.get(kind, kind)
    unit, low, high, bound = parts.of[section], parts.low, parts.high, parts.bound
    rest = parts.often if kind == "duration" else parts.for_what
    twice = (
        rf"{bound}{low}(?:{_GAP}(?P<same>{unit}))?{parts.joined}{high}{_GAP}(?P<unit>{unit}){rest}"
    )
    once = rf"{bound}{low}{_GAP}(?P<unit>{unit}){rest}{_AFTER}"
    return [(kind, section, twice), (kind, section, once)]


def _statistics() -> list[Pattern]:
    signed = r"[-−]?(?:\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})"
    return [
        ("confidence_interval", "",
         rf"(?:\d{{2}}(?:\.\d)?{_S}?%{_S})?(?:CI|confidence interval){_S}?[:=,]?{_S}?[\[(]?{_S}?"
         rf"(?P<low>{signed}){_S}?%?(?:{_S}?[–,;]{_S}?|{_S}to{_S}|{_S}?-{_S}?)"
         rf"(?P<high>{signed})(?:{_S}?%)?"),
        ("p_value", "",
         rf"p(?:[ -–]?values?)?{_S}?(?:of|(?P<bound>[<>≤≥])|=){_S}?"
         r"(?P<low>0?\.\d{1,9}|[01])(?!\w)"),
        ("sample_size", "", rf"n{_S}?={_S}?(?P<low>\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,9}})(?!\w)"),
    ]  # fmt: skip


def _times(parts: _Parts) -> list[Pattern]:
    """Ages, frequencies, intervals."""
    time, span, bound = parts.of["time"], parts.span, parts.bound
    years = rf"{_GAP}(?P<unit>years?|months?|weeks?)(?: of age| old)?"
    return [
        ("years", "time",
         rf"(?:{_MORE}(?P<low>\d{{1,3}})(?=[.,;:!?)\]]|$|\n|{_S}(?:{_AFTER_AGE})\b)"
         rf"|(?<=\s)(?P<least>(?P<grown>\d{{1,3}}){_S}(?:and|or){_S}"
         r"(?:older|over|up|above))\b)"),
        ("age", "time",  # "aged six months to three years"
         rf"(?:aged?|ages){_S}(?:of |from )?{parts.low}{_GAP}(?P<same>{time}){parts.joined}"
         rf"{parts.high}{_GAP}(?P<unit>{time})(?: of age| old)?(?!\w)"),
        ("age", "time",
         rf"{parts.low}{_GAP}(?P<same>{time}){parts.joined}{parts.high}{_GAP}(?P<unit>{time})"
         rf"(?:{_GAP}olds?\b|{_S}of age\b)"),
        ("age", "time", rf"(?:aged?|ages){_S}(?:of )?{bound}{span}(?:{years})?(?!\w){_AFTER}"
         rf"(?!{_GAP}(?:minute|hour|day))"),
        ("age", "time", rf"{bound}{span}{_GAP}(?P<unit>{time})(?:{_GAP}olds?\b|{_S}of age\b)"),
        ("frequency", "",
         rf"(?:(?P<once>once|twice|thrice)|{bound}{span}(?:{_S}times?|{_S}?x))"
         rf"(?:{_GAP}(?P<daily>{_DAILY})\b|{parts.each}(?P<per>{time}))"),
        ("interval", "time",
         rf"(?:every|each|q){_S}?(?P<other>other{_S})?(?:{span}{_GAP})?(?P<unit>{time})"),
        ("interval", "time", rf"{span}{_GAP}(?P<unit>h)ourly\b"),
        ("frequency", "", rf"(?P<once>every|each){_S}(?P<per>morning|evening)\b"),
        ("few", "time", rf"an?{_S}(?P<unit>{time}){_S}or{_S}two\b"),
        ("interval", "time", rf"(?P<other>alternate){_S}(?P<unit>days?|nights?)\b"),
        # "TDS" in capitals are dissolved solids
        ("latin", "", r"(?P<latin>b\.?i\.?d|b\.?d|(?-i:od)|t\.?i\.?d|t\.d\.s|(?-i:tds)"
         r"|q\.?i\.?d|q\.?d\.?s|q\.?d|qhs|qw)\b\.?"),
    ]  # fmt: skip


def _shares(parts: _Parts) -> list[Pattern]:
    """Ratios, percentages, shares, and blood pressure, which looks like one."""
    of, low, high, span, bound = parts.of, parts.low, parts.high, parts.span, parts.bound
    many = r"as|more|higher|greater|lower|less|larger|the"
    return [
        ("ratio", "", rf"{bound}{span}{_GAP}fold\b"),
        ("ratio", "", r"(?P<low>two|three|four|five|ten)fold\b"),
        ("ratio", "", rf"(?:(?P<once>twice)|{span}{_S}times){_S}(?:{many})\b"),
        ("percentage", "",
         rf"{bound}{low}(?:{_S}?%)?(?:{parts.joined}{high})?{_S}?"
         rf"(?:%|percent\b|per{_S}cent\b|-percent\b|percentage(?={_S}points?))(?:{_S}points?)?{_AFTER}"),
        ("share", "",
         rf"(?:{_MORE})?{low}{_S}(?:in|out of)(?: every)?{_S}{high}(?!\w)"
         rf"(?!{_GAP}{of['time']})(?!{_GAP}{of['dose']})"),
        ("share", "",
         rf"(?:{_MORE})?(?P<thirds>(?:one|two|a)[ -]thirds?|(?:one|three|a)[ -]quarters?|half)"
         rf"(?= of (?:all |the )?{of['people']})"),
        ("pressure", "measure",
         rf"(?:{_MORE})?(?P<high>\d{{1,3}})(?:/|{_S}over{_S})(?P<low>\d{{1,3}})"
         rf"(?:{_S}?(?P<unit>mm{_S}?Hg)|(?![\w/%]|[.,]\d))"),
    ]  # fmt: skip


def _degrees() -> list[Pattern]:
    """Temperatures below zero, and those of a body without the sign: "38.5C"."""
    return [
        ("measure", "measure",
         rf"(?P<low>[-−]\d{{1,3}}(?:\.\d{{1,2}})?){_S}?(?P<unit>°{_S}?[CF]\b|degrees{_S}\w+)"),
        ("body", "measure",
         rf"(?:{_MORE})?(?P<low>\d{{2,3}}(?:\.\d{{1,2}})?){_S}?(?P<degree>(?-i:[CF]))\b"),
    ]  # fmt: skip


def _people(parts: _Parts) -> Pattern:
    whom = rf"(?:[a-z-]{{3,15}}{_S}){{0,2}}?(?P<unit>{parts.of['people']})"
    return "sample_size", "people", rf"{parts.bound}{parts.span}{_S}{whom}"
