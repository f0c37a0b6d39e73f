"""The head of a noun phrase that names something, and what is coordinated to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from healthtext.claims import cues
from healthtext.claims.cues import grammar
from healthtext.claims.sentence import Sentence, Thing
from healthtext.records import Span

_JOINED_WORDS = 3


def meant(sentence: Sentence, thing: Thing, names: Iterable[str]) -> Thing:
    """Return depression for the symptoms of depression."""
    words, at = sentence.words, thing.end
    if words[thing.end - 1] not in grammar("general_disorders"):
        return thing
    links = grammar("belonging")
    length = next((n for n in (1, 2) if " ".join(words[at : at + n]) in links), 0)
    if not length:
        return thing
    window = at + length, at + length + _JOINED_WORDS
    later = (one for one in sentence.things if window[0] <= one.start < window[1])
    return next((one for one in later if one.name in names), thing)


def whole_disorder(sentence: Sentence, thing: Thing) -> Thing:
    """Return sciatica pain for the pain, and for the sciatica, of "sciatica pain"."""
    ills = [one for one in sentence.things if one.name == "disorder"]
    for before, after in (*((one, thing) for one in ills), *((thing, one) for one in ills)):
        beside = before.end == after.start and thing.name == "disorder"
        if beside and sentence.words[after.start] in grammar("general_disorders"):
            return Thing(before.start, after.end, before.name)
    return thing


def group(sentence: Sentence, window: Span, names: frozenset[str]) -> list[Thing]:
    """Return the things at the head of a window: the first that is none's part, and what joins."""
    end = window[1]
    named = [one for one in sentence.things if one.end <= end and one.name in names]
    main = _own_clause(sentence, (main_start(sentence.words, window), end), named), end
    heads = _heads(sentence.words, main, [one for one in named if one.start >= main[0]])
    if not heads:
        return []
    if len(heads) > 1 and _done(sentence, heads[0], heads[1]):
        heads = heads[1:]
    first = _specific(sentence, heads, named)
    return [first, *joined(sentence, first, names, end)]


def _done(sentence: Sentence, first: Thing, second: Thing) -> bool:
    """Tell whether the first is only what is done with the second: "drinking coffee"."""
    return first.end == second.start and sentence.words[first.end - 1].endswith("ing")


def main_start(words: Sequence[str], window: Span) -> int:
    """Return where the main part begins behind "In people with arthritis,"."""
    start, end = window
    if start < end and words[start] in grammar("fronted"):
        comma = next((at for at in range(start, end - 1) if words[at] == ","), None)
        if comma is not None:
            return comma + 1
        return _behind_whom(words, start, end)
    return start


def _behind_whom(words: Sequence[str], start: int, end: int) -> int:
    """Return where a part begins behind "In most people", with no comma; `start` if it does not."""
    if words[start] not in grammar("fronting"):
        return start
    for at in range(start + 1, min(start + _WHOM_WORDS, end - 1)):
        if words[at] in grammar("prepositions"):
            return start
        if words[at] in grammar("fronted_whom"):
            told = words[at + 1] in grammar("told_apart") or not words[at + 1].isalpha()
            return start if told else at + 1
    return start


_WHOM_WORDS = 5  # "in most healthy older people"


def _own_clause(sentence: Sentence, window: Span, named: Sequence[Thing]) -> int:
    """Return where the last clause of a window begins: "surgery is usual, and chemotherapy may".

    What stands right behind ", and" with a verb before the comma and none behind it is the subject
    of the verb that follows the window.
    """
    words, (start, end) = sentence.words, window
    verbs = grammar("auxiliaries") | grammar("modals")
    for comma in range(end - 2, start, -1):
        if words[comma] == "," and words[comma + 1] in ("and", "but"):
            at = comma + 2
            at += at < end and words[at] in _ARTICLES  # a sentence may end in "and"
            opens = any(one.start == at for one in named)
            before = verbs.intersection(words[start:comma])
            behind = verbs.union((",",)).intersection(words[at:end])
            return at if opens and before and not behind else start
    return start


_ARTICLES = ("the", "a", "an", "this", "these", "some")


def _heads(words: Sequence[str], window: Span, named: Sequence[Thing]) -> list[Thing]:
    """Leave out what hangs on an earlier thing by a preposition, or is a part of a place."""
    kept: list[Thing] = []
    start, end = window
    for thing in named:
        hung = _hung(words, kept[-1].end if kept else start, thing.start)
        if thing.name == "disorder" and thing.end < end and not _ends(words[thing.end]):
            continue  # "cold weather"
        if not hung or not (kept or hung in grammar("placing")):
            kept.append(thing)
    return kept


def _ends(word: str) -> bool:
    """Tell whether a word behind a noun ends its phrase."""
    lists = ("hanging", "joining", "edges", "general_disorders", "adverbs", "auxiliaries", "modals")
    return word.endswith("ly") or not word.isalpha() or any(word in grammar(key) for key in lists)


def _hung(words: Sequence[str], start: int, at: int) -> str:
    """Return the preposition that a thing at `at` hangs on, or nothing."""
    for k in range(at - 1, start - 1, -1):
        if words[k] in grammar("hanging"):
            return words[k]
        if words[k] in ("and", "or", ",") or k < at - _JOINED_WORDS:
            return ""
    return ""


