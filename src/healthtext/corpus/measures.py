"""What is measured of a corpus: prevalence, claims and verdicts by source and month, wrong terms.

A *spin* is an edit of the step despin that is safe or review. An article is *spun* when the page's
score says so (0.5 or more); where despin was left out nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from healthtext.corpus import families, verdicts
from healthtext.corpus.families import Family
from healthtext.corpus.tables import Corpus, opened
from healthtext.corpus.verdicts import Against
from healthtext.evidence import VERDICTS

SOURCES = 30  # listed; the others are one line
TERMS = 40
OTHERS = "others"
_SPUN = 0.5

# One row an article. A source is the site of its address, else its file of records or its folder.
_BASE = f"""
CREATE TEMP TABLE base AS
SELECT r.article, r.id, r.title, r.claims, r.findings,
  CASE WHEN regexp_matches(r.url, '^https?://')
         THEN lower(regexp_extract(r.url, '^https?://(?:www\\.)?([^/?#:]+)', 1))
       WHEN r.line IS NOT NULL THEN r.source
       ELSE coalesce(nullif(regexp_extract(r.source, '^(.*)/[^/]*$', 1), ''), r.source) END AS site,
  CASE WHEN regexp_matches(r.date, '^[0-9]{{4}}-(0[1-9]|1[0-2])')
         THEN substr(r.date, 1, 7) ELSE '' END AS month,
  coalesce(t.words, 0) AS words,
  coalesce(try_cast(json_extract_string(r.scores, '$."despin.page"') AS DOUBLE) >= {_SPUN}, false)
    AS spun,
  coalesce(e.spins, 0) AS spins, coalesce(c.uncited, 0) AS uncited, coalesce(f.errors, 0) AS errors,
  {", ".join(f"coalesce(c.{name}, 0) AS {name}" for name in VERDICTS)}
FROM reports r
LEFT JOIN (SELECT article, len(regexp_split_to_array(trim(text), '\\s+')) AS words FROM texts) t
  USING (article)
LEFT JOIN (SELECT article, count(*) AS spins FROM edits
           WHERE step = 'despin' AND safety IN ('safe', 'review') GROUP BY article) e
  USING (article)
LEFT JOIN (SELECT article, count(*) FILTER (WHERE citations IN ('', '[]')) AS uncited, {
    ", ".join(f"count(*) FILTER (WHERE verdict = '{name}') AS {name}" for name in VERDICTS)
} FROM claims GROUP BY article) c USING (article)
LEFT JOIN (SELECT article, count(*) AS errors FROM findings
           WHERE severity = 'error' GROUP BY article) f USING (article)
"""
_JUDGED = "SELECT 1 FROM reports WHERE scores LIKE '%despin.page%' LIMIT 1"
_GROUPS = f"""
SELECT {{name}} AS name, count(*) AS articles, sum(words), count(*) FILTER (WHERE spun), sum(spins),
  sum(claims), sum(uncited), sum(findings), sum(errors),
  {", ".join(f"sum({name})" for name in VERDICTS)}
FROM base GROUP BY name ORDER BY {{order}}
"""


@dataclass(frozen=True, slots=True)
class Group:
    """Articles of one source or month, or all of them."""

    name: str
    articles: int = 0
    words: int = 0
    spun: int = 0
    spins: int = 0
    claims: int = 0
    uncited: int = 0
    findings: int = 0
    errors: int = 0
    supported: int = 0
    mixed: int = 0
    contradicted: int = 0
    insufficient: int = 0
    nothing_found: int = 0
    not_checkable: int = 0

    @property
    def verdicts(self) -> dict[str, int]:
        """The claims by what evidence says of them."""
        return {name: getattr(self, name) for name in VERDICTS}

    @property
    def judged(self) -> int:
        """The claims that were looked up or could not be."""
        return sum(self.verdicts.values())

    @property
    def share(self) -> float:
        """The share of articles that are spun."""
        return self.spun / self.articles if self.articles else 0.0

    @property
    def rate(self) -> float:
        """Spins in 1,000 words."""
        return 1000 * self.spins / self.words if self.words else 0.0


@dataclass(frozen=True, slots=True)
class Term:
    """A wrong wording and what it most often should be; it stands in so many `articles`."""

    old: str
    new: str
    times: int
    articles: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Something counted: `times` in all, in so many `articles`; `about` says more of it."""

    name: str
    times: int
    articles: int
    about: str = ""


