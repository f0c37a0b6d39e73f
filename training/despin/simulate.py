"""A spinner simulated: clean prose in, spun prose and what stood there before out.

It does what real spinners are seen to do, blindly to context: one dialect and one rate a page,
whole sentences left alone, one word with several names, wrong senses, damaged articles.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from healthtext import words
from healthtext.encoder import sentences
from healthtext.words import Word
from training.despin.tables import EVERY, FUNCTION, LISTED, LONGEST, Phrase, Tables

CLEAN_PAGES = 0.35
UNTOUCHED = 0.22  # of the sentences of a spun page
CHANCE = {0: 0.06, 1: 0.20, 2: 0.45, 3: 0.80}  # that a listed phrase is replaced, by weight
WHOLE_PAGES = {"S": 0.30, "P": 0.32, "Q": 0.30, "M": 0.08}  # M: every dialect mixed
SINGLES = {"S": 0.14, "P": 0.08, "Q": 0.30, "M": 0.28}  # half the share of content words replaced
SMALL = {"S": 1.5, "P": 1.4, "Q": 0.6, "M": 0.8}  # of one-word function phrases
ZEAL = {"S": 0.62, "P": 0.55, "Q": 0.85, "M": 0.45}  # how much of what is listed is replaced
NURSING = 0.04  # pages on which "an" may become "associate in nursing"


@dataclass(frozen=True, slots=True)
class Swap:
    """A span of the spun text and what stood there; `doubtful` ones train no detector."""

    start: int
    end: int
    original: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A spun text, its swaps in order, and the dialect (empty: clean)."""

    text: str
    swaps: tuple[Swap, ...]
    dialect: str


@dataclass(slots=True)
class Habit:
    """How one page is spun: dialect, strength, and the names it has given so far."""

    dialect: str
    strength: float
    nursing: bool
    names: dict[tuple[str, ...], list[str]] = field(default_factory=lambda: defaultdict(list))
    taste: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """`count` words replaced by `new`."""

    count: int
    new: str
    doubtful: bool = False


def page(text: str, tables: Tables, random: Random) -> Page:
    """Spin a page, or leave it alone as CLEAN_PAGES says."""
    if random.random() < CLEAN_PAGES:
        return Page(text, (), "")
    dialect = random.choices(list(WHOLE_PAGES), list(WHOLE_PAGES.values()))[0]
    habit = Habit(dialect, random.betavariate(3, 2.2) * 1.7, random.random() < NURSING)
    return spin(text, tables, habit, random)


def spin(text: str, tables: Tables, habit: Habit, random: Random) -> Page:
    """Spin a text by one habit."""
    out: list[str] = []
    swaps: list[Swap] = []
    length = at = 0
    for start, end in sentences(text):
        if random.random() < UNTOUCHED:
            continue
        for word, choice, new in _sentence(text, start, end, tables, habit, random):
            last = word[choice.count - 1]
            gap = text[at : word[0].start]
            length += len(gap)
            swaps.append(
                Swap(length, length + len(new), text[word[0].start : last.end], choice.doubtful)
            )
            out += [gap, new]
            length += len(new)
            at = last.end
    return Page("".join([*out, text[at:]]), tuple(swaps), habit.dialect)


def _sentence(
    text: str, start: int, end: int, tables: Tables, habit: Habit, random: Random
) -> list[tuple[list[Word], Choice, str]]:
    """Return the replacements of one sentence in order."""
    found = words.split(text[start:end])
    spread = [w._replace(start=w.start + start, end=w.end + start) for w in found]
    result = []
    at = 0
    while at < len(spread):
        choice = choose(text, spread, at, tables, habit, random)
        if choice is None:
            at += 1
            continue
        taken = spread[at : at + choice.count]
        new = cased(choice.new, text[taken[0].start : taken[-1].end], first=at == 0)
        if new != text[taken[0].start : taken[-1].end]:
            result.append((taken, choice, new))
        at += choice.count
    return _articles(spread, result, random)