def _specific(sentence: Sentence, heads: Sequence[Thing], named: Sequence[Thing]) -> Thing:
    """Return valerian for "herbs such as valerian", ginger for "extract of ginger"."""
    first, words = heads[0], sentence.words
    if not is_general(sentence, first):
        return first
    for thing in named:
        between = words[first.end : thing.start]
        examples = grammar("examples").intersection(between)
        if examples and len(between) <= _JOINED_WORDS + 1:
            return thing
    return first


def is_general(sentence: Sentence, thing: Thing) -> bool:
    """Tell whether a thing names a class only: "the supplement", "herbs"."""
    return thing.end - thing.start == 1 and sentence.words[thing.start] in grammar("general")


def says_little(sentence: Sentence, thing: Thing) -> bool:
    """Tell whether a thing says little by itself: "the supplement", the symptoms of a disorder."""
    alone = thing.end - thing.start == 1
    ill = alone and sentence.words[thing.start] in grammar("general_disorders") - {"pain", "pains"}
    return ill or is_general(sentence, thing)


def is_whole(sentence: Sentence, things: Sequence[Thing]) -> bool:
    """Tell whether coordinated things are taken together: "a mix of A and B", "A plus B".

    So are two that a language joins for good: "fruit and vegetables".
    """
    words, first, last = sentence.words, things[0].start, things[-1].end
    between = [word for a, b in pairwise(things) for word in words[a.end : b.start]]
    pair = " ".join((words[things[0].end - 1], *between, words[things[-1].end - 1]))
    before, behind = words[max(first - 3, 0) : first], words[last : last + 2]
    return (
        pair in grammar("pairs")
        or bool(grammar("uniting").intersection(between))
        or bool(grammar("mixing").intersection(before))
        or bool(grammar("together").intersection(behind))
    )


def joined(
    sentence: Sentence, thing: Thing, names: Iterable[str], stop: int | None = None
) -> Iterator[Thing]:
    """Yield the things of these names that are coordinated to one, after it."""
    words, end, last = sentence.words, thing.end, stop or len(sentence.words)
    for other in sentence.things:
        if other.start < end or other.end > last:
            continue
        if other.start == end and other.name in names:  # "cannabis oil" is named twice
            end = other.end
            continue
        between = words[end : other.start]
        joins = between[:1] and between[0] in (",", "and", "or", "and/or", "&", "plus", "/")
        if not joins or len(between) > _JOINED_WORDS or other.name not in names:
            return
        if not all(word in grammar("joining") or word.endswith(_ADJECTIVES) for word in between):
            return
        yield other
        end = other.end


def listed(sentence: Sentence, window: Span, named: Sequence[Thing]) -> list[Thing]:
    """Add what a plain list names beside things of known classes: apricot kernels, with soda."""
    start, end, words = main_start(sentence.words, window), window[1], sentence.words
    joints = [at for at in range(start, end) if words[at] in _JOINTS]
    edges = zip([start, *(at + 1 for at in joints)], [*joints, end], strict=True)
    items = [(at + (words[at] in _ARTICLES), to) for at, to in edges if at < to]
    met = [(one.start, one.end) for one in (*sentence.things, *named)]
    new = [(at, to) for at, to in items if not any(a < to and at < b for a, b in met)]
    ends = {"and", "or", "&"}.intersection(words[at] for at in joints)
    if not named or not ends or not all(_is_name(words[at:to]) for at, to in new):
        return [*named]
    fresh = (Thing(at, to, "substance") for at, to in new)
    return sorted((*named, *fresh), key=lambda one: one.start)


_JOINTS = (",", "and", "or", "&", "plus")


def _is_name(words: Sequence[str]) -> bool:
    """Tell whether words of a list can name a thing: no person, no clause, nothing that hangs."""
    bidding = cues.load().words["sentences.imperatives"] | grammar("idle")
    if len(words) == 1 and (words[0] in bidding or words[0].endswith("ly")):
        return False  # "remember, ..."
    plain = all(
        word.isalpha() and not any(word in grammar(key) for key in _NO_NAME) for word in words
    )
    return plain and 0 < len(words) <= _JOINED_WORDS and not words[0].endswith("ing")


_NO_NAME = (
    "agents", "tellers", "modals", "auxiliaries", "unasserted", "pronouns", "distant", "hanging",
    "adverbs", "stops", "missing", "lessening", "general", "fronted",
)  # fmt: skip


_ADJECTIVES = ("al", "ic", "ive", "ous", "ed", "ful", "able", "ible", "ary", "ar", "ish", "er")


def preceding(sentence: Sentence, at: int, names: frozenset[str]) -> list[Thing]:
    """Return the things right before a relative pronoun: "turmeric, which relieves pain".

    Of "A or B, both of which relieve pain" they are both.
    """
    words, end = sentence.words, at
    if words[at - 2 : at] in _ALL_OF:
        end = at - 2
    ends = (end, end - 1 if words[end - 1] == "," else end)
    last = [one for one in sentence.things if one.end in ends and one.name in names][:1]
    if end == at:
        return last
    listed = (one for one in sentence.things if one.name in names and one.end < end)
    return next(([one, *more] for one in listed if (more := [*joined(sentence, one, names, end)])
                 and more[-1:] == last), last)  # fmt: skip


_ALL_OF = (("both", "of"), ("all", "of"), ("each", "of"), ("either", "of"))
