"""Families of copies in a corpus: as a watch has found them, else compared here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from healthtext.corpus.tables import Corpus

MOST = 20_000  # articles compared with one another: above that it would take minutes
LISTED = 20
_KIN = {"article": "int64", "family": "int64", "similarity": "float64"}


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a family; `similarity` to the one before it that is most like it."""

    article: int
    name: str
    site: str
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """Articles that are copies of one another, in the order of the corpus."""

    size: int
    members: tuple[Member, ...]


def find(corpus: Corpus) -> tuple[Family, ...] | None:
    """Return the largest families of two or more, or None for a corpus too large to compare."""
    if not corpus.has_families:
        ((articles,),) = corpus.rows("SELECT count(*) FROM texts")
        if articles > MOST:
            return None
        corpus.add("kin", _KIN, list(_compared(corpus)))
    else:
        corpus.rows(
            "CREATE TEMP TABLE kin AS "
            "SELECT article, min(family) AS family, NULL AS similarity FROM items GROUP BY article"
        )
    return tuple(_listed(corpus))


def _compared(corpus: Corpus) -> Iterator[tuple[int, int, float | None]]:
    """Yield every article with its family, named by the first article in it."""
    from healthtext.watch.families import Families, signature

    known = Families()
    for article, text in corpus.pieces("SELECT article, text FROM texts ORDER BY article"):
        made = signature(text)
        match = known.nearest(made)
        family = match.family if match else article
        known.add(article, family, made)
        yield article, family, match.similarity if match else None


def _listed(corpus: Corpus) -> Iterator[Family]:
    sizes = corpus.rows(
        "SELECT family, count(*) FROM kin JOIN base USING (article) GROUP BY family "
        "HAVING count(*) > 1 ORDER BY 2 DESC, 1 LIMIT ?", LISTED,
    )  # fmt: skip
    for family, size in sizes:
        members = corpus.rows(
            "SELECT article, coalesce(nullif(title, ''), id), site, similarity "
            "FROM kin JOIN base USING (article) WHERE family = ? ORDER BY article LIMIT ?",
            family, LISTED,
        )  # fmt: skip
        yield Family(size, tuple(Member(*row) for row in members))
