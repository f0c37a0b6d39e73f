"""What looks like a cue of context at some place and is none there."""

from __future__ import annotations

from healthtext.claims.phrases import Match
from healthtext.context.clauses import Line
from healthtext.context.cues import Cue
from healthtext.context.cues import words as listed


def idle(line: Line, match: Match[Cue]) -> bool:
    """Tell whether what looks like a cue is none at this place."""
    words, start, end = line.words, match.start, match.end
    kind = match.payload.kind
    if match.payload.scope == "gone":
        return _is_yet_to_go(line, match)
    if kind == "negated":
        answer = words[start:end] == ("no",) and words[end : end + 1] == (",",)
        doubled = words[start] == "without" and _NEGATORS.intersection(words[:start])
        return bool(answer or doubled)
    if kind == "hedged":
        unable = words[start] == "could" and _NEGATORS.intersection(words[end : end + 1])
        return bool(unable) or _is_month(line, start)
    if kind == "population":
        kept = words[end - 1] in listed("studied") and _KEEPING.intersection(words[:start][-3:])
        return bool(kept or _everyone(words, start, end)) or _is_aside(line, match)
    return kind == "historical" and words[start] == "survived" and _lasts(words, end)


def _is_month(line: Line, at: int) -> bool:
    """Tell whether a "May" is the month: inside a sentence, or before a comma or a number."""
    after = line.words[at + 1 : at + 2]
    return line.tokens[at].text == "May" and (
        at > 0 or "".join(after).isdigit() or "".join(after) in (",", "is", "was", "has", "and")
    )


_NEGATORS = frozenset(("not", "n't", "never", "cannot", "unable", "no"))


def _everyone(words: tuple[str, ...], start: int, end: int) -> bool:
    """Tell whether others are named beside the group: "adults and children"."""
    before, after = words[max(start - 4, 0) : start], words[end : end + 3]
    joined = ("and", "or", ",", "to")
    return any(
        listed("everyone").intersection(side) and set(joined).intersection(side)
        for side in (before, after)
    )


def _is_aside(line: Line, match: Match[Cue]) -> bool:
    """Tell whether children are only mentioned: "the womb, where a baby grows"."""
    if match.payload.value != "children" or match.payload.scope == "things":
        return False
    at, begin = match.start, line.around(match.start, line.clauses)[0]
    led = listed("leading").intersection(line.words[max(at - 3, 0) : at])
    many = line.words[at - 1] in listed("thousands") or line.words[at - 1][1:].isdigit()
    return not led and not many and at - begin > 2  # "she has 3 children and gout"


def _is_yet_to_go(line: Line, match: Match[Cue]) -> bool:
    """Tell whether what "is gone" is so for some, in part, or when something comes about."""
    begin = line.around(match.start, line.clauses)[0]
    before, after = line.words[begin : match.start], "".join(line.words[match.end :][:1])
    unsure = listed("unsure").intersection((*before, *line.words[match.start : match.end]))
    return bool(unsure) or before == () or after not in listed("done")  # "has gone down"


def _lasts(words: tuple[str, ...], at: int) -> bool:
    """Tell whether words[at:] say how long or where one survived, not what."""
    after = "".join(words[at : at + 1])
    how = after in listed("prepositions") | listed("adjuncts") | listed("numbers")
    return how or after[:1].isdigit() or after in ("longer", "more", "up", "less", "only", "better")


_KEEPING = frozenset(
    ("with", "of", "to", "own", "owned", "owning", "have", "had", "keep", "kept", "by", "from",
     "their", "my", "your", "whose", "around", "near", "and")
)  # fmt: skip
