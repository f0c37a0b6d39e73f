"""What a clause of a conclusion says: of what, about what, and in which sense."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from training.evidence import cues

SENSES = ("down", "stop", "up", "better", "worse", "works", "same", "none", "unclear", "mixed")


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts of a clause as they stand in it; `sense` is one of SENSES."""

    subject: str
    object: str
    comparator: str
    population: str
    sense: str


_UNCLEAR = cues.pattern("frames", "unclear")
_SAME = cues.pattern("frames", "same")
_NONE = cues.pattern("frames", "none")
_VERB = re.compile(
    "|".join(rf"(?P<{k}>\b(?:{said})\b)" for k, said in cues.texts("frames.verbs").items()), re.I
)
_COMPARED = cues.text("frames", "compared")
_LEADS_TO = tuple(
    (sense, re.compile(said.replace("COMPARED", _COMPARED), re.I))
    for sense, said in cues.texts("frames.leads").items()
)
_ABOUT = cues.pattern("frames", "about")
_WEAK = cues.pattern("frames", "weak_about")
_FILLERS = cues.pattern("frames", "fillers")
_POSITIVE = cues.pattern("frames", "positive")
_WHO_TAKE = cues.pattern("frames", "who_take")
_PASSIVE = cues.pattern("frames", "passive")
_CHANGED = cues.pattern("frames", "changed")
_TO_WHAT = cues.pattern("frames", "to_what")
_POPULATION = cues.pattern("frames", "population")
_LEAD = cues.pattern("frames", "lead")
_THAN = cues.pattern("frames", "than")
_BETWEEN = cues.pattern("frames", "between")
_AS_GOOD = cues.pattern("frames", "as_good")
_THAT = cues.pattern("frames", "that")


def frame(clause: str) -> Frame | None:
    """Return the frame of a clause, or None when it says of nothing what it does."""
    rest, comparator, population = _led(
        " ".join(_FILLERS.sub(" ", _ASIDE.sub(" ", clause)).split())
    )
    sense = _sense(rest)
    parts = _parts(rest, sense)
    if parts is None or not (sense or parts[2]):
        return None
    subject, object_, verb = parts
    comparator = comparator or _comparator(rest, subject)
    if sense == "same" and not comparator and _ALIKE.search(rest):
        comparator = ANOTHER
    return Frame(subject, object_, comparator, population or _who(rest), sense or verb)


_ASIDE = re.compile(
    r"\s\([^()]*\)|,\s+from an? (?:[\w'’-]+ ){1,3}(?:viewpoint|perspective|point of view),?", re.I
)


def _led(clause: str) -> tuple[str, str, str]:
    """Return a clause without what leads in, and the comparator and population named there."""
    match = _LEAD.match(clause)
    if not match:
        return clause, "", ""
    population = match["pop"] or ""
    return clause[match.end() :], match["comp"] or "", population if _WHO.search(population) else ""


ANOTHER = "another treatment"
# As good as what is not said: not as good as nothing.
_ALIKE = re.compile(
    r"\b(?:(?:as|equally|similarly) (?:\w+ )?(?:effective|good|well|efficacious|safe)"
    r"|similar(?:ly)?|comparable|equivalen\w+|non-?inferior\w*|the same)\b",
    re.I,
)
_WHO = cues.pattern("frames", "who")


def _who(clause: str) -> str:
    match = _POPULATION.search(clause)
    return f"{match['who']}{match['more'] or ''}" if match else ""


def _sense(clause: str) -> str:
    """Return what a clause denies or leaves open, or '' where it asserts something."""
    if _UNCLEAR.search(clause):
        return "unclear"
    if _SAME.search(clause):
        return "same"
    return "none" if _NONE.search(_HARMLESS.sub(" ", clause)) else ""


_HARMLESS = cues.pattern("frames", "harmless")


def _parts(clause: str, sense: str) -> tuple[str, str, str] | None:
    """Return subject, object and the sense of the verb."""
    between = _BETWEEN.search(clause)
    if sense == "same" and between:
        return between["a"], _differing(clause, between.span()), ""
    start = max((m.end() for m in _THAT.finditer(clause)), default=0)
    verb = _first_verb(clause, start)
    if verb and verb[1] == "affect" and not sense:
        return None  # that something changes does not say how
    turned = _turned(clause, start, verb[0].start() if verb else len(clause))
    if turned:
        return turned
    about = _ABOUT.search(clause, start) or _WEAK.search(clause, start)
    if about and verb and _USED.match(about.group()) and _is_finite(clause, verb[0]):
        about = None  # "the use of X may increase Y"
    if about and (verb is None or (not start and about.start() < verb[0].start())):
        works = sense or verb or _POSITIVE.search(clause)
        return *_of_what(about["x"]), "works" if works else ""
    if verb is None:
        return (clause[start:], "", "") if sense else None
    match, kind, object_ = verb
    return _taken(clause[start : match.start()]), object_, kind


