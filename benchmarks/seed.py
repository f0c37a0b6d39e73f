"""How much of a repair rests on what was learnt from one article: the same with that switched off.

python -m benchmarks.seed --gold GOLD.jsonl [--article seed] [--ranker RANKER.npz] [--rows]

The article's own spun wordings, and the hallmarks that its dialect is described by, are taken out
of the dialect part of the packaged channel (phrases with the bits of a dialect list or template;
what a thesaurus or the tortured-phrase pairs know of them stays). Two rules go with them: plurals
behind "a couple of", and everything of the clean step, which is not run. Then the article and the
articles of its dialect in corpora/spun_health are measured with and without. RANKER should be
fitted without the article; the packaged one saw it. The encoder is the packaged one in any case.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import numpy as np

from benchmarks import tables
from benchmarks.bench import CORPUS, FIGURES, TIERS, up_to
from benchmarks.scoring import Page, read, score, total
from healthtext import assets, despin, words
from healthtext.despin import agreement, channel, ranker
from healthtext.despin.channel import DIALECT, HALLMARK, TORTURED

LEXICONS = assets.DATA / "lexicons"
HALLMARKS = (
    "the place", "reminiscent of", "again", "decrease", "coronary heart", "being pregnant",
    "should", "associate in nursing",
)  # fmt: skip
Forms = tuple[str, ...]


def taken(page: Page, *, inside: bool) -> set[Forms]:
    """Return the spun wordings of a page's gold and the hallmarks.

    With `inside` every stretch of words inside a gold edit counts too: "decrease again" then
    takes "decrease" and "again" along.
    """
    spun = [page.text[gold.start : gold.end] for gold in page.gold]
    found = {forms(text) for text in (*spun, *HALLMARKS)}
    if inside:
        found |= {
            wording[start:end]
            for wording in list(found)
            for start in range(len(wording))
            for end in range(start + 1, len(wording) + 1)
        }
    return found - {()}


def forms(text: str) -> Forms:
    """Return the words of a wording as the channel lists them."""
    return tuple(word.form for word in words.split(text))


def masked(rows: Sequence[str], gone: Collection[Forms]) -> Iterator[str]:
    """Yield the channel's phrase rows without what only a list of dialects knew of them."""
    for row in rows:
        spun, original, bits, *_ = row.split("\t")
        left = int(bits) & ~(DIALECT | HALLMARK)
        if tuple(spun.split()) not in gone or (left and left == int(bits)):
            yield row  # what is only plausible in the wider lists has no bits at all
        elif left:
            yield f"{spun}\t{original}\t{left}\t{'Q' if left & TORTURED else ''}"


@contextmanager
def switched_off(gone: Collection[Forms]) -> Iterator[int]:
    """Run with a masked channel and without the rule of plurals; yield how many rows are gone."""
    with np.load(assets.path("despin/channel.npz")) as packed:
        table = dict(packed)
    rows = table["phrases"].tobytes().decode("utf-8").split("\n")
    kept = list(masked(rows, gone))
    table["phrases"] = np.frombuffer("\n".join(kept).encode(), np.uint8)
    known = channel.Channel(table)
    with (
        mock.patch.object(channel, "load", lambda: known),
        mock.patch.object(agreement, "_asks_for_several", lambda *_: False),
    ):
        yield len({*rows} - {*kept})


def rows_of_lists(gone: Collection[Forms]) -> Iterator[str]:
    """Yield `list: row` for every row of a list whose spun wording is to be switched off."""
    for path in (*sorted(LEXICONS.glob("dialect_*.tsv")), LEXICONS / "function_templates.tsv"):
        for line in path.read_text("utf-8").splitlines():
            if line and line[0] != "#" and forms(line.partition("\t")[0]) in gone:
                yield f"{path.name}: {line}"


def measure(name: str, pages: Sequence[Page], rank: ranker.Ranker) -> list[tuple[tables.Cell, ...]]:
    """Return a row of figures for each tier."""
    step = despin.Despinner(despin.packaged_scorers(), rank)
    found = [step.propose(page.text).edits for page in pages]
    rows: list[tuple[tables.Cell, ...]] = []
    for tier in TIERS[:2]:
        counts = total(
            score(page, up_to(tier, edits)) for page, edits in zip(pages, found, strict=True)
        )
        figures = counts.figures()
        rows.append((f"{name}, {tier}", counts.edits, *(figures[key] for key in FIGURES)))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True, help="gold edits with the article's")
    parser.add_argument("--article", default="seed", help="its id in GOLD")
    parser.add_argument("--ranker", type=Path, help="fitted without the article")
    parser.add_argument("--rows", action="store_true", help="print the rows of the lists")
    options = parser.parse_args()
    article = next((p for p in read(options.gold) if p.id == options.article), None)
    if article is None:
        parser.error(f"{options.gold}: no article {options.article!r}; name one with --article")
    if options.rows:
        print(*rows_of_lists(taken(article, inside=True)), sep="\n")
        return
    with np.load(options.ranker or assets.path("despin/ranker.npz")) as table:
        rank = ranker.Ranker(dict(table))
    dialect = [page for page in read(CORPUS / "gold.jsonl") if page.dialect == article.dialect]
    sets = {options.article: [article], f"spun_health {article.dialect}": dialect}
    rows = [row for name, pages in sets.items() for row in measure(f"{name}, all on", pages, rank)]
    for inside, how in ((False, "its wordings off"), (True, "every part of them off")):
        with switched_off(taken(article, inside=inside)) as count:
            for name, pages in sets.items():
                rows += measure(f"{name}, {how} ({count} rows)", pages, rank)
    tables.show("Without what one article taught", ("set", "edits", *FIGURES), rows, width=130)


if __name__ == "__main__":
    main()
