"""Follow a cue's verb back to its subject, and tell an assertion from a noun or a purpose.

There is no parser: the form of the verb, its auxiliaries and the word on either side decide. What
cannot be decided is no assertion.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from healthtext.claims.cues import Relation, grammar
from healthtext.claims.phrases import Match
from healthtext.claims.sentence import Sentence

DOERS = frozenset(("intervention", "nutrient", "exposure", "pronoun"))


@dataclass(frozen=True, slots=True)
class Chain:
    """A verb with its auxiliaries, from words[start] to the cue."""

    start: int
    passive: bool = False
    participle: bool = False


@dataclass(frozen=True, slots=True)
class _Verb:
    """A cue's verb in its clause; `auxiliaries` are the ones before it, nearest first."""

    sentence: Sentence
    match: Match[Relation]
    clause: int
    start: int
    auxiliaries: tuple[str, ...]

    @property
    def before(self) -> tuple[str, ...]:
        """The words of the clause before the verb and its auxiliaries."""
        return self.sentence.words[self.clause : self.start]

    @property
    def subject(self) -> str:
        """The word before the verb and its auxiliaries, empty when there is none."""
        return self.before[-1] if self.before else ""

    @property
    def form(self) -> str:
        return self.sentence.words[self.match.start]


def chain(sentence: Sentence, match: Match[Relation], clause: int) -> Chain | None:
    """Return the chain of a cue's verb; None when it asserts nothing."""
    if not match.tags:
        return Chain(match.start)
    words, at = sentence.words, match.start
    auxiliaries: list[str] = []
    while at > clause and (step := _step_back(words, at, clause)):
        if not _is_adverb(words[at - 1]):
            auxiliaries.append(words[at - 1])
        at -= step
    if at > clause and words[at - 1] in grammar("advising"):
        return None
    return _judge(_Verb(sentence, match, clause, at, tuple(auxiliaries)))


def follows(sentence: Sentence, match: Match[Relation], clause: int) -> Chain | None:
    """Return the chain of a plain verb that "and" joins to one before it, which `chain` leaves."""
    at = match.start
    while at > clause + 1 and _is_adverb(sentence.words[at - 1]):
        at -= 1
    verb = _Verb(sentence, match, clause, at, ())
    joined = verb.subject in ("and", "or", "nor", ",") and match.tags & {"VB", "VBP"}
    named = any(thing.start == match.start for thing in sentence.things)
    return None if not joined or named or _is_noun(verb) else Chain(at)


def _step_back(words: tuple[str, ...], at: int, clause: int) -> int:
    """Return how many words before `at` belong to its verb, as adverb, auxiliary or helper."""
    previous = words[at - 1]
    if _is_adverb(previous) or any(previous in grammar(name) for name in _AUXILIARY):
        return 1
    if previous == "to" and at - 2 >= clause and words[at - 2] in grammar("governors"):
        return 2
    for length in (1, 2, 3):  # "helps your body fight"
        helper = at - 1 - length
        if previous not in grammar("helped") or helper < clause:
            return 0
        if words[helper] in grammar("helpers"):
            return length + 1
        previous = words[helper]
    return 0


_AUXILIARY = ("modals", "auxiliaries", "helpers")


def _is_adverb(word: str) -> bool:
    return word in grammar("adverbs") or (
        word.endswith("ly") and word not in grammar("not_adverbs")
    )


def _judge(verb: _Verb) -> Chain | None:
    worker = _worker(verb)
    if worker:
        return worker
    if verb.subject == "to" or (verb.subject == "that" and not _predicative(verb)):
        return None
    if not verb.auxiliaries:
        return _bare(verb)
    head = verb.sentence.words[verb.start]
    if verb.auxiliaries[-1] == "to" and head.endswith(("ed", "wn", "en")):
        # "a drug used to treat asthma" asserts it only behind "is"
        return Chain(verb.start) if grammar("be").intersection(verb.before) else None
    return _with_auxiliary(verb)


def _with_auxiliary(verb: _Verb) -> Chain | None:
    nearest, tags = verb.auxiliaries[0], verb.match.tags
    if nearest in grammar("be") and verb.form not in grammar("be"):
        if "VBN" in tags:
            return Chain(verb.start, passive=True)
        following = verb.sentence.words[verb.match.end : verb.match.end + 1]
        if "VBG" not in tags or following == ("of",):
            return None  # "is scarring of the liver"
    if nearest in ("have", "has", "had") and "VBN" in tags:
        # "people with gout have increased pain" holds an adjective, and nobody does anything
        window = verb.clause, verb.start
        return Chain(verb.start) if verb.sentence.thing(window, DOERS) else None
    return Chain(verb.start) if verb.before or nearest in grammar("modals") else None


