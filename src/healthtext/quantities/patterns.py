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
    others = (
        rf"[bt]\.?i\.?d|b\.d|t\.?d\.?s|q\.?[id]|qhs|qw\b|q{_S}?\.?\d|CI\b|confidence|aged?\b"
        r"|between|twofold|threefold|tenfold"
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
        *_statistics(), *_times(parts), *_shares(parts), *_amounts(parts, "dose"),
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
    return _Parts(of, low, high, joined, rf"{low}(?:{joined}{high})?", each, for_what, bound)


def _amounts(parts: _Parts, kind: str) -> list[Pattern]:
    """Numbers with a unit; "100 mg to 200 mg" names its unit twice."""
    section = _SECTIONS.get(kind, kind)
    unit, low, high, bound = parts.of[section], parts.low, parts.high, parts.bound
    rest = "" if kind == "duration" else parts.for_what
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
        ("age", "time", rf"(?:aged?|ages){_S}(?:of )?{bound}{span}(?:{years})?(?!\w){_AFTER}"),
        ("age", "time", rf"{bound}{span}{_GAP}(?P<unit>{time})(?:{_GAP}old\b|{_S}of age\b)"),
        ("frequency", "",
         rf"(?:(?P<once>once|twice|thrice)|{bound}{span}(?:{_S}times?|{_S}?x))"
         rf"(?:{_GAP}(?P<daily>{_DAILY})\b|{parts.each}(?P<per>{time}))"),
        ("interval", "time",
         rf"(?:every|each|q){_S}?(?P<other>other{_S})?(?:{span}{_GAP})?(?P<unit>{time})"),
        ("interval", "time", rf"{span}{_GAP}(?P<unit>h)ourly\b"),
        ("interval", "time", rf"(?P<other>alternate){_S}(?P<unit>days?|nights?)\b"),
        # "TDS" in capitals are dissolved solids
        ("latin", "", r"(?P<latin>b\.?i\.?d|b\.d|t\.?i\.?d|t\.d\.s|(?-i:tds)|q\.?i\.?d|q\.?d\.?s"
         r"|q\.?d|qhs|qw)\b\.?"),
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
         rf"(?:{_MORE})?(?P<high>\d{{1,3}})/(?P<low>\d{{1,3}}){_S}?(?P<unit>mm{_S}?Hg)"),
    ]  # fmt: skip


def _people(parts: _Parts) -> Pattern:
    whom = rf"(?:[a-z-]{{3,15}}{_S}){{0,2}}?(?P<unit>{parts.of['people']})"
    return "sample_size", "people", rf"{parts.bound}{parts.span}{_S}{whom}"
