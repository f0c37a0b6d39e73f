"""What a swapped word leaves wrong around it: a or an, and the number after "several"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from healthtext import light
from healthtext.despin.ngrams import NGrams
from healthtext.letters import begins, shouted
from healthtext.records import Edit
from healthtext.words import Word

_SOUNDS_A = re.compile(r"(?:one|once|eu|ew|uni(?![mn])|us[eua]|uti|ute|uro|uri|ubi)", re.I)
_SOUNDS_AN = re.compile(r"(?:[aeiou]|hour|honest|heir|honou?r)", re.I)
# the name of the first letter is spoken: MRI, HbA1c, the X of an X-ray
_SPELT = re.compile(r"(?:F(?![AEIOUYLR])|[HLMNR](?![AEIOUY])|X|S(?=[SBDFGRVZ]))(?:[A-Z\d]|b|$)")
_SEVERAL = frozenset({
    "several", "numerous", "various", "few", "many", "these", "those", "two", "three", "four",
    "five", "six", "seven", "eight", "nine", "ten",
})  # fmt: skip
_NO_NOUN = frozenset({
    "also", "among", "and", "are", "as", "at", "if", "in", "into", "is", "it", "its", "of", "on",
    "or",
})  # fmt: skip
_ASKING = _SEVERAL | {"of"}  # behind which a plural may be asked for
REMEMBERED = 50_000  # forms whose plural is kept
CLEARLY = 1.0  # nats by which the plural must read better
ASKS = 0.5  # P(mends) from which a suggested wording has a say in what agrees with it


def agreeing(
    text: str, words: Sequence[Word], edits: Sequence[Edit], model: NGrams, spun: bool
) -> list[Edit]:
    """Return the edits with what agrees with them; on spun pages other damage is mended too."""
    found = _articles(text, words, edits, spun)
    if spun:
        plurals = {(edit.start, edit.end): edit for edit in _numbers(text, words, model)}
        found = [
            edit for edit in found if not ((edit.start, edit.end) in plurals and _unlikely(edit))
        ]
        taken = {at for edit in found for at in range(edit.start, edit.end + 1)}
        found += [edit for edit in plurals.values() if edit.start not in taken]
    return sorted(found, key=lambda edit: (edit.start, edit.end))


def article(word: str) -> str:
    """Return `a` or `an`, by the sound the word begins with."""
    an = _SPELT.match(word) or (_SOUNDS_AN.match(word) and not _SOUNDS_A.match(word))
    return "an" if an else "a"


def _articles(text: str, words: Sequence[Word], edits: Sequence[Edit], spun: bool) -> list[Edit]:
    """Widen edits over an article they leave wrong."""
    found = {edit.start: edit for edit in edits}
    for at in [at for at, word in enumerate(words[:-1]) if word.form in ("a", "an")]:
        this, after = words[at], words[at + 1]
        if any(edit.start <= this.start < edit.end for edit in edits):
            continue
        edit = found.get(after.start)
        if edit and spun and _stays(this, after, edit):
            if article(edit.new) != article(after.text):
                del found[after.start]
            edit = None
        follows = edit.new if edit else after.text
        if not follows or not after.is_word or text[this.end : after.start] != " ":
            continue
        loud = shouted(text, this.start, this.end)
        if article(follows) == this.form or (loud and article(follows.lower()) == this.form):
            continue
        wanted = _cased(article(follows), this.text, loud)
        if edit is not None:
            del found[after.start]
            found[this.start] = _widened(text, this, edit, loud)
        elif spun and _heard(after.text) and _is_article(text, this, after, loud):
            found[this.start] = _article(this, after, wanted)
    return list(found.values())


def _stays(this: Word, after: Word, edit: Edit) -> bool:
    """Tell whether an article is wrong before a word that an edit only perhaps replaces."""
    return _unlikely(edit) and article(after.text) != this.form


def _unlikely(edit: Edit) -> bool:
    return edit.safety == "suggest" and edit.score < ASKS


def _is_article(text: str, this: Word, after: Word, loud: bool) -> bool:
    """Tell whether an A is no letter: "vitamin A is", "hepatitis A infection"."""
    letter = this.text[0].isupper() and not loud and not begins(text, this.start)
    return not letter and after.form not in _NO_NOUN


def _heard(word: str) -> bool:
    """Tell whether it is known how a word begins: names in capitals are read in two ways."""
    return not word.isupper() or (word[0] != "U" and article(word) == "an")


def _article(this: Word, after: Word, wanted: str) -> Edit:
    reason = f"\u201c{wanted}\u201d stands before the sound of \u201c{after.text}\u201d"
    return Edit(
        this.start, this.end, this.text, wanted, "despin", "despin-article", 0.9, "safe", reason
    )


def _widened(text: str, this: Word, edit: Edit, loud: bool) -> Edit:
    wanted, *others = (
        f"{_cased(article(new), this.text, loud)} {new}" for new in (edit.new, *edit.alternatives)
        if new
    )  # fmt: skip
    return replace(
        edit, start=this.start, old=text[this.start : edit.end], new=wanted,
        rule="despin-agreement", reason=f"{edit.reason}; the article follows",
        alternatives=tuple(others),
    )  # fmt: skip


def _cased(new: str, old: str, loud: bool) -> str:
    """Return an article in the case of another; `loud` says that all around is in capitals."""
    if loud:
        return new.upper()
    return new.capitalize() if old[0].isupper() else new


def _numbers(text: str, words: Sequence[Word], model: NGrams) -> Iterator[Edit]:
    """Yield plurals for singular nouns behind a word that asks for several; names stay."""
    asking = [at for at, word in enumerate(words[:-2], 1) if word.form in _ASKING]
    for at in asking:
        if not _asks_for_several(words, at):
            continue
        start, end, old, form, _ = words[at]
        loud, plural = shouted(text, start, end), _plural(form)
        if plural and (loud or old.islower()) and _reads_better(words, at, plural, model):
            reason = f"\u201c{words[at - 1].text}\u201d asks for the plural"
            new = plural.upper() if loud else plural
            yield Edit(start, end, old, new, "despin", "despin-agreement", 0.8, "review", reason)


def _reads_better(words: Sequence[Word], at: int, new: str, model: NGrams) -> bool:
    """Tell whether a known form reads clearly better in the place of a word."""
    if model.id(new) == 0:
        return False
    before, after = [words[at - 2].form, words[at - 1].form], words[at + 1].form
    one, other = model.log_probability([[*before, words[at].form, after], [*before, new, after]])
    return bool(other - one > CLEARLY)


def _asks_for_several(words: Sequence[Word], at: int) -> bool:
    if words[at - 1].form == "of":
        return at > 1 and words[at - 2].form in ("couple", "number", "variety")
    return words[at - 1].form in _SEVERAL and words[at - 2].form != "a"


@lru_cache(REMEMBERED)
def _plural(form: str) -> str:
    """Return the plural of a form that is a singular noun, or an empty string."""
    known = light.word_forms()
    lemmas = known.getAllLemmas(form)
    if {*lemmas} - {"NOUN", "VERB"} or form not in lemmas.get("NOUN", ()):
        return ""
    return next((plural for plural in known.getInflection(form, "NNS") if plural != form), "")