def _worker(verb: _Verb) -> Chain | None:
    """Return the chain of "helps you by relieving": its subject stands before the first verb."""
    wanted = {"to": "VB", "by": "VBG", "in": "VBG", "with": "VBG"}.get(verb.subject)
    if wanted is None or not (verb.auxiliaries or wanted in verb.match.tags):
        return None
    if verb.subject in ("in", "with") and not grammar("helpers").intersection(verb.before[-4:-1]):
        return None
    working = grammar("working") - ({"is"} if verb.subject == "to" else set())
    places = (at for at, word in enumerate(verb.before) if at and word in working)
    first = next((at for at in places if verb.before[at] != "is" or _means(verb, at)), None)
    return None if first is None else Chain(verb.clause + first)


def _means(verb: _Verb, at: int) -> bool:
    """Tell whether "is" says how, as in "another way is by relieving": nothing stands between.

    "It is what happens when the body answers by raising" says nothing of "it".
    """
    return all(word in (",", "by") or _is_adverb(word) for word in verb.before[at + 1 :])


def _predicative(verb: _Verb) -> bool:
    """Tell whether "that" opens a clause about a predicate: "it is a herb that cures pain"."""
    words = verb.sentence.words[max(verb.start - 9, 0) : verb.start - 1]
    return bool({"is", "are", "was", "were"}.intersection(words))


def _bare(verb: _Verb) -> Chain | None:
    """Judge a verb without auxiliary by its form and by the word before and after it."""
    subject, tags = verb.subject, verb.match.tags
    # "techniques to diagnose and treat": without a parser no telling what "and" joins
    coordinated = subject in ("and", "or") and ("that" in verb.before or "VBP" in tags)
    if verb.form in grammar("needs_be") or coordinated:
        return None
    if "VBG" in tags:
        clear = subject in (",", "thereby", "thus") and verb.start
        return Chain(verb.start, participle=True) if clear else None
    if _is_noun(verb):
        return None
    if not subject:
        fits = "VBZ" in tags
    elif "VBD" in tags and "VBP" not in tags:
        fits = _named(verb) or _measured(verb)
    else:
        fits = "VBZ" in tags or _takes_plural(verb)
    return Chain(verb.start) if fits else None


def _named(verb: _Verb) -> bool:
    """Tell whether a known thing stands right before the verb."""
    return any(thing.end == verb.start for thing in verb.sentence.things)


def _measured(verb: _Verb) -> bool:
    """Tell whether a verb in the past gives a result of a study: "ginger twice a day reduced"."""
    window = verb.clause, verb.start
    studied = grammar("studies").intersection(verb.sentence.words)
    return bool(studied) and verb.sentence.thing(window, DOERS) is not None


def _is_noun(verb: _Verb) -> bool:
    """Tell whether what looks like a verb is a noun or an adjective: "the causes", "cures for"."""
    words, after = verb.sentence.words, verb.match.start + 1
    follower = words[after] if after < len(words) else "."
    if verb.match.end == after and follower in grammar("after_nouns"):
        return True
    pronouns = ("this", "that") if "VBZ" in verb.match.tags else ("these", "those")
    if _named(verb):  # "vitamin A harms"
        return False
    if verb.form in grammar("adjectives") and follower not in _ARTICLES:
        return True  # "yoga combines slow stretches"
    return verb.subject in grammar("before_nouns") and verb.subject not in pronouns


_ARTICLES = ("the", "a", "an", "your", "our", "their", "its", "this", "these", "down")


def _takes_plural(verb: _Verb) -> bool:
    """Tell whether the subject can take a plural verb: "mutations in it", "tea and honey"."""
    words = verb.before
    named = {at - verb.clause for one in verb.sentence.things for at in range(one.start, one.end)}
    others = {word for at, word in enumerate(words) if at not in named}  # "St John's wort" has 's
    if grammar("auxiliaries").intersection(others) or grammar("modals").intersection(words):
        return False
    if _is_plural(words[-1]) or ("and" in words[-4:-1] and _named(verb)):
        return True
    return any(
        _is_plural(word) and after in grammar("prepositions") for word, after in pairwise(words)
    )


def _is_plural(word: str) -> bool:
    return word in grammar("plurals") or (
        word.endswith("s") and not word.endswith(("ss", "us", "is"))
    )