def choose(
    text: str, spread: list[Word], at: int, tables: Tables, habit: Habit, random: Random
) -> Choice | None:
    """Decide what happens to the word at a place, and to those after it."""
    for count in range(min(LONGEST, len(spread) - at), 0, -1):
        forms = tuple(word.form for word in spread[at : at + count])
        listed = tables.phrases.get(forms)
        if listed and "\n" not in text[spread[at].start : spread[at + count - 1].end]:
            new = _listed(forms, listed, habit, random)
            if new is not None:
                return Choice(count, new)
    word = spread[at]
    if not word.is_word or word.form in FUNCTION:
        return _small_word(word, habit, random)
    rate = SINGLES[habit.dialect] * 2 * habit.strength * _taste(word.form, habit, random)
    if word.text[0].isupper() and at and not word.text.isupper():
        rate *= 0.3  # names are mostly left alone
    if random.random() < rate:
        new = _single(word.form, tables, habit, random)
        return Choice(1, new) if new else None
    return _slip(spread, at, random)


def _taste(form: str, habit: Habit, random: Random) -> float:
    if form not in habit.taste:
        habit.taste[form] = random.choice((0.2, 0.6, 1.0, 1.5))
    return habit.taste[form]


def _listed(
    forms: tuple[str, ...], listed: list[Phrase], habit: Habit, random: Random
) -> str | None:
    """Pick a listed phrase of the page's dialect, or None."""
    mixed = habit.dialect == "M"
    fit = [p for p in listed if mixed or habit.dialect in (p.dialects or EVERY)]
    if not fit:
        return None
    heaviest = max(p.weight for p in fit)
    strength = min(habit.strength, 1.1) * ZEAL[habit.dialect]
    if len(forms) == 1 and forms[0] in FUNCTION:
        strength *= SMALL[habit.dialect]
    if random.random() >= CHANCE[heaviest] * strength:
        return None
    shares = [LISTED.get(p.weight, 0.15) for p in fit]
    return _named(forms, lambda: random.choices(fit, shares)[0].spun, habit, random)


def _single(form: str, tables: Tables, habit: Habit, random: Random) -> str | None:
    row = tables.singles.get(form)
    if row is None:
        return None
    forms, cumulated = row

    def draw() -> str:
        return forms[min(bisect(cumulated, random.random() * cumulated[-1]), len(forms) - 1)]

    return _named((form,), draw, habit, random)


def _named(forms: tuple[str, ...], draw: Callable[[], str], habit: Habit, random: Random) -> str:
    """Reuse a name the page has given, mostly the first, or draw one more (three at most)."""
    names = habit.names[forms]
    if len(names) >= 3 or (names and random.random() < 0.75):
        return names[0] if random.random() < 0.7 else random.choice(names)
    names.append(draw())
    return names[-1]


def _small_word(word: Word, habit: Habit, random: Random) -> Choice | None:
    if word.form == "an" and habit.nursing and random.random() < 0.6:
        return Choice(1, random.choice(("associate in nursing", "associate degree")))
    return None


def _slip(spread: list[Word], at: int, random: Random) -> Choice | None:
    """Lose a plural, or turn two neighbouring words round."""
    form = spread[at].form
    chance = random.random()
    if chance < 0.02 and len(form) > 4 and form.endswith("s") and form[-2] not in "suia":
        return Choice(1, spread[at].text[:-1])
    pair = spread[at : at + 2]
    content = all(w.is_word and w.form not in FUNCTION for w in pair)
    if chance > 0.992 and len(pair) == 2 and content:
        return Choice(2, f"{pair[1].form} {pair[0].form}")
    return None


Found = list[tuple[list[Word], Choice, str]]


def _articles(spread: list[Word], found: Found, random: Random) -> Found:
    """Let most articles agree with the word now after them; some stay wrong."""
    replaced = {taken[0].start: new for taken, _, new in found}
    covered = {word.start for taken, _, _ in found for word in taken}
    for word, after in pairwise(spread):
        if word.form not in {"a", "an"} or word.start in covered or after.start not in replaced:
            continue
        right = "an" if replaced[after.start][:1].lower() in "aeiou" else "a"
        if right != word.form and random.random() < 0.55:
            found.append(([word], Choice(1, right, True), cased(right, word.text, first=False)))
    return sorted(found, key=lambda item: item[0][0].start)


def cased(new: str, old: str, *, first: bool) -> str:
    """Write a replacement in the case of what it replaces."""
    letters = [c for c in old if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return new.upper()
    if not letters or not letters[0].isupper():
        return new
    titled = " " in old and all(part[:1].isupper() for part in old.split()) and not first
    return new.title() if titled else new[:1].upper() + new[1:]