_USED = re.compile(
    r"(?:use|administration|application|provision|prescription|evidence|data)\b", re.I
)


def _is_finite(clause: str, verb: re.Match[str]) -> bool:
    """Tell whether a verb says what its subject does: not "in reducing", not "to reduce"."""
    return not verb.group().endswith("ing") and not clause[: verb.start()].endswith(
        (" to ", " of ")
    )


def _taken(subject: str) -> str:
    """Return what people take who are the subject: 'infants who receive surfactant'."""
    match = _WHO_TAKE.search(subject)
    if match and not _WHO.search(subject[: match.start()]):
        return subject
    return (match["x"] or match["y"]) if match else subject


_SENSES = (
    ("stop", re.compile("prevent|reliev|alleviat|controll|treat", re.I)),
    ("down", re.compile("reduc|decreas|lower|short|fewer|less|delay|minimi", re.I)),
    ("better", re.compile("improv|enhanc|better|benefit|superior|faster|quicker", re.I)),
    ("worse", re.compile("worse|impair|induc|caus|poorer", re.I)),
    ("up", re.compile("increas|rais|prolong|higher|greater|longer|more", re.I)),
)


def _turned(clause: str, start: int, verb: int) -> tuple[str, str, str] | None:
    """Return the parts of a clause whose subject is the outcome: 'pain was reduced by X'."""
    changed = _CHANGED.search(clause, max(start - 14, 0))
    if changed and changed.start() <= verb + 12:
        return changed["x"], changed["object"], _sense_of(changed["what"])
    passive = _PASSIVE.search(clause, start)
    if passive and passive.start() <= verb + 3:
        said = passive["verb"] or passive["adj"] or passive["often"]
        by_people = _WHO.match(passive["x"]) and passive["by"] in ("in", "for", "among")
        if not by_people:
            return passive["x"], clause[start : passive.start()], _sense_of(said)
    return None


def _sense_of(word: str) -> str:
    return next((sense for sense, said in _SENSES if said.search(word)), "")


def _differing(clause: str, between: tuple[int, int]) -> str:
    """Return in what two things differ or do not: before or after 'between A and B'."""
    before = _DIFFER_IN.search(clause[: between[0]])
    found = before or _IN.search(clause[between[1] :])
    return found[1] if found else ""


_DIFFER_IN = re.compile(
    r"\bdifferences?\s+(?:was |were )?(?:\w+ )?(?:in|for|on|of|regarding)\s+(.+)", re.I
)
_IN = re.compile(r"\b(?:in|for|on|of|regarding|with respect to|in terms of)\s+(.+)", re.I)


def about_what(clause: str) -> Iterator[tuple[str, str]]:
    """Yield whose effect or use a clause speaks of, and for what: the innermost last."""
    about = _ABOUT.search(clause) or _WEAK.search(clause)
    while about:
        yield _of_what(about["x"])
        about = _ABOUT.search(clause, about.start("x"))


def _of_what(text: str) -> tuple[str, str]:
    """Part 'X for the treatment of Y' in what acts and what it acts on."""
    cut = _TO_WHAT.search(text)
    return (text[: cut.start()], text[cut.end() :]) if cut else (text, "")


def _first_verb(clause: str, start: int) -> tuple[re.Match[str], str, str] | None:
    """Return the first verb with a subject before it, its sense and its object."""
    for match in _VERB.finditer(clause, start):
        kind = str(match.lastgroup)
        object_ = clause[match.end() :]
        if kind == "works" and re.search(
            r"\b(?:less|not|in)\s*\w*(?:effective|superior|inferior|beneficial)|inferior|ineffective",
            match.group(),
            re.I,
        ):
            kind = "none"
        elif kind == "worse" and (less := _LESS.match(object_)):
            kind, object_ = "down", object_[less.end() :]
        elif kind == "leads":
            led = next(
                ((s, m) for s, said in _LEADS_TO if (m := said.match(object_.lstrip()))), None
            )
            if led is None:
                continue
            kind, object_ = led[0], object_.lstrip()[led[1].end() :]
        if match.start() <= start + 1 and kind != "works" and not _FINITE.match(clause):
            continue
        if _EFFECT_OF.match(object_):
            continue  # "a beneficial effect of X": what X does is said by what follows
        return match, kind, object_
    return None


_LESS = re.compile(rf"\s*(?:{_COMPARED})*(?:fewer|less|lower)\s", re.I)  # "causes fewer falls"
# What a clause goes on with: "... and reduces pain".
_FINITE = re.compile(r"[a-z]\w*(?:s|ed)\b|led\b|lead\b|had\b|have\b")
_EFFECT_OF = re.compile(r"\s*(?:effects?|impact|influence)\s+(?:of|from)\b", re.I)


def _comparator(clause: str, subject: str) -> str:
    between = _BETWEEN.search(clause)
    if between and "differen" in clause:
        return between["b"]
    for pattern in (_THAN, _AS_GOOD):
        match = pattern.search(clause)
        if match and match["c"] not in subject:
            return match["c"]
    return ""
