"""The claims of a corpus that studies speak against, each with the studies that do."""

from __future__ import annotations

import json
from dataclasses import dataclass

from healthtext.corpus.tables import Corpus

LISTED = 20
STUDIES = 3  # named of each


@dataclass(frozen=True, slots=True)
class Against:
    """A claim that studies contradict: how often it is made, and what speaks against it.

    `studies` are the identifiers of the best of `found` studies, `looked_up` what was asked.
    """

    text: str
    times: int
    articles: int
    confidence: float
    studies: tuple[str, ...]
    found: int
    looked_up: str


def against(corpus: Corpus) -> tuple[Against, ...]:
    """Return the contradicted claims, the most frequent and then the surest first."""
    rows = corpus.rows(
        """
        SELECT any_value(text ORDER BY article, number), count(*), count(DISTINCT article),
          max(confidence) AS sure, arg_max(studies, confidence), arg_max(looked_up, confidence)
        FROM claims WHERE verdict = 'contradicted'
        GROUP BY lower(regexp_replace(text, '\\s+', ' ', 'g'))
        ORDER BY 2 DESC, sure DESC, 1 LIMIT ?
        """, LISTED,
    )  # fmt: skip
    return tuple(
        Against(text, times, articles, sure, named[:STUDIES], len(named), looked_up)
        for text, times, articles, sure, studies, looked_up in rows
        for named in (_named(studies),)
    )


def _named(studies: str) -> tuple[str, ...]:
    """Return the identifiers of the studies that are not retracted, each once."""
    rows = (row["identifier"] for row in json.loads(studies) if not row["retracted"])
    return tuple(dict.fromkeys(rows))


def stores(corpus: Corpus) -> tuple[str, ...]:
    """Name the evidence that was asked, each with its date and digest, as the reports do."""
    rows = corpus.rows("SELECT DISTINCT evidence FROM reports WHERE evidence <> '' ORDER BY 1")
    return tuple(name for (name,) in rows)
