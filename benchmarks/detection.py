"""How well spun pages and words are told from clean ones: areas under the ROC curve."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sklearn.metrics import roc_auc_score

from benchmarks.scoring import Page
from benchmarks.systems import System
from healthtext import despin, words
from healthtext.edits import apply
from healthtext.records import Edit, Proposal

COLUMNS = ("dialect", "pages", "against clean answers", "against own gold repairs", "words")
Areas = Mapping[str, Mapping[str, float | None]]


def figures(
    pages: Sequence[Page], mine: Sequence[Proposal], clean: Sequence[Page], ours: System,
    ready_made: bool,
) -> dict[str, dict[str, float | None]]:  # fmt: skip
    """Return the areas by dialect and over all.

    With ready-made edits the gold repairs are left out unless the file scores them: the packaged
    ranker learnt from them as clean prose.
    """
    spun = [proposal.scores.get("page") for proposal in mine]
    answers = [_score(ours(page)) for page in equally_long(pages, clean)]
    gold = [
        proposal.scores.get("gold page") if ready_made else _score(ours(repaired(page)))
        for page, proposal in zip(pages, mine, strict=True)
    ]
    by_word = [word_scores(page) for page in pages]
    found: dict[str, dict[str, float | None]] = {}
    for dialect in (*sorted({page.dialect for page in pages}), "all"):
        at = [n for n, page in enumerate(pages) if dialect in (page.dialect, "all")]
        own = [spun[n] for n in at]
        found[dialect] = {
            "pages": len(at),
            "against clean answers": area(own, answers),
            "against own gold repairs": area(own, [gold[n] for n in at]),
            "words": word_area([pair for n in at for pair in by_word[n]]),
        }
    return found


def rows(areas: Areas) -> list[tuple[str | float | None, ...]]:
    """Return the areas as rows of a table."""
    return [(dialect, *found.values()) for dialect, found in areas.items()]


def area(spun: Sequence[float | None], clean: Sequence[float | None]) -> float | None:
    """Return the chance that a spun page scores above a clean one; None where scores miss."""
    scores = [*spun, *clean]
    if not spun or not clean or None in scores:
        return None
    return float(roc_auc_score([1] * len(spun) + [0] * len(clean), scores))


def word_area(pairs: Sequence[tuple[bool, float]]) -> float | None:
    """Return the chance that a spun word scores above another; None where there is nothing."""
    if len({label for label, _ in pairs}) < 2:
        return None
    return float(roc_auc_score(*zip(*pairs, strict=True)))


def word_scores(page: Page) -> list[tuple[bool, float]]:
    """Return for each word whether a firm gold edit covers it, and its P(spun).

    Words of unclear gold edits are left out. Empty where no packaged scorer judges words.
    """
    found = words.split(page.text)
    opinions = [scorer.read(page.text, found) for scorer in despin.packaged_scorers()]
    spun = next((o.spun for o in reversed(opinions) if o.spun is not None), None)
    if spun is None:
        return []
    labelled = []
    for word, p in zip(found, spun.tolist(), strict=True):
        over = [gold for gold in page.gold if word.start < gold.end and gold.start < word.end]
        if word.is_word and not any(gold.free for gold in over):
            labelled.append((bool(over), p))
    return labelled


def repaired(page: Page) -> Page:
    """Return a spun page with every gold edit made."""
    edits = [
        Edit(g.start, g.end, page.text[g.start : g.end], g.references[0], "gold", "gold")
        for g in page.gold
    ]
    return Page(f"{page.id} gold", page.dialect, apply(page.text, edits), ())


def equally_long(pages: Sequence[Page], clean: Sequence[Page]) -> list[Page]:
    """Return a clean text for every page, each cut to the words of its page.

    A clean text serves again when there are fewer than pages; one too short for a page is left
    out where a longer one follows.
    """
    found, at = [], 0
    for page in pages if clean else ():
        size = len(page.text.split())
        order = [clean[(at + n) % len(clean)] for n in range(len(clean))]
        taken = next((n for n, text in enumerate(order) if len(text.text.split()) >= size), 0)
        found.append(Page(order[taken].id, "", first_words(order[taken].text, size), ()))
        at += taken + 1
    return found


def first_words(text: str, count: int) -> str:
    """Return a text up to the end of so many words."""
    ends = [match.end() for match in re.finditer(r"\S+", text)]
    return text[: ends[min(count, len(ends)) - 1]] if ends else text


def _score(proposal: Proposal) -> float | None:
    return proposal.scores.get("page")
