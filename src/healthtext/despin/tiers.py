"""From choices to Edits: the tier each may have, the sentence that says why, its article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import compress, pairwise

import numpy as np

from healthtext import assets, letters
from healthtext.despin import agreement, forms, ngrams, on_page, reasons, repeats, safety, wording
from healthtext.despin.candidates import ENCODER
from healthtext.despin.features import AT, Choices, Rows
from healthtext.despin.options import Lattice, Option, columns, stock
from healthtext.despin.page import Page
from healthtext.despin.ranker import Ranker
from healthtext.despin.segments import owners
from healthtext.records import Edit, Safety, Span
from healthtext.terms import TermMatch
from healthtext.words import Word

STEP = "despin"
MADE = ("safe", "review")  # tiers that count as repairs


@dataclass(frozen=True, slots=True)
class Limits:
    """What each tier needs: P(mends) and P(spun) of `safe` and `review`, P(spun) of `suggest`.

    `price`: how many times as much as a place mended is worth, a sound one exchanged costs.
    `both`: what `safe` asks of P(mends) times P(spun).
    """

    safe: float
    sure: float
    review: float
    suggest: float
    mends: float
    price: float = 0.0
    both: float = 0.0


CERTAIN = 0.80  # P(mends) from which a repair may even name a condition unasked
SURELY = 0.95  # P(spun) from which a good word may be exchanged, or a condition named, unasked
RENAMED = 0.80  # P(mends) from which a medical term for another is put to review
DOUBTED = 0.30  # P(mends) below which what only an editor may decide is not shown
RANDOM = 0.5  # P(random senses) from which a page is reported instead of repaired
OPEN = 0.85  # P(spun) from which a place that is not safely mended leaves no safe one beside it
SHOWN = 0.12  # P(mends) below which a wording is not even suggested
EVEN = 1.0  # nats of gain within which two wordings read alike
SPUN = Limits(
    safe=0.75, sure=0.72, review=0.70, suggest=0.45, mends=0.20, price=1.5, both=0.64
)  # fmt: skip
CLEAN = Limits(safe=0.85, sure=0.85, review=0.85, suggest=0.80, mends=0.50)


@dataclass(frozen=True, slots=True)
class Pick:
    """The best wording of a place, and its rivals, the likeliest first.

    `sign`: P(the place was spun) on a page of which nothing is known; `spun`: the same on a spun
    page; `mends`: P(the wording mends the place) on a spun page; `close`: rivals of one word that
    read as well.
    """

    option: Option
    row: Rows
    sign: float
    spun: float
    mends: float
    others: tuple[tuple[str, ...], ...]
    close: tuple[str, ...] = ()


def pick(lattice: Lattice, choices: Choices, rank: Ranker) -> list[Pick]:
    """Take, at every place, the wording that most probably mends it."""
    mends = rank.mends.probability(choices.rows)
    first = choices.rows[choices.first]
    signs = rank.sign.probability(first).tolist()
    spun = repeats.pooled(rank.spun.probability(first), lattice, choices).tolist()
    odds = np.log(mends + 1e-6) - np.log1p(1e-6 - mends)
    worth, bounds = odds + choices.others, choices.bounds.tolist()
    order = np.lexsort((-worth, owners(choices.bounds)))
    # a scorer of the user may doubt a wording, but never vouch for it
    sure = np.minimum(mends, 1 / (1 + np.exp(-worth)))
    best, gains = order[choices.first], choices.rows[order, AT["gain"]]
    ranked = stock().named(lattice.options.wording[choices.options[order]])
    near = (gains > np.repeat(gains[choices.first] - EVEN, np.diff(choices.bounds))).tolist()
    probable, rows = sure[best].tolist(), choices.rows[best]
    picks = []
    for nth, option in enumerate(lattice.some(choices.options[best])):
        lo, hi = bounds[nth], bounds[nth + 1]
        others, p_mends = tuple(ranked[lo + 1 : hi]), probable[nth]
        alike = compress(others, near[lo + 1 : hi])
        close = tuple(new[0] for new in alike if len(new) == 1) if p_mends >= SPUN.safe else ()
        picks.append(Pick(option, rows[nth], signs[nth], spun[nth], p_mends, others, close))
    return picks


@dataclass(frozen=True, slots=True)
class _Judged:
    """A pick with P(spun), its tier (None where it is no edit), and `why` that is no higher."""

    pick: Pick
    tier: Safety | None
    spun: float
    why: str = ""


def edits(
    text: str, lattice: Lattice, picks: Sequence[Pick], page: Page, protected: Sequence[Span],
    known: Sequence[TermMatch] | None = None,
) -> tuple[Edit, ...]:  # fmt: skip
    """Return the edits that pass the gate, with their tiers, and the articles they leave wrong.

    `known` are the terms of the text, where they are at hand.
    """
    gate = safety.Gate(text, lattice.words, protected, known)
    judged = [_judged(one, gate, page) for one in _of_one_term(picks)]
    if page.random < RANDOM:
        judged = _grown(judged)
    found = [
        edit(text, lattice, one.pick, one.tier, one.why)
        for one in _restoring(_whole(judged, lattice.words), lattice)
        if one.tier is not None
    ]
    return tuple(agreement.agreeing(text, lattice.words, found, ngrams.load(), page.spun >= 0.5))


def _of_one_term(picks: Sequence[Pick]) -> list[Pick]:
    """Let neighbours that restore a term together be as surely spun as the surer of them.

    In "decrease again" for "lower back" either word may stand well elsewhere; half of it mends
    nothing.
    """
    found = list(picks)
    for at, (left, right) in enumerate(pairwise(picks)):
        meet = left.option.end == right.option.start
        if meet and reasons.restores(left) and reasons.restores(right):
            surer = max(found[at].spun, right.spun)
            found[at : at + 2] = replace(found[at], spun=surer), replace(right, spun=surer)
    return found


def _judged(one: Pick, gate: safety.Gate, page: Page) -> _Judged:
    """Give a pick the tier that its scores, the gate, its paragraph and the page allow."""
    spun = page.spun_at(one.option.start) >= 0.5
    p = one.spun if spun else one.sign
    tier = _tier(one, p, SPUN if spun else CLEAN)
    verdict = gate.judge(one.option) if tier is not None else None
    if tier is None or verdict is None:
        return _Judged(one, None, p)
    if verdict.most == "suggest" and (not spun or one.mends < DOUBTED):
        return _Judged(one, None, p)
    if one.option.bits == ENCODER and (verdict.why == safety.RENAMES or one.mends < DOUBTED):
        return _Judged(one, None, p)  # on the network's word alone: "brain" for a disc
    if page.random >= RANDOM:
        return _Judged(one, safety.lower(tier, "suggest"), p, verdict.why)
    if p >= SURELY and _cleared(one, verdict):
        return _Judged(one, tier, p)
    return _Judged(one, safety.lower(tier, _most(one, verdict)), p, verdict.why)


def _cleared(one: Pick, verdict: safety.Verdict) -> bool:
    """Tell whether what the gate puts to review may be made unasked where it was surely spun."""
    named = verdict.why == safety.NAMES and one.mends >= CERTAIN
    return named or verdict.why == safety.ALIKE


def _most(one: Pick, verdict: safety.Verdict) -> Safety:
    """Return the highest tier of a pick on a spun page, given the verdict of the gate on it.

    What only an editor may decide is put to review where it surely mends: a medical term for
    another (by site 8 of 10 such places were spun), an equally good wording that restores a term.
    A spinner spins quotations and headings too: nobody said what stands there.
    """
    if verdict.why == safety.QUOTED or (verdict.why == safety.NAMED and one.spun >= SURELY):
        return "review"
    if verdict.why == safety.RENAMES:
        return "review" if one.mends >= RENAMED else verdict.most
    asked = verdict.why == safety.GOOD and reasons.restores(one)
    return "review" if asked and one.mends >= CERTAIN else verdict.most


def _grown(judged: Sequence[_Judged]) -> list[_Judged]:
    """Let equally good wordings beside a repair join it: the place as a whole was rewritten.

    Alone such a wording is polish; in "objective region" for "target area" half of it would stay.
    """
    found, size = list(judged), -1
    while size != (size := sum(one.tier in MADE for one in found)):
        edges = _edges(one for one in found if one.tier in MADE)
        found = [
            replace(one, tier="review") if _joins(one) and _beside(one, edges) else one
            for one in found
        ]
    return found


def _joins(one: _Judged) -> bool:
    own = one.pick.option.bits == ENCODER
    enough = one.spun >= SPUN.sure and one.pick.mends >= SPUN.mends
    return one.tier == "suggest" and one.why == safety.GOOD and enough and not own


def _whole(judged: Sequence[_Judged], words: Sequence[Word]) -> list[_Judged]:
    """Let no repair be safe beside a place that is surely spun and not as safely mended.

    A function word beside it is a place of its own.
    """
    open_places = _edges(one for one in judged if _open(one, words))
    return [
        replace(one, tier="review") if one.tier == "safe" and _beside(one, open_places) else one
        for one in judged
    ]


def _open(one: _Judged, words: Sequence[Word]) -> bool:
    option = one.pick.option
    changed = {*option.new} - {word.form for word in words[option.start : option.end]}
    unmended = one.spun >= OPEN and one.tier != "safe"
    return unmended and not (changed and assets.function_words().issuperset(changed))


def _restoring(judged: Sequence[_Judged], lattice: Lattice) -> list[_Judged]:
    """Return the edits, saying of a term only what holds with all of them made.

    Their features are those of the decoder's path, whose wordings were not all taken.
    """
    made = [one for one in judged if one.tier is not None]
    makes = on_page.making(lattice, columns(one.pick.option for one in made))
    return [_saying(one, term) for one, term in zip(made, makes, strict=True)]


def _saying(one: _Judged, term: bool) -> _Judged:
    if one.pick.row[AT["makes a term"]] == term:
        return one
    row = one.pick.row.copy()
    row[AT["makes a term"]] = term
    return replace(one, pick=replace(one.pick, row=row))


def _edges(places: Iterable[_Judged]) -> tuple[set[int], set[int]]:
    """Return the words at which places begin, and those at which they end."""
    spans = [(one.pick.option.start, one.pick.option.end) for one in places]
    return {start for start, _ in spans}, {end for _, end in spans}


def _beside(one: _Judged, edges: tuple[set[int], set[int]]) -> bool:
    """Tell whether a place meets one of others, given by their edges."""
    starts, ends = edges
    return one.pick.option.end in starts or one.pick.option.start in ends


def _tier(one: Pick, spun: float, limits: Limits) -> Safety | None:
    likely = one.mends >= limits.safe and spun >= limits.sure
    if likely and one.mends * spun >= limits.both and _backed(one) and not _inflects(one):
        return "safe"
    own = one.option.bits == ENCODER  # what the network alone proposes mends one place in five
    worth = max(limits.mends, limits.price * (1 - spun))
    if spun >= limits.review and one.mends >= worth and not own:
        return "review"
    return "suggest" if spun >= limits.suggest and one.mends >= SHOWN else None


def _backed(one: Pick) -> bool:
    """Tell whether more than a thesaurus speaks for a repair: a hallmark, or a known term restored.

    Of repairs that only a thesaurus links, four in ten exchanged a word that was fine; what lists
    call common and no hallmark mends eight places in ten where hallmarks mend nine.
    """
    row = one.row
    listed = row[AT["hallmark"]] or row[AT["tortured"]]
    shorter = len(one.option.new) <= one.option.end - one.option.start
    return bool((listed or reasons.restores(one)) and shorter)


def _inflects(one: Pick) -> bool:
    """Tell whether another form of the very word reads as well: "affects", or "affect"?"""
    return len(one.option.new) == 1 and any(
        forms.kin(one.option.new[0], form) for form in one.close
    )


def edit(text: str, lattice: Lattice, one: Pick, tier: Safety, why: str = "") -> Edit:
    """Write a pick as an Edit of the given tier."""
    words, option = lattice.words, one.option
    start, end = words[option.start].start, words[option.end - 1].end
    if not option.new:  # a deletion takes the space before it along
        start = words[option.start - 1].end if option.start else start
    case = wording.case(words[option.start : option.end])
    case = "upper" if letters.shouted(text, start, end) else case
    others = dict.fromkeys(wording.cased(new, case) for new in one.others)
    rule = "despin-meaning" if why == safety.RENAMES else reasons.rule(one)
    return Edit(
        start, end, text[start:end], wording.cased(option.new, case), STEP, rule,
        round(one.mends, 3), tier, reasons.reason(one, why), tuple(others),
    )  # fmt: skip
