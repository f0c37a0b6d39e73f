"""What an endpoint answers, taken strictly: numbers that were offered, short wordings that pass.

The article is in the question, so the answer may be what the article asks for. Whatever is not
exactly what was asked for is ignored and counted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from healthtext import terms, words
from healthtext.despin import ngrams

WORDS = 4  # of a wording
EDITS = 60  # of an answer
_WORDING = re.compile(r"[a-z]+(?:[ '-][a-z]+){0,7}", re.IGNORECASE)
_FENCED = re.compile(
    r"\A\s*(?:<think>.*?</think>\s*)?(?:```(?:json)?\s*)?(\{.*\})\s*(?:```)?\s*\Z", re.DOTALL
)


class Wording(NamedTuple):
    """A proposal: the forms that stand in the text and the forms to put there."""

    old: tuple[str, ...]
    new: tuple[str, ...]


def edits(answer: str) -> tuple[list[Wording], int]:
    """Return the wordings of {"edits": [{"old": ..., "new": ...}]} and how much was ignored."""
    listed = _object(answer).get("edits")
    if not isinstance(listed, list):
        return [], 1
    found = [_wording(entry) for entry in listed[:EDITS]]
    good = list(dict.fromkeys(wording for wording in found if wording))
    return good, len(listed) - len(good)


def choices(answer: str, offered: Sequence[int]) -> tuple[dict[int, int], int]:
    """Return the choices of {"choices": {"1": 0, ...}}, by question, and how much was ignored.

    Question n, from 1, offers the numbers up to `offered[n - 1]`; a missing answer is not counted.
    """
    listed = _object(answer).get("choices")
    if not isinstance(listed, dict):
        return {}, 1
    known = {str(number): most for number, most in enumerate(offered, 1)}
    good = {
        int(key): value for key, value in listed.items()
        if type(value) is int and 0 <= value <= known.get(key, -1)
    }  # fmt: skip
    return good, len(listed) - len(good)


def _object(answer: str) -> dict[str, Any]:
    """Return the one JSON object that an answer is, in a code fence or not; else nothing."""
    match = _FENCED.match(answer)
    if match is None:
        return {}
    try:
        found = json.loads(match[1])
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _wording(entry: Any) -> Wording | None:
    if not isinstance(entry, dict):
        return None
    old, new = entry.get("old"), entry.get("new")
    if not (isinstance(old, str) and isinstance(new, str)):
        return None
    forms = [tuple(word.form for word in words.split(text)) for text in (old, new)]
    short = all(0 < len(one) <= WORDS for one in forms)
    return Wording(*forms) if short and forms[0] != forms[1] and _passes(new, forms[1]) else None


def _passes(new: str, forms: tuple[str, ...]) -> bool:
    """Tell whether a wording is a few words of health prose, and no drug's name."""
    known = ngrams.load().ids
    if not _WORDING.fullmatch(new) or not all(form in known or form == "-" for form in forms):
        return False
    return not any(match.type == "DRUG" for match in terms.load().find(new))
