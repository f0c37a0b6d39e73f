"""What repairs spun text in the benchmark: ours, and what it is measured against.

A system takes a page and proposes edits. Those that it is compared with know no tiers: all their
edits count as `safe`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks import grammar as languagetool
from benchmarks.scoring import Page
from healthtext import despin, words
from healthtext import grammar as room
from healthtext.despin import channel, features, ngrams, scores, wording
from healthtext.despin.options import Option
from healthtext.grammar import server
from healthtext.grammar import words as speller
from healthtext.records import SAFETIES, Edit, Proposal
from healthtext.settings import Settings
from healthtext.words import Word

System = Callable[[Page], Proposal]
GAIN = 6.0  # nats by which the n-grams alone must prefer a wording, as in the first prototypes


def nothing(page: Page) -> Proposal:
    """Leave the text alone."""
    del page
    return Proposal()


def dictionary(page: Page) -> Proposal:
    """Replace known tortured phrases, the longest first, without a look at the context."""
    return Proposal(tuple(_listed(page.text, words.split(page.text))))


def _listed(text: str, found: Sequence[Word]) -> Iterator[Edit]:
    known, at = channel.load(), 0
    while at < len(found):
        option = _longest(found, at, known)
        if option is not None:
            yield _edit(text, found, option)
        at = option.end if option else at + 1


def _longest(found: Sequence[Word], at: int, known: channel.Channel) -> Option | None:
    for end in range(min(at + channel.LONGEST, len(found)), at, -1):
        for original in known.phrase([word.form for word in found[at:end]]):
            if original.bits & channel.TORTURED:
                return Option(at, end, original.words, original.bits)
    return None


def n_grams(page: Page) -> Proposal:
    """Take the decoder's best path through channel and n-grams: no ranker, no gate, no tiers."""
    chosen = despin.choose(page.text, [scores.ChannelScorer(ngrams.load())])
    gain = features.NAMES.index("gain")
    first = chosen.choices.first
    taken = chosen.choices.options[first[chosen.choices.rows[first, gain] > GAIN]].tolist()
    options = (chosen.lattice.option(row) for row in taken)
    return Proposal(tuple(_edit(page.text, chosen.lattice.words, option) for option in options))


def _edit(text: str, found: Sequence[Word], option: Option) -> Edit:
    start, end = found[option.start].start, found[option.end - 1].end
    new = wording.written(option, found)
    return Edit(start, end, text[start:end], new, "benchmark", "benchmark")


def language_tool(stack: ExitStack) -> System | str:
    """Start LanguageTool with every rule, its first suggestion made; or say why it cannot run."""
    stack.callback(setattr, speller, "overlay", speller.overlay)
    speller.overlay = languagetool.no_words  # LanguageTool as it comes
    step = stack.enter_context(room.load(Settings()))
    step.propose("One sentence is sent to see when the server is ready.")
    if step.status.startswith("off"):
        return step.status
    tool = server.Server(languagetool.EVERY, step._server.url)

    def system(page: Page) -> Proposal:
        found = languagetool.ask(tool, page.text)
        return Proposal(tuple(apart(languagetool.first_suggestions(page.text, found))))

    return system


def apart(edits: Iterable[Edit]) -> list[Edit]:
    """Return edits in order without those that meet one before them."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if not kept or edit.start > kept[-1].end:
            kept.append(edit)
    return kept


def ours() -> System:
    """Return the packaged step; each page is judged once."""
    step = despin.load(Settings())
    known: dict[str, Proposal] = {}

    def system(page: Page) -> Proposal:
        if page.text not in known:
            known[page.text] = step.propose(page.text)
        return known[page.text]

    return system


def ready_made(path: Path) -> System:
    """Read edits made elsewhere, such as by trees that saw no page of the site.

    One object a line: `id`, `edits` (`start`, `end`, `new`; `safety` and the other fields of an
    Edit may be there) and, where known, `scores` with `page`.
    """
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
    known = {str(record["id"]): record for record in records}

    def system(page: Page) -> Proposal:
        if page.id not in known:
            raise SystemExit(f"{path}: no edits for {page.id}; make them for every page of --gold")
        record = known[page.id]
        return Proposal(
            tuple(_read(page.text, row) for row in record["edits"]), record.get("scores", {})
        )

    return system


def _read(text: str, row: dict[str, object]) -> Edit:
    start, end = int(str(row["start"])), int(str(row["end"]))
    safety = next((tier for tier in SAFETIES if tier == row.get("safety", "safe")), None)
    if safety is None:
        raise SystemExit(f"unknown tier in {row}; give one of {', '.join(SAFETIES)}")
    old, new, rule = text[start:end], str(row["new"]), str(row.get("rule", ""))
    return Edit(start, end, old, new, "despin", rule, safety=safety)
