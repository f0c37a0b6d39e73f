"""What an intervention was compared with: nothing that works, or something that may."""

from __future__ import annotations

from training.evidence import cues

_INERT = cues.pattern("comparators", "inert")


def is_inert(comparator: str) -> bool:
    """Tell whether a comparator is nothing, a placebo or what everybody had anyway."""
    return not comparator.strip() or bool(_INERT.search(comparator))