@dataclass(frozen=True, slots=True)
class Measures:
    """Everything a corpus report shows."""

    total: Group
    judged: bool
    sources: tuple[Group, ...]
    months: tuple[Group, ...]
    undated: int
    terms: tuple[Term, ...]
    claims: dict[str, tuple[Counted, ...]]
    against: tuple[Against, ...]
    evidence: tuple[str, ...]
    findings: tuple[Counted, ...]
    families: tuple[Family, ...]
    compared: bool
    failures: tuple[Counted, ...]


def measure(folder: Path) -> Measures:
    """Measure the tables in a folder. Raises SettingsError where there are none."""
    with opened(folder) as corpus:
        corpus.rows(_BASE)
        months = _groups(corpus, "month", "name")
        found = families.find(corpus)
        return Measures(
            total=_total(corpus),
            judged=bool(corpus.rows(_JUDGED)),
            sources=_with_others(_groups(corpus, "site", "articles DESC, name")),
            months=tuple(group for group in months if group.name),
            undated=sum(group.articles for group in months if not group.name),
            terms=_terms(corpus),
            claims={name: counted for name in PROPERTIES if (counted := _claims(corpus, name))},
            against=verdicts.against(corpus),
            evidence=verdicts.stores(corpus),
            findings=_findings(corpus),
            families=found or (),
            compared=found is not None,
            failures=_failures(corpus),
        )  # fmt: skip


def _total(corpus: Corpus) -> Group:
    found = _groups(corpus, "'all'", "name")
    return found[0] if found else Group("all")


def _groups(corpus: Corpus, name: str, order: str) -> tuple[Group, ...]:
    rows = corpus.rows(_GROUPS.format(name=name, order=order))
    return tuple(Group(row[0], *map(int, row[1:])) for row in rows)


def _with_others(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Put the smaller groups together when there are too many to list."""
    if len(groups) <= SOURCES:
        return tuple(groups)
    rest = groups[SOURCES:]
    names = [name for name in Group.__dataclass_fields__ if name != "name"]
    sums = {name: sum(getattr(group, name) for group in rest) for name in names}
    return (*groups[:SOURCES], Group(f"{len(rest):,} {OTHERS}", **sums))


def _terms(corpus: Corpus) -> tuple[Term, ...]:
    """Return the wordings that were wrong most often, each with its most frequent mending."""
    rows = corpus.rows(
        """
        WITH wrong AS (
          SELECT lower(old) AS old, lower(new) AS new, article FROM edits
          WHERE step = 'despin' AND safety IN ('safe', 'review') AND old <> ''
        ), mended AS (
          SELECT old, arg_max(new, times) AS new FROM (
            SELECT old, new, count(*) AS times FROM wrong GROUP BY ALL ORDER BY times DESC, new
          ) GROUP BY old
        )
        SELECT old, any_value(mended.new), count(*), count(DISTINCT article)
        FROM wrong JOIN mended USING (old) GROUP BY old ORDER BY 3 DESC, old LIMIT ?
        """, TERMS,
    )  # fmt: skip
    return tuple(Term(*row) for row in rows)


# What claims are counted by; one that the tables have no value of is left out.
PROPERTIES = ("verdict", "priority", "kind", "strength", "hedge", "attribution")


def _claims(corpus: Corpus, name: str) -> tuple[Counted, ...]:
    rows = corpus.rows(
        f"SELECT {name}, count(*), count(DISTINCT article) FROM claims "
        f"WHERE {name} <> '' GROUP BY {name} ORDER BY 2 DESC, 1"
    )
    return tuple(Counted(*row) for row in rows)


def _findings(corpus: Corpus) -> tuple[Counted, ...]:
    rows = corpus.rows(
        "SELECT rule, count(*), count(DISTINCT article), any_value(severity) FROM findings "
        "GROUP BY rule ORDER BY 2 DESC, 1"
    )
    return tuple(Counted(*row) for row in rows)


def _failures(corpus: Corpus) -> tuple[Counted, ...]:
    rows: list[tuple[Any, ...]] = corpus.rows(
        "SELECT stage || ': ' || code, count(*), count(DISTINCT article), min(message) "
        "FROM failures GROUP BY stage, code ORDER BY 2 DESC, 1"
    )
    return tuple(Counted(*row) for row in rows)
