"""What decisions teach: wordings to leave alone, and wordings to write, for the project's lists.

Only rules that replace words for their meaning are learnt from: what an agreement or the furniture
of one page asked for says nothing about the next.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from healthtext import assets
from healthtext.errors import InputError
from healthtext.render.text import quoted
from healthtext.review.records import Item, Review
from healthtext.user import phrases
from healthtext.user.matching import MOST_WORDS, Key, key

RULES = frozenset(
    ("despin-term", "despin-word", "despin-phrase", "despin-page", "despin-meaning",
     "grammar-spelling", "user-phrase")
)  # fmt: skip
HEAD = ["wrong", "right"]


@dataclass(frozen=True, slots=True)
class Lessons:
    """Wordings to `allow`, pairs to write as `phrases`, and what was `left` out with the reason."""

    allow: tuple[str, ...]
    phrases: tuple[tuple[str, str], ...]
    left: tuple[str, ...]


@dataclass(slots=True)
class _Said:
    """What was decided about one wording, each time: what it became, itself where rejected."""

    old: str
    became: Counter[str] = field(default_factory=Counter)


def lessons(reviews: Iterable[Review], *, at_least: int = 1, words_at_least: int = 3) -> Lessons:
    """Learn from reviews what they agree on.

    A rejection allows a wording. A wording that became the same `at_least` times is a phrase, a
    single word only when `words_at_least` times: one word has many meanings.
    """
    allow, pairs, left = [], [], []
    common = assets.function_words()
    for forms, said in _said(reviews).items():
        new, times = said.became.most_common(1)[0]
        if len(said.became) > 1:
            left.append(f"{quoted(said.old)}: decided one way here and another there")
        elif common.issuperset(forms):
            left.append(f"{quoted(said.old)}: too common a word for a list")
        elif new == said.old and times >= at_least:
            allow.append(said.old)
        elif new != said.old and times >= (at_least if len(forms) > 1 else words_at_least):
            pairs.append((said.old, new))
    return Lessons(tuple(sorted(allow)), tuple(sorted(pairs)), tuple(left))


def with_allowed(
    path: Path, wordings: Sequence[str], kept_out: Iterable[str] = ()
) -> tuple[str, list[str]]:
    """Return a list of one wording a line, where `#` begins a remark, with new ones, and these.

    What the file has already, or `kept_out` holds, is not added.
    """
    text = _text(path)
    known = {key(line.partition("#")[0]) for line in text.split("\n")}
    known |= {key(wording) for wording in kept_out}
    new = [wording for wording in wordings if key(wording) not in known and "#" not in wording]
    return _ended(text) + "".join(f"{wording}\n" for wording in new), new


def with_phrases(
    path: Path, pairs: Sequence[tuple[str, str]], kept_out: Iterable[str] = ()
) -> tuple[str, list[tuple[str, str]]]:
    """Return a phrase list with new rows, and these.

    A wording that the list has, or `kept_out` holds, is not added. Raises InputError for a list
    with other columns, and SettingsError for rows that would lead back to themselves.
    """
    text = _text(path)
    known: set[Key] = set()
    if text:
        first = next(csv.reader(io.StringIO(text)), [])
        if [cell.strip().casefold() for cell in first] != HEAD:
            remedy = "give a list of its own with the columns wrong and right"
            raise InputError(str(path), f"has other columns ({', '.join(first[:4])})", remedy)
        known = set(phrases.load([str(path)]))
    known |= {key(wording) for wording in kept_out}
    new = [pair for pair in pairs if key(pair[0]) not in known]
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows(new if text else [HEAD, *new])
    whole = _ended(text) + lines.getvalue()
    if new:
        _check(path.name, whole)
    return whole, new


def allowed_in(path: Path) -> list[str]:
    """Return the wordings of an allow list; none of a file that is not there."""
    lines = (line.partition("#")[0].strip() for line in _text(path).split("\n"))
    return [line for line in lines if line]


def phrases_in(path: Path) -> list[str]:
    """Return the wrong wordings of a phrase list; none of a file that is not there."""
    return [row.wrong for row in phrases.load([str(path)]).values()] if _text(path) else []


def _said(reviews: Iterable[Review]) -> dict[Key, _Said]:
    found: dict[Key, _Said] = {}
    for review in reviews:
        for item in review.items:
            if item.decision != "pending" and item.rule in RULES and _fits(item):
                forms = key(item.old)
                said = found.setdefault(forms, _Said(item.old))
                said.became[said.old if key(item.wording) == forms else item.wording] += 1
    return found


def _fits(item: Item) -> bool:
    """Tell whether both wordings can stand in a list."""
    forms = key(item.old)
    both = (item.old, item.wording)
    return (
        any(form[0].isalpha() for form in forms)
        and len(forms) <= MOST_WORDS
        and all(text and text.isprintable() and text.strip() == text for text in both)
        and all(len(text) <= phrases.LONGEST for text in both)
    )


def _check(name: str, text: str) -> None:
    """Raise SettingsError for a phrase list that a run would refuse."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(text, "utf-8", newline="")
        phrases.load([str(path)])


def _text(path: Path) -> str:
    if not path.exists():
        return ""
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise InputError(str(path), f"cannot be read ({reason})", "save it in UTF-8") from None


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"
