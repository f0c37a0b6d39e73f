"""How near two concepts of a vocabulary are: the same, narrower or broader."""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from healthtext import assets

TABLE = "terms/broader.tsv.gz"
LEVELS = 3
# How much of a match a narrower study ("lung cancer" for "cancer") and a broader one ("inflammatory
# bowel disease" for "Crohn's disease") are: just enough for one step up, too little from two on.
NARROWER = (0.9, 0.8, 0.7)
BROADER = (0.5, 0.3)


@cache
def parents() -> Mapping[str, tuple[str, ...]]:
    """Return the next broader concepts of each concept that has any."""
    with gzip.open(assets.path(TABLE), "rt", encoding="utf-8") as stream:
        rows = (line.rstrip("\n").split("\t") for line in stream if not line.startswith("#"))
        return {concept: tuple(above.split("|")) for concept, above in rows}


@cache
def children() -> Mapping[str, tuple[str, ...]]:
    """Return the next narrower concepts of each concept that has any."""
    below: dict[str, list[str]] = defaultdict(list)
    for concept, above in parents().items():
        for parent in above:
            below[parent].append(concept)
    return {parent: tuple(found) for parent, found in below.items()}


@lru_cache(maxsize=1 << 15)
def ancestors(concept: str) -> Mapping[str, int]:
    """Return the broader concepts up to LEVELS above, each with how far up it is.

    Roots ("symptoms", "chemicals") are left out: what shares only them shares nothing.
    """
    above, level = parents(), {concept: 0}
    edge = [concept]
    for distance in range(1, LEVELS + 1):
        edge = [parent for one in edge for parent in above.get(one, ()) if parent not in level]
        level |= dict.fromkeys(edge, distance)
    return {one: far for one, far in level.items() if far and one in above}


@lru_cache(maxsize=1 << 16)
def nearness(asked: str, studied: str) -> float:
    """Return how well a study of one concept answers a question about another, in 0..1."""
    if asked == studied:
        return 1.0
    down = ancestors(studied).get(asked)
    if down:
        return NARROWER[down - 1]
    up = ancestors(asked).get(studied)
    return BROADER[up - 1] if up and up <= len(BROADER) else 0.0


@lru_cache(maxsize=1 << 12)
def kinds(concept: str) -> frozenset[str]:
    """Return all broader concepts of a concept, and itself."""
    found, edge = {concept}, [concept]
    while edge:
        edge = [parent for one in edge for parent in parents().get(one, ()) if parent not in found]
        found.update(edge)
    return frozenset(found)
