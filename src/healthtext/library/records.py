"""What files of evidence hold: articles, deletions, and findings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from healthtext import lettered
from healthtext.evidence.store import Row

REVIEW, TRIAL, OTHER = "systematic review", "randomised trial", "article"
_KINDS = (
    (REVIEW, re.compile(r"systematic review|meta-?analysis", re.I)),
    (TRIAL, re.compile(r"randomi[sz]ed controlled trial|randomi[sz]ed trial", re.I)),
    ("trial", re.compile(r"clinical trial|controlled trial", re.I)),
)
RETRACTED = re.compile(r"^\W*(?:retracted(?: article| publication)?\b|withdrawn\s*:)", re.I)
# As Web of Science ends titles: "(Retracted article. See vol. 27, pg. 1, 2009)".
_ENDS = re.compile(
    r"[(\[]\s*retracted(?: article| publication| paper)?"
    r"(?:[.,;:]\s*(?:see|vol)\b[^)\]]*)?[)\]]\W*$",
    re.I,
)
_ABOUT = re.compile(r"\W*(?:comments?|reply|response|re|letter|erratum|correction)\b", re.I)
# A full stop that ends no sentence: "vs.", "e.g.", "Dr.", initials.
_NO_END = re.compile(
    r"(?:\b(?:vs|e\.g|i\.e|cf|Fig|Figs|Dr|St|No|Nos|al|approx|resp|ca|spp|sp|ref|refs)|\b[A-Z])\.$"
)
_END = re.compile(r"(?<=[.!?])\s+(?=[\"“(\[]?[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Record:
    """An article. `ids` are such as pmid:123, doi:10.1000/x, pmc:PMC12, the best one first.

    `version` orders what is known of one article, the highest last. `retracts` are ids of
    articles that this one retracts.
    """

    ids: tuple[str, ...]
    title: str
    sentences: tuple[str, ...]
    year: int | None = None
    kind: str = OTHER
    version: str = ""
    retracted: bool = False
    retracts: tuple[str, ...] = ()

    @property
    def identifier(self) -> str:
        """The identifier as evidence shows it: the PMC or DOI without a prefix, or PMID:123."""
        return shown(self.ids[0]) if self.ids else ""


@dataclass(frozen=True, slots=True)
class Deletion:
    """An article that its source has taken back, by its id.

    `date` (ISO 8601) is the latest revision in the file that says so: what was revised until then
    stays deleted, whatever file it comes in later. Without a date nothing brings it back. With a
    `version` (of the PMID, such as 1) later versions of the article stay.
    """

    id: str
    date: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding of a person's, which may be one of several of a study on the same two sides.

    `nth` counts those of other words before it in its file, from 0, of the `of` that the file has.
    `note` is what a reader should be told of it.
    """

    row: Row
    nth: int = 0
    of: int = 1
    note: str = ""

    def key(self, nth: int) -> str:
        """Return what tells the nth finding of this study on these sides apart from others."""
        one = self.row.evidence
        said = (one.identifier, one.intervention, one.outcome, one.comparator, one.population)
        return hashlib.sha256("\0".join((*said, str(nth)) if nth else said).encode()).hexdigest()


Item = Record | Deletion | Finding


def revised(record: Record) -> str:
    """Return when an article of PubMed was revised (ISO 8601), nothing where it does not say."""
    return record.version.partition(" ")[2]


def numbered(version: str) -> str:
    """Return the version of a PMID as it stands in Record.version, before the date."""
    return version.zfill(4)


def shown(id_: str) -> str:
    """Return an id as evidence shows it."""
    kind, _, value = id_.partition(":")
    return f"PMID:{value}" if kind == "pmid" else value


def ids(*, pmid: str = "", pmc: str = "", doi: str = "", other: str = "") -> tuple[str, ...]:
    """Return the ids of an article that are sound; `other` serves when there is none."""
    pmid, pmc, doi = (" ".join(value.split()) for value in (pmid, pmc, doi))
    doi = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", doi, flags=re.I).lower()
    pmc = re.sub(r"^(?:pmc)?(?=\d+$)", "PMC", pmc, flags=re.I)
    found = [f"pmid:{int(pmid)}"] if re.fullmatch(r"[0-9]{1,9}", pmid) else []
    found += [f"doi:{doi}"] if re.fullmatch(r"10\.\d{3,9}/\S+", doi) else []
    found += [f"pmc:{pmc}"] if re.fullmatch(r"PMC\d{1,10}", pmc) else []
    return tuple(found or ([f"key:{other}"] if other else []))


def kept(name: str) -> tuple[str, ...]:
    """Return the ids of an article that has a name such as a DOI, PMID:123 or PMC12."""
    return ids(pmid=name.removeprefix("PMID:"), doi=name, pmc=name if name[:3] == "PMC" else "")


def is_retracted(title: str) -> bool:
    """Tell whether a title says that its article is retracted, and not another one."""
    ends = _ENDS.search(title) is not None and _ABOUT.match(title) is None
    return ends or RETRACTED.match(title) is not None


def key(title: str, said: Sequence[str] = ()) -> str:
    """Return what tells an article without a number apart from others: the words of its title.

    Without a title they are those of the first sentence.
    """
    return " ".join(re.findall(r"\w+", (title or "".join(said[:1])).lower()))


def kind(types: Iterable[str]) -> str:
    """Return the kind of study that publication types say."""
    said = " ; ".join(types)
    return next((name for name, pattern in _KINDS if pattern.search(said)), OTHER)


def year(text: str) -> int | None:
    """Return the first year of a text."""
    match = re.search(r"\b(?:1[5-9]|20)\d\d\b", text)
    return int(match[0]) if match else None


def sentences(text: str) -> tuple[str, ...]:
    """Cut a text into sentences; a rule serves, since millions of abstracts are to be cut."""
    found: list[str] = []
    for part in _END.split(" ".join(text.split())):
        if found and _NO_END.search(found[-1]) and not lettered.parts(found[-1], part):
            found[-1] += f" {part}"
        elif part:
            found.append(part)
    return tuple(found)
