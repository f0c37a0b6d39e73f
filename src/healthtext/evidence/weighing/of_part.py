"""Whether studies are of one kind of what is spoken of at large: of knee pain, where pain is meant.

That a thing does nothing for one kind does not show that it does nothing for the others, and what a
page is about says which kind it means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from healthtext.evidence.language.stems import listed, stems
from healthtext.records import Evidence

BROAD = "lexicons/broad_disorders.txt"  # disorders at large
_AIM = re.compile(r"(?:treatment|prevention|risk) of |(?:spread|growth) of ", re.I)
_TAIL = re.compile(r" (?:of|from|in|after|during|with|that|which|when|due|caused) .*", re.I)

_DEATH = stems("mortality")


def are_of_part(acted: str, rows: Sequence[Evidence]) -> bool:
    """Tell whether something at large is acted upon, and every row is of a kind of it.

    Whose it is may be told ("the pain of an acute attack"): a row is of that where it says so too.
    """
    head = stems(_TAIL.sub("", acted))
    whose = stems(acted) - head
    if not head or not head <= listed(BROAD):
        return False
    return all(_is_other(head, whose, row) for row in rows)


def _is_other(head: frozenset[str], whose: frozenset[str], row: Evidence) -> bool:
    """Tell whether a row counts a kind of it that what was tested does not name."""
    counted = stems(_AIM.sub("", row.outcome))
    return not counted & whose and bool(counted - head - stems(row.intervention) - _DEATH)
