"""From choices to Edits: the tier each may have, the sentence that says why, its article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from healthtext import assets
from healthtext.despin import agreement, ngrams, safety, wording
from healthtext.despin.candidates import ENCODER, TERM
from healthtext.despin.features import NAMES, Choices, Rows
from healthtext.despin.options import Lattice, Option
from healthtext.despin.page import Page
from healthtext.despin.ranker import Ranker
from healthtext.despin.segments import owners
from healthtext.records import Edit, Safety, Span
from healthtext.terms import TermMatch

STEP = "despin"
_AT = {name: number for number, name in enumerate(NAMES)}


@dataclass(frozen=True, slots=True)
class Limits:
    """What each tier needs: P(mends) for `safe`, P(spun) for the others, P(mends) for `review`."""

    safe: float
    review: float
    suggest: float
    mends: float


CERTAIN = 0.80  # P(mends) from which a repair may even name a condition unasked
DOUBTED = 0.30  # P(mends) below which what only an editor may decide is not shown
ASKED = 3.0  # weighted nats of the encoder from which the paragraph asks for a wording
FAR = 6.0  # nats of gain that make a wording far likelier
RANDOM = 0.5  # P(random senses) from which a page is reported instead of repaired
SHOWN = 0.12  # P(mends) below which a wording is not even suggested
SPUN = Limits(safe=0.80, review=0.72, suggest=0.45, mends=0.20)
CLEAN = Limits(safe=0.85, review=0.85, suggest=0.80, mends=0.50)


@dataclass(frozen=True, slots=True)
class Pick:
    """The best wording of a place, and its rivals, rows of the lattice.

    `sign`: P(the place was spun) on a page of which nothing is known; `spun`: the same on a spun
    page; `mends`: P(the wording mends the place) on a spun page.
    """

    option: Option
    row: Rows
    sign: float
    spun: float
    mends: float
    others: tuple[int, ...]


def pick(lattice: Lattice, choices: Choices, rank: Ranker) -> list[Pick]:
    """Take, at every place, the wording that most probably mends it."""
    mends = rank.mends.probability(choices.rows)
    first = choices.rows[choices.first]
    signs, spun = rank.sign.probability(first).tolist(), rank.spun.probability(first).tolist()
    odds = np.log(mends + 1e-6) - np.log1p(1e-6 - mends)
    worth = odds + choices.others
    order = np.lexsort((-worth, owners(choices.bounds)))
    # a scorer of the user may doubt a wording, but never vouch for it
    sure = np.minimum(mends, 1 / (1 + np.exp(-worth)))
    picks = []
    for nth, (lo, hi) in enumerate(pairwise(choices.bounds.tolist())):
        best, option = int(order[lo]), lattice.option(int(choices.options[order[lo]]))
        others = tuple(choices.options[order[lo + 1 : hi]].tolist())
        p_mends = float(sure[best])
        picks.append(Pick(option, choices.rows[best], signs[nth], spun[nth], p_mends, others))
    return picks


def edits(
    text: str, lattice: Lattice, picks: Sequence[Pick], page: Page, protected: Sequence[Span],
    known: Sequence[TermMatch] | None = None,
) -> tuple[Edit, ...]:  # fmt: skip
    """Return the edits that pass the gate, with their tiers, and the articles they leave wrong.

    `known` are the terms of the text, where they are at hand.
    """
    gate = safety.Gate(text, lattice.words, protected, known)
    spun = page.spun >= 0.5
    found: list[Edit] = []
    for one in picks:
        tier = _tier(one, one.spun if spun else one.sign, SPUN if spun else CLEAN)
        verdict = gate.judge(one.option) if tier is not None else None
        if tier is None or verdict is None:
            continue
        if verdict.most == "suggest" and (not spun or one.mends < DOUBTED):
            continue
        if one.option.bits == ENCODER and (verdict.why == safety.RENAMES or one.mends < DOUBTED):
            continue  # one medical term for another on the network's word alone: "brain" for a disc
        certain = verdict.why == safety.NAMES and one.mends >= CERTAIN
        most: Safety = "suggest" if page.random >= RANDOM else verdict.most
        tier = safety.lower(tier, "safe" if certain and page.random < RANDOM else most)
        found.append(edit(text, lattice, one, tier, "" if certain else verdict.why))
    return tuple(agreement.agreeing(text, lattice.words, found, ngrams.load(), spun))


def _tier(one: Pick, spun: float, limits: Limits) -> Safety | None:
    if one.mends >= limits.safe and spun >= limits.review and _backed(one):
        return "safe"
    own = one.option.bits == ENCODER  # what the network alone proposes mends one place in five
    if spun >= limits.review and one.mends >= limits.mends and not own:
        return "review"
    return "suggest" if spun >= limits.suggest and one.mends >= SHOWN else None


def _backed(one: Pick) -> bool:
    """Tell whether more than a thesaurus speaks for a repair: a list, or a known term restored.

    Of repairs that only a thesaurus links, four in ten exchanged a word that was fine.
    """
    row = one.row
    listed = row[_AT["listed"]] or row[_AT["tortured"]]
    term = row[_AT["makes a term"]] and not row[_AT["breaks a term"]]
    shorter = len(one.option.new) <= one.option.end - one.option.start
    return bool((listed or term) and shorter)


def edit(text: str, lattice: Lattice, one: Pick, tier: Safety, why: str = "") -> Edit:
    """Write a pick as an Edit of the given tier."""
    words, option = lattice.words, one.option
    start, end = words[option.start].start, words[option.end - 1].end
    if not option.new:  # a deletion takes the space before it along
        start = words[option.start - 1].end if option.start else start
    others = dict.fromkeys(wording.written(lattice.option(row), words) for row in one.others)
    rule = "despin-meaning" if why == safety.RENAMES else _rule(one)
    return Edit(
        start, end, text[start:end], wording.written(option, words), STEP, rule,
        round(one.mends, 3), tier, _reason(one, why), tuple(others),
    )  # fmt: skip


def _rule(choice: Pick) -> str:
    option, row = choice.option, choice.row
    single = option.end - option.start == 1 and len(option.new) == 1
    term = option.bits & TERM or (row[_AT["makes a term"]] and not row[_AT["breaks a term"]])
    term = term and not assets.function_words().issuperset(option.new)
    if row[_AT["page has new pair"]] >= 1 and (single or term):
        return "despin-page"
    if term:
        return "despin-term"
    return "despin-word" if single else "despin-phrase"


def _reason(choice: Pick, why: str) -> str:
    """Say in a sentence what speaks for the edit, the strongest evidence first."""
    row, option = choice.row, choice.option
    said = []
    if row[_AT["makes a term"]]:
        said.append("it restores a known medical term")
    if option.dialects and row[_AT["listed"]]:
        said.append(f"spinners of dialect {'/'.join(option.dialects)} put one for the other")
    if row[_AT["gain"]] > 1:
        much = "far" if row[_AT["gain"]] > FAR else "somewhat"
        said.append(f"the new wording is {much} likelier in health prose")
    if row[_AT["context"]] > ASKED:
        said.append("the paragraph asks for it")
    if row[_AT["page has new"]] >= 1:
        said.append("the page uses it elsewhere")
    known = "a thesaurus links the two and the sentence prefers it"
    text = ", ".join(said) or ("the paragraph suggests it" if option.bits == ENCODER else known)
    return f"{text[:1].upper()}{text[1:]}" + (f"; {why}" if why else "")
