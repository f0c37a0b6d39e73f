"""Questions ("Does acupuncture prevent migraine?") read as the claims that they ask about."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from healthtext import assets
from healthtext.records import Claim, Concept, Entity, Party, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

TABLE = "lexicons/question_verbs.toml"
ACTING = frozenset(("DRUG", "TREATMENT", "NUTRIENT", "CHEMICAL"))
Split = tuple[str, bool, Span, Span, Span]


def read(doc: Doc, entities: Sequence[Entity]) -> Claim | None:
    """Read a question, or a sentence that the claim rules leave, as a claim; None if it is none."""
    text = doc.text.strip()
    start = len(doc.text) - len(doc.text.lstrip())
    found = (
        _vaccine(text)
        or _split(text)
        or (None if _SAFETY.search(text) else _by_entities(entities, start))
    )
    if found is None:
        return None
    kind, negative, acting, verb, acted = found
    parties = (_party(text, span, start, entities) for span in (acting, acted))
    subject, object_ = parties
    return Claim(
        start, start + len(text), text, kind, "direct_causal",
        "negative" if negative else "positive", "none", "none",
        subject=subject, relation=text[slice(*verb)], object=object_,
    )  # fmt: skip


_SAFETY = re.compile(r"\b(?:un)?safe(?:ly|ty)?\b|\b(?:harmless|dangerous)\b", re.I)


@cache
def _patterns() -> tuple[tuple[str, ...], re.Pattern[str], re.Pattern[str]]:
    """Return the kinds of claims, the pattern of a question and that of one in the passive."""
    table = tomllib.loads(assets.path(TABLE).read_text("utf-8"))
    kinds = table["kind"]
    verbs = "|".join(f"(?P<{kind}>{'|'.join(forms)})" for kind, forms in kinds.items())
    passive = "|".join(f"(?P<{kind}>{'|'.join(forms)})" for kind, forms in table["passive"].items())
    parts = {name: "|".join(values) for name, values in table["part"].items()}
    active = (
        rf"^(?:(?:{parts['opening']})\s+)?(?:(?:{parts['using']})\s+)?(?P<acting>.+?)\s+"
        rf"(?P<verbs>(?:(?:{parts['before']})\s+)*(?:{verbs})(?:\s+than\s+.+?(?=\s(?:for|in|at)\b))?)"
        rf"(?:\s+(?:(?:{parts['linking']})\s+)?(?:{parts['doing']})?)?"
        r"\s*\b(?P<acted>\S.*?)[\s?.!]*$"
    )
    turned = (
        rf"^(?:{parts['opening']})\s+(?P<acted>.+?)\s+(?P<verbs>(?:be )?(?:{passive})"
        rf"\s+(?:by|with|using|through|to))\s+(?:(?:{parts['using']})\s+)?"
        r"(?P<acting>\S.*?)[\s?.!]*$"
    )
    return tuple(kinds), re.compile(active, re.I), re.compile(turned, re.I)


_NOT = re.compile(r"\b(?:not|never|cannot|no)\b", re.I)


def _split(text: str) -> Split | None:
    names, active, turned = _patterns()
    match = turned.match(text) or active.match(text)
    if match is None:
        return None
    kinds = match.groupdict()
    kind = next(name for name in names if kinds.get(name))
    negative = bool(_NOT.search(match["verbs"])) and not text.endswith("?")
    return kind, negative, match.span("acting"), match.span("verbs"), match.span("acted")


_VACCINE = re.compile(
    r"(?:is|are|does|do|will|can) (?:the )?(?P<acting>(?:[\w-]+ )*?(?P<acted>[\w-]+)"
    r" (?:vaccin\w+|immuni[sz]ations?|jabs?|shots?))"
    r" (?P<verb>(?:very )?(?:effective|useful|work))\W*",
    re.I,
)


def _vaccine(text: str) -> Split | None:
    """Take what a vaccine is named after as what it prevents: "are cholera vaccines effective?"."""
    match = _VACCINE.fullmatch(text)
    if match is None:
        return None
    return "prevention", False, match.span("acting"), match.span("verb"), match.span("acted")


def _by_entities(entities: Sequence[Entity], start: int) -> Split | None:
    """Take what can act as the subject and the rest as the object: "zinc for colds?"."""
    acting = next((one for one in entities if one.type in ACTING), None)
    others = [one for one in entities if one.type not in ACTING and one is not acting]
    if acting is None or not others:
        return None
    spans = [(one.start - start, one.end - start) for one in (acting, others[0], others[-1])]
    acted = (spans[1][0], spans[2][1])
    if acted[0] < spans[0][0] < acted[1]:
        acted = spans[1]
    return "treatment", False, spans[0], (spans[0][1], spans[0][1]), acted


def _party(text: str, span: Span, start: int, entities: Sequence[Entity]) -> Party:
    at, to = span[0] + start, span[1] + start
    inside = [one for one in entities if at <= one.start and one.end <= to]
    concepts: tuple[Concept, ...] = inside[0].concepts if inside else ()
    return Party(at, to, text[slice(*span)], inside[0].type if inside else "", concepts)
