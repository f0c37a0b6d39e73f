"""Numbers as texts write them: 1,000 and 1 000, 0,5 and .5, ½, 10⁶, 5 million, two and a half."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

_SPACE = "[  \u2009\u202f]"  # a plain, a no-break, a thin and a narrow no-break space
_FRACTIONS = "½¼¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘⅙⅚"
_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_POWER = r"10(?: ?(?:\^|\*\*) ?-?\d{1,2}|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}(?![⁰¹²³⁴⁵⁶⁷⁸⁹]))"
_BIG = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
# A power by itself: what is raised may be a note.
RAISED = re.compile(r"(?<![×x])(?<![×x] )10[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]")
DIGITS = (
    rf"(?:{_POWER}(?![\d⁰¹²³⁴⁵⁶⁷⁸⁹])|\d{{1,3}}(?:,\d{{3}}){{1,5}}(?:\.\d{{1,9}})?(?![\d,])"
    rf"|\d{{1,3}}(?:{_SPACE}\d{{3}}(?!\d)){{1,5}}(?:\.\d{{1,9}})?"
    rf"|\d{{1,3}}(?:\.\d{{3}}){{2,5}}(?!\d)"
    rf"|\d{{1,4}}{_SPACE}\d{{1,2}}[/⁄]\d{{1,2}}(?!\d)|\d{{1,3}}[/⁄]\d{{1,3}}(?![\d/⁄])"
    rf"|\d{{1,15}}(?:[.,·]\d{{1,9}})?{_SPACE}?[{_FRACTIONS}]?|\.\d{{1,9}}|[{_FRACTIONS}])"
    rf"(?:{_SPACE}?[×x]{_SPACE}?{_POWER}|[ \u00a0-](?:{'|'.join(_BIG)})\b)?"
)
_RAISED_BY = re.compile(rf" ?[×x] ?({_POWER})$")
_SCALED = re.compile(rf"[ -]({'|'.join(_BIG)})$", re.I)
_TRIPLE = re.compile(r"\d{3}(?:\.\d+)?")
_SCALES = ("hundred", "thousand", "million", "billion", "dozen")
_ONES = ("half", "quarter")


def words(names: Iterable[str]) -> str:
    """Return a pattern for numbers in words: "two hundred and fifty", "half a", "a couple of"."""
    plain = [name for name in names if name not in _SCALES and name not in _ONES]
    tens = "|".join(name for name in plain if name.endswith("ty"))
    units = "|".join(name for name in plain if not name.endswith("ty"))
    gap, joint = "[ \u00a0-]", "[ \u00a0-](?:and )?"
    small = rf"(?:(?:{tens})(?:{gap}(?:{units}))?|(?:{units}))"
    group = rf"(?:(?:{small}|a){gap}hundred(?:{joint}{small}\b)?|{small})"
    scale = "(?:thousand|million|billion|dozen)"
    return (
        rf"(?:(?:(?:{group}|a){gap}{scale}(?:{joint}{group}\b)?|{group})"
        r"(?: and a half| and a quarter)?"
        r"|a (?:half|quarter)(?: of)?(?: an?)?|half an?|half|one quarter of an?|a couple of)\b"
    )


def value(text: str, names: dict[str, float]) -> float:
    """Return what a number that `DIGITS` or `words` matched is worth."""
    if text[:1].isdigit() or text[:1] in "." + _FRACTIONS:
        return _digits(text)
    return _spoken(re.findall(r"[a-z]+", text.lower()), names)


def scaled(worth: float, low: str, high: str, names: dict[str, float], *, plus: bool) -> float:
    """Return what the first of two numbers is worth: two million in "2 to 5 million".

    `worth` is what it is alone; `plus` says that the second is what it varies by, which may be
    less.
    """
    (least, _), (most, scale) = _scale(low), _scale(high)
    alone = least == low.strip() and scale > 1 and (plus or worth <= value(most, names))
    return worth * scale if alone else worth


def _scale(text: str) -> tuple[str, float]:
    """Split a number from the power or word behind it that multiplies it."""
    text = re.sub(_SPACE, " ", text).strip()
    raised = _RAISED_BY.search(text)  # no mere x: "sixteen" has one
    if raised:
        return text[: raised.start()].strip(), _power(raised[1])
    big = _SCALED.search(text)
    return (text[: big.start()], _BIG[big[1].lower()]) if big else (text, 1.0)


def _digits(text: str) -> float:
    text, scale = _scale(text)
    parts = text.replace("⁄", "/").split(" ")
    if re.fullmatch(_POWER, text):
        return _power(text) * scale
    if len(parts) > 1 and all(_TRIPLE.fullmatch(part) for part in parts[1:]):
        parts = ["".join(parts)]
    return sum(map(_part, parts)) * scale


def _power(text: str) -> float:
    return float(10.0 ** int(text[2:].translate(_SUPER).lstrip(" ^*")))


def _part(text: str) -> float:
    if text[-1:] in _FRACTIONS:
        return (_part(text[:-1]) if text[:-1] else 0.0) + unicodedata.numeric(text[-1])
    if "/" in text:
        above, _, below = text.partition("/")
        return float(above) / float(below) if float(below) else 0.0
    text = text.replace("·", ".")
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", text):
        text = text.replace(",", "")  # thousands: 1,000; but 0,125 and 1,5 are decimals
    if text.count(".") > 1:
        text = text.replace(".", "")
    return float(text.replace(",", "."))


def _spoken(said: Sequence[str], names: dict[str, float]) -> float:
    """Add up number words; a scale multiplies what came since the last larger one."""
    total = current = 0.0
    for word in said:
        worth = names.get(word.removesuffix("s"), names.get(word, 0.0))
        if word == "couple":
            worth = 2.0
        if word.removesuffix("s") in _SCALES:
            current = max(current, 1.0) * worth
            if worth >= 1_000:
                total, current = total + current, 0.0
        else:
            current += worth
    return total + current
