"""What is called safe for those whom it harms: a medicine in pregnancy, honey for a baby.

Who must not have what stands in data/lexicons/unsafe_for.tsv, each with its source. What is only
told to be taken, without a word on safety, is read by `dangers`. A sentence that sends its reader
to somebody who knows, or that says of which form or week it speaks, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from healthtext import assets
from healthtext.claims import cues
from healthtext.evidence import dangers
from healthtext.records import Span

TABLE = "lexicons/unsafe_for.tsv"
# Who is meant, and how these are called. A child of the table is any of them but an adolescent.
_BABY = r"(?:new-?born|infant|bab(?:y|ies)|neonate)(?:['’]s|s['’]?)?"
_PEOPLE = {
    "pregnant": r"(?:(?:in|during|throughout|through|while|when)(?: the)?(?: whole| entire| first"
    r"| second| third| last)*(?: trimesters?(?: of)?)? (?:pregnan\w+|expecting)|pregnant(?: women)?"
    r"|expectant mothers?|mothers?-to-be|women who are (?:pregnant|expecting)|unborn \w+)",
    "nursing": r"(?:(?:when|while|during) (?:breast-?feeding|nursing)|(?:breast-?feeding|nursing)"
    r" (?:women|mothers?))",
    "infant": _BABY,
    "toddler": rf"(?:{_BABY}|toddlers?(?:['’]s)?)",
    "child": rf"(?:{_BABY}|toddlers?(?:['’]s)?|(?:(?:young|small|little) )?(?:child(?:ren)?|kids?)"
    r"(?:['’]s)?)",
}
_VERY = (
    r"(?:(?:perfectly|completely|totally|quite|entirely|absolutely|very|generally|usually|also"
    r"|always|still|both|considered|known to be|widely|regarded as|even|just|as|so"
    r") )*"
)
_KIND = (
    r"(?:choice|option|remedy|way|drink|food|sweetener|medicine|treatment|painkiller|alternative)"
)
_SAFE = (
    rf"{_VERY}(?:safe|safer|safest|harmless|fine|gentle|suitable|ok|okay|all right|risk-free"
    rf"|not (?:harmful|dangerous|a (?:risk|problem))|no (?:risk|danger|problem|threat)"
    rf"|an? (?:[\w-]+,? ){{0,3}}?(?:safe|harmless|gentle|good|great|ideal|perfect|healthy)"
    rf" (?:[\w-]+ ){{0,2}}?{_KIND})"
)
_IS = r"(?:is|are|remains?|(?:can|may) be|poses?|carr(?:y|ies)|does|do)"
_GIVEN = (
    r"(?:take|taking|use|using|eat|eating|drink|drinking|have|having|give|giving|smoke|smoking)"
)
# What changes the answer: another form of the thing, some week or place, or somebody who knows.
_UNLESS = re.compile(
    r"\b(?:alcohol-?free|non-?alcoholic|cooked|low-?dose|topical|gel|creams?"
    r"|before (?:pregnancy|conception)|after (?:pregnancy|birth|delivery|weaning)|nicotine"
    r"|over (?:the age|one|two|six|twelve|sixteen|\d)|older|from (?:the age|\d)|once they are"
    r"|unless|only|whether|if|doctors?|midwi\w+|pharmacists?|prescri\w+|hearts?|vinegar|ginger|washed"
    r"|cord|function|disease|transplant|quit\w*|stop\w*|giv(?:e|ing) up|without|instead of|free"
    r"|patches|thinks?|thought|believed?|says?|said|claims?|assum\w+|used to|once|until)\b",
    re.I,
)
_NEAR = r"[^.;!?]{0,50}?"


@cache
def _rows() -> tuple[tuple[re.Pattern[str], tuple[re.Pattern[str], ...]], ...]:
    """Return of each row its names and the sentences that call them safe for its people."""
    return tuple(_compiled(*line.split("\t")[:2]) for line in _lines())


def _lines() -> Iterator[str]:
    for line in assets.path(TABLE).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield line


def _compiled(listed: str, people: str) -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]:
    longest = sorted(map(re.escape, listed.split("|")), key=len, reverse=True)
    name = rf"\b(?:{'|'.join(longest)})\b(?!-free)"
    whom = rf"\b(?:{'|'.join(_PEOPLE[one] for one in people.split('|'))})\b"
    forms = (
        rf"{name}(?: \w+){{0,3}}? {_IS} {_SAFE}\b{_NEAR}{whom}",
        rf"{whom}(?: \w+){{0,2}}? (?:can|may|could) (?:safely|happily|freely|still|even|also)"
        rf" (?:be given|{_GIVEN}) {_NEAR}{name}",
        rf"\b{_SAFE} (?:(?:for|to) {_NEAR})?{_GIVEN} {_NEAR}{name}{_NEAR}{whom}",
        rf"\b{_SAFE} for {whom}{_NEAR} (?:to )?{_GIVEN} {_NEAR}{name}",
    )
    return re.compile(name, re.I), tuple(re.compile(form, re.I) for form in forms)


@cache
def _names() -> re.Pattern[str]:
    return re.compile("|".join(name.pattern for name, _ in _rows()), re.I)


def names_any(page: str) -> bool:
    """Tell whether a text names anything of the table at all."""
    return bool(_names().search(page))


def find(sentence: str) -> Span | None:
    """Return where a sentence calls a thing safe for those who must not have it."""
    if not names_any(sentence) or _UNLESS.search(sentence) or dangers.is_sound(sentence):
        return None
    spans = (
        match.span()
        for name, forms in _rows() if name.search(sentence)
        for form in forms if (match := form.search(sentence))
    )  # fmt: skip
    return next((span for span in spans if not _is_denied(sentence, span)), None)


def _is_denied(sentence: str, span: Span) -> bool:
    """Tell whether what calls it safe is denied, "no wine is safe"; "not harmful" is no denial."""
    said = _SPARED.sub("", sentence[: span[1]])
    return bool(cues.load().negations.search(said))


_SPARED = re.compile(
    r"\bnot (?:harmful|dangerous|a (?:risk|problem))\b|\bno (?:risk|danger|problem|threat)\b", re.I
)


def is_of_barred(text: str) -> bool:
    """Tell whether a text names a thing of the table beside those who must not have it."""
    return any(name.search(text) and whom.search(text) for name, whom in _barred())


@cache
def _barred() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    found = []
    for line in _lines():
        names, people = line.split("\t")[:2]
        whom = "|".join(_PEOPLE[one] for one in people.split("|"))
        either = "|".join(map(re.escape, names.split("|")))
        found.append((re.compile(rf"\b(?:{either})\b", re.I), re.compile(rf"\b(?:{whom})\b", re.I)))
    return tuple(found)
