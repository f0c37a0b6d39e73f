"""Take out what was never part of the article: broken characters, boilerplate, spam, copies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from healthtext.clean import boilerplate, injected, invisible, linkspam, mojibake, repeated
from healthtext.records import SAFETIES, Edit, Proposal, Span

# Where two want the same place the earlier one gets it: what removes most comes first.
FINDERS: tuple[Callable[[str], Iterator[Edit]], ...] = (
    repeated.find,
    boilerplate.find,
    boilerplate.find_stubs,
    linkspam.find,
    injected.find,
    mojibake.find,
    invisible.find,
)


def propose(text: str, protected: Sequence[Span]) -> Proposal:
    """Return the edits that clean a text; none touches a protected span.

    A certain edit goes before a doubtful one, whatever rule it is of.
    """
    found = [list(find(text)) for find in FINDERS]
    taken = sorted(protected)
    chosen: list[Edit] = []
    for safety in SAFETIES:
        for edits in found:
            free = list(_free([edit for edit in edits if edit.safety == safety], taken))
            chosen += free
            taken = sorted([*taken, *((edit.start, edit.end) for edit in free)])
    return Proposal(tuple(sorted(chosen, key=lambda edit: edit.start)))


def _free(edits: list[Edit], taken: list[Span]) -> Iterator[Edit]:
    """Yield the edits that share no character with a taken span; both lists are in order."""
    at = 0
    for edit in edits:
        while at < len(taken) and taken[at][1] <= edit.start:
            at += 1
        if at == len(taken) or edit.end <= taken[at][0]:
            yield edit
