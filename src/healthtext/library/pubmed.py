"""Articles and deletions of PubMed's baseline and update files (pubmed_190101.dtd and later)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from healthtext.library import records
from healthtext.library.plain import text
from healthtext.library.records import Deletion, Record

_IDS = "./PubmedData/ArticleIdList/ArticleId"
_COMMENTS = "./MedlineCitation/CommentsCorrectionsList/CommentsCorrections"
_ABSTRACTS = (
    "./MedlineCitation/Article/Abstract/AbstractText",
    "./MedlineCitation/OtherAbstract[@Language='eng']/AbstractText",
)
_GONE = ("RetractionIn", "RetractedandRepublishedIn")
_UNTOLD = re.compile(r"\W*(?:not available|in process citation)\W*", re.I)
_DATES = (
    "./MedlineCitation/Article/Journal/JournalIssue/PubDate/Year",
    "./MedlineCitation/Article/Journal/JournalIssue/PubDate/MedlineDate",
    "./MedlineCitation/Article/ArticleDate/Year",
)


def article(element: etree._Element) -> Iterator[Record]:
    """Yield the article of a PubmedArticle."""
    types = [text(one) for one in element.iterfind(".//PublicationTypeList/PublicationType")]
    title, said = _title(element), tuple(_abstract(element))
    yield Record(
        records.ids(
            pmid=_text(element, "./MedlineCitation/PMID"), pmc=_id(element, "pmc"),
            doi=_id(element, "doi") or _doi(element), other=records.key(title, said),
        ),
        title, said,
        next((found for path in _DATES if (found := records.year(_text(element, path)))), None),
        records.kind(types), _version(element.find("./MedlineCitation")),
        any(_cited(element, kind) is not None for kind in _GONE)
        or "Retracted Publication" in types or records.is_retracted(title),
        _cited(element, "RetractionOf") or (),
    )  # fmt: skip


def book(element: etree._Element) -> Iterator[Record]:
    """Yield the book, or the chapter of one, of a PubmedBookArticle."""
    document = element.find("./BookDocument")
    if document is None:
        return
    title = _text(document, "./ArticleTitle") or _text(document, "./Book/BookTitle")
    parts = document.iterfind("./Abstract/AbstractText")
    said = tuple(one for part in parts for one in records.sentences(text(part)))
    years = ("./ContributionDate/Year", "./Book/PubDate/Year")
    found = {one.get("IdType"): text(one) for one in document.iterfind("./ArticleIdList/ArticleId")}
    yield Record(
        records.ids(pmid=_text(document, "./PMID"), doi=found.get("doi", ""),
                    pmc=found.get("pmc", ""), other=records.key(title, said)),
        title, said,
        next((year for path in years if (year := records.year(_text(document, path)))), None),
        records.kind(text(one) for one in document.iterfind("./PublicationType")),
        _version(document),
    )  # fmt: skip


def deletions(element: etree._Element) -> Iterator[Deletion]:
    """Yield what a DeleteCitation takes back."""
    for one in element.iterfind("./PMID"):
        version = one.get("Version", "")
        yield from (Deletion(id_, version=version) for id_ in records.ids(pmid=text(one)))


def _title(element: etree._Element) -> str:
    """Return the title; in its own language where there is none in English."""
    found = _text(element, "./MedlineCitation/Article/ArticleTitle")
    untold = not found or _UNTOLD.fullmatch(found)
    return _text(element, "./MedlineCitation/Article/VernacularTitle") or found if untold else found


def _abstract(element: etree._Element) -> Iterator[str]:
    """Yield the sentences of the abstract, or of another one in English."""
    for part in next(filter(None, map(element.findall, _ABSTRACTS)), ()):
        yield from records.sentences(text(part))


def _doi(element: etree._Element) -> str:
    """Return the DOI among the places of an article; PubMed marks those that are wrong."""
    places = element.iterfind("./MedlineCitation/Article/ELocationID[@EIdType='doi']")
    return next((text(one) for one in places if one.get("ValidYN") != "N"), "")


def _cited(element: etree._Element, kind: str) -> tuple[str, ...] | None:
    """Return the ids that are cited in this way; None when nothing is."""
    found = element.findall(f"{_COMMENTS}[@RefType='{kind}']")
    return tuple(id_ for one in found for id_ in records.ids(pmid=_text(one, "PMID"))) \
        if found else None  # fmt: skip


def _version(element: etree._Element | None) -> str:
    """Return what sorts versions: the PMID's version, then when it was revised."""
    if element is None:
        return f"{records.numbered('')} "
    pmid = element.find("./PMID")
    number = "" if pmid is None else pmid.get("Version", "")
    revised = element.find("./DateRevised")
    date = [] if revised is None else [text(part).strip().zfill(2) for part in revised]
    return f"{records.numbered(number)} {'-'.join(date)}"


def _id(element: etree._Element, kind: str) -> str:
    return next((text(one) for one in element.iterfind(_IDS) if one.get("IdType") == kind), "")


def _text(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else text(found)
