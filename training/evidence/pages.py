"""Facts of the pages of public bodies: what a page names as a treatment, or as keeping one well.

The answers of MedQuAD, where a sentence has one of a few forms that say so (cues.toml, `pages`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from healthtext import context, entities, syntax
from healthtext.records.kinds import page_of
from training.evidence import cues, linking
from training.evidence.clauses import sentences
from training.evidence.facts import Fact
from training.evidence.phrases import clean, listed, noun

BODIES = {
    "cancer.gov": "NCI", "rarediseases.info.nih.gov": "GARD", "niddk.nih.gov": "NIDDK",
    "ninds.nih.gov": "NINDS", "nihseniorhealth.gov": "NIHSeniorHealth",
    "nhlbi.nih.gov": "NHLBI", "cdc.gov": "CDC",
}  # fmt: skip
PURPOSES = {"treatment": "treat", "prevention": "prevent"}
LONGEST = 6  # words of what is named
MOST = 10  # things that one list names
ITEM = 12  # words of an item of a list
_FOCUS = cues.pattern("pages", "focus")
_TREATED = tuple(re.compile(said, re.I) for said in cues.texts("pages.treated").values())
_KEPT = tuple(re.compile(said, re.I) for said in cues.texts("pages.kept").values())
_WEAK = cues.pattern("pages", "weak")
_UNSURE = cues.pattern("pages", "unsure")
_VAGUE = cues.pattern("pages", "vague")
_HEAD = cues.pattern("pages", "head")
_LEAD = cues.pattern("pages", "lead")
_KIND = cues.pattern("pages", "kind")
_FOR_ELSE = cues.pattern("pages", "for_else")
_PART = re.compile(r"\b(?:types?|kinds?|forms?|some cases) of\b", re.I)
_VAGUE_ILL = cues.pattern("pages", "vague_ill")
_GLUED = re.compile(r"\w [A-Z][a-z]{2}")  # a heading and what stands below it
_TWICE = re.compile(r"^(\w+(?: \w+)*) \1$", re.I)  # a heading, then the sentence below it
_SAME = cues.pattern("pages", "same")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to how a disorder is treated or prevented; `purpose` is treat or prevent."""

    body: str
    url: str
    focus: str
    purpose: str
    text: str


