"""What stands around the thing that acts where a sentence is parted by its verb alone.

"Because it wakes people up, caffeine", "check-ups by a doctor", "seniors who get hearing aids".
"""

from __future__ import annotations

import re

from healthtext.claims.cues import grammar
from healthtext.evidence.language import named
from healthtext.records import Span

_LED = re.compile(
    r"(?:because|since|when|while|as|although|though|if|after|before|in|for|among|with|once"
    r"|unlike|despite|instead of|rather than|even (?:if|though)|like)\b[^,]+, (?=\w)"
    r"|in (?:most|many|some|healthy|normal) (?:people|adults|women|men|cases),? (?=\w)",
    re.I,
)
_PIECES = re.compile(r" (?:cloves?|bulbs?)$", re.I)  # of garlic
# Who takes or does something: that is what acts.
_DOERS = re.compile(
    rf"(?:[\w-]+ ){{0,3}}?(?:{named.PEOPLE}|seniors|smokers|students|athletes|residents"
    r"|teenagers|kids|mothers) who (?:get|take|use|have|wear|receive|do|eat|drink|practi[sc]e)"
    r" (?P<what>\w.*?)(?: (?:enjoy|have|live|report|feel|show|get)(?: an?| the)?)?",
    re.I,
)
_BY_WHOM = re.compile(r" by (?:an?|the|your|their|our) \w.*", re.I)
_HOW = re.compile(
    r" (?:worn|done|given|taken|used|sold|offered|bought|eaten|drunk|performed)"
    r" (?:as|by|at|on|every|daily|once|twice|when|with|from|over|under)\b.*",
    re.I,
)
_MUCH = (
    r"(?:cloves?|glass(?:es)?|cups?|mugs?|bottles?|(?:tea|table)?spoon(?:ful)?s?|pinch|handfuls?"
    r"|slices?|pieces?|drops?|portions?|servings?|squirt|dash|bowls?|pints?|lit(?:er|re)s?|ounces?"
    r"|gallons?|cans?|plenty|lots|loads) of"
)
_SOME = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|a dozen|a few|some|half an?|\d+)"
_OFTEN = re.compile(
    rf"(?!(?:{_SOME} )?(?:daily )?{_MUCH} (?:wine|beer)\b)"  # that is light drinking
    rf"(?:{_SOME} )?(?:(?:early|yearly|daily|weekly|frequent(?! meals| snack| feed)|regular|routine"
    r"|nightly) "
    rf"(?:{_MUCH} )?|(?:(?:single|small|large) )?{_MUCH} )(?=\w)",
    re.I,
)
# How often, behind what it is.
_SPELL = (
    r"(?:for )?(?:just |only |about |at least )?"
    r"(?:\d+|five|ten|fifteen|twenty|thirty|an?|half an|one|two)[ -](?:minutes?|hours?)"
    r"(?: (?:per|each|every|an?))?"
)
_WHEN = re.compile(
    rf"(?: (?:(?:{_SPELL}|(?:once|twice|(?:\d|two|three|four|five) times) an?"
    r"|every|each|per|in the|at|before|after|a)"
    r" (?:single )?(?:day|mornings?|nights?|evening|week|month|meals?|bed|bedtime|breakfast)))+$",
    re.I,
)
# How often, between what is done and with what, or behind it: "brushing twice a day with".
_AMID = re.compile(
    r" (?:(?:once|twice|(?:\d|two|three|four|five|ten) times) (?:an?|per|each|every)|every|each)"
    r" (?:day|mornings?|nights?|evening|week|month)(?= with\b|$)",
    re.I,
)
_SUCH_AS = re.compile(r",? (?:such as|for (?:instance|example),?|called|named) (?P<name>\w.*)")


def acting(text: str, span: Span) -> Span:
    """Return the place of what acts in the words before a verb."""
    start, end = span
    if not text.rstrip().endswith("?") and (led := _LED.match(text, start, end)):
        start = led.end()
    start, end = often(text, (start, end))
    said = text[start:end]
    if doers := _DOERS.fullmatch(said):
        return start + doers.start("what"), start + doers.end("what")
    if example := _SUCH_AS.search(said):
        return start + example.start("name"), start + example.end("name")
    cut = next((match for form in (_BY_WHOM, _HOW) if (match := form.search(said))), None)
    if cut and cut.start():
        said = said[: cut.start()]
    return start, start + len(_without_aside(said).rstrip(" ,"))


def often(text: str, span: Span) -> Span:
    """Leave out how often a thing is taken, and how much of it: "a clove of garlic every day"."""
    start, end = span
    if led := _OFTEN.match(text, start, end):
        start = led.end()
    for behind in (_WHEN, _PIECES):
        found = behind.search(text[start:end])
        end = start + found.start() if found and found.start() else end
    return start, end


def amid(said: str) -> str:
    """Leave out how often a thing is done: "rinsing every day with salt water"."""
    return _AMID.sub("", said)


def _without_aside(said: str) -> str:
    """Leave out what a comma begins that is said in passing: ", known as Aricept,"."""
    for match in re.finditer(r", (\w+)", said):
        if match.start() and match[1].lower() in grammar("asides"):
            return said[: match.start()]
    return said
