"""Where one meets a thing that harms: traces in food are not what farmers spray at work."""

from __future__ import annotations

import re
from functools import lru_cache

_SETTINGS = tuple(
    (name, re.compile(rf"\b(?:{form})\b", re.I))
    for name, form in (
        ("work", r"at work|occupational(?:ly)?|workplace|workers?|farmers?|applicators?"),
        ("home", r"(?:in|at|around) (?:the |your |our )?(?:homes?|house)|household|indoors?"),
        ("food", r"(?:in|on) (?:(?:the|your|our|fresh) )*(?:foods?|fruits?|vegetables|diets?|crops"
         r"|produce|meat|fish)|residues?|dietary"),
        ("water", r"in (?:(?:the|your|our|drinking|tap) )*water"),
        ("air", r"in (?:(?:the|our) )*air|inhaled|airborne"),
    )
)  # fmt: skip
_HELD = re.compile(
    r"(?:in|on) (?:(?:the|your|our|their|fresh|drinking|tap) )*(?:foods?|fruits?|vegetables|crops"
    r"|produce|meat|fish|milk|water|air|soil|toothpaste|cosmetics|plastics?|cookware"
    r"|homes?|house|(?:water )?pipes)",
    re.I,
)


@lru_cache(maxsize=1 << 12)
def _named(text: str) -> frozenset[str]:
    return frozenset(name for name, form in _SETTINGS if form.search(text))


def is_held(where: str) -> bool:
    """Tell whether a place is one that a thing is in, and nobody has: "in food"."""
    return bool(_HELD.fullmatch(where.strip()))


def is_another(asked: str, tested: str) -> bool:
    """Tell whether a thing was met elsewhere than is asked about; traces in food must be named."""
    own, theirs = _named(asked), _named(tested)
    if not own or own & theirs:
        return False
    return bool(theirs) or "food" in own
