"""Articles and deletions of PubMed's baseline and update files (pubmed_190101.dtd and later)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from healthtext.library import records
from healthtext.library.records import Deletion, Record

_IDS = "./PubmedData/ArticleIdList/ArticleId"
_COMMENTS = "./MedlineCitation/CommentsCorrectionsList/CommentsCorrections"
_DATES = (
    "./MedlineCitation/Article/Journal/JournalIssue/PubDate/Year",
    "./MedlineCitation/Article/Journal/JournalIssue/PubDate/MedlineDate",
    "./MedlineCitation/Article/ArticleDate/Year",
)


def article(element: etree._Element) -> Iterator[Record]:
    """Yield the article of a PubmedArticle."""
    types = [text(one) for one in element.iterfind(".//PublicationTypeList/PublicationType")]
    retraction = _cited(element, "RetractionIn")
    yield Record(
        records.ids(
            pmid=_text(element, "./MedlineCitation/PMID"), pmc=_id(element, "pmc"),
            doi=_id(element, "doi") or _text(element, ".//ELocationID[@EIdType='doi']"),
        ),
        _text(element, ".//ArticleTitle"), tuple(_abstract(element)),
        next((found for path in _DATES if (found := records.year(_text(element, path)))), None),
        records.kind(types), _version(element),
        retraction is not None or "Retracted Publication" in types,
        _cited(element, "RetractionOf") or (),
    )  # fmt: skip


def deletions(element: etree._Element) -> Iterator[Deletion]:
    """Yield what a DeleteCitation takes back."""
    for one in element.iterfind("./PMID"):
        yield from (Deletion(id_) for id_ in records.ids(pmid=text(one)))


def _abstract(element: etree._Element) -> Iterator[str]:
    for part in element.iterfind("./MedlineCitation/Article/Abstract/AbstractText"):
        yield from records.sentences(text(part))


def _cited(element: etree._Element, kind: str) -> tuple[str, ...] | None:
    """Return the ids that are cited in this way; None when nothing is."""
    found = element.findall(f"{_COMMENTS}[@RefType='{kind}']")
    return tuple(id_ for one in found for id_ in records.ids(pmid=_text(one, "PMID"))) \
        if found else None  # fmt: skip


def _version(element: etree._Element) -> str:
    """Return what sorts versions: the PMID's version, then when it was revised."""
    pmid = element.find("./MedlineCitation/PMID")
    number = "" if pmid is None else pmid.get("Version", "")
    revised = element.find("./MedlineCitation/DateRevised")
    date = [] if revised is None else [text(part).strip().zfill(2) for part in revised]
    return f"{number.zfill(4)} {'-'.join(date)}"


def _id(element: etree._Element, kind: str) -> str:
    return next((text(one) for one in element.iterfind(_IDS) if one.get("IdType") == kind), "")


def _text(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else text(found)


def text(element: etree._Element) -> str:
    """Return the text of an element, marks within it left out."""
    return " ".join("".join(str(part) for part in element.itertext()).split())
