"""Whether a study sets a treatment beside the rival that a claim names."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from healthtext.evidence.language.rivals import AND, LEAST, Rival, spoken
from healthtext.evidence.language.sides import Side
from healthtext.evidence.language.stems import stems
from healthtext.records import Evidence

Nearness = Callable[[str], float]  # of a wording to a treatment, in 0..1


def nearness(subject: Side, rival: Rival, row: Evidence) -> float:
    """Return how well a study sets a treatment beside its rival, in either order; 0 if it does not.

    A wording that names both is of none of them.
    """
    mixed = AND.search(row.intervention) and not AND.search(subject.text)
    if mixed and not AND.search(rival.side.text):
        return 0.0  # what something else was given with
    plain = _in_either_order(partial(spoken, subject), rival.nearness, row)
    return plain or _in_either_order(*_told_apart(subject, rival), row)


def _in_either_order(of_subject: Nearness, of_rival: Nearness, row: Evidence) -> float:
    tested = of_subject(row.intervention), of_rival(row.intervention)
    plain = min(tested[0], of_rival(row.comparator))
    turned = min(tested[1], of_subject(row.comparator))
    found = max(plain, turned) if row.comparator else 0.0
    return found if found >= LEAST and found > min(tested) else 0.0


def _told_apart(subject: Side, rival: Rival) -> tuple[Nearness, Nearness]:
    """Return how well a wording speaks of either of two of a kind: prone and supine positioning.

    What both are called says nothing then; of others nobody's wording speaks.
    """
    shared = stems(subject.text) & stems(rival.side.text)
    own, other = stems(subject.text) - shared, stems(rival.side.text) - shared

    def of_subject(text: str) -> float:
        return spoken(subject, text) if shared and own & stems(text) else 0.0

    def of_rival(text: str) -> float:
        return rival.nearness(text) if shared and other & stems(text) else 0.0

    return of_subject, of_rival


def is_turned(subject: Side, rival: Rival, row: Evidence) -> bool:
    """Tell whether a study tested the rival, and compared it with the treatment."""
    tested, compared = rival.nearness(row.intervention), rival.nearness(row.comparator)
    if tested == compared:
        of_rival = _told_apart(subject, rival)[1]
        tested, compared = of_rival(row.intervention), of_rival(row.comparator)
    return tested > compared
