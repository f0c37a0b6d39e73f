"""What a cue reaches over, by the kind of scope that context_cues.toml gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from healthtext.claims.phrases import Match
from healthtext.context.clauses import RELATIVE, RESUMING, Line, is_verb, opens
from healthtext.context.cues import Cue
from healthtext.context.cues import words as listed
from healthtext.context.idle import idle
from healthtext.context.verbs import acts, does, is_said_to_be, keeps, main_verb, makes_so

Reach = tuple[int, int]  # words[start:end] of the line
_NOTHING = (0, 0)
_AGAIN = frozenset((",", "or", "nor", ";"))


def reach(line: Line, match: Match[Cue]) -> Reach:
    """Return what the cue reaches over, empty when it means nothing here."""
    return _none(line, match) if idle(line, match) else _SCOPES[match.payload.scope](line, match)


def left_out(line: Line, match: Match[Cue], span: Reach) -> Iterator[Reach]:
    """Yield what a negation spares inside its reach: "no pain in the knee" spares the knee."""
    if match.payload.kind != "negated" or match.payload.scope in ("result", "label", "next"):
        return
    start, end = span
    at = start
    while at < end:
        if _leads_away(line.words, at, match.end):
            stop = next((k for k in range(at, end) if line.words[k] in _AGAIN), end)
            yield at, stop
            at = stop
        at += 1


def _leads_away(words: tuple[str, ...], at: int, cue_end: int) -> bool:
    if words[at] == "of" and at > cue_end and words[at - 1] in listed("about"):
        return True  # "no known cause of"
    if words[at] not in listed("prepositions") or at == cue_end:
        return False
    infinitive = words[at] == "to" and words[at + 1 : at + 2] and words[at + 1] in _infinitives()
    return not infinitive and not (at and words[at - 1] in listed("governors"))


def _infinitives() -> frozenset[str]:
    return listed("infinitives")


def _none(line: Line, match: Match[Cue]) -> Reach:  # noqa: ARG001
    return _NOTHING


def _clause(line: Line, match: Match[Cue]) -> Reach:
    """Reach to the end of the clause, and into the one that "that" opens."""
    start = match.end
    if line.words[start : start + 1] == ("that",):
        start += 1
    elif start < len(line.words) and line.clauses[start] != line.clauses[match.end - 1]:
        return _NOTHING
    if start >= len(line.words):
        return _NOTHING
    return start, line.around(start, line.clauses)[1]


def _noun(line: Line, match: Match[Cue]) -> Reach:
    """Reach up to the next verb; what is denied of one who acts is what stands behind it."""
    start, verb = _things(line, match)
    words, end = line.words, _clause(line, match)[1]
    begin = line.around(match.start, line.clauses)[0]
    first = begin + (words[begin] == "with")  # "with no insulin, ..."
    opening = words[begin] in listed("introducing") or first > begin
    if match.start == first and opening and "," in words[start:verb]:
        return start, words.index(",", start)
    led = any(is_verb(words, at) for at in range(begin, match.start))
    led = led or (match.start > begin and words[match.start - 1] == "with")  # who has none
    over = verb == end or words[verb] in ("and", ",")
    if led or over or words[match.start] not in _ACTING or is_said_to_be(words, verb, end):
        return start, verb
    return _verb_from(line, verb, end)  # "no drug cures it": the drug is there


_ACTING = frozenset(("no", "neither", "nor"))


def _things(line: Line, match: Match[Cue]) -> Reach:
    """Reach up to the next verb of the clause."""
    start, end = _clause(line, match)
    lacking = line.words[max(match.start - 1, 0) : match.end]
    some = len(lacking) == 2 and lacking[0] in listed("everyone") and lacking[1] == "without"
    if line.words[match.end - 2 : match.end] == ("lack", "of") and "," in line.words[start:end]:
        end = line.words.index(",", start)  # "lack of energy, dry skin and depression"
    ends = (
        at for at in range(start + 1, end)
        if _ends(line.words, at) or (some and does(line.words, at))
    )  # fmt: skip
    return start, next(ends, end)


def _ends(words: tuple[str, ...], at: int) -> bool:
    """Tell whether a list of things is over: at a verb, or "and a", which begins something else."""
    after = "".join(words[at + 1 : at + 2])
    other = words[at] == "and" and after in ("a", "an", "some")
    other = other or (words[at] in ("and", ",") and after in listed("well"))  # "and normal kidneys"
    other = other or (words[at] == "to" and after in listed("keeps"))
    other = other or (words[at] == "," and after != "" and _does_more(words[at + 1 : at + 3]))
    return other or is_verb(words, at) or words[at] in listed("frequencies")


def _does_more(words: tuple[str, ...]) -> bool:
    """Tell whether the words go on with what comes of it: ", causing pain"; not ", vomiting"."""
    onto = words[-1] in listed("determiners") and len(words[0]) > 6 and words[0].endswith("ing")
    return words[0] in listed("participles") or onto


def _none_does(line: Line, match: Match[Cue], end: int) -> bool:
    """Tell whether what none or hardly any does leaves its object: "none of these cure it"."""
    words = line.words
    verb = next((at for at in range(match.end + 1, end) if acts(words, at)), end)
    content = main_verb(words, verb, end)
    few = words[match.start] in ("none", "hardly", "scarcely")
    return few and content < end and keeps(words, content)


def _verb(line: Line, match: Match[Cue]) -> Reach:
    start, end = _clause(line, match)
    before = line.words[: match.start]
    if before[-1:] == ("but",) and listed("keeps").intersection(before):
        return _NOTHING  # "cures this but not that": both are there
    if _UNABLE.intersection(line.words[max(match.start - 1, 0) : match.end]):
        content = main_verb(line.words, start, end)
        if content < end and line.words[content] not in listed("infinitives"):
            return _NOTHING  # what one cannot do something to is there: "cannot break down fat"
    if _none_does(line, match, end):
        return _NOTHING
    begin = line.around(match.start, line.clauses)[0]
    bare = not any(is_verb(line.words, at) for at in range(begin, match.start))
    if bare and line.words[match.start : match.end] == ("not",) and "," in line.words[start:end]:
        end = line.words.index(",", start)  # "although not harmful, ..."
    return _verb_from(line, start, end)


_UNABLE = frozenset(("ca", "can", "cannot", "unable", "able"))


def _verb_from(line: Line, start: int, end: int) -> Reach:
    """Reach over what a denied verb does; a verb that leaves its object as it is ends that."""
    words = line.words
    content = main_verb(words, start, end)
    if content < end and (keeps(words, content) or makes_so(words[content : content + 6])):
        return _NOTHING
    for at in range(content, end - 1):
        aim = words[at] == "to" and words[at + 1] in listed("keeps")
        if aim or (at > content and words[at] in listed("frequencies")):
            return start, at
    return start, end


def _passive(line: Line, match: Match[Cue]) -> Reach:
    """Reach over what must not be given; forward to it where someone must not be given it."""
    words, after = line.words, "".join(line.words[match.end : match.end + 1])
    beside = after[-2:] == "ly" or after in listed("adjuncts") | listed("prepositions")
    if after[:1].isalpha() and not beside:
        return _things(line, match)
    start, end = _before(line, match)
    if words[start] in ("because", "due", "given") and "," in words[start:end]:
        start = words.index(",", start) + 1  # "because of the asthma, aspirin must not be given"
    return start, end


def _gone(line: Line, match: Match[Cue]) -> Reach:
    """Reach over what is gone: the subject of that verb, behind any verb of another."""
    start, end = _before(line, match)
    verbs = (at + 1 for at in range(start, end) if is_verb(line.words, at))
    return max((start, *verbs)), end


def _effect(line: Line, match: Match[Cue]) -> Reach:
    start, end = _clause(line, match)
    verb = next((at for at in range(start, end) if line.words[at] in listed("causes")), end)
    return (verb + 1, end) if verb + 1 < end else _NOTHING


def _before(line: Line, match: Match[Cue]) -> Reach:
    start = line.around(match.start, line.clauses)[0]
    if start and line.words[start] in RESUMING:  # "drugs that cause sleep | should not be given"
        aside = line.around(start - 1, line.clauses)[0]
        if aside and line.words[aside] in RELATIVE:
            return line.around(aside - 1, line.clauses)[0], aside
    return start, match.start


def _label(line: Line, match: Match[Cue]) -> Reach:
    start = match.start
    while start and line.words[start - 1] not in (",", ";", ":", "."):
        start -= 1
    return start, match.start


def _next(line: Line, match: Match[Cue]) -> Reach:  # noqa: ARG001
    return max(match.start - 1, 0), match.start


def _if(line: Line, match: Match[Cue]) -> Reach:
    """Reach to the main clause: behind a comma, where a verb or an order comes."""
    words, end = line.words, len(line.words)
    for at in range(match.end, end):
        if words[at] in ("then", ";") or line.segments[at] != line.segments[match.start]:
            return match.end, at
        if words[at] == "," and at > match.end and opens(words, at + 1):
            return match.end, at
    return match.end, end


def _should(line: Line, match: Match[Cue]) -> Reach:
    asks = "?" in line.words[-2:]
    return _NOTHING if asks or match.start else _if(line, match)


def _asked(line: Line, match: Match[Cue]) -> Reach:
    begin = line.around(match.start, line.clauses)[0]
    asks = "?" in line.words[-2:] and match.start == begin
    return _clause(line, match) if asks else _NOTHING


def _all(line: Line, match: Match[Cue]) -> Reach:
    return line.around(match.start, line.clauses)


def _segment(line: Line, match: Match[Cue]) -> Reach:
    return line.around(match.start, line.segments)


def _modal(line: Line, match: Match[Cue]) -> Reach:
    """Reach forward, and over the subject when the verb says that it comes about."""
    start, end = _clause(line, match)
    content = main_verb(line.words, start, end)
    if content < end and line.words[content] in listed("happens"):
        before = _before(line, match)
        return before[0] if before[1] == match.start else start, end
    return start, end


def _relative(line: Line, match: Match[Cue]) -> Reach:
    """Reach forward, and back too when the cue is told of: "diabetes in a parent"."""
    before = line.words[max(match.start - 4, 0) : match.start]
    if listed("saying").intersection(line.words[match.end : match.end + 1]):
        return _NOTHING  # "my sister says garlic cures colds"
    if _TOLD.intersection(before):
        return _all(line, match)
    return _clause(line, match)


_TOLD = frozenset(("in", "among"))
_SCOPES: Mapping[str, Callable[[Line, Match[Cue]], Reach]] = {
    "noun": _noun, "verb": _verb, "clause": _clause, "effect": _effect, "before": _before,
    "result": _before, "label": _label, "next": _next, "if": _if, "all": _all,
    "segment": _segment, "modal": _modal, "relative": _relative, "none": _none,
    "things": _things, "should": _should, "asked": _asked, "passive": _passive, "gone": _gone,
}  # fmt: skip
