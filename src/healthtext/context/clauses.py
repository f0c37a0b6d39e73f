"""Lines of text as the scope rules see them: lower-case words, cut into clauses.

There is no parser: a clause ends at a word of contrast or subordination, and at a comma, "and" or
"or" behind a verb when what follows has a verb of its own. A clause of "who" or "which" ends where
the main one goes on: "women who might be pregnant | should not take it".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from healthtext import syntax
from healthtext.context.cues import words as listed
from healthtext.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST = 250  # words: what is longer is a table or a list
LOOKAHEAD = 12  # words
JOINTS = frozenset((",", "and", "or", "&", "/"))
_BULLETS = frozenset(("-", "•", "*", "·"))
RELATIVE = frozenset(("who", "which", "that"))
RESUMING = frozenset(
    ("can", "cannot", "could", "may", "might", "must", "ought", "shall", "should", "will", "would")
)
_LINKS = frozenset(("and", "or", "then", "so", "also", "now"))


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or a line of one: its words, their tokens, and the clause and segment of each."""

    words: tuple[str, ...]
    tokens: tuple[Token, ...]
    clauses: tuple[int, ...]
    segments: tuple[int, ...]

    @property
    def start(self) -> int:
        return self.tokens[0].idx

    def span(self, start: int, end: int) -> Span:
        """Return where words[start:end] stand in the document."""
        return self.tokens[start].idx, self.tokens[end - 1].idx + len(self.tokens[end - 1])

    def text(self, start: int, end: int) -> str:
        """Return words[start:end] as they are written."""
        first, last = self.tokens[start], self.tokens[end - 1]
        return first.doc[first.i : last.i + 1].text

    def around(self, at: int, parts: Sequence[int]) -> tuple[int, int]:
        """Return the clause or segment, as words[start:end], that the word `at` is in."""
        start = end = at
        while start and parts[start - 1] == parts[at]:
            start -= 1
        while end < len(parts) and parts[end] == parts[at]:
            end += 1
        return start, end


def lines(doc: Doc) -> Iterator[Line]:
    """Yield the sentences of a document, LONGEST words at most each."""
    for sentence in syntax.sentences(doc):
        tokens = [token for token in sentence if not token.is_space]
        for at in range(0, len(tokens), LONGEST):
            yield _line(tuple(tokens[at : at + LONGEST]))


def _line(tokens: tuple[Token, ...]) -> Line:
    words = tuple(_word(token.lower_) for token in tokens)
    contrast = listed("contrast")
    segments, count = [], 0
    for at, word in enumerate(words):
        spaced = at > 0 and bool(tokens[at - 1].whitespace_)
        count += word in contrast or (word == "only" and at > 0 and words[at - 1] == ",")
        count += word == "%" or (word in _BULLETS and spaced)  # items of a list that lost its lines
        segments.append(count)
    return Line(words, tokens, tuple(_clauses(words, segments)), tuple(segments))


def _word(word: str) -> str:
    """Return a word as the table has it: straight apostrophes, "not" for "n't"."""
    plain = word.replace("’", "'")
    return "not" if plain in ("n't", "nt") else plain


def _clauses(words: tuple[str, ...], segments: Sequence[int]) -> Iterator[int]:
    """Yield the number of each word's clause."""
    breaks = listed("breaks")
    number, verb, relative = 0, False, False
    for at, word in enumerate(words):
        cut = word in breaks or (at > 0 and segments[at] != segments[at - 1])
        resumed = relative and verb and word in RESUMING and words[at - 1] not in JOINTS
        if cut or resumed or (word in JOINTS and verb and opens(words, at + 1)):
            number, verb, relative = number + 1, False, word in RELATIVE
        told = relative and at > 0 and words[at - 1] in ("who", "which")  # "who smoke"
        verb = verb or told or is_verb(words, at)
        yield number


def opens(words: Sequence[str], at: int) -> bool:
    """Tell whether a clause with a verb of its own begins at words[at], behind a joint."""
    while at < len(words) and words[at] in _LINKS:
        at += 1
    if at >= len(words):
        return False
    if words[at] in listed("orders"):
        return True
    ends = JOINTS | listed("breaks") | listed("contrast")
    reach = range(at, min(at + LOOKAHEAD, len(words)))
    ahead = list(takewhile(lambda k: words[k] not in ends, reach))
    # "and the wound healed well": a noun with its article, then what looks like a past tense
    named = words[at] in listed("determiners") and any(words[k].endswith("ed") for k in ahead[2:])
    return named or any(is_verb(words, k) for k in ahead)


def is_verb(words: Sequence[str], at: int) -> bool:
    """Tell whether words[at] is a finite verb: a listed one, or one by its ending and follower."""
    word = words[at]
    if word in listed("finite"):
        return not (word in listed("told") and at > 1 and "".join(words[at + 1 : at + 2]) in _ENDS)
    inflected = len(word) > 3 and word.endswith(("s", "ed")) and not word.endswith("ss")
    return inflected and at > 0 and " ".join(words[at + 1 : at + 2]) in listed("determiners")


def ends_as_told(words: Sequence[str], at: int) -> bool:
    """Tell whether words[at] is a participle by what follows: "no fever found (in the ward)"."""
    after = "".join(words[at + 1 : at + 2])
    return after in _ENDS or after in _PLACES


_ENDS = frozenset(("", ".", ";", ")"))
_PLACES = frozenset(("in", "on", "at", "by", "during", "after", "among", "within"))