def answers(file: Path) -> Iterator[Answer]:
    """Yield the answers on treatment and prevention of the bodies that are named above."""
    with file.open(encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            body, focus = body_of(row["url"]), named(row["focus"])
            if row["qtype"] in PURPOSES and body and focus:
                yield Answer(body, row["url"], focus, PURPOSES[row["qtype"]], row["answer"])


def body_of(url: str) -> str:
    """Return the body whose page an address is; '' for any other."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return BODIES.get(host, "")


def named(focus: str) -> str:
    """Return the disorder that the title of a page names; '' where it names none or two."""
    said = clean(_FOCUS.sub("", clean(focus)))
    if not said or re.search(r"[;:,]|\band\b", said) or len(said.split()) > LONGEST:
        return ""
    return said


def all_facts(file: Path) -> Iterator[Fact]:
    """Yield the facts of all answers, each of a page once, in the order of the file."""
    seen: set[tuple[str, str, str]] = set()
    for answer in answers(file):
        for fact in facts(answer):
            key = fact.identifier, fact.intervention.lower(), fact.outcome.lower()
            if key not in seen:
                seen.add(key)
                yield fact


def facts(answer: Answer) -> Iterator[Fact]:
    """Yield each thing that an answer names, once for each disorder."""
    found: dict[tuple[str, str], Fact] = {}
    for thing, disorder in _named(answer):
        fact = Fact(
            thing, outcome_of(disorder, answer.purpose), "", "", disorder,
            "decreased" if answer.purpose == "prevent" else "unknown", "benefit", "not stated",
            page_of(answer.body), answer.url,
        )  # fmt: skip
        found.setdefault((thing.lower(), disorder.lower()), fact)
    yield from found.values()


def outcome_of(disorder: str, purpose: str) -> str:
    """Return an outcome that says what of a disorder is spoken of."""
    return f"{'prevention' if purpose == 'prevent' else 'treatment'} of {disorder}"


def _named(answer: Answer) -> Iterator[tuple[str, str]]:
    forms = _TREATED if answer.purpose == "treat" else _KEPT
    for passage in passages(answer.text):
        for form in forms:
            for match in form.finditer(passage):
                if _is_weak(passage, match, answer.purpose):
                    continue
                disorder = _disorder(answer.focus, match.groupdict().get("y") or "")
                if disorder:
                    yield from ((one, disorder) for one in _things(passage, match, disorder))


def _is_weak(passage: str, match: re.Match[str], purpose: str) -> bool:
    """Tell whether a sentence denies or doubts up to where its form ends."""
    said = passage[: match.start("x")] if " - " in match["x"] else passage[: match.end()]
    said = said.rsplit(" - ", 1)[-1]
    return bool(_WEAK.search(said) or (purpose == "prevent" and _UNSURE.search(said)))


def passages(text: str) -> Iterator[str]:
    """Yield the sentences of an answer, each with the list that follows it."""
    joined = re.sub(r"[ \t]*\n[\s\n]*-[ \t]+", " - ", text)
    joined = re.sub(r"(?<=[.:]) - ", " - ", joined)
    yield from sentences(joined)


def _disorder(focus: str, said: str) -> str:
    """Return what is spoken of: the focus, or what a sentence names itself; '' if neither."""
    phrase = noun(_KIND.sub("", said))
    if not said or _SAME.fullmatch(said.strip()):
        return focus
    if _PART.search(said):
        return ""
    if phrase and (phrase.lower() in focus.lower() or focus.lower() in phrase.lower()):
        return focus
    if _VAGUE_ILL.fullmatch(said.strip()) or _VAGUE_ILL.fullmatch(phrase):
        return ""  # in whom of those that the page is about, is lost with the page
    if not phrase or len(phrase.split()) > LONGEST:
        return ""
    matches = linking.matches(phrase)
    ends = [m for m in matches if m.end == len(phrase) and m.type == "CONDITION"]
    return phrase if ends else ""


def _things(passage: str, match: re.Match[str], focus: str) -> Iterator[str]:
    """Yield what a match names, in its list or in the one that follows the sentence."""
    start, end = match.span("x")
    parts = [one for one in _items(passage[start:end])[:MOST] if not _else(one, focus)]
    kept = [thing for part in parts if (thing := thing_of(part))]
    denied = _denied(passage, start, end) if kept else ""
    for thing in kept:
        if not (denied and thing.lower() in denied):
            yield thing


def _else(item: str, focus: str) -> bool:
    """Tell whether an item says that it is for another disorder: "drugs to control seizures"."""
    aim = _FOR_ELSE.search(item)
    if aim is None or aim["y"].lower() in focus.lower() or focus.lower() in aim["y"].lower():
        return False
    return any(match.type in linking.SUFFERED for match in linking.matches(aim["y"]))


def _items(text: str) -> list[str]:
    if " - " not in text:
        return [*listed(text)]
    parts = [part.strip() for part in re.split(r"(?:^|\s)- ", text) if part.strip()]
    found: list[str] = []
    for part in parts:
        said = re.split(r": |\. |\.$|[;\u2014]", part)[0]
        if len(said.split()) > ITEM or _LEAD.match(said):
            break
        found += listed(said)
    return found


def thing_of(item: str) -> str:
    """Return the treatment that an item of a list is; '' where it is none, or only some."""
    said = _TWICE.sub(r"\1", noun(_KIND.sub("", clean(item))))
    if not said or len(said.split()) > LONGEST or _VAGUE.fullmatch(said) or _GLUED.search(said):
        return ""
    matches = linking.matches(said)
    if any(m.type in linking.SUFFERED and m.end == len(said) for m in matches):
        return ""
    acts = any(m.type in linking.ACTS - {"TEST"} and _ends(said[m.end :]) for m in matches)
    return said if acts or _HEAD.search(said) else ""


def _ends(rest: str) -> bool:
    """Tell whether nothing but the form of a treatment follows its name."""
    return not rest.strip() or bool(_HEAD.fullmatch(rest.strip()))


def _denied(passage: str, start: int, end: int) -> str:
    """Return the entities of a stretch that are denied, in lower case, as one text."""
    doc = syntax.load()(passage)
    found = context.label(doc, entities.find(doc))
    inside = (one for one in found if start <= one.start < end)
    return " ; ".join(
        one.text.lower() for one in inside if one.context.negated or one.context.hypothetical
    )
