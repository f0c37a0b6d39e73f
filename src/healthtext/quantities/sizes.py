"""Sizes of units, to tell a range by one of two: "six weeks to three months" is 1.4 to 3 months."""

from __future__ import annotations

_SIZES = (
    {"min": 1 / 1440, "h": 1 / 24, "day": 1.0, "week": 7.0, "month": 365.25 / 12, "year": 365.25},
    {"µg": 1e-6, "mg": 1e-3, "g": 1.0},
)  # fmt: skip


def ratio(lower: str, upper: str) -> float | None:
    """Return what share of a larger unit a smaller one is, None where they are no such pair."""
    for sizes in _SIZES:
        if lower in sizes and sizes[lower] < sizes.get(upper, 0.0):
            return sizes[lower] / sizes[upper]
    return None
