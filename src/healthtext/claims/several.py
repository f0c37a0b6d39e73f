"""Several claims in a sentence: one for each clause that has a verb and an object of its own.

"Garlic lowers cholesterol and prevents colds" has two, which share a subject; so has "aspirin
lowers fever, and ibuprofen prevents headaches". There is no parser: a further clause is taken for
one only where a joint ("and", "but", a comma) stands between it and what is acted on before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from healthtext.claims import relations
from healthtext.claims.cues import grammar
from healthtext.claims.relations import Assertion
from healthtext.claims.sentence import Sentence

MOST = 6  # clauses of a sentence
_JOINTS = (",", ";", ":", "—", "–", "and", "or", "but", "while", "whereas", "yet", "nor")
_RELATIVE = ("which", "that", "who")
_FORWARD = 6  # words between an object and the joint behind it


@dataclass(frozen=True, slots=True)
class Part:
    """What words[start:end] assert; `shared` says that the subject is the part's before it.

    `led` says that its verb hangs on the auxiliaries of that part too: "may ease pain and help".
    """

    found: Assertion
    start: int
    end: int
    shared: bool = False
    led: bool = False


def parts(sentence: Sentence) -> tuple[Part, ...]:
    """Return the parts of a sentence that assert something, in order; they cover it."""
    every = list(relations.assertions(sentence))
    main = min(every, key=lambda found: found.rank, default=None)
    if main is None:
        return ()
    kept = [Part(main, 0, len(sentence.words))]
    known = {one.start for one in every}
    led = (one for one in relations.led(sentence, every) if one.start not in known)
    others = [Part(one, 0, 0) for one in every if one != main and _names(one)]
    others += [Part(one, 0, 0, led=True) for one in led if _names(one)]
    for one in sorted(others, key=lambda part: part.found.start):
        if len(kept) == MOST:
            break
        kept = _placed(sentence, [*kept, one]) or kept
    return _covering(sentence.words, kept)


def _names(found: Assertion) -> bool:
    """Tell whether an assertion has an object that is named, behind its verb or before it."""
    return found.object is not None and found.object.name != "pronoun"


def _placed(sentence: Sentence, kept: Sequence[Part]) -> list[Part]:
    """Put parts in order, each where its clause begins; nothing where they do not go together."""
    ordered = sorted(kept, key=lambda part: part.found.start)
    placed = [replace(ordered[0], start=0, shared=False)]
    for before, part in pairwise(ordered):
        fresh = _further(sentence, placed[-1].found, part)
        if fresh is None or ordered[0].led or before.found.object == fresh.found.object:
            return []
        placed.append(fresh)
    return placed


def _further(sentence: Sentence, before: Assertion, part: Part) -> Part | None:
    """Return a part with its own words behind another; None where nothing parts the two."""
    found, words = part.found, sentence.words
    at, behind = min(found.chain.start, found.start), _end(before)
    if at < behind + 1 or (found.object and found.object.start < behind):
        return None
    if behind <= found.clause < at:  # "because it" begins with "because"
        opens = words[found.clause - 1] in grammar("stops") and found.clause > behind
        return replace(
            part, start=found.clause - (opens and words[found.clause - 1] not in _JOINTS)
        )
    if words[at - 1] in _JOINTS or found.chain.participle:
        return replace(part, start=at, shared=True) if _near(words, behind, at) else None
    if part.led:
        return None
    if words[at - 1] in _RELATIVE:
        return replace(part, start=at - 1)
    start = _opening(words, behind, at)
    own = relations.narrowed(sentence, found, start) if start else None
    return Part(own, start, 0) if own and _names(own) else None


def _end(found: Assertion) -> int:
    """Return where an assertion ends with what it was bound to."""
    behind = [found.object] if found.object and found.object.start >= found.end else []
    if found.other and found.acting[0] >= found.end:
        behind.append(found.other)
    return max([found.end, *(one.end for one in behind)])


def _near(words: Sequence[str], behind: int, at: int) -> bool:
    """Tell whether a verb that shares a subject follows soon, and no clause is in between."""
    between = words[behind : at - 1]
    return at - behind <= 2 * _FORWARD and not grammar("stops").intersection(between) - {"so"}


def _opening(words: Sequence[str], behind: int, at: int) -> int:
    """Return where a clause with its own subject begins behind words[:behind]; 0 if it does not.

    The comma of ", and" is a better sign than either of the two alone.
    """
    joints = [k for k in range(behind, at) if words[k] in _JOINTS]
    strong = [k for k in joints if words[k] != "," and words[k - 1] in (",", ";")]
    plain = [k for k in joints if words[k] not in (",", "or", "nor")]
    chosen = strong[-1:] or plain[:1]
    return chosen[0] + 1 if chosen else 0


def _covering(words: Sequence[str], kept: Sequence[Part]) -> tuple[Part, ...]:
    """Let each part reach to the joint before the next one, the last to the end."""
    starts = [part.start for part in kept[1:]]
    ends = [*(_trimmed(words, start) for start in starts), len(words)]
    return tuple(
        replace(part, end=end, found=_within(part.found, end))
        for part, end in zip(kept, ends, strict=True)
    )


def _within(found: Assertion, end: int) -> Assertion:
    """Return an assertion whose sides end with its part."""
    acting, acted = ((lo, max(min(hi, end), lo)) for lo, hi in (found.acting, found.acted))
    return replace(found, acting=acting, acted=acted)


def _trimmed(words: Sequence[str], end: int) -> int:
    while words[end - 1] in _JOINTS:
        end -= 1
    return end
